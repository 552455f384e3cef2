"""How many hands does each institution need, week by week, and where are they too few?

A row an institution and a bar a week, as high as the most hands on one of its days; what lies above the line of the
capacity is drawn in another colour.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.pictures.svg import BAR, CRITICAL, INK, LINE, MUTED, Canvas, element
from planner.pictures.text import clean, markup, shorten, width

__all__ = ["LoadRow", "load_chart"]

MARGIN = 12
NAMES = 0.34  # of the picture's width, for the names of institutions
ROW = 46
BARS = 30
SIZE = 12
SMALL = 11
HEADER = 26
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class LoadRow:
    """`weeks` by their first day; `note` stands below the name, `told` is said when the row is pointed at."""

    name: str
    note: str
    told: str
    capacity: int | None
    weeks: dict[date, int]


def load_chart(
    rows: Sequence[LoadRow],
    *,
    language: str,
    rtl: bool,
    title: str,
    description: str,
    said: Callable[[date], str],
    name: str = "loads",
    wide: int = 960,
) -> str:
    """`said` writes a day above the bars. There is at least one row with a week."""
    chart = _Chart(Canvas(wide, language, rtl), rows, said)
    high = HEADER + ROW * len(rows) + MARGIN
    return chart.canvas.picture(high, chart.draw(), name=name, title=title, description=description, has_links=False)


@dataclass(frozen=True)
class _Chart:
    canvas: Canvas
    rows: Sequence[LoadRow]
    said: Callable[[date], str]

    @property
    def begin(self) -> float:
        return round(self.canvas.width * NAMES)

    def draw(self) -> list[str]:
        drawn = [self._axis()]
        for place, row in enumerate(self.rows):
            drawn.append(self._row(row, HEADER + ROW * (place + 1)))
        return drawn

    def _weeks(self) -> tuple[date, int]:
        """The first week of all and how many there are."""
        days = [day for row in self.rows for day in row.weeks]
        return min(days), (max(days) - min(days)).days // 7 + 1

    def _along(self, day: date) -> float:
        first, count = self._weeks()
        return self.begin + (self.canvas.width - MARGIN - self.begin) * (day - first).days / (7 * count)

    def _row(self, row: LoadRow, bottom: float) -> str:
        name = shorten(clean(row.name), self.begin - 2 * MARGIN, SIZE, bold=True)
        most = max([*row.weeks.values(), row.capacity or 0])
        within, over = [], []
        for first, hands in row.weeks.items():
            start, end = self._along(first), self._along(first + WEEK)
            long = max(end - start - 1, 1)
            kept = min(hands, hands if row.capacity is None else row.capacity)
            within.append(self.canvas.box(start, bottom - BARS * kept / most, long, BARS * kept / most))
            if hands > kept:
                high = BARS * (hands - kept) / most
                over.append(self.canvas.box(start, bottom - BARS * hands / most, long, high))
        end = self.canvas.width - MARGIN
        shapes = [
            self.canvas.stroke([(MARGIN, bottom), (end, bottom)], stroke=LINE),
            self.canvas.text(MARGIN, bottom - 20, name, font_weight="600", fill=INK),
            self.canvas.text(MARGIN, bottom - 5, row.note, fill=MUTED, font_size=SMALL),
            element("path", d="".join(within), fill=BAR),
        ]
        if over:
            shapes.append(element("path", d="".join(over), fill=CRITICAL))
        if row.capacity is not None:
            level = bottom - BARS * row.capacity / most
            shapes.append(self.canvas.stroke([(self.begin, level), (end, level)], stroke=INK, stroke_dasharray="4 3"))
        return element("g", element("title", markup(row.told, self.canvas.language)), *shapes)

    def _axis(self) -> str:
        """The first day of a week is named wherever there is room."""
        first, count = self._weeks()
        names, free_from = [], 0.0
        for week in range(count):
            day = first + week * WEEK
            along, label = self._along(day), self.said(day)
            if along >= free_from and along + width(label, SMALL) <= self.canvas.width - MARGIN:
                names.append(self.canvas.stroke([(along, HEADER - 8), (along, HEADER)], stroke=MUTED))
                names.append(self.canvas.text(along + 3, HEADER - 10, label))
                free_from = along + width(label, SMALL) + 24
        return element("g", *names, fill=MUTED, font_size=SMALL)
