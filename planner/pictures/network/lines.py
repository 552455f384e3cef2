"""The lines of a dependency graph, and the signs on them."""

from collections.abc import Iterable

from planner.pictures.arrow import Arrow
from planner.pictures.legend import SAMPLE, Sample
from planner.pictures.pen import Pen
from planner.pictures.svg import ARROW, CRITICAL, Canvas, element
from planner.pictures.words import Words


def link_line(pen: Pen, *, critical: bool, other: bool) -> str:
    return pen.path(
        stroke=CRITICAL if critical else ARROW,
        stroke_width=2 if critical else 1.2,
        stroke_dasharray="5 3" if other else None,
    )


def line_sample(*, critical: bool, other: bool) -> Sample:
    def sample(canvas: Canvas, along: float, middle: float) -> str:
        line, head = Pen(canvas), Pen(canvas)
        line.stroke((along, middle), (along + SAMPLE, middle))
        head.head((1, 0), at=(along + SAMPLE, middle))
        return element(
            "g",
            link_line(line, critical=critical, other=other),
            link_line(head, critical=critical, other=False),
            fill="none",
        )

    return sample


def _signed(lag: int) -> str:
    return f"{lag:+d}".replace("-", "−")


def sign_of(arrows: Iterable[Arrow], words: Words) -> str:
    """Kind and lag of each arrow between two tasks; nothing for the usual finish to start."""
    # The mark keeps the sign before its number in a right-to-left line.
    return " · ".join(
        words.kinds[arrow.kind] + (f" \u200e{_signed(arrow.lag)}" if arrow.lag else "")
        for arrow in arrows
        if arrow.kind != "FS" or arrow.lag
    )
