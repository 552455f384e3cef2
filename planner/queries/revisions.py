"""What a plan holds, as plain values, and what was kept of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

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

PartType = TypeVar("PartType", bound=Part)

# Where a part's field finds its value, where that is not the column of the same name or the key of another part.
PATHS = {"lead": "lead__name", "responsible": "responsible__name", "recommendation": "recommendation_id"}


def contents_of(plan: Plan, *, without: Collection[str] = ()) -> PlanContents:
    """Everything `plan` holds now. Ten queries at any number of rows; one more for a calendar of its own.

    The lists named in `without` are left empty, a query less for each.
    """
    workplan = plan.workplan

    def listed(name: str, rows: QuerySet[Any], *, many: str = "") -> tuple[Any, ...]:
        return () if name in without else _parts(LISTS[name], rows, many=many)

    return PlanContents(
        plan=PlanPart(**{name: getattr(plan, name) for name in hints_of(PlanPart)}),
        workplan=WorkplanPart(
            start=workplan.start,
            finish_by=workplan.finish_by,
            is_counted_back=workplan.is_counted_back,
            calendar=str(workplan.calendar.key) if workplan.calendar else None,
        ),
        calendars=listed("calendars", WorkCalendar.objects.filter(workplan=workplan), many="countries"),
        commitments=listed("commitments", Commitment.objects.filter(plan=plan), many="themes"),
        tasks=listed("tasks", Task.objects.filter(workplan=workplan), many="also_serves"),
        links=listed("links", Link.objects.filter(after__workplan=workplan)),
        indicators=listed("indicators", CommitmentIndicator.objects.filter(commitment__plan=plan)),
        targets=listed("targets", IndicatorTarget.objects.filter(indicator__commitment__plan=plan)),
        risks=listed("risks", CommitmentRisk.objects.filter(commitment__plan=plan)),
        sources=listed("sources", FinancingSource.objects.filter(plan=plan)),
        amounts=listed("amounts", Financing.objects.filter(source__plan=plan)),
        contributions=listed("contributions", Contribution.objects.filter(plan=plan)),
    )


def _parts(part: type[PartType], rows: QuerySet[Any], *, many: str = "") -> tuple[PartType, ...]:
    """The rows as parts, in one query. `many` is a field that names several: a row comes once for each of them."""
    names = [name for name in hints_of(part) if name != many] + [many] * bool(many)
    columns = [f"{name}__key" if name in part.references else PATHS.get(name, name) for name in names]
    found: dict[int, dict[str, Any]] = {}
    for pk, *row in rows.order_by("pk").values_list("pk", *columns):
        values = {name: _key_as_text(value) for name, value in zip(names, row, strict=True) if value is not None}
        member = values.pop(many, None)
        members = found.setdefault(pk, {**values, many: []} if many else values).get(many)
        if member is not None:
            members.append(member)
    return tuple(part.from_values(values) for values in found.values())


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
