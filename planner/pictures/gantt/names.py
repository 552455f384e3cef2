"""The side of a Gantt chart where the reader begins: the names of groups and tasks, and how many days each takes."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner.pictures.axis import HEADER, rules
from planner.pictures.gantt.bar import Bar, Group
from planner.pictures.gantt.sheet import DAYS, FONT, INDENT, MARGIN, SMALL, Sheet
from planner.pictures.pen import Pen
from planner.pictures.svg import GROUND, LINE, MUTED, element, number
from planner.pictures.text import clean, markup, shorten

AFTER_RANK = 28
AIR = 0.93  # of the room is filled, for browsers whose font is wider than the one measured
BASELINE = 4  # pixels from a row's middle down to where its letters stand


def names_header(sheet: Sheet) -> str:
    canvas, baseline = sheet.names, HEADER / 2 + BASELINE
    written = [canvas.text(MARGIN, baseline, sheet.words.task)]
    if sheet.detailed:
        written.append(canvas.text(canvas.width - MARGIN, baseline, sheet.words.days, anchor="end"))
    return "".join(
        [
            canvas.rect(0, 0, canvas.width, HEADER, fill=GROUND),
            canvas.stroke([(0, HEADER), (canvas.width, HEADER)], stroke=LINE, shape_rendering="crispEdges"),
            element("g", *written, fill=MUTED, font_size=SMALL),
        ]
    )


def names(sheet: Sheet, lines: Sequence[Bar | Group]) -> str:
    """One text whose lines follow each other in equal steps: each weighs little more than its words."""
    canvas = sheet.names
    bands = Pen(canvas)
    for top, line in sheet.rows(lines):
        if isinstance(line, Group):
            bands.stroke((0, top + sheet.row / 2), (canvas.width, top + sheet.row / 2))
    look = {"y": sheet.row / 2 + BASELINE - sheet.row, "text_anchor": "end" if canvas.rtl else None}
    return "".join(
        [
            bands.path(stroke=GROUND, stroke_width=sheet.row),
            rules(canvas, canvas.width, 0, sheet.row, len(lines)),
            "" if sheet.detailed else element("text", *_ranks(sheet, lines), fill=MUTED, **look),
            element("text", *(_section(sheet, section) for section in _sections(lines)), **look),
        ]
    )


def _ranks(sheet: Sheet, lines: Sequence[Bar | Group]) -> Iterator[str]:
    """The last part of each number, `3` of `2.3`: alike in every group, they weigh nothing."""
    steps = 1
    for line in lines:
        if isinstance(line, Group):
            steps += 1
        else:
            rank = markup(line.number.rpartition(".")[2], sheet.names.language)
            yield f'<tspan x="{sheet.names.x(MARGIN)}" dy="{steps * sheet.row}">{rank}</tspan>'
            steps = 1


def _sections(lines: Sequence[Bar | Group]) -> Iterator[list[Bar | Group]]:
    """Each group's line with the bars below it."""
    count = 0

    def place(line: Bar | Group) -> int:
        nonlocal count
        count += isinstance(line, Group)
        return count

    for _, section in groupby(lines, key=place):
        yield list(section)


def _section(sheet: Sheet, section: Sequence[Bar | Group]) -> str:
    group = section[0] if isinstance(section[0], Group) else None
    written = "".join(_group(sheet, line) if isinstance(line, Group) else _bar(sheet, line) for line in section)
    href = group.href if group else ""
    return written if sheet.detailed or not href else element("a", written, href=clean(href), tabindex="-1")


def _group(sheet: Sheet, group: Group) -> str:
    label = sheet.words.continued.format(group=group.label) if group.continued else group.label
    room = (sheet.names.width - 1.5 * MARGIN) * AIR
    text = shorten(clean(label), room, FONT, bold=True)
    written = _chunk(sheet, text, MARGIN, font_weight="600")
    if group.href and sheet.detailed:
        return element("a", _tooltip(sheet, label), written, href=clean(group.href), tabindex="-1")
    return written


def _bar(sheet: Sheet, bar: Bar) -> str:
    """Number and name in one run of text; the days stand at the other end of the same line."""
    text = f"{bar.number} {bar.label}" if sheet.detailed else bar.label
    indent = INDENT if sheet.detailed else AFTER_RANK
    room = sheet.names.width - indent - MARGIN / 2 - (DAYS if sheet.detailed and not bar.milestone else 0)
    written = _chunk(sheet, shorten(clean(text), room * AIR, FONT), indent)
    if not sheet.detailed:
        return written
    if not bar.milestone:
        canvas = sheet.names
        written += element(
            "tspan",
            str(bar.days),
            x=canvas.x(canvas.width - MARGIN),
            text_anchor="start" if canvas.rtl else "end",
            fill=MUTED,
        )
    if not bar.href:
        return written
    return element("a", _tooltip(sheet, tooltip_of(bar)), written, href=clean(bar.href), tabindex="-1")


def tooltip_of(bar: Bar) -> str:
    return " · ".join(part for part in (f"{bar.number}. {bar.label}", bar.note) if part)


def _chunk(sheet: Sheet, text: str, along: float, **attributes: float | str | None) -> str:
    x = sheet.names.x(along)
    if attributes:
        return element("tspan", markup(text, sheet.names.language), x=x, dy=sheet.row, **attributes)
    return f'<tspan x="{x}" dy="{number(sheet.row)}">{markup(text, sheet.names.language)}</tspan>'


def _tooltip(sheet: Sheet, text: str) -> str:
    return element("title", markup(text, sheet.names.language))
