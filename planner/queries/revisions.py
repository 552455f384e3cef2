"""What a plan holds, as plain values, and what was kept of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from planner.domain.contents import (
    LISTS,
    Part,
    PlanContents,
    PlanPart,
    WorkplanPart,
    hints_of,
)
from planner.domain.revisions import KeptSchedule, cost_of
from planner.models import (
    Commitment,
    CommitmentIndicator,
    CommitmentRisk,
    Contribution,
    Financing,
    FinancingSource,
    IndicatorTarget,
    Link,
    Plan,
    Revision,
    Task,
    WorkCalendar,
)
from planner.queries.schedules import PlanSchedule
from planner.queries.unchanged import kept, name_of

PartType = TypeVar("PartType", bound=Part)

# Where a part's field finds its value, where that is not the column of the same name or the key of another part.
PATHS = {"lead": "lead__name", "responsible": "responsible__name", "recommendation": "recommendation_id"}


# For each list of a plan's contents: whose rows it holds, what leads from them to the plan, and the field that names
# several.
ROWS: dict[str, tuple[type[Model], str, str]] = {
    "calendars": (WorkCalendar, "workplan__plan", "countries"),
    "commitments": (Commitment, "plan", "themes"),
    "tasks": (Task, "workplan__plan", "also_serves"),
    "links": (Link, "after__workplan__plan", ""),
    "indicators": (CommitmentIndicator, "commitment__plan", ""),
    "targets": (IndicatorTarget, "indicator__commitment__plan", ""),
    "risks": (CommitmentRisk, "commitment__plan", ""),
    "sources": (FinancingSource, "plan", ""),
    "amounts": (Financing, "source__plan", ""),
    "contributions": (Contribution, "plan", ""),
}


def contents_of(plan: Plan, *, without: Collection[str] = ()) -> PlanContents:
    """Everything `plan` holds now. Ten queries at any number of rows; one more for a calendar of its own.

    The lists named in `without` are left empty, a query less for each.
    """
    return contents_of_plans([plan], without=without)[plan.pk]


def contents_of_plans(plans: Sequence[Plan], *, without: Collection[str] = ()) -> dict[UUID, PlanContents]:
    """As `contents_of`, by the plans' keys, in as many queries."""
    keys = [plan.pk for plan in plans]
    lists = {
        name: _parts(LISTS[name], model, keys, owner=owner, many=many)
        for name, (model, owner, many) in ROWS.items()
        if name not in without
    }
    return {
        plan.pk: PlanContents(
            plan=PlanPart(**{name: getattr(plan, name) for name in hints_of(PlanPart)}),
            workplan=_workplan_part(plan),
            **{name: parts[plan.pk] for name, parts in lists.items()},
        )
        for plan in plans
    }


def _workplan_part(plan: Plan) -> WorkplanPart:
    workplan = plan.workplan
    return WorkplanPart(
        start=workplan.start,
        finish_by=workplan.finish_by,
        is_counted_back=workplan.is_counted_back,
        calendar=str(workplan.calendar.key) if workplan.calendar else None,
    )


def _parts(
    part: type[PartType], model: type[Model], plans: Sequence[UUID], *, owner: str, many: str = ""
) -> dict[UUID, tuple[PartType, ...]]:
    """The rows as parts by the plan that `owner` leads to, in one query. `many` is a field that names several: a row
    comes once for each of them.
    """
    names = [name for name in hints_of(part) if name != many] + [many] * bool(many)
    columns = [f"{name}__key" if name in part.references else PATHS.get(name, name) for name in names]
    rows = model._default_manager.filter(**{f"{owner}__in": plans}).order_by("pk")
    found: dict[UUID, dict[int, dict[str, Any]]] = {plan: {} for plan in plans}
    for plan, pk, *row in rows.values_list(f"{owner}__pk", "pk", *columns):
        values = {name: _key_as_text(value) for name, value in zip(names, row, strict=True) if value is not None}
        member = values.pop(many, None)
        members = found[plan].setdefault(pk, {**values, many: []} if many else values).get(many)
        if member is not None:
            members.append(member)
    return {plan: tuple(part.from_values(one) for one in found[plan].values()) for plan in plans}


def _key_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def kept_schedule(contents: PlanContents, schedule: PlanSchedule) -> KeptSchedule:
    """The dates and the cost that are kept beside `contents`, for which `schedule` was computed."""
    cost, running_cost = cost_of(contents)
    return KeptSchedule(
        start=schedule.result.start,
        finish=schedule.result.finish,
        dates={key: (slot.early_start, slot.early_finish) for key, slot in schedule.result.items()},
        critical=tuple(schedule.result.critical),
        cost=cost,
        running_cost=running_cost,
    )


def baseline_of(plan: Plan) -> Revision | None:
    """What progress is measured against: the latest frozen at an approval. A scenario has its original's. One query."""
    return Revision.objects.filter(plan=plan.scenario_of_id or plan.pk, is_baseline=True).order_by("-number").first()


def baseline_dates(plan: Plan) -> dict[str, tuple[date, date]]:
    """The first and the last day of each task by its key, as they were approved; empty before the first approval."""
    baseline = baseline_of(plan)
    return KeptSchedule.from_values(baseline.contents["schedule"]).dates if baseline else {}


def kept_baseline_dates(plan: Plan) -> dict[str, tuple[date, date]]:
    """The same for answers to edits, without a query where they are kept: an approval always moves the plan's state."""
    original = plan.scenario_of or plan
    name = name_of("baseline", original.pk, original.revision, original.state)
    return kept(name, lambda: baseline_dates(plan))
