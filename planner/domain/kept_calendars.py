"""How is a calendar written down, in lists that JSON holds?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from planner.domain.workdays import Calendar, LaterWeek, ShortSeason


def calendar_from(
    *,
    weekend: Iterable[int],
    holidays: Iterable[str] = (),
    extra_working: Iterable[str] = (),
    short_seasons: Iterable[str] = (),
    later_weeks: Iterable[str] = (),
) -> Calendar:
    """Days as 2027-01-03; a season as `2027-02-08/2027-03-09/5/8`, with its share of a day's work; a later week as
    `2027-06-01/4/5`, with its days of rest. Raises ValueError."""
    return Calendar(
        weekend=frozenset(weekend),
        holidays=frozenset(map(date.fromisoformat, holidays)),
        extra_working=frozenset(map(date.fromisoformat, extra_working)),
        short_seasons=frozenset(map(_season, short_seasons)),
        later_weeks=tuple(map(_week, later_weeks)),
    )


def seasons_of(calendar: Calendar) -> list[str]:
    """The seasons of short days, as `calendar_from` takes them."""
    return sorted(f"{season.first}/{season.last}/{Fraction(season.share)}" for season in calendar.short_seasons)


def later_weeks_of(calendar: Calendar) -> list[str]:
    """The later weeks, as `calendar_from` takes them."""
    return ["/".join(map(str, [week.holds_from, *sorted(week.weekend)])) for week in calendar.later_weeks]


def _season(text: str) -> ShortSeason:
    first, last, share = text.split("/", 2)
    return ShortSeason(date.fromisoformat(first), date.fromisoformat(last), Fraction(share))


def _week(text: str) -> LaterWeek:
    day, *weekend = text.split("/")
    return LaterWeek(date.fromisoformat(day), frozenset(map(int, weekend)))
