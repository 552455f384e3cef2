"""What the risk register of a plan shows."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.risks import grade, weight
from planner.models import CommitmentRisk, Level, Plan

# What happened is dealt with first; what is closed is kept for the record.
ORDER = {CommitmentRisk.State.OCCURRED: 0, CommitmentRisk.State.OPEN: 1, CommitmentRisk.State.CLOSED: 2}


@dataclass(frozen=True)
class WeighedRisk:
    """`grade` is a level's code, `grade_in_words` its name."""

    risk: CommitmentRisk
    weight: int

    @property
    def grade(self) -> str:
        return grade(self.weight)

    @property
    def grade_in_words(self) -> str:
        return str(Level(self.grade).label)


def risk_register(plan: Plan) -> list[WeighedRisk]:
    """What occurred, then what is open, then what is closed; the heaviest first. One query."""
    rows = CommitmentRisk.objects.filter(commitment__plan=plan).select_related("commitment")
    weighed = [WeighedRisk(row, weight(row.likelihood, row.effect)) for row in rows]
    return sorted(
        weighed,
        key=lambda each: (ORDER[each.risk.state], -each.weight, each.risk.commitment.order, each.risk.order),
    )
