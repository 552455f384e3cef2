"""Where on the pages of a plan something is found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from django.urls import reverse

from planner.models import Plan

# What stands for itself in a part of an address (RFC 3986).
KEPT = "~:@!$&'()*+,;="


@dataclass(frozen=True)
class TaskAddresses:
    """Of the tasks of one plan, however many."""

    plan: Plan

    @cached_property
    def table(self) -> str:
        return reverse("plan_tasks", args=[self.plan.pk])

    def row(self, number: str) -> str:
        """Where the task `2.3` stands in the table of tasks, its commitment open."""
        return f"{self.table}?open={number.partition('.')[0]}#task-{number}"

    def why(self, key: str) -> str:
        """Why the task with that key has its date."""
        return f"{self.table}{quote(key, safe=KEPT)}/why/"


def task_address(plan: Plan, number: str) -> str:
    """Where the task `2.3` stands in the table of tasks, its commitment open."""
    return TaskAddresses(plan).row(number)
