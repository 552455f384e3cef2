"""On which days do many runs of a plan finish? Bars over time, with the days that matter marked above them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from planner.pictures.svg import BAR, LINE, MUTED, SURFACE, Canvas, element
from planner.pictures.text import markup, width

__all__ = ["Marked", "histogram"]

MARGIN = 12
SIZE = 12
SMALL = 11
MARK_ROW = 20
PLOT = 150
MOST_BARS = 32
# Days a bar: one, whole weeks, then four weeks at a time.
WIDTHS = (1, 7, 14, *range(28, 2800, 28))


class Marked(NamedTuple):
    """A day with a name. Each has a row of its own above the bars, so names never meet."""

    label: str
    day: date
    colour: str
    dashes: str | None = None


class Bar(NamedTuple):
    first: date
    last: date
    count: int


def bars(counts: Mapping[date, int]) -> list[Bar]:
    """Equally wide, without gaps, as wide as keeps them few."""
    first, last = min(counts), max(counts)
    days = next(days for days in WIDTHS if (last - first).days < days * MOST_BARS)
    found = []
    while first <= last:
        end = first + timedelta(days=days - 1)
        found.append(Bar(first, end, sum(count for day, count in counts.items() if first <= day <= end)))
        first = end + timedelta(days=1)
    return found


def histogram(
    counts: Mapping[date, int],
    marks: Sequence[Marked],
    *,
    language: str,
    rtl: bool,
    title: str,
    description: str,
    said: Callable[[date], str],
    told: Callable[[Bar], str],
    name: str = "finishes",
    wide: int = 720,
) -> str:
    """`said` writes a day below the axis, `told` what a bar says when it is pointed at."""
    chart = _Chart(Canvas(wide, language, rtl), bars(counts), marks, said, told)
    return chart.canvas.picture(
        chart.bottom + 34, chart.draw(), name=name, title=title, description=description, has_links=False
    )


@dataclass(frozen=True)
class _Chart:
    canvas: Canvas
    bars: Sequence[Bar]
    marks: Sequence[Marked]
    said: Callable[[date], str]
    told: Callable[[Bar], str]

    @property
    def top(self) -> float:
        return MARGIN + MARK_ROW * len(self.marks)

    @property
    def bottom(self) -> float:
        return self.top + PLOT

    def draw(self) -> list[str]:
        return [*self._bars(), self._axis(), *self._marks()]

    def _span(self) -> tuple[date, date]:
        """From the first day to the last, marked ones too."""
        days = [mark.day for mark in self.marks]
        return min([self.bars[0].first, *days]), max([self.bars[-1].last, *days])

    def _along(self, day: date) -> float:
        first, last = self._span()
        room = self.canvas.width - 2 * MARGIN
        return MARGIN + room * (day - first).days / ((last - first).days + 1)

    def _bars(self) -> list[str]:
        most = max(bar.count for bar in self.bars)
        drawn = []
        for bar in self.bars:
            start, end = self._along(bar.first), self._along(bar.last + timedelta(days=1))
            # A run that happened is seen, however rare it is.
            high = max(PLOT * bar.count / most, 1) if bar.count else 0
            shape = self.canvas.rect(
                start, self.bottom - high, end - start, high, fill=BAR, stroke=SURFACE, stroke_width=1
            )
            if bar.count:
                drawn.append(element("g", element("title", markup(self.told(bar), self.canvas.language)), shape))
        return drawn

    def _axis(self) -> str:
        """As many days as have room beside each other are named, always the first."""
        line = self.canvas.stroke([(MARGIN, self.bottom), (self.canvas.width - MARGIN, self.bottom)], stroke=LINE)
        names: list[str] = []
        free_from = 0.0
        ticks = [bar.first for bar in self.bars]
        for day in ticks:
            label, along = self.said(day), self._along(day)
            half = width(label, SMALL) / 2
            middle = min(max(along, MARGIN + half), self.canvas.width - MARGIN - half)
            if middle - half >= free_from and abs(middle - along) <= half:
                names.append(self.canvas.stroke([(along, self.bottom), (along, self.bottom + 5)], stroke=MUTED))
                names.append(self.canvas.text(middle, self.bottom + 20, label, anchor="middle"))
                free_from = middle + half + 14
        return line + element("g", *names, fill=MUTED, font_size=SMALL)

    def _marks(self) -> list[str]:
        """In the order of their days; each name stands after its line, or before it at the end."""
        lines, names = [], []
        for row, mark in enumerate(sorted(self.marks, key=lambda mark: mark.day)):
            along = self._along(mark.day + timedelta(days=1))
            y = MARGIN + MARK_ROW * row
            look = {"stroke": mark.colour, "stroke_width": 1.5, "stroke_dasharray": mark.dashes}
            lines.append(self.canvas.stroke([(along, y), (along, self.bottom)], **look))
            is_late = along + 6 + width(mark.label, SIZE, bold=True) > self.canvas.width - MARGIN
            names.append(
                self.canvas.text(
                    along - 6 if is_late else along + 6,
                    y + SIZE - 1,
                    mark.label,
                    anchor="end" if is_late else "start",
                    fill=mark.colour,
                )
            )
        # Another mark's line may pass behind a name, which a rim keeps readable.
        rim: dict[str, str | float] = {"stroke": SURFACE, "stroke_width": 5, "paint_order": "stroke"}
        return [*lines, element("g", *names, font_weight="600", font_size=SIZE, **rim)]
