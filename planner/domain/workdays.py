"""Which days does an administration work, and which day is so many working days from another?

Working days are counted in closed form: whole weeks times the working days of a week, less the holidays, plus
the extra working days. Nothing walks from day to day in search of a working one, so a calendar that rests for
years is as quick as any other.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

__all__ = [
    "Calendar",
    "DateOutOfRange",
    "NoWorkingDay",
    "NotADate",
    "SchedulingError",
    "UnknownWeekday",
    "WorkingDays",
    "check_date",
]

# Ordinals. The first day, 1 January of year 1, was a Monday.
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


class SchedulingError(ValueError):
    """What calendars, task graphs and schedules refuse. The message is fit to be shown to a person."""


class UnknownWeekday(SchedulingError):
    def __init__(self, weekday: object) -> None:
        self.weekday = weekday
        super().__init__(f"{weekday!r} is not a day of the week: Monday is 0 and Sunday is 6.")


class NoWorkingDay(SchedulingError):
    def __init__(self) -> None:
        super().__init__("The calendar rests on all seven days of the week, so no work could ever be done.")


class NotADate(SchedulingError):
    def __init__(self, value: object) -> None:
        self.value = value
        super().__init__(f"{value!r} is not a date.")


class DateOutOfRange(SchedulingError):
    def __init__(self) -> None:
        super().__init__("The dates run too far: no working day is left within the years that can be planned.")


def check_date(value: object) -> None:
    """Raise NotADate for anything but a plain date; a datetime does not compare with one."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise NotADate(value)


class WorkingDays(NamedTuple):
    """The working days of a stretch of time. Days and working days are numbered from 0, its first.

    `before[day]` is the number of working days before `day`, and `nth[number]` the day of that number: for a
    working day `nth[before[day]] == day`, for a day of rest it is the next working day.
    """

    before: "array[int]"
    nth: "array[int]"


@dataclass(frozen=True)
class Calendar:
    """The working days of a country, a ministry or a pair of countries.

    `weekend` holds the weekly days of rest as `date.weekday()` numbers (Monday = 0), `holidays` the dates of
    rest, and `extra_working` the dates that are worked although they fall on either. Raises UnknownWeekday,
    NoWorkingDay or NotADate.
    """

    weekend: frozenset[int]
    holidays: frozenset[date] = frozenset()
    extra_working: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        for name in ("weekend", "holidays", "extra_working"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        for weekday in self.weekend:
            if weekday not in range(7):
                raise UnknownWeekday(weekday)
        if len(self.weekend) == 7:
            raise NoWorkingDay
        for day in self.holidays | self.extra_working:
            check_date(day)

    @classmethod
    def everyday(cls) -> "Calendar":
        """The calendar that works every day of the year."""
        return cls(weekend=frozenset())

    def is_working(self, day: date) -> bool:
        if day in self.extra_working:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def offset(self, day: date, working_days: int) -> date:
        """The day that is so many working days after `day`, or before it when negative.

        A day of rest counts as the working day that follows it: an offset of 0 gives `day` itself when it is
        worked and the next working day when it is not. Raises DateOutOfRange beyond the years 1 to 9999.
        """
        count = self._count
        return date.fromordinal(count.nth(count.before(day.toordinal()) + working_days))

    def count(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included; 0 when `last` comes first."""
        count = self._count
        return max(0, count.before(last.toordinal() + 1) - count.before(first.toordinal()))

    def __and__(self, other: "Calendar") -> "Calendar":
        """The calendar of the days on which both work, such as the common days of two countries."""
        return Calendar(
            weekend=self.weekend | other.weekend,
            holidays=self.holidays | other.holidays,
            extra_working=frozenset(
                day
                for day in self.extra_working | other.extra_working
                if self.is_working(day) and other.is_working(day)
            ),
        )

    def written_out(self, first: int, last: int) -> WorkingDays:
        """The working days from one ordinal to another, for whoever looks up thousands of them.

        Equal calendars share what is written out, so one that is read from a database again costs nothing.
        """
        return _write_out(self, first, last)

    @cached_property
    def _count(self) -> "_Count":
        return _Count(self)


class _Count:
    """The working days of a calendar, numbered from the first day of year 1. Days are ordinals.

    A holiday that falls on a working weekday is a rest, an extra working day on any other is an extra.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.week = bytes(weekday not in calendar.weekend for weekday in range(7))
        self.weekdays = list(compress(range(7), self.week))
        self.before_weekday = list(accumulate(self.week, initial=0))
        self.rests = self._ordinals(calendar.holidays - calendar.extra_working, worked=1)
        self.extras = self._ordinals(calendar.extra_working, worked=0)

    @cached_property
    def _rest_numbers(self) -> list[int]:
        """The number, extras not counted, of the working day that follows each rest."""
        return [self._before_by_week(day) - i for i, day in enumerate(self.rests)]

    @cached_property
    def _extra_numbers(self) -> list[int]:
        return [self.before(day) for day in self.extras]

    def _ordinals(self, days: Iterable[date], *, worked: int) -> list[int]:
        return sorted(day.toordinal() for day in days if self.week[day.weekday()] == worked)

    def _before_by_week(self, day: int) -> int:
        weeks, weekday = divmod(day - FIRST_DAY, 7)
        return weeks * len(self.weekdays) + self.before_weekday[weekday]

    def before(self, day: int) -> int:
        """The number of working days before `day`."""
        return self._before_by_week(day) - bisect_left(self.rests, day) + bisect_left(self.extras, day)

    def nth(self, number: int) -> int:
        """The working day of that number."""
        extra = bisect_left(self._extra_numbers, number)
        if extra < len(self.extras) and self._extra_numbers[extra] == number:
            return self.extras[extra]
        number -= extra
        number += bisect_right(self._rest_numbers, number)
        weeks, weekday = divmod(number, len(self.weekdays))
        day = FIRST_DAY + weeks * 7 + self.weekdays[weekday]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise DateOutOfRange
        return day


@lru_cache(maxsize=128)
def _write_out(calendar: Calendar, first: int, last: int) -> WorkingDays:
    count = calendar._count
    weekday = (first - FIRST_DAY) % 7
    size = last - first + 1
    worked = bytearray((count.week * (size // 7 + 2))[weekday : weekday + size])
    for days, mark in ((count.rests, 0), (count.extras, 1)):
        for day in days[bisect_left(days, first) : bisect_right(days, last)]:
            worked[day - first] = mark
    return WorkingDays(
        before=array("i", list(accumulate(worked, initial=0))),
        nth=array("i", list(compress(range(size), worked))),
    )
