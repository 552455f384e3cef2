"""What the page of a country's calendar shows."""

from __future__ import annotations

from calendar import Calendar as MonthGrid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planner.domain.dates import month_name, weekday_names
from planner.domain.workdays import Calendar
from planner.models import Country, Holiday, ShortHours, User, WorkingWeek
from planner.permissions import user_can_edit_calendar
from planner.queries.access import country_for_viewing
from planner.queries.countries import current_week
from planner.queries.country_calendars import CountryCalendar, calendar_of
from planner.queries.wording import percent

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Day(NamedTuple):
    """A day in the year's view. `kind` is how it is shaded; `reason` says in words why, nothing for a plain day."""

    number: int
    kind: str
    reason: str


@dataclass(frozen=True)
class Month:
    """`weeks` of seven days each; the days of other months are None."""

    name: str
    weeks: list[list[Day | None]]
    working_days: int


@dataclass(frozen=True)
class Week:
    row: WorkingWeek
    rest_days: list[str]
    holds_today: bool


@dataclass(frozen=True)
class NamedDay:
    row: Holiday
    weekday: str
    is_on_weekend: bool


@dataclass(frozen=True)
class Season:
    row: ShortHours
    share: str


@dataclass(frozen=True)
class CalendarPage:
    country: Country
    can_edit: bool
    year: int
    earlier: int | None
    later: int | None
    weekdays: list[tuple[str, str]]
    months: list[Month]
    working_days: int
    weeks: list[Week]
    days: list[NamedDay]
    seasons: list[Season]


def calendar_page(user: User, iso3: str, *, year: int, today: date) -> CalendarPage:
    """Raises Http404 for a country that is not the person's. Five queries at any number of rows."""
    country = country_for_viewing(user, iso3)
    prefetch_related_objects([country], "working_weeks", "holidays", "short_hours")
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    calendar = calendar_of(country, on=date(year, 1, 1))
    grid = MonthGrid(firstweekday=first_weekday(calendar.calendar, date(year, 1, 1)))
    names = weekday_names(_language())
    extra = {row.day: str(row.name) for row in country.holidays.all() if row.is_working}
    months = [_month(country, calendar, extra, grid.monthdatescalendar(year, month), month) for month in range(1, 13)]
    weeks = list(country.working_weeks.all())
    current = current_week(weeks, today)
    return CalendarPage(
        country=country,
        can_edit=user_can_edit_calendar(user, country),
        year=year,
        earlier=year - 1 if year > FIRST_YEAR else None,
        later=year + 1 if year < LAST_YEAR else None,
        weekdays=[names[weekday] for weekday in grid.iterweekdays()],
        months=months,
        working_days=sum(month.working_days for month in months),
        weeks=[
            Week(
                row=week,
                rest_days=[names[weekday][1] for weekday in grid.iterweekdays() if weekday in week.weekend],
                holds_today=week is current,
            )
            for week in weeks
        ],
        days=[
            NamedDay(row, names[row.day.weekday()][1], calendar.calendar.is_weekend(row.day))
            for row in country.holidays.all()
            if row.day.year == year
        ],
        seasons=[
            Season(row, share_in_words(row))
            for row in country.short_hours.all()
            if row.first.year <= year <= row.last.year
        ],
    )


def share_in_words(season: ShortHours) -> str:
    """71 % as each language writes it; a season as it was seeded has no hours of its own yet."""
    if season.share < 1:
        return percent(season.share)
    return _("not set: full days") if season.is_seeded else _("full days")


def first_weekday(calendar: Calendar, day: date) -> int:
    """The first working day after the weekly rest, so that the days of rest end each line; Monday is 0."""
    rest = calendar.weekend_on(day)
    return next((weekday for weekday in range(7) if weekday not in rest and (weekday - 1) % 7 in rest), 0)


def _month(
    country: Country, calendar: CountryCalendar, extra: Mapping[date, str], weeks: Sequence[Sequence[date]], month: int
) -> Month:
    days = [day for week in weeks for day in week if day.month == month]
    return Month(
        name=month_name(days[0], _language(), country.month_names),
        weeks=[[_day(calendar, extra, day) if day.month == month else None for day in week] for week in weeks],
        working_days=calendar.calendar.count(days[0], days[-1]),
    )


def _day(calendar: CountryCalendar, extra: Mapping[date, str], day: date) -> Day:
    rest = calendar.why_not_worked(day)
    if rest is None:
        if day in extra:
            return Day(day.day, "working", _("working day: %(name)s") % {"name": extra[day]})
        if calendar.calendar.share(day) < 1:
            return Day(day.day, "short", _("short hours"))
        return Day(day.day, "", "")
    if not rest.holiday:
        return Day(day.day, "weekend", _("weekly rest"))
    if rest.is_estimated:
        return Day(day.day, "estimated", _("holiday, estimated: %(name)s") % {"name": rest.holiday})
    return Day(day.day, "holiday", _("holiday: %(name)s") % {"name": rest.holiday})


def _language() -> str:
    return (get_language() or "ar")[:2]
