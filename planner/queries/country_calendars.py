"""The working days of a country as its rows tell, and the days that several countries share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import NamedTuple

from planner.domain.sensitivity import with_days_moved
from planner.domain.workdays import Calendar, LaterWeek, ShortSeason
from planner.models import Country


class Rest(NamedTuple):
    """Why a day is not worked: it is a weekly day of rest, or the `holiday` of that name, or both."""

    is_weekend: bool
    holiday: str
    is_estimated: bool


@dataclass(frozen=True)
class CountryCalendar:
    """A country's working days, and which of its holidays, and of its seasons of short days by their first days, may
    still move by a day.
    """

    calendar: Calendar
    holidays: dict[date, str]
    estimated: frozenset[date]
    estimated_seasons: frozenset[date] = frozenset()

    def with_estimates_moved(self, days: int) -> Calendar:
        """The working days if everything that is estimated falls so many days later, or earlier below zero."""
        if not days or not (self.estimated or self.estimated_seasons):
            return self.calendar
        return with_days_moved(self.calendar, holidays=self.estimated, seasons=self.estimated_seasons, days=days)

    def why_not_worked(self, day: date) -> Rest | None:
        """None for a day that is worked. An estimated holiday on a weekly day of rest takes nothing away."""
        if self.calendar.is_working(day):
            return None
        return Rest(self.calendar.is_weekend(day), self.holidays.get(day, ""), day in self.estimated)


def calendar_of(country: Country, *, on: date | None) -> CountryCalendar:
    """The working days of `country`, each by the working week that holds on it. Three queries.

    The week that holds `on` that day, or the first one known, counts as having always held.
    """
    weeks = list(country.working_weeks.all())
    first = max((place for place, week in enumerate(weeks) if on and week.holds_from <= on), default=0)
    week, *later = weeks[first:]
    exceptions = list(country.holidays.all())
    seasons = list(country.short_hours.all())
    holidays = {row.day: row for row in exceptions if not row.is_working}
    return CountryCalendar(
        calendar=Calendar(
            weekend=frozenset(week.weekend),
            holidays=frozenset(holidays),
            extra_working=frozenset(row.day for row in exceptions if row.is_working),
            short_seasons=frozenset(ShortSeason(row.first, row.last, row.share) for row in seasons),
            later_weeks=tuple(LaterWeek(week.holds_from, frozenset(week.weekend)) for week in later),
        ),
        holidays={day: str(row.name) for day, row in holidays.items()},
        estimated=frozenset(day for day, row in holidays.items() if row.is_estimated),
        estimated_seasons=frozenset(row.first for row in seasons if row.is_estimated),
    )


def joint_calendar(parts: Sequence[CountryCalendar]) -> CountryCalendar:
    """The days on which all of the parts work, with what any of them says about the others."""
    if len(parts) == 1:
        return parts[0]
    return CountryCalendar(
        calendar=joint(parts),
        holidays={day: name for part in parts for day, name in part.holidays.items()},
        estimated=frozenset().union(*(part.estimated for part in parts)),
        estimated_seasons=frozenset().union(*(part.estimated_seasons for part in parts)),
    )


def joint(parts: Sequence[CountryCalendar], *, moved: int = 0) -> Calendar:
    return reduce(and_, (part.with_estimates_moved(moved) for part in parts))
