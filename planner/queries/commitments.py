"""What the page of a plan's commitments shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from planner.models import Commitment, Plan


@dataclass(frozen=True)
class CommitmentRow:
    """What belongs to a commitment. `staying_count` of its tasks serve another one, too."""

    commitment: Commitment
    is_first: bool
    is_last: bool
    task_count: int
    staying_count: int
    indicator_count: int
    risk_count: int

    @property
    def leaving_count(self) -> int:
        """The tasks that would go with it."""
        return self.task_count - self.staying_count


def plan_commitments(plan: Plan) -> list[CommitmentRow]:
    """In their order. One query."""
    rows = list(
        plan.commitments.select_related("lead")
        .annotate(
            task_count=Count("tasks", distinct=True),
            staying_count=Count("tasks", filter=Q(tasks__also_serves__isnull=False), distinct=True),
            indicator_count=Count("indicators", distinct=True),
            risk_count=Count("risks", distinct=True),
        )
        # What is counted forgets the order of the model.
        .order_by("order")
    )
    return [
        CommitmentRow(
            commitment=row,
            is_first=number == 1,
            is_last=number == len(rows),
            task_count=row.task_count,
            staying_count=row.staying_count,
            indicator_count=row.indicator_count,
            risk_count=row.risk_count,
        )
        for number, row in enumerate(rows, start=1)
    ]
