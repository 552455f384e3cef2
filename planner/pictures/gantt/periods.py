"""The side of a Gantt chart where time runs: bars, baselines, slack, links and marks over shaded days of rest.

All bars that look alike are strokes of one path: five hundred of them weigh less than fifty rectangles.
"""

from collections.abc import Iterable, Mapping, Sequence

from planner.pictures.arrow import Arrow
from planner.pictures.gantt.bar import Bar, Group
from planner.pictures.gantt.names import tooltip_of
from planner.pictures.gantt.sheet import Sheet
from planner.pictures.pen import Pen
from planner.pictures.routes import Place, route
from planner.pictures.svg import ARROW, BAR, BASELINE, CRITICAL, DONE, GROUND, INK, MUTED, SLACK, SURFACE, WARN, element
from planner.pictures.text import clean, markup

BASELINE_HEIGHT = 3
DIAMOND = 7  # half a milestone's width
PIN = 4  # half the head of a pin


def periods(sheet: Sheet, lines: Sequence[Bar | Group]) -> str:
    rows = [(top, line) for top, line in sheet.rows(lines) if isinstance(line, Bar)]
    groups = [(top, line) for top, line in sheet.rows(lines) if isinstance(line, Group)]
    places = {bar.key: sheet.place(bar, top) for top, bar in rows}
    bottom = len(lines) * sheet.row
    return "".join(
        [
            _stripes(sheet) if any(bar.critical for _, bar in rows) else "",
            sheet.axis.grid(0, bottom, sheet.row),
            _groups(sheet, groups),
            _slack(sheet, rows, places),
            _arrows(sheet, places),
            sheet.axis.today(0, bottom) if sheet.axis.shows_today else "",
            _baselines(sheet, rows),
            _bars(sheet, rows, places),
            _marks(sheet, rows),
            _touched(sheet, rows) if sheet.detailed else "",
        ]
    )


def _stripes(sheet: Sheet) -> str:
    """Critical bars are striped, so that colour is not the only sign."""
    return element(
        "defs",
        element(
            "pattern",
            element("rect", width=6, height=6, fill=CRITICAL),
            element("rect", width=1.5, height=6, fill=SURFACE, fill_opacity="0.45"),
            id=f"{sheet.name}-critical",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        ),
    )


def _groups(sheet: Sheet, groups: Iterable[tuple[float, Group]]) -> str:
    """A band, and a bracket over the time that all tasks of the group take together."""
    bands, brackets = Pen(sheet.time), Pen(sheet.time)
    for top, group in groups:
        middle = top + sheet.row / 2
        start, end = sheet.reach(*sheet.group_periods[group.label])
        foot = min(3, (end - start) / 2)
        bands.stroke((0, middle), (sheet.axis.scale.until, middle))
        brackets.shape(
            (start, middle + 5),
            (start, middle - 1),
            (end, middle - 1),
            (end, middle + 5),
            (end - foot, middle + 2),
            (start + foot, middle + 2),
        )
    return bands.path(stroke=GROUND, stroke_width=sheet.row) + brackets.path(fill=MUTED)


def _slack(sheet: Sheet, rows: Iterable[tuple[float, Bar]], places: Mapping[str, Place]) -> str:
    """A dashed tail until the day from which on the plan would finish later."""
    tails = Pen(sheet.time)
    for _, bar in rows:
        if bar.late_finish and bar.has_slack:
            place = places[bar.key]
            end = min(sheet.axis.scale.end(bar.late_finish), sheet.axis.scale.until)
            tails.stroke((place.end, place.middle), (end, place.middle))
    return slack_line(tails)


def slack_line(pen: Pen) -> str:
    return pen.path(stroke=SLACK, stroke_width=4, stroke_dasharray="4 2")


def _arrows(sheet: Sheet, places: Mapping[str, Place]) -> str:
    """One path for all links that look alike; the critical ones lie on top."""
    shown = [arrow for arrow in sheet.arrows if arrow.before in places and arrow.after in places]
    return "".join(_routes(sheet, shown, places, critical=critical) for critical in (False, True))


def _routes(sheet: Sheet, arrows: Iterable[Arrow], places: Mapping[str, Place], *, critical: bool) -> str:
    pen = Pen(sheet.time)
    for arrow in arrows:
        if arrow.critical == critical:
            points, pointing = route(
                arrow.kind,
                places[arrow.before],
                places[arrow.after],
                row=sheet.row,
                tolerance=sheet.axis.scale.day,
            )
            pen.stroke(*points)
            pen.head(pointing)
    return arrow_line(pen, critical=critical)


def arrow_line(pen: Pen, *, critical: bool) -> str:
    return pen.path(fill="none", stroke=CRITICAL if critical else ARROW)


def _baselines(sheet: Sheet, rows: Iterable[tuple[float, Bar]]) -> str:
    """A thin bar below each task, where it was to run at approval."""
    pen = Pen(sheet.time)
    for top, bar in rows:
        if bar.baseline:
            start, end = sheet.reach(*bar.baseline)
            middle = top + sheet.row - 5
            pen.stroke((end - 2 * DIAMOND if bar.milestone else start, middle), (end, middle))
    return baseline_line(pen)


def baseline_line(pen: Pen) -> str:
    return pen.path(stroke=BASELINE, stroke_width=BASELINE_HEIGHT)


def _bars(sheet: Sheet, rows: Iterable[tuple[float, Bar]], places: Mapping[str, Place]) -> str:
    usual, critical, done, milestones, critical_milestones = (Pen(sheet.time) for _ in range(5))
    for _, bar in rows:
        place = places[bar.key]
        if bar.milestone:
            pen = critical_milestones if bar.critical else milestones
            pen.diamond(place.end, place.middle, DIAMOND)
            continue
        pen = critical if bar.critical else usual
        pen.stroke((place.start, place.middle), (place.end, place.middle))
        if bar.has_work_done:
            start, end = _work_done(sheet, bar, place)
            done.stroke((start, place.middle), (end, place.middle))
    return "".join(
        [
            usual.path(stroke=BAR, stroke_width=sheet.bar_height),
            critical.path(stroke=sheet.critical_fill, stroke_width=sheet.bar_height),
            done_line(done),
            milestones.path(fill=INK),
            critical_milestones.path(fill=CRITICAL),
        ]
    )


def done_line(pen: Pen) -> str:
    """On a light edge, so that it is to be seen on stripes as well."""
    return pen.path(stroke=SURFACE, stroke_width=6) + pen.path(stroke=DONE, stroke_width=4)


def _work_done(sheet: Sheet, bar: Bar, place: Place) -> tuple[float, float]:
    """From the day work began to the day it ended, or else over the share of the bar that is done."""
    start = sheet.axis.scale.start(bar.actual_start) if bar.actual_start else place.start
    if bar.actual_finish:
        return start, sheet.axis.scale.end(bar.actual_finish)
    return start, start + (place.end - place.start) * bar.progress / 100


def _marks(sheet: Sheet, rows: Iterable[tuple[float, Bar]]) -> str:
    """Deadlines and fixed starts, each by a sign of its own; a deadline that is missed is red."""
    kept, missed, pins = (Pen(sheet.time) for _ in range(3))
    for top, bar in rows:
        middle = top + sheet.bar_middle
        if bar.deadline:
            flag(missed if bar.finish > bar.deadline else kept, sheet.axis.scale.end(bar.deadline), middle)
        if bar.pinned:
            pin(pins, sheet.axis.scale.start(bar.start), middle)
    return deadline_line(kept, missed=False) + deadline_line(missed, missed=True) + pin_line(pins)


def flag(pen: Pen, along: float, middle: float) -> None:
    """A post with a pennant that points back to what must be done by then."""
    pen.shape((along, middle - 9), (along - 8, middle - 5), (along, middle - 1))
    pen.stroke((along, middle - 9), (along, middle + 9))


def deadline_line(pen: Pen, *, missed: bool) -> str:
    """On a light edge, so that it is to be seen on a bar as well."""
    colour = CRITICAL if missed else WARN
    edge = pen.path(fill="none", stroke=SURFACE, stroke_width=4)
    return edge + pen.path(fill=colour, stroke=colour, stroke_width=1.5)


def pin(pen: Pen, along: float, middle: float) -> None:
    """A nail through the start of the bar."""
    pen.stroke((along - PIN, middle - 9), (along + PIN, middle - 9))
    pen.stroke((along, middle - 9), (along, middle + 9))


def pin_line(pen: Pen) -> str:
    return pen.path(stroke=INK, stroke_width=2)


def _touched(sheet: Sheet, rows: Iterable[tuple[float, Bar]]) -> str:
    """What the pointer finds on each row: the tooltip, and the way to why the task has its dates, or to the task."""
    size = {"width": sheet.time.width, "height": sheet.row}
    links = [
        element(
            "a",
            element("title", markup(tooltip_of(bar), sheet.time.language)),
            element("use", href=f"#{sheet.name}-row", y=top or None),
            href=clean(bar.why_href or bar.href),
            tabindex="-1",
        )
        for top, bar in rows
        if bar.href
    ]
    if not links:
        return ""
    shape = element("defs", element("rect", id=f"{sheet.name}-row", **size))
    return shape + element("g", *links, fill="none", pointer_events="all")
