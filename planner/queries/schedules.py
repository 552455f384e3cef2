"""The schedule of a kept workplan, computed afresh from its rows and its country's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.domain import schedule as domain
from planner.domain.workdays import Calendar
from planner.models import Country, Link, Plan, Task


@dataclass(frozen=True)
class CountryCalendar:
    """A country's working days, and which of its holidays may still move by a day."""

    calendar: Calendar
    holidays: dict[date, str]
    estimated: frozenset[date]


@dataclass(frozen=True)
class PlanSchedule:
    """Tasks in reading order, links, and the dates computed for them.

    `numbers` gives each task's key the number people say: `2.3` is the third task of commitment 2.
    """

    tasks: list[Task]
    links: list[Link]
    numbers: dict[str, str]
    result: domain.Schedule
    country_calendar: CountryCalendar

    @property
    def calendar(self) -> Calendar:
        return self.country_calendar.calendar

    @property
    def estimated(self) -> frozenset[date]:
        """Estimated holidays within the schedule: a day earlier or later moves what rests on them."""
        return frozenset(
            day for day in self.country_calendar.estimated if self.result.start <= day <= self.result.finish
        )


def calendar_of(country: Country, *, on: date) -> CountryCalendar:
    """The working days of `country` by the working week that holds `on` that day. Two queries."""
    weeks = list(country.working_weeks.all())
    week = max((w for w in weeks if w.holds_from <= on), key=lambda w: w.holds_from, default=weeks[0])
    exceptions = list(country.holidays.all())
    holidays = {row.day: row for row in exceptions if not row.is_working}
    return CountryCalendar(
        calendar=Calendar(
            weekend=frozenset(week.weekend),
            holidays=frozenset(holidays),
            extra_working=frozenset(row.day for row in exceptions if row.is_working),
        ),
        holidays={day: str(row.name) for day, row in holidays.items()},
        estimated=frozenset(day for day, row in holidays.items() if row.is_estimated),
    )


def schedule_of_plan(plan: Plan) -> PlanSchedule:
    """Dates, slack and critical path of `plan` now. Four queries at any number of tasks.

    Raises `planner.domain.graph.CyclicGraph` where the links close a circle.
    """
    workplan = plan.workplan
    tasks = list(workplan.tasks.select_related("commitment").order_by("commitment__order", "order"))
    links = list(
        Link.objects.filter(after__workplan=workplan).select_related("before", "after").order_by("after", "before")
    )
    country_calendar = calendar_of(plan.country, on=workplan.start)
    return PlanSchedule(
        tasks=tasks,
        links=links,
        numbers=task_numbers(tasks),
        result=domain.schedule(
            [domain.Task(t.key, t.days, earliest=t.earliest, pinned=t.pinned, deadline=t.deadline) for t in tasks],
            [domain.Link(link.before.key, link.after.key, link.kind, link.lag) for link in links],
            start=workplan.start,
            calendar=country_calendar.calendar,
            finish_by=workplan.finish_by,
        ),
        country_calendar=country_calendar,
    )


def task_numbers(tasks: list[Task]) -> dict[str, str]:
    """`tasks` in reading order; each is numbered within its commitment."""
    numbers: dict[str, str] = {}
    position: dict[int, int] = {}
    for task in tasks:
        commitment = task.commitment.order
        position[commitment] = position.get(commitment, 0) + 1
        numbers[task.key] = f"{commitment}.{position[commitment]}"
    return numbers
