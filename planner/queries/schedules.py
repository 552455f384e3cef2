"""The schedule of a kept workplan, computed afresh from its rows and the calendar of its country or countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db.models import prefetch_related_objects

from planner.domain import schedule as domain
from planner.domain.deadline import latest_start
from planner.domain.kept_calendars import calendar_from
from planner.domain.workdays import Calendar
from planner.models import Country, Link, OutsideLink, Plan, Task, WorkCalendar, Workplan
from planner.queries.country_calendars import CountryCalendar, calendar_of, joint, joint_calendar
from planner.queries.rows import read_links, read_tasks


class Planned(Protocol):
    """What has tasks and links: a plan, or a twinning."""

    workplan: Workplan


@dataclass(frozen=True)
class OutsideWait:
    """That a task waits for `link.before`, a task of another workplan, which starts and finishes on these days: it may
    not start before `not_before`.
    """

    link: OutsideLink
    start: date
    finish: date
    not_before: date


# By the key of the task that waits.
OutsideWaits = Mapping[str, Sequence[OutsideWait]]


@dataclass(frozen=True)
class PlanSchedule:
    """Tasks in reading order, links, and the dates computed for them. Cancelled tasks stand apart: they have no
    dates, and nothing waits for them.

    `numbers` gives each task's key the number people say: `2.3` is the third task of commitment 2. `start`,
    `finish_by`, `domain_tasks` and `domain_links` are what `result` was computed from. `calendar_parts` has what each
    row of WorkCalendar is made of, and for None the plan itself: worked are the days on which all of the parts work.

    A plan that is counted back from its deadline has a day on which work must `begin_by`. It starts on that day, but
    never before its own start: what is then missing is `days_short_at_start`, and the tasks' slack is negative.

    What a task waits for `outside` holds it as a date of its own does.
    """

    tasks: list[Task]
    cancelled: list[Task]
    links: list[Link]
    numbers: dict[str, str]
    start: date
    begin_by: date | None
    finish_by: date | None
    domain_tasks: list[domain.Task]
    domain_links: list[domain.Link]
    result: domain.Schedule
    country_calendar: CountryCalendar
    calendar_parts: Mapping[int | None, Sequence[CountryCalendar]]
    outside: OutsideWaits

    def result_with_estimates_moved(self, days: int) -> domain.Schedule:
        """The dates from the same start, if everything that is estimated falls so many days later or earlier."""
        calendars = {key: joint(parts, moved=days) for key, parts in self.calendar_parts.items()}
        project = calendars.pop(None)
        return domain.schedule(
            [
                replace(task, calendar=calendars[row.calendar_id]) if row.calendar_id else task
                for row, task in zip(self.tasks, self.domain_tasks, strict=True)
            ],
            self.domain_links,
            start=self.start,
            calendar=project,
            finish_by=self.finish_by,
        )

    def held_from_outside(self, task: Task) -> OutsideWait | None:
        """What the start of `task` comes from, where that is a task of another workplan."""
        if self.result[task.key].driver.kind != domain.DriverKind.EARLIEST:
            return None
        latest = max(self.outside.get(task.key, ()), key=lambda wait: wait.not_before, default=None)
        own = max(filter(None, (task.earliest, task.levelled_start)), default=None)
        return latest if latest and (own is None or latest.not_before > own) else None

    @property
    def calendar(self) -> Calendar:
        return self.country_calendar.calendar

    @property
    def days_short_at_start(self) -> int:
        """The working days between the day on which work must begin and the earliest on which it may."""
        if self.begin_by is None or self.begin_by >= self.start:
            return 0
        # At least one: a calendar of its own may have a task begin on the plan's day of rest.
        return max(self.calendar.count(self.begin_by, self.start - timedelta(days=1)), 1)

    @property
    def estimated(self) -> frozenset[date]:
        """Estimated holidays within the schedule: a day earlier or later moves what rests on them."""
        days = {day for parts in self.calendar_parts.values() for part in parts for day in part.estimated}
        first = min(self.start, self.result.start)
        return frozenset(day for day in days if first <= day <= self.result.finish)

    @property
    def holidays(self) -> dict[date, str]:
        """The names of the holidays in all its calendars; where countries differ, the plan's own country's."""
        parts = [part for parts in self.calendar_parts.values() for part in parts]
        return {day: name for part in [*parts, self.country_calendar] for day, name in part.holidays.items()}


@dataclass(frozen=True)
class PlanRows:
    """What a schedule is computed from, as it was read at one moment: the tasks in reading order, the cancelled among
    them; the links, whose ends are these very tasks; the days that are worked, by default those that all of the
    `countries` share.
    """

    tasks: list[Task]
    links: list[Link]
    countries: Sequence[CountryCalendar]
    calendar_parts: Mapping[int | None, Sequence[CountryCalendar]]
    outside: OutsideWaits = field(default_factory=dict)

    @property
    def country_calendar(self) -> CountryCalendar:
        return joint_calendar(self.countries)

    @property
    def calendars(self) -> dict[int | None, Calendar]:
        """The calendars beside the country's own, by the key of their row."""
        return {key: joint(parts) for key, parts in self.calendar_parts.items()}


def schedule_of_plan(plan: Plan) -> PlanSchedule:
    """Dates, slack and critical path of `plan` now. Seven queries at most, at any number of tasks.

    Raises `planner.domain.graph.CyclicGraph` where the links close a circle.
    """
    return schedule_of_rows(plan, rows_of_plan(plan))


def rows_of_plan(plan: Plan, *, without: Sequence[str] = ()) -> PlanRows:
    """`without` names columns of tasks that are not read; asking one of the tasks for it would be a query each."""
    return rows_of_plans([plan], without=without)[plan.pk]


def schedules_of_plans(plans: Sequence[Plan]) -> dict[UUID, PlanSchedule]:
    """As `schedule_of_plan`, by the plans' keys; at any number of plans of one country no query more."""
    rows = rows_of_plans(plans)
    return {plan.pk: schedule_of_rows(plan, rows[plan.pk]) for plan in plans}


def rows_of_plans(plans: Sequence[Plan], *, without: Sequence[str] = ()) -> dict[UUID, PlanRows]:
    """The rows of several plans of one country, by the plans' keys. Three queries more where they wait outside."""
    reading = _Reading([plan.workplan for plan in plans], without=without, countries=[plans[0].country])
    (country,) = reading.countries
    return {plan.pk: reading.rows(plan.workplan, [calendar_of(country, on=plan.workplan.start)]) for plan in plans}


def rows_of_workplans(
    workplans: Mapping[Workplan, Sequence[Country]], *, without: Sequence[str] = ()
) -> dict[int, PlanRows]:
    """The rows of several workplans, by their keys; the tasks of each run, by default, on the days that all of its
    countries work. Seven queries.
    """
    wanted = {country.pk: country for countries in workplans.values() for country in countries}
    reading = _Reading(list(workplans), without=without, countries=list(wanted.values()))
    read = {country.pk: country for country in reading.countries}
    return {
        workplan.pk: reading.rows(workplan, [calendar_of(read[country.pk], on=workplan.start) for country in countries])
        for workplan, countries in workplans.items()
    }


class _Reading:
    """What several schedules are computed from, read at one moment: `workplans`, and what they wait for in others.

    The `countries` are copies: what is read for one schedule does not stand for the next reading.
    """

    def __init__(self, workplans: Sequence[Workplan], *, without: Sequence[str], countries: Sequence[Country]) -> None:
        self.outside_links = _outside_links(workplans)
        awaited = {link.before.workplan_id: link.before.workplan for link in self.outside_links}
        self.awaited = list(awaited.values())
        everything = [*workplans, *self.awaited]
        tasks = {task.pk: task for task in read_tasks(everything, without=without)}
        links = list(read_links(everything, tasks))
        self.tasks = {one.pk: [task for task in tasks.values() if task.workplan_id == one.pk] for one in everything}
        self.links = {one.pk: [link for link in links if link.after.workplan_id == one.pk] for one in everything}
        self.countries = [copy(country) for country in countries]
        self.calendars = _own_calendars(everything, tasks.values(), read_with=self.countries)

    def rows(self, workplan: Workplan, countries: Sequence[CountryCalendar]) -> PlanRows:
        own, tasks = self.calendars[workplan.pk], self.tasks[workplan.pk]
        default = own.get(workplan.calendar_id, countries)
        links = [link for link in self.outside_links if link.after.workplan_id == workplan.pk]
        outside = _outside_waits(links, tasks, self._dates_outside(), joint(default)) if links else {}
        return PlanRows(tasks, self.links[workplan.pk], default, own, outside)

    def _dates_outside(self) -> dict[int, domain.Schedule]:
        """Of what is awaited, which has a calendar of its own and awaits nothing outside itself."""
        return {one.pk: _schedule(one, self.rows(one, ())).result for one in self.awaited}


def schedule_of_rows(planned: Planned, rows: PlanRows) -> PlanSchedule:
    """As `schedule_of_plan`, without a query."""
    return _schedule(planned.workplan, rows)


def _schedule(workplan: Workplan, rows: PlanRows) -> PlanSchedule:
    tasks = [task for task in rows.tasks if not task.is_cancelled]
    links = [link for link in rows.links if not (link.before.is_cancelled or link.after.is_cancelled)]
    calendars = rows.calendars
    project_parts = rows.calendar_parts.get(workplan.calendar_id, rows.countries)
    project = joint(project_parts)
    domain_tasks = [_domain_task(task, calendars, rows.outside) for task in tasks]
    domain_links = [domain.Link(link.before.key, link.after.key, link.kind, link.lag) for link in links]
    begin_by = _begin_by(workplan, tasks, domain_links, calendars, project, rows.outside)
    start = max(filter(None, (workplan.start, begin_by)))
    return PlanSchedule(
        tasks=tasks,
        links=links,
        cancelled=[task for task in rows.tasks if task.is_cancelled],
        numbers=task_numbers(rows.tasks),
        start=start,
        begin_by=begin_by,
        finish_by=workplan.finish_by,
        domain_tasks=domain_tasks,
        domain_links=domain_links,
        result=domain.schedule(domain_tasks, domain_links, start=start, calendar=project, finish_by=workplan.finish_by),
        country_calendar=replace(rows.country_calendar, calendar=project),
        calendar_parts={**rows.calendar_parts, None: project_parts},
        outside=rows.outside,
    )


class _DatedTask(NamedTuple):
    """What the dates of a task come from."""

    pk: int
    workplan_id: int
    key: str
    days: int
    calendar_id: int | None
    earliest: date | None
    levelled_start: date | None
    pinned: date | None
    deadline: date | None


def dates_of_plan(plan: Plan) -> domain.Schedule:
    """The `result` of `schedule_of_plan` and nothing else of it, many times faster: no text is read, and no row made.

    Seven queries at most; a plan that waits for something outside itself has its whole schedule computed. Raises
    `planner.domain.workdays.DateOutOfRange`.
    """
    workplan = plan.workplan
    if workplan.may_wait_outside:
        return schedule_of_plan(plan).result
    planned = workplan.tasks.exclude(state=Task.State.CANCELLED).order_by("commitment__order", "order")
    tasks = [_DatedTask(*values) for values in planned.values_list(*_DatedTask._fields)]
    keys = {task.pk: task.key for task in tasks}
    links = Link.objects.filter(after__workplan=workplan).order_by("after", "before")
    own_parts = _own_calendars([workplan], tasks)[workplan.pk]
    calendars = {pk: joint(parts) for pk, parts in own_parts.items()}
    project = calendars.get(workplan.calendar_id) or calendar_of(plan.country, on=workplan.start).calendar
    domain_tasks = [_domain_task(task, calendars) for task in tasks]
    domain_links = [
        domain.Link(keys[before], keys[after], kind, lag)
        for before, after, kind, lag in links.values_list("before_id", "after_id", "kind", "lag")
        if before in keys and after in keys
    ]
    begin_by = _begin_by(workplan, tasks, domain_links, calendars, project)
    start = max(filter(None, (workplan.start, begin_by)))
    return domain.schedule(domain_tasks, domain_links, start=start, calendar=project, finish_by=workplan.finish_by)


def _begin_by(
    workplan: Workplan,
    tasks: Sequence[Task | _DatedTask],
    links: Sequence[domain.Link],
    calendars: Mapping[int | None, Calendar],
    project: Calendar,
    outside: OutsideWaits | None = None,
) -> date | None:
    """The day on which the work must begin to meet the deadline that the plan is counted back from."""
    if not workplan.is_counted_back:
        return None
    # Tasks that wait for hands do not move the start; a plan that is levelled may end after its deadline.
    unlimited = [_domain_task(task, calendars, outside, waits_for_hands=False) for task in tasks]
    return latest_start(unlimited, links, finish_by=workplan.finish_by, calendar=project)


def _domain_task(
    task: Task | _DatedTask,
    calendars: Mapping[int | None, Calendar],
    outside: OutsideWaits | None = None,
    *,
    waits_for_hands: bool = True,
) -> domain.Task:
    levelled_start = task.levelled_start if waits_for_hands else None
    awaited = (wait.not_before for wait in (outside or {}).get(task.key, ()))
    not_before = max(filter(None, (task.earliest, levelled_start, *awaited)), default=None)
    return domain.Task(
        task.key,
        task.days,
        calendar=calendars.get(task.calendar_id),
        earliest=not_before,
        pinned=task.pinned,
        deadline=task.deadline,
    )


def _own_calendars(
    workplans: Sequence[Workplan], tasks: Iterable[Task | _DatedTask], *, read_with: Sequence[Country] = ()
) -> dict[int, dict[int | None, Sequence[CountryCalendar]]]:
    """By workplan, the calendars beside the country's own that it or one of its tasks follows. No query where none
    does. The working days of the countries of `read_with` are read in the same queries.
    """
    found: dict[int, dict[int | None, Sequence[CountryCalendar]]] = {workplan.pk: {} for workplan in workplans}
    wanted = {row.calendar_id for row in (*workplans, *tasks)} - {None}
    rows = list(WorkCalendar.objects.filter(pk__in=wanted).prefetch_related("countries")) if wanted else []
    countries = [*read_with, *(country for row in rows for country in row.countries.all())]
    prefetch_related_objects(countries, "working_weeks", "holidays", "short_hours")
    starts = {workplan.pk: workplan.start for workplan in workplans}
    for row in rows:
        found[row.workplan_id][row.pk] = _parts(row, on=starts[row.workplan_id])
    return found


def _parts(row: WorkCalendar, *, on: date) -> Sequence[CountryCalendar]:
    """The calendars of the countries that share it, or its own days."""
    shared = [calendar_of(country, on=on) for country in row.countries.all()]
    if shared:
        return shared
    own = calendar_from(
        weekend=row.weekend,
        holidays=row.holidays,
        extra_working=row.extra_working,
        short_seasons=row.short_seasons,
        later_weeks=row.later_weeks,
    )
    return [CountryCalendar(own, holidays={}, estimated=frozenset())]


def _outside_links(workplans: Sequence[Workplan]) -> list[OutsideLink]:
    """No query where none of them waits for anything outside itself."""
    waiting = [workplan for workplan in workplans if workplan.may_wait_outside]
    if not waiting:
        return []
    links = OutsideLink.objects.filter(after__workplan__in=waiting).exclude(before__state=Task.State.CANCELLED)
    return list(links.select_related("before__workplan", "after").order_by("before__order", "pk"))


def _outside_waits(
    links: Sequence[OutsideLink], tasks: Sequence[Task], dates: Mapping[int, domain.Schedule], project: Calendar
) -> OutsideWaits:
    days = {task.pk: task.days for task in tasks}
    found: dict[str, list[OutsideWait]] = {}
    for link in links:
        slot = dates[link.before.workplan_id][link.before.key]
        not_before = _first_day_after(slot, days[link.after_id], link, project)
        found.setdefault(link.after.key, []).append(OutsideWait(link, slot.early_start, slot.early_finish, not_before))
    return found


def _first_day_after(slot: domain.Slot, days: int, link: OutsideLink, project: Calendar) -> date:
    """The first day on which a task of so many days may start, by the rules of every other link."""
    everyday = Calendar.everyday()
    worked = (slot.early_finish - slot.early_start).days + 1
    tasks = [
        domain.Task("before", worked, calendar=everyday, pinned=slot.early_start),
        domain.Task("after", days, calendar=everyday),
    ]
    link_to_it = domain.Link("before", "after", link.kind, link.lag)
    return domain.schedule(tasks, [link_to_it], start=slot.early_start, calendar=project)["after"].early_start


def task_numbers(tasks: list[Task]) -> dict[str, str]:
    """`tasks` in reading order; each is numbered within its commitment, or in one row where it has none."""
    numbers: dict[str, str] = {}
    position: dict[int | None, int] = {}
    for task in tasks:
        commitment = task.commitment.order if task.commitment_id else None
        position[commitment] = position.get(commitment, 0) + 1
        numbers[task.key] = f"{commitment}.{position[commitment]}" if commitment else str(position[commitment])
    return numbers
