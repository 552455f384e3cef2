"""On which days do two countries both work, month by month, and which are the next ones?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.workdays import Calendar


class MonthOfDays(NamedTuple):
    """The working days of a month: of one country, of the other, and of both at once."""

    first: date
    giver: int
    taker: int
    common: int


def common_days_by_month(giver: Calendar, taker: Calendar, *, first: date, months: int) -> list[MonthOfDays]:
    """Of so many months, whole ones, from that of `first` on."""
    joint = giver & taker
    return [
        MonthOfDays(start, *(calendar.count(start, last) for calendar in (giver, taker, joint)))
        for start, last in _months(first, months)
    ]


def next_working_days(calendar: Calendar, *, after: date, count: int) -> list[date]:
    """The first so many working days that come after `after`."""
    return [calendar.offset(after + timedelta(days=1), number) for number in range(count)]


def _months(first: date, count: int) -> Iterator[tuple[date, date]]:
    start = first.replace(day=1)
    for _number in range(count):
        following = (start + timedelta(days=31)).replace(day=1)
        yield start, following - timedelta(days=1)
        start = following
