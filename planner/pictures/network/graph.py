"""One dependency graph with its boxes placed, ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.pictures.arrow import Arrow
from planner.pictures.layout import Layout, Segment, Sizes, spread
from planner.pictures.legend import Item, legend
from planner.pictures.network.boxes import (
    FONT,
    LINE,
    SMALL,
    Look,
    Node,
    box,
    box_sample,
    inset,
    label_lines,
    look_of,
    outline_name,
)
from planner.pictures.network.lines import line_sample, link_line, sign_of
from planner.pictures.pen import Pen
from planner.pictures.svg import BRAND, CRITICAL, MUTED, SURFACE, Canvas, Point, element
from planner.pictures.text import clean, markup, shorten, width
from planner.pictures.words import Words

MARGIN = 10
TASK, CRITICAL_TASK = (False, False, False), (True, False, False)
MILESTONE, CHOSEN_TASK = (False, True, False), (False, False, True)
MOST_WITH_WHOLE_LABELS = 150
SHORT_LABEL = 130  # pixels

Link = tuple[str, str]


@dataclass(frozen=True)
class Graph:
    canvas: Canvas
    words: Words
    places: Layout
    arrows_of: Mapping[Link, Sequence[Arrow]]
    sizes: Sizes
    compact: bool
    name: str

    def picture(self, nodes: Sequence[Node], *, title: str, description: str, explained: bool) -> str:
        bottom = self.places.height + 2 * MARGIN
        meanings, height = legend(self.canvas, bottom, self.meanings(nodes), margin=MARGIN) if explained else ("", 0)
        outlines = {look_of(node): node for node in nodes}
        body = [
            element("defs", *(self._outline(look) for look in outlines)),
            element("g", *self._links(), fill="none"),
            element("g", *map(self._node, nodes), text_anchor="middle") if self.compact else "",
            "" if self.compact else "".join(map(self._node, nodes)) + self._signs(),
            meanings,
        ]
        return self.canvas.picture(
            bottom + height,
            body,
            name=self.name,
            title=title,
            description=description,
            has_links=any(node.href for node in nodes),
        )

    # --- links ------------------------------------------------------------------------------------------

    def _is_critical(self, segment: Segment) -> bool:
        return any(arrow.critical for link in segment.links for arrow in self.arrows_of[link])

    def _is_other(self, segment: Segment) -> bool:
        return all(arrow.kind != "FS" for link in segment.links for arrow in self.arrows_of[link])

    def _links(self) -> list[str]:
        """One path for all links that look alike; the critical ones lie on top."""
        lines = {(critical, other): Pen(self.canvas) for critical in (False, True) for other in (False, True)}
        tips: dict[bool, dict[Point, None]] = {False: {}, True: {}}
        for segment in self.places.segments:
            critical = self._is_critical(segment)
            (along, down), (end_along, end_down) = segment.start, segment.end
            lines[critical, self._is_other(segment)].curve(
                (along + MARGIN, down + MARGIN),
                (end_along + MARGIN, end_down + MARGIN),
                on=self.sizes.length if segment.through else 0,
            )
            if not segment.through:
                tips[critical][end_along + MARGIN, end_down + MARGIN] = None
        heads = {critical: Pen(self.canvas) for critical in tips}
        for critical, places in tips.items():
            for tip in places:
                heads[critical].head((1, 0), at=tip)
        return [
            link_line(pen, critical=critical, other=other)
            for critical in (False, True)
            for pen, other in [(lines[critical, False], False), (lines[critical, True], True), (heads[critical], False)]
        ]

    # --- boxes ------------------------------------------------------------------------------------------

    def _outline(self, look: Look) -> str:
        """Drawn once for all boxes of one look."""
        own = Canvas(round(self.sizes.length), self.canvas.language, self.canvas.rtl)
        return box(own, 0, 0, self.sizes.length, self.sizes.height, look, id=f"{self.name}-{outline_name(look)}")

    def _node(self, node: Node) -> str:
        along, down = self.places.boxes[node.key]
        x = min(self.canvas.x(along + MARGIN), self.canvas.x(along + MARGIN + self.sizes.length))
        return self.canvas.linked(
            [f'<use href="#{self.name}-{outline_name(look_of(node))}"/>', *self._written(node)],
            href=node.href,
            tooltip=self._tooltip(node),
            transform=f"translate({x} {round(down + MARGIN)})",
        )

    def _tooltip(self, node: Node) -> str:
        """As much as tells one of very many boxes from the others: five hundred whole labels would be a heavy page."""
        if len(self.places.boxes) > MOST_WITH_WHOLE_LABELS:
            return shorten(clean(node.label), SHORT_LABEL, FONT)
        return " · ".join(part for part in (f"{node.number}. {clean(node.label)}", node.note) if part)

    def _written(self, node: Node) -> list[str]:
        own = Canvas(round(self.sizes.length), self.canvas.language, self.canvas.rtl)
        if self.compact:
            weight = "600" if node.critical else None
            text = markup(node.number, own.language)
            return [element("text", text, x=own.width // 2, y=16, font_weight=weight)]
        start, end = inset(node), self.sizes.length - inset(node)
        number_width = width(node.number, FONT, bold=True)
        written = [own.text(start, 16, node.number, font_weight="600", fill=CRITICAL if node.critical else BRAND)]
        if node.note:
            note = shorten(clean(node.note), (end - start - number_width - 12) * 0.95, SMALL)
            written.append(own.text(end, 16, note, anchor="end", fill=MUTED, font_size=SMALL))
        return written + [own.text(start, 32 + LINE * n, line) for n, line in enumerate(label_lines(node))]

    # --- signs ------------------------------------------------------------------------------------------

    def _signs(self) -> str:
        """What kind of link it is and its lag, on the link's last bend; those of one gap make room for each other."""
        gaps: dict[float, list[tuple[float, str, bool]]] = {}
        for segment in self.places.segments:
            for link in sorted(segment.links) if not segment.through else []:
                if sign := sign_of(self.arrows_of[link], self.words):
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

    def meanings(self, nodes: Sequence[Node]) -> list[Item]:
        """Only of what is to be seen."""
        segments, words = self.places.segments, self.words
        looks = {look_of(node) for node in nodes}
        candidates = [
            (any(not critical and not milestone for critical, milestone, _ in looks), box_sample(TASK), words.task),
            (any(critical for critical, _, _ in looks), box_sample(CRITICAL_TASK), words.critical_task),
            (any(milestone for _, milestone, _ in looks), box_sample(MILESTONE), words.milestone),
            (any(chosen for _, _, chosen in looks), box_sample(CHOSEN_TASK), words.chosen_task),
            (
                any(not self._is_critical(segment) and not self._is_other(segment) for segment in segments),
                line_sample(critical=False, other=False),
                words.link,
            ),
            (
                any(self._is_critical(segment) for segment in segments),
                line_sample(critical=True, other=False),
                words.critical_link,
            ),
            (
                any(self._is_other(segment) for segment in segments),
                line_sample(critical=False, other=True),
                words.other_link,
            ),
        ]
        return [(sample, meaning) for shown, sample, meaning in candidates if shown]
