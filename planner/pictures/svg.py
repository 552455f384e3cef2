"""How does a shape become SVG text that a strict content security policy, Word and a screen reader accept?

Presentation attributes only: no style, no script. Everything is placed *along* the reading direction, from
the side where reading starts; `Canvas.x` is the one place that mirrors it for right to left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from planner.pictures.text import FONT_FAMILY, clean, markup

INK = "#16202A"
MUTED = "#51606E"
LINE = "#D5DCE2"
SURFACE = "#FFFFFF"
GROUND = "#F5F7F8"
BRAND = "#0B5563"
BRAND_SOFT = "#E3F0F1"
CRITICAL = "#B3261E"
CRITICAL_SOFT = "#FBE9E7"
CHOSEN = "#FFF3CC"
OK = "#1B6E3C"
WARN = "#8A5A00"
BAR = "#2E7D8C"
DONE = "#12343B"
BASELINE = "#8A6D3B"
SLACK = "#B9D5DA"
WEEKEND = "#EEF1F3"
HOLIDAY = "#F7E3C4"
ARROW = "#8795A1"

Point = tuple[float, float]
Direction = tuple[int, int]


def number(value: float) -> str:
    """A tenth of a pixel is finer than any eye, and short numbers keep pages light."""
    tenths = round(value, 1)
    return str(int(tenths)) if tenths == int(tenths) else str(tenths)


def element(tag: str, *content: str, **attributes: float | str | None) -> str:
    """`stroke_width` is written stroke-width, `class_` class; an attribute that is None is left out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(content)}</{tag}>" if content else f"<{tag}{written}/>"


@dataclass(frozen=True)
class Canvas:
    width: int
    language: str
    rtl: bool

    def x(self, along: float) -> int:
        """Along the reading direction → the horizontal coordinate, in whole pixels: short and sharp."""
        return self.width - round(along) if self.rtl else round(along)

    def rect(self, along: float, y: float, length: float, height: float, **attributes: float | str | None) -> str:
        left = min(self.x(along), self.x(along + length))
        right = max(self.x(along), self.x(along + length))
        return element("rect", x=left, y=y, width=right - left, height=height, **attributes)

    def box(self, along: float, y: float, length: float, height: float) -> str:
        """The path data of a rectangle: many in one path weigh little."""
        start, end = self.x(along), self.x(along + length)
        return f"M{start} {number(y)}h{end - start}v{number(height)}h{start - end}z"

    def trace(self, points: Iterable[Point], *, close: bool = False) -> str:
        """The path data of straight lines through the points."""
        (x, y), *rest = [(self.x(along), round(y)) for along, y in points]
        data = f"M{x} {y}"
        for next_x, next_y in rest:
            across, down = next_x - x, next_y - y
            if not down:
                data += f"h{across}"
            elif not across:
                data += f"v{down}"
            else:
                data += f"l{across} {down}"
            x, y = next_x, next_y
        return data + "z" * close

    def stroke(self, points: Iterable[Point], **attributes: float | str | None) -> str:
        return element("path", d=self.trace(points), fill="none", **attributes)

    def curve(self, start: Point, end: Point) -> str:
        """The path data of a soft bend that leaves and arrives level."""
        (x, y), (end_x, end_y) = ((self.x(along), round(down)) for along, down in (start, end))
        across, down = end_x - x, end_y - y
        if not down:
            return f"M{x} {y}h{across}"
        half = number(across / 2)
        return f"M{x} {y}c{half} 0 {half} {down} {across} {down}"

    def level(self, length: float) -> str:
        """More path data: go on in reading direction."""
        return f"h{round(-length if self.rtl else length)}"

    def arrow(self, points: Sequence[Point], pointing: Direction) -> str:
        """The path data of a line with an open head; `pointing` is one step along and down: (1, 0) or (0, -1)."""
        return self.trace(points) + self._strokes_of_head(pointing)

    def head(self, tip: Point) -> str:
        """The path data of an open head that points in reading direction."""
        return self.trace([tip]) + self._strokes_of_head((1, 0))

    def _strokes_of_head(self, pointing: Direction) -> str:
        ahead, below = -pointing[0] if self.rtl else pointing[0], pointing[1]
        x, y = 5 * ahead + 3 * below, 5 * below + 3 * ahead
        return f"m{-x} {-y}l{x} {y} {3 * below - 5 * ahead} {3 * ahead - 5 * below}"

    def text(
        self, along: float, y: float, text: str, *, anchor: str = "start", **attributes: float | str | None
    ) -> str:
        """`anchor` says which end of the text stands at the point, in reading direction."""
        if self.rtl:
            anchor = {"start": "end", "middle": "middle", "end": "start"}[anchor]
        return element(
            "text",
            markup(text, self.language),
            x=self.x(along),
            y=y,
            text_anchor=None if anchor == "start" else anchor,
            **attributes,
        )

    def linked(self, content: Sequence[str], *, href: str, tooltip: str, transform: str | None = None) -> str:
        """The shapes with a tooltip, and as a link where there is an address.

        A picture must not be five hundred stops of the Tab key: its links are for pointer and screen reader,
        and the page has the same ones in its table.
        """
        title = element("title", markup(tooltip, self.language))
        if not href:
            return element("g", title, *content, transform=transform)
        return element("a", title, *content, href=clean(href), tabindex="-1", transform=transform)

    def part(self, height: float, body: Iterable[str], **attributes: float | str | None) -> str:
        """A drawing inside a page, whose stylesheet gives font and colour of text. What it tells, others tell."""
        return element(
            "svg", *body, width=self.width, height=ceil(height), direction="ltr", aria_hidden="true", **attributes
        )

    def picture(
        self, height: float, body: Iterable[str], *, name: str, title: str, description: str, has_links: bool
    ) -> str:
        """The whole file. `name` starts the ids, so that several pictures can stand in one page.

        An image may hold no links, a group may.

        `direction` keeps text-anchor physical inside a right-to-left page; renderers that ignore it are
        left to right anyway.
        """
        high = ceil(height)
        described = f"{name}-title {name}-description" if description else f"{name}-title"
        return element(
            "svg",
            element("title", markup(title, self.language), id=f"{name}-title"),
            element("desc", markup(description, self.language), id=f"{name}-description") if description else "",
            *body,
            xmlns="http://www.w3.org/2000/svg",
            class_="picture",
            viewBox=f"0 0 {self.width} {high}",
            width=self.width,
            height=high,
            role="group" if has_links else "img",
            aria_labelledby=described,
            lang=self.language,
            direction="ltr",
            font_family=FONT_FAMILY,
            font_size="12",
            fill=INK,
        )
