"""The boxes of a dependency graph: how large they are, what is written in them and how they look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.pictures.arrow import Arrow
from planner.pictures.layout import Sizes
from planner.pictures.legend import SAMPLE, Sample
from planner.pictures.network.lines import sign_of
from planner.pictures.pen import Pen
from planner.pictures.svg import BAR, BRAND, BRAND_SOFT, CHOSEN, CRITICAL, CRITICAL_SOFT, SURFACE, Canvas
from planner.pictures.text import clean, width, wrap
from planner.pictures.words import Words

FONT = 12
SMALL = 10
POINT = 9  # how far the ends of a milestone's box run out into a point
LENGTH = 176  # of a box with its label
LINE = 16
MOST_LINES = 3

Look = tuple[bool, bool, bool]  # critical, milestone, chosen


@dataclass(frozen=True)
class Node:
    """A task; `note` stands beside its number and follows its label in the tooltip. `chosen`: the one asked for."""

    key: str
    number: str
    label: str
    critical: bool = False
    milestone: bool = False
    chosen: bool = False
    note: str = ""
    href: str = ""


def full_sizes(nodes: Iterable[Node], words: Words, arrows_of: Mapping[tuple[str, str], Sequence[Arrow]]) -> Sizes:
    """As high as the longest label needs, and with room between the layers for the signs on the links."""
    lines = max(len(label_lines(node)) for node in nodes)
    signs = [sign_of(arrows, words) for arrows in arrows_of.values()]
    along = 40 + max((width(sign, SMALL) for sign in signs if sign), default=0)
    return Sizes(length=LENGTH, height=26 + LINE * lines, along=round(along), across=16, trunk=8)


def compact_sizes(nodes: Iterable[Node]) -> Sizes:
    length = round(max(width(node.number, FONT, bold=True) for node in nodes) + 2 * POINT + 4)
    return Sizes(length=length, height=24, along=26, across=8, trunk=6)


def inset(node: Node) -> float:
    return POINT + 5 if node.milestone else 9


def label_lines(node: Node) -> list[str]:
    return wrap(clean(node.label), (LENGTH - 2 * inset(node)) * 0.92, FONT, lines=MOST_LINES)


def look_of(node: Node) -> Look:
    return node.critical, node.milestone, node.chosen


def outline_name(look: Look) -> str:
    critical, milestone, chosen = look
    named = (("critical", critical), ("milestone", milestone), ("chosen", chosen))
    return "-".join(name for name, yes in named if yes) or "task"


def box(canvas: Canvas, along: float, y: float, length: float, height: float, look: Look, **attributes: str) -> str:
    """Critical boxes have a thick line, the one asked for a thicker one, and milestones pointed ends.

    Colour is never the only sign.
    """
    critical, milestone, chosen = look
    painted: dict[str, float | str | None] = {
        "fill": CHOSEN if chosen else CRITICAL_SOFT if critical else BRAND_SOFT if milestone else SURFACE,
        "stroke": CRITICAL if critical else BRAND if milestone else BAR,
        "stroke_width": 4 if chosen else 2.5 if critical else None,
        **attributes,
    }
    if not milestone:
        return canvas.rect(along, y, length, height, rx=4, **painted)
    pen, middle = Pen(canvas), y + height / 2
    pen.shape(
        (along, middle),
        (along + POINT, y),
        (along + length - POINT, y),
        (along + length, middle),
        (along + length - POINT, y + height),
        (along + POINT, y + height),
    )
    return pen.path(**painted)


def box_sample(look: Look) -> Sample:
    return lambda canvas, along, middle: box(canvas, along + 1.5, middle - 7, SAMPLE - 3, 14, look)
