"""When does each task run? The plan as bars over time, in reading direction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.pictures.arrow import Arrow
from planner.pictures.axis import HEADER, Axis
from planner.pictures.legend import SAMPLE, Item, legend
from planner.pictures.routes import Place, route
from planner.pictures.svg import (
    ARROW,
    BAR,
    BRAND,
    CRITICAL,
    GROUND,
    HOLIDAY,
    INK,
    MUTED,
    SLACK,
    SURFACE,
    WEEKEND,
    Canvas,
    element,
    number,
)
from planner.pictures.text import clean, shorten, width
from planner.pictures.timescale import Almanac, Zoom, timescale
from planner.pictures.words import Words

__all__ = ["Almanac", "Arrow", "Bar", "Zoom", "gantt", "gantt_pages", "split_rows"]

MARGIN = 10
FONT = 12
SMALL = 11
LABEL_SHARE = 0.3  # of the picture's width, at most, for a task's name
NARROWEST_BAR = 2
AXIS_REPEATED_FROM = 45  # rows: the header is out of sight at the bottom of a tall picture


@dataclass(frozen=True)
class Bar:
    """A task: `days` are working days, `finish` the last one; `note` follows the label in the tooltip."""

    key: str
    number: str
    label: str
    start: date
    finish: date
    days: int = 0
    critical: bool = False
    milestone: bool = False
    late_finish: date | None = None
    group: str = ""
    note: str = ""
    href: str = ""


def gantt(
    bars: Sequence[Bar],
    arrows: Iterable[Arrow] = (),
    *,
    language: str,
    rtl: bool,
    words: Words,
    almanac: Almanac,
    title: str,
    description: str = "",
    name: str = "gantt",
    wide: int = 1200,
    row: int = 24,
    zoom: Zoom | None = None,
) -> str:
    """One picture of all bars in the order given; where `group` changes, a line with its name comes first.

    It is `wide` pixels unless the zoom asked for needs more. Raises ValueError where there is no bar.
    """
    sheet = _sheet(
        bars, arrows, language=language, rtl=rtl, words=words, almanac=almanac, wide=wide, row=row, zoom=zoom
    )
    return sheet.draw(bars, title=title, description=description, name=name)


def gantt_pages(
    bars: Sequence[Bar],
    arrows: Iterable[Arrow] = (),
    *,
    language: str,
    rtl: bool,
    words: Words,
    almanac: Almanac,
    title: str,
    description: str = "",
    name: str = "gantt",
    wide: int = 1200,
    row: int = 20,
    rows: int = 36,
) -> list[str]:
    """The same as pictures for landscape A4 pages, with one time scale and at most so many rows each.

    An arrow is drawn where both its ends are on the page. Raises ValueError where there is no bar.
    """
    sheet = _sheet(
        bars, arrows, language=language, rtl=rtl, words=words, almanac=almanac, wide=wide, row=row, zoom=None
    )
    pages = split_rows(bars, rows=rows)
    if len(pages) == 1:
        return [sheet.draw(bars, title=title, description=description, name=name)]
    return [
        sheet.draw(
            page,
            title=words.part.format(title=title, number=n, count=len(pages)),
            description=description,
            name=f"{name}-{n}",
            continued=pages[n - 2][-1].group if n > 1 else "",
        )
        for n, page in enumerate(pages, start=1)
    ]


def split_rows(bars: Iterable[Bar], *, rows: int = 36) -> list[list[Bar]]:
    """Pages of at most so many rows, the line of each group counted; no page ends with such a line."""
    pages: list[list[Bar]] = []
    used = rows
    for bar in bars:
        begins_group = bool(bar.group) and (not pages or pages[-1][-1].group != bar.group)
        if used + 1 + begins_group > rows:
            pages.append([])
            used, begins_group = 0, bool(bar.group)
        pages[-1].append(bar)
        used += 1 + begins_group
    return pages


@dataclass(frozen=True)
class _Sheet:
    """What all pictures of one plan share."""

    canvas: Canvas
    axis: Axis
    words: Words
    arrows: Sequence[Arrow]
    row: int
    label_from: float
    days_until: float
    group_periods: Mapping[str, tuple[date, date]]

    def draw(self, bars: Sequence[Bar], *, title: str, description: str, name: str, continued: str = "") -> str:
        lines = [(HEADER + n * self.row, line) for n, line in enumerate(_lines(bars))]
        groups = [(top, line) for top, line in lines if isinstance(line, str)]
        rows = [(top, line) for top, line in lines if isinstance(line, Bar)]
        places = {bar.key: self._place(bar, top) for top, bar in rows}
        arrows = [arrow for arrow in self.arrows if arrow.before in places and arrow.after in places]
        bottom = HEADER + len(lines) * self.row
        body = [
            self._stripes(name) if any(bar.critical for bar in bars) else "",
            self.axis.grid(HEADER, bottom, self.row),
            element("g", self._header(), id=f"{name}-header"),
            *(self._group(group, top, continued=top == HEADER and group == continued) for top, group in groups),
            self._slack(bars, places),
            self._arrows(arrows, places),
            self.axis.today(HEADER, bottom) if self.axis.shows_today else "",
            *(self._bar(bar, top, places[bar.key], name) for top, bar in rows),
        ]
        if len(lines) > AXIS_REPEATED_FROM:
            body.append(element("use", href=f"#{name}-header", y=bottom))
            bottom += HEADER
        meanings, height = legend(self.canvas, bottom + 6, self._meanings(bars, arrows, name), margin=MARGIN)
        return self.canvas.picture(
            bottom + 6 + height,
            [*body, meanings],
            name=name,
            title=title,
            description=description,
            has_links=any(bar.href for bar in bars),
        )

    def _place(self, bar: Bar, top: float) -> Place:
        middle, half = top + self.row / 2, self.row / 2 - 5
        end = self.axis.scale.end(bar.finish)
        # A milestone is reached at the end of its day: right where the task that leads to it ends.
        start = end if bar.milestone else min(self.axis.scale.start(bar.start), end - NARROWEST_BAR)
        return Place(start, end, middle, half)

    def _stripes(self, name: str) -> str:
        """Critical bars are striped, so that colour is not the only sign."""
        return element(
            "defs",
            element(
                "pattern",
                element("rect", width=6, height=6, fill=CRITICAL),
                element("rect", width=1.5, height=6, fill=SURFACE, fill_opacity="0.45"),
                id=f"{name}-critical",
                width=6,
                height=6,
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            ),
        )

    def _header(self) -> str:
        baseline = HEADER / 2 + 4
        return self.axis.header() + element(
            "g",
            self.canvas.text(self.label_from, baseline, self.words.task),
            self.canvas.text(self.days_until, baseline, self.words.days, anchor="end"),
            fill=MUTED,
            font_size=SMALL,
        )

    def _group(self, group: str, top: float, *, continued: bool) -> str:
        """A band with the group's name and the time that all its tasks take together."""
        scale = self.axis.scale
        first, last = self.group_periods[group]
        start, end = scale.start(first), scale.end(last)
        text = self.words.continued.format(group=group) if continued else group
        room = max(scale.origin, start - 6) - 2 * MARGIN
        y = top + self.row / 2
        foot = min(3, (end - start) / 2)
        bracket = [
            (start, y + 5),
            (start, y - 1),
            (end, y - 1),
            (end, y + 5),
            (end - foot, y + 2),
            (start + foot, y + 2),
        ]
        return "".join(
            [
                self.canvas.rect(0, top, scale.until, self.row, fill=GROUND),
                self.canvas.text(MARGIN, y + 4, shorten(clean(text), room, FONT, bold=True), font_weight="600"),
                element("path", d=self.canvas.trace(bracket, close=True), fill=MUTED),
            ]
        )

    def _slack(self, bars: Iterable[Bar], places: Mapping[str, Place]) -> str:
        tails = [
            self._tail(places[bar.key], bar.late_finish)
            for bar in bars
            if bar.late_finish and bar.late_finish > bar.finish
        ]
        return element("path", d="".join(tails), fill=SLACK) if tails else ""

    def _tail(self, place: Place, late_finish: date) -> str:
        return self.canvas.box(place.end, place.middle - 2, self.axis.scale.end(late_finish) - place.end, 4)

    def _arrows(self, arrows: Sequence[Arrow], places: Mapping[str, Place]) -> str:
        """One path for all links that look alike; the critical ones lie on top."""
        drawn = ""
        for critical, colour in ((False, ARROW), (True, CRITICAL)):
            routes = [
                route(
                    arrow.kind,
                    places[arrow.before],
                    places[arrow.after],
                    row=self.row,
                    tolerance=self.axis.scale.day,
                )
                for arrow in arrows
                if arrow.critical == critical
            ]
            if routes:
                data = "".join(self.canvas.arrow(points, pointing) for points, pointing in routes)
                drawn += element("path", d=data, fill="none", stroke=colour)
        return drawn

    def _bar(self, bar: Bar, top: float, place: Place, name: str) -> str:
        """Drawn from its row's own zero: equal numbers in every row make the page light."""
        label = clean(bar.label)
        middle, baseline = self.row / 2, self.row / 2 + 4
        room = self.days_until - self.label_from - (0 if bar.milestone else 34)
        written = [
            self.canvas.text(self.label_from - 8, baseline, bar.number, anchor="end", fill=MUTED),
            self.canvas.text(self.label_from, baseline, shorten(label, room, FONT)),
        ]
        if bar.milestone:
            shape = self._diamond(place.start, middle, place.half + 1, critical=bar.critical)
        else:
            shape = self._task(place.start, middle, place.end - place.start, place.half, bar.critical, name)
            written.append(self.canvas.text(self.days_until, baseline, str(bar.days), anchor="end", fill=MUTED))
        tooltip = " · ".join(part for part in (f"{bar.number}. {label}", bar.note) if part)
        return self.canvas.linked(
            [*written, shape], href=bar.href, tooltip=tooltip, transform=f"translate(0 {number(top)})"
        )

    def _task(self, along: float, middle: float, length: float, half: float, critical: bool, name: str) -> str:
        fill = f"url(#{name}-critical)" if critical else BAR
        outline = CRITICAL if critical else None
        return self.canvas.rect(along, middle - half, length, 2 * half, rx=2, fill=fill, stroke=outline)

    def _diamond(self, along: float, middle: float, half: float, *, critical: bool) -> str:
        corners = [(along - half, middle), (along, middle - half), (along + half, middle), (along, middle + half)]
        return element("path", d=self.canvas.trace(corners, close=True), fill=CRITICAL if critical else INK)

    def _meanings(self, bars: Sequence[Bar], arrows: Sequence[Arrow], name: str) -> list[Item]:
        """Only of what is to be seen."""
        axis, words = self.axis, self.words

        def day_sample(colour: str) -> Callable[[float, float], str]:
            return lambda along, middle: self.canvas.rect(along + 6, middle - 7, 12, 14, fill=colour)

        def arrow_sample(colour: str) -> Callable[[float, float], str]:
            return lambda along, middle: element(
                "path",
                d=self.canvas.arrow([(along, middle), (along + SAMPLE, middle)], (1, 0)),
                fill="none",
                stroke=colour,
            )

        candidates: list[tuple[bool, Callable[[float, float], str], str]] = [
            (
                any(not bar.critical and not bar.milestone for bar in bars),
                lambda along, middle: self._task(along, middle, SAMPLE, 5, False, name),
                words.task,
            ),
            (
                any(bar.critical and not bar.milestone for bar in bars),
                lambda along, middle: self._task(along, middle, SAMPLE, 5, True, name),
                words.critical_task,
            ),
            (
                any(bar.milestone for bar in bars),
                lambda along, middle: self._diamond(along + SAMPLE / 2, middle, 6, critical=False),
                words.milestone,
            ),
            (
                any(bar.late_finish and bar.late_finish > bar.finish for bar in bars),
                lambda along, middle: self.canvas.rect(along, middle - 2, SAMPLE, 4, fill=SLACK),
                words.slack,
            ),
            (any(not arrow.critical for arrow in arrows), arrow_sample(ARROW), words.link),
            (any(arrow.critical for arrow in arrows), arrow_sample(CRITICAL), words.critical_link),
            (axis.shows(axis.is_weekend), day_sample(WEEKEND), words.weekend),
            (axis.shows(axis.is_holiday), day_sample(HOLIDAY), words.holiday),
            (
                axis.shows_today,
                lambda along, middle: self.canvas.stroke(
                    [(along + SAMPLE / 2, middle - 7), (along + SAMPLE / 2, middle + 7)],
                    stroke=BRAND,
                    stroke_dasharray="5 3",
                ),
                words.today,
            ),
        ]
        return [(sample, meaning) for shown, sample, meaning in candidates if shown]


def _lines(bars: Iterable[Bar]) -> list[Bar | str]:
    """The bars, and before each new group its name."""
    lines: list[Bar | str] = []
    group = ""
    for bar in bars:
        if bar.group and bar.group != group:
            lines.append(bar.group)
        group = bar.group
        lines.append(bar)
    return lines


def _sheet(
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
) -> _Sheet:
    if not bars:
        raise ValueError("A Gantt chart needs at least one bar.")
    first = min(bar.start for bar in bars)
    last = max(max(bar.finish, bar.late_finish or bar.finish) for bar in bars)
    periods: dict[str, tuple[date, date]] = {}
    for bar in bars:
        start, finish = periods.get(bar.group, (bar.start, bar.finish))
        periods[bar.group] = (min(start, bar.start), max(finish, bar.finish))

    label_from = MARGIN + max(width(bar.number, FONT) for bar in bars) + 8
    longest = max(width(clean(bar.label), FONT) for bar in bars) * 1.03
    days_until = label_from + max(110, min(longest + 40, wide * LABEL_SHARE))
    origin = round(days_until + MARGIN + 4)
    scale = timescale(
        first,
        last,
        origin=origin,
        room=wide - origin - MARGIN,
        week_starts_on=almanac.week_starts_on(first),
        zoom=zoom,
    )
    canvas = Canvas(round(scale.until + MARGIN), language, rtl)
    return _Sheet(
        canvas=canvas,
        axis=Axis(canvas, scale, almanac, words),
        words=words,
        arrows=list(arrows),
        row=row,
        label_from=label_from,
        days_until=days_until,
        group_periods=periods,
    )
