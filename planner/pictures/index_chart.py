"""How has a country's index moved over the years? A few lines, told apart by dash and marker as well as colour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from planner.pictures.layout import spread
from planner.pictures.svg import BRAND, CRITICAL, INK, LINE, MUTED, OK, SURFACE, WARN, Canvas, element
from planner.pictures.text import clean, markup, shorten, width

__all__ = ["Series", "index_chart"]

MARGIN = 12
SIZE = 12
SMALL = 11
MARK = 4
SIGN = 32  # room for the marker before a line's name
NAME_SHARE = 0.36  # of the picture's width, at most, for a line's name
LEVELS = 4  # grid lines above zero

# Colour, dashes and marker of the first line, the second …; more lines than these begin again.
LOOKS = (
    (BRAND, None, "circle"),
    (WARN, "7 3", "square"),
    (OK, "2 3", "triangle"),
    (CRITICAL, "9 3 2 3", "diamond"),
    (MUTED, "4 4", "circle"),
    (INK, "12 4", "square"),
)


@dataclass(frozen=True)
class Series:
    """`values` by year: None is a gap in the line, a year left out is not (indices have years of their own)."""

    label: str
    values: Mapping[int, float | Decimal | None]

    @property
    def known(self) -> dict[int, float]:
        return {year: float(value) for year, value in sorted(self.values.items()) if value is not None}

    @property
    def last(self) -> float:
        return list(self.known.values())[-1]


def index_chart(
    series: Sequence[Series],
    *,
    language: str,
    rtl: bool,
    title: str,
    description: str = "",
    name: str = "index",
    wide: int = 640,
    high: int = 260,
    most: float = 1.0,
    written: Callable[[float], str] = "{:.2f}".format,
) -> str:
    """Values from 0 to `most`, `written` as the reader's language writes a decimal number.

    A series without any value is left out. Raises ValueError where none has a value.
    """
    shown = [one for one in series if one.known]
    if not shown:
        raise ValueError("An index chart needs at least one value.")
    years = sorted({year for one in shown for year in one.values})
    longest_name = max(width(_end_label(one, written, wide), SIZE, bold=True) for one in shown)
    chart = _Chart(
        canvas=Canvas(wide, language, rtl),
        years=years,
        most=most,
        written=written,
        start=round(MARGIN + max(width(written(level), SMALL) for level in _levels(most)) + 8),
        end=round(wide - MARGIN - longest_name * 1.06 - SIGN),
        top=MARGIN + 4,
        bottom=high - 30,
    )
    return chart.canvas.picture(
        high, chart.draw(shown), name=name, title=title, description=description, has_links=False
    )


@dataclass(frozen=True)
class _Chart:
    canvas: Canvas
    years: Sequence[int]
    most: float
    written: Callable[[float], str]
    start: float
    end: float
    top: float
    bottom: float

    def draw(self, series: Sequence[Series]) -> list[str]:
        looks = [LOOKS[n % len(LOOKS)] for n in range(len(series))]
        return [
            self._grid(),
            *(self._line(one, *look) for one, look in zip(series, looks, strict=True)),
            *self._names(series, looks),
        ]

    def _along(self, year: int) -> float:
        """Years stand as far apart as they are; a single one stands at the end, beside its name."""
        first, last = self.years[0], self.years[-1]
        inner = self.start + 14
        return inner + (self.end - inner) * ((year - first) / (last - first) if last > first else 1)

    def _down(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / self.most

    def _grid(self) -> str:
        lines = [self.canvas.trace([(self.start, y), (self.end, y)]) for y in map(self._down, _levels(self.most))]
        ticks = [
            self.canvas.trace([(self._along(year), self.bottom), (self._along(year), self.bottom + 4)])
            for year in self.years
        ]
        levels = [
            self.canvas.text(self.start - 8, self._down(level) + 4, self.written(level), anchor="end")
            for level in _levels(self.most)
        ]
        years = [
            self.canvas.text(self._along(year), self.bottom + 18, str(year), anchor="middle") for year in self.years
        ]
        return element(
            "path", d="".join(lines + ticks), stroke=LINE, fill="none", shape_rendering="crispEdges"
        ) + element("g", *levels, *years, fill=MUTED, font_size=SMALL)

    def _line(self, series: Series, colour: str, dashes: str | None, marker: str) -> str:
        points = {year: (self._along(year), self._down(value)) for year, value in series.known.items()}
        runs = [list(run) for there, run in groupby(sorted(series.values), key=points.__contains__) if there]
        lines = [self.canvas.trace([points[year] for year in run]) for run in runs if len(run) > 1]
        marks = [
            element("g", element("title", self._tooltip(series, year)), self._mark(marker, *point, colour))
            for year, point in points.items()
        ]
        drawn = element("path", d="".join(lines), fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dashes)
        return (drawn if lines else "") + "".join(marks)

    def _tooltip(self, series: Series, year: int) -> str:
        return markup(f"{series.label} {year}: {self.written(series.known[year])}", self.canvas.language)

    def _mark(self, marker: str, along: float, y: float, colour: str) -> str:
        look: dict[str, float | str | None] = {"fill": SURFACE, "stroke": colour, "stroke_width": 2}
        match marker:
            case "circle":
                return element("circle", cx=self.canvas.x(along), cy=round(y), r=MARK, **look)
            case "square":
                return self.canvas.rect(along - MARK, round(y) - MARK, 2 * MARK, 2 * MARK, **look)
            case "triangle":
                corners = [(along, y - MARK - 1), (along + MARK + 1, y + MARK), (along - MARK - 1, y + MARK)]
            case _:
                reach = MARK + 1
                corners = [(along - reach, y), (along, y - reach), (along + reach, y), (along, y + reach)]
        return element("path", d=self.canvas.trace(corners, close=True), **look)

    def _names(self, series: Sequence[Series], looks: Sequence[tuple[str, str | None, str]]) -> list[str]:
        """Marker, name and last value beside the last point, moved up or down where two would touch."""
        ends = sorted(
            (self._down(one.last), _end_label(one, self.written, self.canvas.width), colour, marker)
            for one, (colour, _, marker) in zip(series, looks, strict=True)
        )
        heights = spread([end[0] for end in ends], [17.0] * (len(ends) - 1), [1.0] * len(ends))
        overflow = max(0, heights[-1] - self.bottom)
        along = self.end + SIGN
        drawn = []
        for height, (_, label, colour, marker) in zip(heights, ends, strict=True):
            middle = height - overflow
            drawn.append(self._mark(marker, along - 12, middle, colour))
            drawn.append(self.canvas.text(along, middle + 4, label, fill=colour, font_weight="600"))
        return drawn


def _levels(most: float) -> list[float]:
    return [most * n / LEVELS for n in range(LEVELS + 1)]


def _end_label(series: Series, written: Callable[[float], str], wide: float) -> str:
    name = shorten(clean(series.label), wide * NAME_SHARE, SIZE, bold=True)
    return f"{name} {written(series.last)}"
