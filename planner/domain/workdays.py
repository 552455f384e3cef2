"""Which days does an administration work, and which day is so many working days from another?

Working days are counted in closed form: whole weeks times the working days of a week, less the holidays, plus
the extra working days. Nothing walks from day to day in search of a working one, so a calendar that rests for
years is as quick as any other. On short days, such as those of Ramadan, less than a day's work is done; they are
working days all the same, and only the length of tasks knows about them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate, compress, pairwise
from math import lcm
from typing import NamedTuple

__all__ = [
    "Calendar",
    "DateOutOfRange",
    "InvalidSeason",
    "LaterWeek",
    "NoWorkingDay",
    "NotADate",
    "SchedulingError",
    "ShortSeason",
    "UnknownWeekday",
    "Work",
    "WorkingDays",
    "check_date",
]

# Shares are read as fractions, so that seven days of 5/7 make five days and not a little less.
FINEST_SHARE = 1000

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


class InvalidSeason(SchedulingError):
    def __init__(self, season: "ShortSeason") -> None:
        self.season = season
        super().__init__(
            f"Short days from {season.first} to {season.last} with {season.share} of a day's work: the last day cannot"
            " come before the first, and the share lies above 0 and is at most 1."
        )


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


class Work:
    """How much work is done on the working days of a stretch of time, where some of them are short.

    `done[number]` is the work of the working days before that number, in parts of which a full day has `full_day`.
    A task takes whole days: what is left of its last one is nobody else's.
    """

    def __init__(self, shares: list[Fraction]) -> None:
        self.full_day = lcm(*(share.denominator for share in set(shares)))
        self.done = list(accumulate((int(share * self.full_day) for share in shares), initial=0))

    def end(self, number: int, days: int) -> int:
        """The working day before which a task of so many days ends that starts on `number`.

        Raises IndexError when it would end beyond the stretch.
        """
        end = bisect_left(self.done, self.done[number] + days * self.full_day, lo=number)
        if end == len(self.done):
            raise IndexError("beyond the stretch")
        return end

    def latest_start(self, end: int, days: int) -> int:
        """The last working day on which a task of so many days may start to end before `end`; -1 for none."""
        return bisect_right(self.done, self.done[end] - days * self.full_day) - 1


class LaterWeek(NamedTuple):
    """From `holds_from` on, these are the weekly days of rest."""

    holds_from: date
    weekend: frozenset[int]


class ShortSeason(NamedTuple):
    """From `first` to `last`, a working day brings `share` of a full day's work."""

    first: date
    last: date
    share: Fraction | float


@dataclass(frozen=True)
class Calendar:
    """The working days of a country, a ministry or a pair of countries.

    `weekend` holds the weekly days of rest as `date.weekday()` numbers (Monday = 0), `holidays` the dates of
    rest, and `extra_working` the dates that are worked although they fall on either. Where `short_seasons` overlap,
    the smallest share counts. The weekend gives way to each of the `later_weeks` from its date on. Raises
    UnknownWeekday, NoWorkingDay, NotADate or InvalidSeason.
    """

    weekend: frozenset[int]
    holidays: frozenset[date] = frozenset()
    extra_working: frozenset[date] = frozenset()
    short_seasons: frozenset[ShortSeason] = frozenset()
    later_weeks: tuple[LaterWeek, ...] = ()

    def __post_init__(self) -> None:
        for name in ("weekend", "holidays", "extra_working"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        for day in self.holidays | self.extra_working:
            check_date(day)
        if self.short_seasons:
            # Days that bring a whole day's work are like any others.
            seasons = frozenset(season for season in map(_check_season, self.short_seasons) if season.share < 1)
            object.__setattr__(self, "short_seasons", seasons)
        if self.later_weeks:
            for week in self.later_weeks:
                check_date(week.holds_from)
            in_order = sorted(self.later_weeks, key=lambda week: week.holds_from)
            weeks = tuple(LaterWeek(week.holds_from, frozenset(week.weekend)) for week in in_order)
            object.__setattr__(self, "later_weeks", weeks)
        for weekend in (self.weekend, *(week.weekend for week in self.later_weeks)):
            for weekday in weekend:
                if weekday not in range(7):
                    raise UnknownWeekday(weekday)
            if len(weekend) == 7:
                raise NoWorkingDay

    @classmethod
    def everyday(cls) -> "Calendar":
        """The calendar that works every day of the year."""
        return cls(weekend=frozenset())

    def is_working(self, day: date) -> bool:
        if day in self.extra_working:
            return True
        return not self.is_weekend(day) and day not in self.holidays

    def is_weekend(self, day: date) -> bool:
        """Whether `day` is a weekly day of rest; it may be worked all the same, as an extra working day."""
        return day.weekday() in self.weekend_on(day)

    def weekend_on(self, day: date) -> frozenset[int]:
        """The weekly days of rest that hold on `day`."""
        for week in reversed(self.later_weeks):
            if week.holds_from <= day:
                return week.weekend
        return self.weekend

    def share(self, day: date) -> Fraction:
        """How much of a full day's work is done on `day`; 0 on a day of rest."""
        if not self.is_working(day):
            return Fraction(0)
        shares = (Fraction(season.share) for season in self.short_seasons if season.first <= day <= season.last)
        return min(shares, default=Fraction(1))

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
        """The calendar of the days on which both work, such as the common days of two countries.

        On a day that is short for both, the shorter one counts.
        """
        changes = sorted({week.holds_from for week in self.later_weeks + other.later_weeks})
        return Calendar(
            weekend=self.weekend | other.weekend,
            holidays=self.holidays | other.holidays,
            extra_working=frozenset(
                day
                for day in self.extra_working | other.extra_working
                if self.is_working(day) and other.is_working(day)
            ),
            short_seasons=self.short_seasons | other.short_seasons,
            later_weeks=tuple(LaterWeek(day, self.weekend_on(day) | other.weekend_on(day)) for day in changes),
        )

    def written_out(self, first: int, last: int) -> WorkingDays:
        """The working days from one ordinal to another, for whoever looks up thousands of them.

        Equal calendars share what is written out, so one that is read from a database again costs nothing.
        """
        return _write_out(self, first, last)

    def work_written_out(self, first: int, last: int) -> Work:
        """The work done from one ordinal to another, by the numbers of the working days written out there."""
        return _write_out_work(self, first, last)

    @cached_property
    def _count(self) -> "_Count":
        return _Count(self)


def _check_season(season: ShortSeason) -> ShortSeason:
    check_date(season.first)
    check_date(season.last)
    if season.last < season.first or not 0 < season.share <= 1:
        raise InvalidSeason(season)
    return season._replace(share=Fraction(season.share).limit_denominator(FINEST_SHARE))


class _Week:
    """A week that is the same for ever, its working days numbered from the first day of year 1."""

    def __init__(self, weekend: frozenset[int]) -> None:
        self.worked = bytes(weekday not in weekend for weekday in range(7))
        self.weekdays = list(compress(range(7), self.worked))
        self.before_weekday = list(accumulate(self.worked, initial=0))

    def before(self, day: int) -> int:
        weeks, weekday = divmod(day - FIRST_DAY, 7)
        return weeks * len(self.weekdays) + self.before_weekday[weekday]

    def nth(self, number: int) -> int:
        weeks, weekday = divmod(number, len(self.weekdays))
        return FIRST_DAY + weeks * 7 + self.weekdays[weekday]


class _Count:
    """The working days of a calendar, numbered from the first day of year 1. Days are ordinals.

    Each of the weeks holds from its `starts` on; `numbers` has the number of its first working day, and `shifts`
    what that is more than if the week had always held. A holiday that falls on a working weekday is a rest, an
    extra working day on any other is an extra.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.weeks = [_Week(calendar.weekend), *(_Week(week.weekend) for week in calendar.later_weeks)]
        self.starts = [FIRST_DAY, *(week.holds_from.toordinal() for week in calendar.later_weeks)]
        self.numbers, self.shifts = [0], [0]
        for (week, later), start in zip(pairwise(self.weeks), self.starts[1:], strict=True):
            self.numbers.append(week.before(start) + self.shifts[-1])
            self.shifts.append(self.numbers[-1] - later.before(start))
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
        return sorted(day.toordinal() for day in days if self._week_of(day.toordinal()).worked[day.weekday()] == worked)

    def _week_of(self, day: int) -> _Week:
        return self.weeks[bisect_right(self.starts, day) - 1]

    def _before_by_week(self, day: int) -> int:
        place = bisect_right(self.starts, day) - 1
        return self.weeks[place].before(day) + self.shifts[place]

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
        place = max(bisect_right(self.numbers, number) - 1, 0)
        day = self.weeks[place].nth(number - self.shifts[place])
        if not FIRST_DAY <= day <= LAST_DAY:
            raise DateOutOfRange
        return day

    def worked_by_week(self, first: int, last: int) -> bytearray:
        """A 1 for each day from `first` to `last` that is no weekly day of rest."""
        worked = bytearray()
        for week, start, end in zip(self.weeks, self.starts, [*self.starts[1:], last + 1], strict=True):
            begin = max(start, first)
            size = max(0, min(end, last + 1) - begin)
            weekday = (begin - FIRST_DAY) % 7
            worked += (week.worked * (size // 7 + 2))[weekday : weekday + size]
        return worked


@lru_cache(maxsize=128)
def _write_out(calendar: Calendar, first: int, last: int) -> WorkingDays:
    count = calendar._count
    worked = count.worked_by_week(first, last)
    for days, mark in ((count.rests, 0), (count.extras, 1)):
        for day in days[bisect_left(days, first) : bisect_right(days, last)]:
            worked[day - first] = mark
    return WorkingDays(
        before=array("i", list(accumulate(worked, initial=0))),
        nth=array("i", list(compress(range(len(worked)), worked))),
    )


@lru_cache(maxsize=128)
def _write_out_work(calendar: Calendar, first: int, last: int) -> Work:
    before, nth = _write_out(calendar, first, last)
    shares = [Fraction(1)] * len(nth)
    for season in calendar.short_seasons:
        begin, end = max(season.first.toordinal() - first, 0), min(season.last.toordinal() - first, last - first)
        if begin <= end:
            for number in range(before[begin], before[end + 1]):
                shares[number] = min(shares[number], Fraction(season.share))
    return Work(shares)
