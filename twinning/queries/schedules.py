"""The schedule of a twinning: one task graph on the working days of two countries.

An activity at home runs on the days of its own side, a joint one on days that both work. Each of the three is a
calendar of the work plan; lags count in days that both work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from planner.domain.dates import families_of_both
from planner.domain.workdays import Calendar
from planner.models import Country, WorkCalendar
from planner.queries.country_calendars import CountryCalendar, calendar_of, joint_calendar
from planner.queries.schedules import PlanSchedule, rows_of_workplans, schedule_of_rows
from twinning.domain.common_days import MonthOfDays, common_days_by_month
from twinning.models import Activity, Twinning


def schedule_of_twinning(twinning: Twinning) -> PlanSchedule:
    """Dates, slack and critical path now, as `planner.queries.schedules.schedule_of_plan` has them for a plan.

    Seven queries at any number of activities. Raises `planner.domain.workdays.DateOutOfRange`.
    """
    return schedules_of_twinnings([twinning])[twinning.pk]


def schedules_of_twinnings(twinnings: Sequence[Twinning]) -> dict[UUID, PlanSchedule]:
    """As `schedule_of_twinning`, by the twinnings' keys; at any number of twinnings no query more."""
    workplans = {twinning.workplan: [twinning.giver, twinning.taker] for twinning in twinnings}
    rows = rows_of_workplans(workplans) if workplans else {}
    return {twinning.pk: schedule_of_rows(twinning, rows[twinning.workplan_id]) for twinning in twinnings}


def months_of(twinning: Twinning) -> str:
    """The families of month names of both countries, as dates are written for readers in both."""
    return families_of_both(twinning.giver.month_names, twinning.taker.month_names)


def calendars_of(twinning: Twinning) -> tuple[CountryCalendar, CountryCalendar]:
    """The working days of the giving and of the receiving country. Six queries."""
    on = twinning.workplan.start
    return calendar_of(twinning.giver, on=on), calendar_of(twinning.taker, on=on)


def common_days_of(twinning: Twinning, *, first: date, months: int) -> list[MonthOfDays]:
    giver, taker = calendars_of(twinning)
    return common_days_by_month(giver.calendar, taker.calendar, first=first, months=months)


def calendar_by_place(twinning: Twinning, where: str) -> WorkCalendar:
    """The work plan's calendar of one side, or of both. Two queries."""
    countries = countries_by_place(twinning, where)
    wanted = {country.pk for country in countries}
    for row in twinning.workplan.calendars.prefetch_related("countries"):
        if {country.pk for country in row.countries.all()} == wanted:
            return row
    raise AssertionError("a twinning's work plan has a calendar of each side, and one of both")


def countries_by_place(twinning: Twinning, where: str) -> list[Country]:
    """Those whose working days count for an activity there."""
    return {
        Activity.Where.GIVER.value: [twinning.giver],
        Activity.Where.TAKER.value: [twinning.taker],
        Activity.Where.JOINT.value: [twinning.giver, twinning.taker],
    }[where]


def joint_calendar_of(twinning: Twinning, where: str) -> Calendar:
    """The days that all who take part in an activity there work."""
    on = twinning.workplan.start
    return joint_calendar([calendar_of(country, on=on) for country in countries_by_place(twinning, where)]).calendar


def countries_resting_on(twinning: Twinning, where: str, day: date) -> list[Country]:
    """Those of the countries that take part in an activity there which do not work on `day`."""
    on = twinning.workplan.start
    return [
        country
        for country in countries_by_place(twinning, where)
        if not calendar_of(country, on=on).calendar.is_working(day)
    ]
