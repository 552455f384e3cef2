"""Where on the pages of a plan something is found."""

from __future__ import annotations

from django.urls import reverse

from planner.models import Plan


def task_address(plan: Plan, number: str) -> str:
    """The row of the task `2.3` in the table of tasks, its commitment open."""
    commitment = number.partition(".")[0]
    return f"{reverse('plan_tasks', args=[plan.pk])}?open={commitment}#task-{number}"
