"""A project file's plan as the contents of one of ours: texts in one language, rows by lasting keys."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID, uuid5

from planner.domain.contents import (
    CalendarPart,
    CommitmentPart,
    LinkPart,
    PlanContents,
    PlanPart,
    TaskPart,
    Texts,
    WorkplanPart,
)
from planner.domain.kept_calendars import later_weeks_of, seasons_of
from planner.domain.revisions import KeptSchedule
from planner.interchange.msproject.values import NamedCalendar, Project, ProjectCommitment

# Keys that a file does not bring are made out of what it calls a thing, the same each time.
_KEYS = UUID("5b0e7c5e-6d53-4c1c-9a35-0f2f6a4f0f57")

NamesOf = Callable[[str], Texts]


def contents_of_project(
    project: Project,
    *,
    title: Texts,
    language: str,
    keeps_calendar: bool,
    institution: NamesOf,
    recommendations: Collection[str],
) -> PlanContents:
    """`institution` gives an institution's name in all languages for that in the file. With `keeps_calendar` the
    project's calendar is the plan's own, else the country's is followed. `recommendations` are the codes there are.
    """
    kept = (project.calendar, *project.calendars) if keeps_calendar else project.calendars
    commitment_keys = {row.key: _lasting_key(row.key) for row in project.commitments}
    text = _in(language)
    return PlanContents(
        plan=PlanPart(title=title, base_language=language),
        workplan=WorkplanPart(
            start=project.start,
            finish_by=project.finish_by,
            is_counted_back=project.is_counted_back,
            calendar=_lasting_key(project.calendar.name) if keeps_calendar else None,
        ),
        calendars=tuple(_calendar_part(row, text) for row in kept),
        commitments=tuple(
            CommitmentPart(
                key=commitment_keys[row.key],
                order=order,
                title=text(row.title),
                recommendation=code,
                solution=text(row.solution),
                lead=institution(row.lead),
                running_cost=row.running_cost,
            )
            for order, (row, code) in enumerate(_with_codes(project, recommendations), start=1)
        ),
        tasks=tuple(
            TaskPart(
                key=task.key,
                order=order,
                title=text(task.title),
                days=task.days,
                commitment=commitment_keys[task.commitment],
                also_serves=tuple(commitment_keys[key] for key in task.also_serves if key in commitment_keys),
                output=text(task.output),
                indicator=text(task.indicator),
                responsible=institution(task.responsible),
                people=task.people,
                supporting=text(task.supporting),
                optimistic_days=task.optimistic_days,
                pessimistic_days=task.pessimistic_days,
                calendar=_lasting_key(task.calendar) if task.calendar is not None else None,
                earliest=task.earliest,
                pinned=task.pinned,
                deadline=task.deadline,
                levelled_start=task.levelled_start,
                cost=task.cost,
                running_cost=task.running_cost,
                state=task.state,
                progress=task.progress,
                actual_start=task.actual_start,
                actual_finish=task.actual_finish,
            )
            for order, task in enumerate(project.tasks, start=1)
        ),
        links=tuple(LinkPart(before=str(x.before), after=str(x.after), kind=x.kind, lag=x.lag) for x in project.links),
    )


def baseline_of_project(project: Project) -> KeptSchedule | None:
    """The dates of the file's baseline; None where no task has any."""
    rows = {task.key: task.baseline for task in project.tasks if task.baseline and not task.is_cancelled}
    if not rows:
        return None
    return KeptSchedule(
        start=min(row.start for row in rows.values()),
        finish=max(row.finish for row in rows.values()),
        dates={key: (row.start, row.finish) for key, row in rows.items()},
        cost=sum(row.cost for row in rows.values()),
    )


def _in(language: str) -> NamesOf:
    return lambda text: {language: text} if text else {}


def _lasting_key(key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return str(uuid5(_KEYS, key))


def _calendar_part(row: NamedCalendar, text: NamesOf) -> CalendarPart:
    calendar = row.calendar
    return CalendarPart(
        key=_lasting_key(row.name),
        name=text(row.name),
        weekend=tuple(calendar.weekend),
        holidays=tuple(calendar.holidays),
        extra_working=tuple(calendar.extra_working),
        short_seasons=tuple(seasons_of(calendar)),
        later_weeks=tuple(later_weeks_of(calendar)),
    )


def _with_codes(project: Project, recommendations: Collection[str]) -> list[tuple[ProjectCommitment, str | None]]:
    """Each commitment with the recommendation it adopts, which no two of a plan may."""
    free, rows = set(recommendations), []
    for row in project.commitments:
        code = row.recommendation if row.recommendation in free else None
        free.discard(row.recommendation)
        rows.append((row, code))
    return rows
