"""The time behind and above the bars: names of years, months and days, grid, days of rest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.pictures.pen import Pen
from planner.pictures.svg import BRAND, GROUND, HOLIDAY, LINE, MUTED, WEEKEND, Canvas, element, number
from planner.pictures.text import width
from planner.pictures.timescale import Almanac, Timescale, Zoom
from planner.pictures.words import Words

HEADER_LINE = 20
HEADER = 2 * HEADER_LINE
SIZE = 11
# Pixels a day: narrower, days of rest are only noise.
WEEKENDS_FROM = 2
HOLIDAYS_FROM = 1

Naming = Callable[[date], str]


@dataclass(frozen=True)
class Axis:
    canvas: Canvas
    scale: Timescale
    almanac: Almanac
    words: Words

    @cached_property
    def weekends(self) -> list[tuple[date, date]]:
        return self.scale.runs(self._is_weekend) if self.scale.day >= WEEKENDS_FROM else []

    @cached_property
    def holidays(self) -> list[tuple[date, date]]:
        return self.scale.runs(self._is_holiday) if self.scale.day >= HOLIDAYS_FROM else []

    def header(self) -> str:
        bands, columns = self.scale.bands(), self.scale.columns()
        ticks = [self._down(first, 0, HEADER) for first, _ in bands]
        ticks += [self._down(first, HEADER_LINE, HEADER) for first, _ in columns]
        ticks += [self._across(0, 0), self._across(HEADER_LINE, self.scale.origin), self._across(HEADER, 0)]
        return "".join(
            [
                self.canvas.rect(0, 0, self.scale.until, HEADER, fill=GROUND),
                element("path", d="".join(ticks), stroke=LINE, shape_rendering="crispEdges"),
                element("g", *self._names(bands, self._band_namings(), HEADER_LINE - 6), font_weight="600"),
                element("g", *self._names(columns, self._column_namings(), HEADER - 6), fill=MUTED),
            ]
        )

    def grid(self, top: float, bottom: float, row: float) -> str:
        """Days of rest, a faint line below each row and before each column, a stronger one before each band."""
        faint = Pen(self.canvas)
        for first, _ in [] if self.weekends else self.scale.columns():
            faint.stroke((self.scale.start(first), top), (self.scale.start(first), bottom))
        strong = Pen(self.canvas)
        for first, _ in self.scale.bands():
            strong.stroke((self.scale.start(first), top), (self.scale.start(first), bottom))
        return "".join(
            [
                self._shade(self.weekends, WEEKEND, top, bottom),
                self._shade(self.holidays, HOLIDAY, top, bottom),
                rules(self.canvas, self.scale.until, top, row, round((bottom - top) / row)),
                faint.path(stroke=WEEKEND, shape_rendering="crispEdges"),
                strong.path(stroke=LINE, shape_rendering="crispEdges"),
            ]
        )

    def _is_weekend(self, day: date) -> bool:
        return self.almanac.non_working(day) and not self._is_holiday(day)

    def _is_holiday(self, day: date) -> bool:
        return day in self.almanac.holidays

    @property
    def shows_today(self) -> bool:
        today = self.almanac.today
        return today is not None and self.scale.first <= today <= self.scale.last

    def today(self, top: float, bottom: float) -> str:
        assert self.almanac.today is not None, "A line for today needs a day."
        along = self.scale.start(self.almanac.today) + self.scale.day / 2
        return self.canvas.stroke([(along, top), (along, bottom)], stroke=BRAND, stroke_dasharray="5 3")

    def _shade(self, runs: Iterable[tuple[date, date]], colour: str, top: float, bottom: float) -> str:
        pen = Pen(self.canvas)
        for first, last in runs:
            pen.box(self.scale.start(first), top, self.scale.end(last) - self.scale.start(first), bottom - top)
        return pen.path(fill=colour)

    def _down(self, day: date, top: float, bottom: float) -> str:
        return self.canvas.trace([(self.scale.start(day), top), (self.scale.start(day), bottom)])

    def _across(self, y: float, along: float) -> str:
        return self.canvas.trace([(along, y), (self.scale.until, y)])

    def _names(self, cells: Sequence[tuple[date, date]], namings: Sequence[Naming], y: float) -> list[str]:
        """Named in the first way in which every whole cell fits; a cut cell at either end may go without."""

        def fits(cell: tuple[date, date], naming: Naming) -> bool:
            room = self.scale.end(cell[1]) - self.scale.start(cell[0])
            return width(naming(cell[0]), SIZE, bold=True) + 3 <= room

        whole = cells[1:-1] or cells
        naming = next((way for way in namings if all(fits(cell, way) for cell in whole)), namings[-1])
        return [
            self.canvas.text(
                (self.scale.start(first) + self.scale.end(last)) / 2, y, naming(first), anchor="middle", font_size=SIZE
            )
            for first, last in cells
            if naming(first) and fits((first, last), naming)
        ]

    def _band_namings(self) -> list[Naming]:
        if self.scale.zoom == Zoom.YEAR:
            return [lambda day: ""]
        if self.scale.zoom in (Zoom.MONTH, Zoom.QUARTER):
            return [lambda day: str(day.year)]
        return [
            *[lambda day, name=name: f"{name(day)} {day.year}" for name in self._month_namings()],
            *self._month_namings(),
        ]

    def _column_namings(self) -> list[Naming]:
        match self.scale.zoom:
            case Zoom.DAY | Zoom.WEEK:
                return [lambda day: str(day.day)]
            case Zoom.MONTH:
                return [*self._month_namings(), lambda day: str(day.month)]
            case Zoom.QUARTER:
                return [lambda day: self.words.quarter.format(number=(day.month + 2) // 3)]
            case Zoom.YEAR:
                return [lambda day: str(day.year), lambda day: f"{day:%y}"]

    def _month_namings(self) -> list[Naming]:
        return [name for name in (self.almanac.month_name, self.almanac.short_month_name) if name]


def rules(canvas: Canvas, until: float, top: float, row: float, count: int) -> str:
    """A faint line below each row, in equal steps, which weigh next to nothing."""
    start, end = canvas.x(0), canvas.x(until)
    step = f"h{end - start}m{start - end} {number(row)}"
    return element(
        "path", d=f"M{start} {number(top + row)}{step * count}", stroke=WEEKEND, shape_rendering="crispEdges"
    )
