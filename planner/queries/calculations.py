"""Where the calculations of a plan stand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from planner.models import Calculation, JobState, Plan, User
from planner.queries.access import plans_visible_to
from planner.queries.jobs import JobRow, job_row, with_place


@dataclass(frozen=True)
class Calculated:
    """`following` is a calculation under way, or one that came to nothing since the last that is `ready`."""

    following: JobRow[Calculation] | None
    ready: Calculation | None


def calculation_for_viewing(user: User, pk: UUID) -> Calculation:
    return get_object_or_404(_placed(Calculation.objects.filter(plan__in=plans_visible_to(user))), pk=pk)


def calculated(plan: Plan, kind: str) -> Calculated:
    """The newest of each. Two queries."""
    rows = _placed(plan.calculations.filter(kind=kind))
    newest = rows.first()
    ready = rows.filter(state=JobState.READY).first()
    return Calculated(job_row(newest) if newest is not None and newest != ready else None, ready)


def is_outdated(calculation: Calculation, plan: Plan, *, edits: int = 0) -> bool:
    """Whether the plan or its country's calendar has changed since it was computed, beside so many own `edits`."""
    return (calculation.change_number + edits, calculation.result["calendar_number"]) != (
        plan.workplan.change_number,
        plan.country.calendar_number,
    )


def _placed(calculations: QuerySet[Calculation]) -> QuerySet[Calculation]:
    return with_place(calculations.select_related("plan__country", "plan__workplan", "asked_by"))


def ready_levellings(plan: Plan) -> QuerySet[Calculation]:
    return plan.calculations.filter(kind=Calculation.Kind.LEVELLING, state=JobState.READY)
