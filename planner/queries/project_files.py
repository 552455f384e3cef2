"""A plan as a Microsoft Project file says it, and what such a file brings to a country."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext, override

from planner.domain import schedule as domain
from planner.domain.search import fold
from planner.interchange.msproject.values import (
    BaselineDates,
    NamedCalendar,
    Project,
    ProjectCommitment,
    ProjectTask,
)
from planner.models import Country, Institution, Plan, Task, Translated
from planner.queries.country_calendars import CountryCalendar, calendar_of
from planner.queries.revisions import baseline_of
from planner.queries.schedules import PlanSchedule, rows_of_plan, schedule_of_rows


def project_of_plan(plan: Plan, *, language: str) -> tuple[Project, PlanSchedule]:
    """The plan in `language`, or in its own where a text is missing there; with its schedule. Twelve queries at any
    number of rows."""
    rows = rows_of_plan(plan)
    schedule = schedule_of_rows(plan, rows)
    names = _calendar_names(plan, rows.calendars, language)
    dates, days, cost = _baseline(plan)

    def said(text: Translated) -> str:
        return text.in_language(language, base=plan.base_language)

    place = {task.pk: n for n, task in enumerate(rows.tasks)}
    commitments = list(plan.commitments.select_related("lead"))
    keys = {row.pk: str(row.key) for row in commitments}
    serves = Task.also_serves.through.objects.filter(task__workplan=plan.workplan).order_by("commitment__order")
    also_serves: dict[int, list[str]] = {}
    for task_pk, commitment_pk in serves.values_list("task", "commitment"):
        also_serves.setdefault(task_pk, []).append(keys[commitment_pk])
    own_name = names.get(plan.workplan.calendar_id)
    project = Project(
        title=said(plan.full_title),
        start=plan.workplan.start,
        finish_by=plan.workplan.finish_by,
        is_counted_back=plan.workplan.is_counted_back,
        calendar=NamedCalendar(
            name=own_name or said(plan.country.name),
            calendar=schedule.calendar,
            day_names=_day_names(plan.country, schedule.country_calendar, language),
        ),
        calendars=tuple(
            NamedCalendar(name=names[pk], calendar=calendar)
            for pk, calendar in rows.calendars.items()
            if pk != plan.workplan.calendar_id
        ),
        commitments=tuple(
            ProjectCommitment(
                key=keys[row.pk],
                title=said(row.title),
                solution=said(row.solution),
                lead=said(row.lead.name) if row.lead else "",
                recommendation=row.recommendation_id or "",
                running_cost=row.running_cost,
            )
            for row in commitments
        ),
        tasks=tuple(
            ProjectTask(
                key=task.key,
                title=said(task.title),
                commitment=keys[task.commitment_id],
                days=task.days,
                calendar=names.get(task.calendar_id) if task.calendar_id != plan.workplan.calendar_id else None,
                earliest=task.earliest,
                levelled_start=task.levelled_start,
                pinned=task.pinned,
                deadline=task.deadline,
                output=said(task.output),
                indicator=said(task.indicator),
                responsible=said(task.responsible.name) if task.responsible else "",
                people=task.people,
                supporting=said(task.supporting),
                cost=task.cost,
                running_cost=task.running_cost,
                optimistic_days=task.optimistic_days,
                pessimistic_days=task.pessimistic_days,
                state=task.state,
                progress=task.progress,
                actual_start=task.actual_start,
                actual_finish=task.actual_finish,
                also_serves=tuple(also_serves.get(task.pk, ())),
                baseline=BaselineDates(
                    start=dates[task.key][0],
                    finish=dates[task.key][1],
                    days=days.get(task.key, task.days),
                    cost=cost.get(task.key, 0),
                )
                if task.key in dates
                else None,
            )
            for task in rows.tasks
        ),
        # In the order in which a file lists them: by the task that waits.
        links=tuple(
            domain.Link(link.before.key, link.after.key, link.kind, link.lag)
            for link in sorted(rows.links, key=lambda link: place[link.after_id])
        ),
    )
    return project, schedule


def country_calendar(country: Country, *, language: str) -> NamedCalendar:
    """The country's working days, all its weeks, under its name."""
    calendar = calendar_of(country, on=None)
    return NamedCalendar(
        name=country.name.in_language(language),
        calendar=calendar.calendar,
        day_names=_day_names(country, calendar, language),
    )


def institutions_by_name(country: Country) -> dict[str, Translated]:
    """The names of the country's institutions, each found by any of them, however it is spelled."""
    rows = Institution.objects.filter(country=country).order_by("-pk")
    return {fold(name): row.name for row in rows for name in row.name.values()}


def _calendar_names(plan: Plan, calendars: Mapping[int | None, object], language: str) -> dict[int | None, str]:
    """One name for each calendar in use, no two the same."""
    rows = {row.pk: row for row in plan.workplan.calendars.all()} if calendars else {}
    names: dict[int | None, str] = {}
    taken = set() if plan.workplan.calendar_id else {plan.country.name.in_language(language, base=plan.base_language)}
    for pk in calendars:
        assert pk is not None, "a calendar of its own has a row"
        name = rows[pk].name.in_language(language, base=plan.base_language) or str(pk)
        while name in taken:
            name += " *"
        taken.add(name)
        names[pk] = name
    return names


def _baseline(plan: Plan) -> tuple[dict[str, list[date]], dict[str, int], dict[str, int]]:
    """By the task's key: first and last day, length and cost, as they were approved."""
    revision = baseline_of(plan)
    if revision is None:
        return {}, {}, {}
    dates = revision.contents["schedule"]["dates"]
    tasks = revision.contents["tasks"]
    return (
        {key: [date.fromisoformat(day) for day in both] for key, both in dates.items()},
        {task["key"]: task["days"] for task in tasks},
        {task["key"]: task.get("cost", 0) for task in tasks},
    )


def _day_names(country: Country, calendar: CountryCalendar, language: str) -> dict[date, str]:
    """What the holidays are called, and whether the moon decides them."""
    with override(language):
        estimated = gettext("estimated")
    names = {row.day: row.name.in_language(language) for row in country.holidays.all() if not row.is_working}
    return {day: f"{name} ({estimated})" if day in calendar.estimated else name for day, name in names.items()}
