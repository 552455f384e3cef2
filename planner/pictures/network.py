"""What waits for what? The tasks as boxes and their links as arrows, in reading direction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.pictures.arrow import Arrow
from planner.pictures.layout import Layout, Segment, Sizes, layout, spread
from planner.pictures.legend import SAMPLE, Item, legend
from planner.pictures.svg import (
    ARROW,
    BAR,
    BRAND,
    BRAND_SOFT,
    CRITICAL,
    CRITICAL_SOFT,
    MUTED,
    SURFACE,
    Canvas,
    element,
)
from planner.pictures.text import clean, shorten, width, wrap
from planner.pictures.words import Words

__all__ = ["Arrow", "Node", "network"]

MARGIN = 10
NARROWEST = 480  # the legend needs some room
FONT = 12
SMALL = 10
POINT = 9  # how far the ends of a milestone's box run out into a point
MOST_WITH_LABELS = 60
BOX = 176  # the length of a box with its label
LINE = 16
MOST_LINES = 3

Link = tuple[str, str]


@dataclass(frozen=True)
class Node:
    """A task; `note` stands beside its number and follows its label in the tooltip."""

    key: str
    number: str
    label: str
    critical: bool = False
    milestone: bool = False
    note: str = ""
    href: str = ""


def network(
    nodes: Sequence[Node],
    arrows: Iterable[Arrow],
    *,
    language: str,
    rtl: bool,
    words: Words,
    title: str,
    description: str = "",
    name: str = "network",
    wide: int = 1200,
    widest: int | None = None,
    compact: bool | None = None,
) -> str:
    """The picture takes the room it needs: `wide` only says how many unconnected parts stand side by side.

    Above 60 nodes, or where it would be wider than `widest` (say 1500 for a landscape page), boxes are
    compact: the number alone, with the label as tooltip. `compact` decides it by hand. Raises ValueError
    where there is no node or where links form a circle.
    """
    if not nodes:
        raise ValueError("A dependency graph needs at least one task.")
    arrows_of: dict[Link, list[Arrow]] = {}
    for arrow in arrows:
        arrows_of.setdefault((arrow.before, arrow.after), []).append(arrow)
    keys = [node.key for node in nodes]

    def placed(sizes: Sizes) -> Layout:
        return layout(keys, arrows_of, sizes, wide=wide - 2 * MARGIN)

    sizes = _full_sizes(nodes, words, arrows_of)
    if compact is None:
        compact = len(nodes) > MOST_WITH_LABELS or (widest is not None and placed(sizes).length + 2 * MARGIN > widest)
    if compact:
        sizes = _compact_sizes(nodes)
    places = placed(sizes)

    canvas = Canvas(max(NARROWEST, round(places.length + 2 * MARGIN)), language, rtl)
    graph = _Graph(canvas, words, places, arrows_of, sizes, compact)
    return graph.draw(nodes, title=title, description=description, name=name)


def _full_sizes(nodes: Iterable[Node], words: Words, arrows_of: Mapping[Link, Sequence[Arrow]]) -> Sizes:
    """As high as the longest label needs, and with room between the layers for the signs on the links."""
    lines = max(len(_label_lines(node)) for node in nodes)
    signs = [_sign(arrows, words) for arrows in arrows_of.values()]
    along = 40 + max((width(sign, SMALL) for sign in signs if sign), default=0)
    return Sizes(length=BOX, height=26 + LINE * lines, along=round(along), across=16, trunk=8)


def _compact_sizes(nodes: Iterable[Node]) -> Sizes:
    length = round(max(width(node.number, FONT, bold=True) for node in nodes) + 2 * POINT + 4)
    return Sizes(length=length, height=24, along=26, across=8, trunk=6)


def _inset(node: Node) -> float:
    return POINT + 5 if node.milestone else 9


def _label_lines(node: Node) -> list[str]:
    return wrap(clean(node.label), (BOX - 2 * _inset(node)) * 0.96, FONT, lines=MOST_LINES)


def _signed(lag: int) -> str:
    return f"{lag:+d}".replace("-", "−")


def _sign(arrows: Iterable[Arrow], words: Words) -> str:
    """Kind and lag of each arrow between two tasks; nothing for the usual finish to start."""
    # The mark keeps the sign before its number in a right-to-left line.
    return " · ".join(
        words.kinds[arrow.kind] + (f" \u200e{_signed(arrow.lag)}" if arrow.lag else "")
        for arrow in arrows
        if arrow.kind != "FS" or arrow.lag
    )


@dataclass(frozen=True)
class _Graph:
    canvas: Canvas
    words: Words
    places: Layout
    arrows_of: Mapping[Link, Sequence[Arrow]]
    sizes: Sizes
    compact: bool

    def draw(self, nodes: Sequence[Node], *, title: str, description: str, name: str) -> str:
        shape = self._compact_node if self.compact else self._full_node
        bottom = self.places.height + 2 * MARGIN
        meanings, height = legend(self.canvas, bottom, self._meanings(nodes), margin=MARGIN)
        body = [
            element("g", *self._links(), fill="none"),
            *(shape(node, *self._corner(node.key)) for node in nodes),
            "" if self.compact else self._signs(),
            meanings,
        ]
        return self.canvas.picture(
            bottom + height + 4,
            body,
            name=name,
            title=title,
            description=description,
            has_links=any(node.href for node in nodes),
        )

    def _corner(self, key: str) -> tuple[float, float]:
        along, down = self.places.boxes[key]
        return along + MARGIN, down + MARGIN

    def _is_critical(self, segment: Segment) -> bool:
        return any(arrow.critical for link in segment.links for arrow in self.arrows_of[link])

    def _is_other(self, segment: Segment) -> bool:
        return all(arrow.kind != "FS" for link in segment.links for arrow in self.arrows_of[link])

    def _links(self) -> list[str]:
        """One path for all links that look alike; the critical ones lie on top."""
        drawn = []
        for critical in (False, True):
            for other in (False, True):
                alike = [
                    segment
                    for segment in self.places.segments
                    if (self._is_critical(segment), self._is_other(segment)) == (critical, other)
                ]
                if alike:
                    drawn.append(self._path("".join(map(self._bend, alike)), critical=critical, other=other))
            tips = dict.fromkeys(
                segment.end
                for segment in self.places.segments
                if not segment.through and self._is_critical(segment) == critical
            )
            if tips:
                heads = "".join(self.canvas.head((along + MARGIN, down + MARGIN)) for along, down in tips)
                drawn.append(self._path(heads, critical=critical, other=False))
        return drawn

    def _path(self, data: str, *, critical: bool, other: bool) -> str:
        return element(
            "path",
            d=data,
            stroke=CRITICAL if critical else ARROW,
            stroke_width=2 if critical else 1.2,
            stroke_dasharray="5 3" if other else None,
        )

    def _bend(self, segment: Segment) -> str:
        (along, down), (end_along, end_down) = segment.start, segment.end
        bend = self.canvas.curve((along + MARGIN, down + MARGIN), (end_along + MARGIN, end_down + MARGIN))
        return bend + self.canvas.level(self.sizes.length) if segment.through else bend

    def _outline(self, node: Node, along: float, y: float) -> str:
        """Critical boxes have a thick line and milestones pointed ends, so that colour is not the only sign."""
        fill = CRITICAL_SOFT if node.critical else BRAND_SOFT if node.milestone else SURFACE
        stroke = CRITICAL if node.critical else BRAND if node.milestone else BAR
        return self._shape(along, y, self.sizes.length, self.sizes.height, node.milestone, node.critical, fill, stroke)

    def _shape(
        self, along: float, y: float, length: float, height: float, pointed: bool, thick: bool, fill: str, stroke: str
    ) -> str:
        stroke_width = 2.5 if thick else None
        if not pointed:
            return self.canvas.rect(along, y, length, height, rx=4, fill=fill, stroke=stroke, stroke_width=stroke_width)
        middle = y + height / 2
        corners = [
            (along, middle),
            (along + POINT, y),
            (along + length - POINT, y),
            (along + length, middle),
            (along + length - POINT, y + height),
            (along + POINT, y + height),
        ]
        return element(
            "path", d=self.canvas.trace(corners, close=True), fill=fill, stroke=stroke, stroke_width=stroke_width
        )

    def _compact_node(self, node: Node, along: float, y: float) -> str:
        text = self.canvas.text(
            along + self.sizes.length / 2,
            y + self.sizes.height / 2 + 4,
            node.number,
            anchor="middle",
            font_weight="600" if node.critical else None,
        )
        return self._linked(node, self._outline(node, along, y), text)

    def _full_node(self, node: Node, along: float, y: float) -> str:
        start, end = along + _inset(node), along + self.sizes.length - _inset(node)
        number_width = width(node.number, FONT, bold=True)
        written = [
            self.canvas.text(start, y + 16, node.number, font_weight="600", fill=CRITICAL if node.critical else BRAND)
        ]
        if node.note:
            note = shorten(clean(node.note), (end - start - number_width - 12) * 0.95, SMALL)
            written.append(self.canvas.text(end, y + 16, note, anchor="end", fill=MUTED, font_size=SMALL))
        written += [self.canvas.text(start, y + 32 + LINE * n, line) for n, line in enumerate(_label_lines(node))]
        return self._linked(node, self._outline(node, along, y), *written)

    def _linked(self, node: Node, *content: str) -> str:
        tooltip = " · ".join(part for part in (f"{node.number}. {clean(node.label)}", node.note) if part)
        return self.canvas.linked(content, href=node.href, tooltip=tooltip)

    def _signs(self) -> str:
        """What kind of link it is and its lag, on the link's last bend; those of one gap make room for each other."""
        gaps: dict[float, list[tuple[float, str, bool]]] = {}
        for segment in self.places.segments:
            for link in sorted(segment.links) if not segment.through else []:
                if sign := _sign(self.arrows_of[link], self.words):
                    along = (segment.start[0] + segment.end[0]) / 2
                    down = (segment.start[1] + segment.end[1]) / 2
                    gaps.setdefault(along, []).append((down, sign, self._is_critical(segment)))
        drawn = []
        for along, signs in gaps.items():
            signs.sort()
            middles = spread([down for down, _, _ in signs], [16.0] * (len(signs) - 1), [1.0] * len(signs))
            for middle, (_, sign, critical) in zip(middles, signs, strict=True):
                drawn.append(self._chip(along + MARGIN, middle + MARGIN, sign, CRITICAL if critical else MUTED))
        return "".join(drawn)

    def _chip(self, along: float, middle: float, text: str, colour: str) -> str:
        length = width(text, SMALL) * 1.05 + 6
        return self.canvas.rect(along - length / 2, middle - 7, length, 14, rx=3, fill=SURFACE) + self.canvas.text(
            along, middle + 4, text, anchor="middle", fill=colour, font_size=SMALL
        )

    def _meanings(self, nodes: Sequence[Node]) -> list[Item]:
        """Only of what is to be seen."""

        def box(pointed: bool, thick: bool, fill: str, stroke: str) -> Callable[[float, float], str]:
            return lambda along, middle: self._shape(along, middle - 7, SAMPLE, 14, pointed, thick, fill, stroke)

        def line(critical: bool, other: bool) -> Callable[[float, float], str]:
            return lambda along, middle: element(
                "g",
                self._path(
                    self.canvas.trace([(along, middle), (along + SAMPLE, middle)]), critical=critical, other=other
                ),
                self._path(self.canvas.head((along + SAMPLE, middle)), critical=critical, other=False),
                fill="none",
            )

        segments, words = self.places.segments, self.words
        candidates = [
            (
                any(not node.critical and not node.milestone for node in nodes),
                box(False, False, SURFACE, BAR),
                words.task,
            ),
            (
                any(node.critical for node in nodes),
                box(False, True, CRITICAL_SOFT, CRITICAL),
                words.critical_task,
            ),
            (any(node.milestone for node in nodes), box(True, False, BRAND_SOFT, BRAND), words.milestone),
            (
                any(not self._is_critical(segment) and not self._is_other(segment) for segment in segments),
                line(False, False),
                words.link,
            ),
            (any(self._is_critical(segment) for segment in segments), line(True, False), words.critical_link),
            (any(self._is_other(segment) for segment in segments), line(False, True), words.other_link),
        ]
        return [(sample, meaning) for shown, sample, meaning in candidates if shown]
