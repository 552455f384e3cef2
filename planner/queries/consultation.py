"""What the consultation page shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from planner.models import Contribution, Plan


@dataclass(frozen=True)
class Answered:
    """How many proposals have a response."""

    label: str
    count: int


@dataclass(frozen=True)
class ConsultationLog:
    contributions: list[Contribution]
    responses: list[Answered]
    pending_count: int


def consultation_log(plan: Plan) -> ConsultationLog:
    """The proposals, the latest first. One query."""
    rows = list(plan.contributions.select_related("commitment").order_by("-received_on", "-pk"))
    counts = Counter(row.response for row in rows)
    return ConsultationLog(
        contributions=rows,
        responses=[Answered(str(label), counts[code]) for code, label in Contribution.Response.choices if counts[code]],
        pending_count=counts[Contribution.Response.PENDING],
    )
