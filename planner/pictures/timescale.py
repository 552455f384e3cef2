"""Where does a day stand in the picture?"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

ONE_DAY = timedelta(days=1)
FEWEST_DAYS = 28


class Zoom(StrEnum):
    """What one column of the scale holds."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


# The fewest pixels a day may take, so that the columns' names stay readable.
NARROWEST_DAY = {Zoom.DAY: 16.0, Zoom.WEEK: 2.5, Zoom.MONTH: 0.55, Zoom.QUARTER: 0.2, Zoom.YEAR: 0.02}
# And as many as it takes in a view that was asked for: weekends show by month, and months' lengths by quarter.
ROOMY_DAY = {Zoom.DAY: 16.0, Zoom.WEEK: 6.0, Zoom.MONTH: 2.4, Zoom.QUARTER: 0.9, Zoom.YEAR: 0.25}


@dataclass(frozen=True)
class Almanac:
    """How a country names its months and when it rests; month names that do not fit give way to short ones."""

    month_name: Callable[[date], str]
    non_working: Callable[[date], bool]
    holidays: Collection[date] = frozenset()
    today: date | None = None
    short_month_name: Callable[[date], str] | None = None

    def week_starts_on(self, near: date) -> int:
        """The weekday() that most often follows a day of rest: Sunday where Friday and Saturday are free."""
        days = [near + timedelta(days=n) for n in range(8 * 7)]
        after_rest = [day.weekday() for day in days if self.non_working(day - ONE_DAY) and not self.non_working(day)]
        return max(range(7), key=after_rest.count)


@dataclass(frozen=True)
class Timescale:
    first: date
    last: date
    origin: float  # where the first day begins, along the reading direction
    day: float  # pixels
    zoom: Zoom
    week_starts_on: int

    def start(self, day: date) -> float:
        return self.origin + (day - self.first).days * self.day

    def end(self, day: date) -> float:
        return self.start(day) + self.day

    @property
    def until(self) -> float:
        return self.end(self.last)

    def runs(self, chosen: Callable[[date], bool]) -> list[tuple[date, date]]:
        """First and last day of each unbroken run of the chosen days."""
        days = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        runs = [list(run) for yes, run in groupby(days, key=chosen) if yes]
        return [(run[0], run[-1]) for run in runs]

    def columns(self) -> list[tuple[date, date]]:
        """First and last day of each column."""
        return list(_cut(self.first, self.last, self.zoom, self.week_starts_on))

    def bands(self) -> list[tuple[date, date]]:
        """What stands above the columns: months over days and weeks, years over months and quarters."""
        wider = Zoom.MONTH if self.zoom in (Zoom.DAY, Zoom.WEEK) else Zoom.YEAR
        return list(_cut(self.first, self.last, wider, self.week_starts_on))


def timescale(
    first: date, last: date, *, origin: float, room: float, week_starts_on: int, zoom: Zoom | None = None
) -> Timescale:
    """The closest view in which the whole period fits the room; a zoom asked for may take more than the room."""
    last = max(last, first + timedelta(days=FEWEST_DAYS - 1))
    for candidate in [zoom] if zoom else list(Zoom):
        padded_first = _start_of(first, candidate, week_starts_on)
        padded_last = _following(last, candidate, week_starts_on) - ONE_DAY
        day = room / ((padded_last - padded_first).days + 1)
        if day >= NARROWEST_DAY[candidate]:
            break
    day = max(day, (ROOMY_DAY if zoom else NARROWEST_DAY)[candidate])
    return Timescale(padded_first, padded_last, origin, day, candidate, week_starts_on)


def _start_of(day: date, zoom: Zoom, week_starts_on: int) -> date:
    match zoom:
        case Zoom.DAY:
            return day
        case Zoom.WEEK:
            return day - timedelta(days=(day.weekday() - week_starts_on) % 7)
        case Zoom.MONTH:
            return day.replace(day=1)
        case Zoom.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Zoom.YEAR:
            return date(day.year, 1, 1)


def _following(day: date, zoom: Zoom, week_starts_on: int) -> date:
    """The first day of the next column."""
    longest = {Zoom.DAY: 1, Zoom.WEEK: 7, Zoom.MONTH: 31, Zoom.QUARTER: 92, Zoom.YEAR: 366}[zoom]
    return _start_of(_start_of(day, zoom, week_starts_on) + timedelta(days=longest), zoom, week_starts_on)


def _cut(first: date, last: date, zoom: Zoom, week_starts_on: int) -> Iterator[tuple[date, date]]:
    while first <= last:
        following = _following(first, zoom, week_starts_on)
        yield first, min(following - ONE_DAY, last)
        first = following
