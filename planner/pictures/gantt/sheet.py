"""What all parts and pages of one Gantt chart share: its measures and its time scale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.pictures.arrow import Arrow
from planner.pictures.axis import Axis
from planner.pictures.gantt.bar import Bar, Group, Period, group_periods
from planner.pictures.routes import Place
from planner.pictures.svg import Canvas
from planner.pictures.text import clean, width
from planner.pictures.timescale import Almanac, Zoom, timescale
from planner.pictures.words import Words

MARGIN = 10
INDENT = 20  # of a task's name below its group's
FONT = 12
SMALL = 11
NAMES_SHARE = 0.3  # of the picture's width, at most, for the names
NARROW_NAMES = 240  # pixels for the names where there are very many
DAYS = 34  # the column of working days
SLACK_SHARE = 0.35  # of the time the tasks take, at most, for slack after the last of them
BEFORE_FIRST = 8  # pixels of air where the time begins: for pins, arrows and halves of diamonds
NARROWEST_BAR = 2


@dataclass(frozen=True)
class Sheet:
    names: Canvas
    time: Canvas
    axis: Axis
    words: Words
    arrows: Sequence[Arrow]
    row: int
    name: str
    detailed: bool  # with days, tooltips and a link to each task
    has_baseline: bool
    group_periods: Mapping[str, Period]

    @cached_property
    def bar_height(self) -> int:
        """With a baseline, bars leave room for a thin one below."""
        return self.row - (13 if self.has_baseline else 10)

    @cached_property
    def bar_middle(self) -> float:
        return (self.row - 4) / 2 if self.has_baseline else self.row / 2

    @property
    def critical_fill(self) -> str:
        return f"url(#{self.name}-critical)"

    def place(self, bar: Bar, top: float) -> Place:
        """Where the bar stands in the row that begins at `top`."""
        start, end = self.reach(bar.start, bar.finish)
        # A milestone is reached at the end of its day: right where the task that leads to it ends.
        return Place(end if bar.milestone else start, end, top + self.bar_middle, self.bar_height / 2)

    def reach(self, first: date, last: date) -> tuple[float, float]:
        end = self.axis.scale.end(last)
        return min(self.axis.scale.start(first), end - NARROWEST_BAR), end

    def rows(self, lines: Sequence[Bar | Group]) -> list[tuple[float, Bar | Group]]:
        """Each line with where its row begins."""
        return [(n * self.row, line) for n, line in enumerate(lines)]


def sheet_for(
    bars: Sequence[Bar],
    arrows: Iterable[Arrow],
    *,
    language: str,
    rtl: bool,
    words: Words,
    almanac: Almanac,
    wide: int,
    row: int,
    zoom: Zoom | None,
    name: str,
    detailed: bool = True,
) -> Sheet:
    """Raises ValueError where there is no bar."""
    if not bars:
        raise ValueError("A Gantt chart needs at least one bar.")
    days = [day for bar in bars for day in bar.days_shown]
    first, last = min(days), max(days)
    # A tail that would take most of the picture is cut: what counts is that there is much slack.
    slack_until = max((bar.late_finish for bar in bars if bar.late_finish), default=last)
    last = max(last, min(slack_until, last + (last - first) * SLACK_SHARE))
    names = Canvas(_names_width(bars, wide, detailed), language, rtl)
    scale = timescale(
        first,
        last,
        origin=BEFORE_FIRST,
        room=wide - names.width - BEFORE_FIRST - MARGIN,
        week_starts_on=almanac.week_starts_on(first),
        zoom=zoom,
    )
    time = Canvas(round(scale.until + MARGIN), language, rtl)
    return Sheet(
        names=names,
        time=time,
        axis=Axis(time, scale, almanac, words),
        words=words,
        arrows=list(arrows),
        row=row,
        name=name,
        detailed=detailed,
        has_baseline=any(bar.baseline for bar in bars),
        group_periods=group_periods(bars),
    )


def _names_width(bars: Sequence[Bar], wide: int, detailed: bool) -> int:
    if not detailed:
        return NARROW_NAMES
    longest = max(width(clean(f"{bar.number} {bar.label}"), FONT) for bar in bars) * 1.03 + INDENT + MARGIN
    return round(max(160, min(longest + DAYS, wide * NAMES_SHARE)))
