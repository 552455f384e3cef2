"""The plan as it is now against what was approved, and against what came to pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.domain.contents import PlanContents
from planner.domain.revisions import KeptSchedule, working_days_later
from planner.models import Commitment, Plan, Revision, Task, Translated
from planner.queries.revisions import baseline_of
from planner.queries.schedules import PlanSchedule, schedule_of_plan


@dataclass(frozen=True)
class Deviation:
    """Working days that a finish is later than it was approved, or earlier below zero; None where it was not."""

    days: int | None

    @property
    def in_words(self) -> str:
        if self.days is None:
            return ""
        if self.days == 0:
            return _("as approved")
        if self.days > 0:
            return ngettext("%(days)s working day later", "%(days)s working days later", self.days) % {
                "days": self.days
            }
        return ngettext("%(days)s working day earlier", "%(days)s working days earlier", -self.days) % {
            "days": -self.days
        }

    @property
    def is_late(self) -> bool:
        return self.days is not None and self.days > 0


@dataclass(frozen=True)
class BaselineRow:
    """A task with the dates approved for it, its dates now and its real ones; each where it has them."""

    task: Task
    number: str
    approved: tuple[date, date] | None
    planned: tuple[date, date] | None
    deviation: Deviation


@dataclass(frozen=True)
class CommitmentRows:
    commitment: Commitment
    rows: list[BaselineRow]


@dataclass(frozen=True)
class BaselinePage:
    """`gone` are the tasks that were approved and are not in the plan any more, by their titles."""

    baseline: Revision
    kept: KeptSchedule
    finish: date
    deviation: Deviation
    cost: int
    late_count: int
    done_count: int
    groups: list[CommitmentRows]
    gone: list[Translated]


def plan_baseline(plan: Plan) -> BaselinePage | None:
    """None before the first approval. Eight queries at any number of rows."""
    baseline = baseline_of(plan)
    if baseline is None:
        return None
    schedule = schedule_of_plan(plan)
    kept = KeptSchedule.from_values(baseline.contents["schedule"])
    rows = list(_rows(schedule, kept.dates))
    known = {row.task.key for row in rows}
    approved = PlanContents.from_values(baseline.contents).tasks
    return BaselinePage(
        baseline=baseline,
        kept=kept,
        finish=schedule.result.finish,
        deviation=Deviation(working_days_later(schedule.calendar, kept.finish, schedule.result.finish)),
        cost=sum(row.task.cost for row in rows if not row.task.is_cancelled),
        late_count=sum(row.deviation.is_late for row in rows),
        done_count=sum(row.task.actual_finish is not None for row in rows),
        groups=[
            CommitmentRows(commitment, list(members))
            for commitment, members in groupby(rows, key=lambda row: row.task.commitment)
        ],
        gone=[Translated(task.title) for task in approved if task.key in kept.dates and task.key not in known],
    )


def _rows(schedule: PlanSchedule, approved: Mapping[str, tuple[date, date]]) -> Iterator[BaselineRow]:
    tasks = sorted([*schedule.tasks, *schedule.cancelled], key=lambda task: (task.commitment.order, task.order))
    for task in tasks:
        slot = None if task.is_cancelled else schedule.result[task.key]
        planned = (slot.early_start, slot.early_finish) if slot else None
        finish = task.actual_finish or (planned[1] if planned else None)
        was = approved.get(task.key)
        yield BaselineRow(
            task=task,
            number=schedule.numbers[task.key],
            approved=was,
            planned=planned,
            deviation=Deviation(working_days_later(schedule.calendar, was[1], finish) if was and finish else None),
        )
