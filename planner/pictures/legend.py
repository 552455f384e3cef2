"""What the signs of a picture mean, in one or more lines below it."""

from collections.abc import Callable, Sequence

from planner.pictures.svg import MUTED, Canvas
from planner.pictures.text import width

SAMPLE = 24
LINE_HEIGHT = 20
SIZE = 11

Item = tuple[Callable[[float, float], str], str]  # draws a sample from (along, middle); what it means


def legend(canvas: Canvas, y: float, items: Sequence[Item], *, margin: float) -> tuple[str, float]:
    """The drawing and how high it is."""
    parts: list[str] = []
    along, middle = margin, y + LINE_HEIGHT / 2
    for sample, meaning in items:
        length = SAMPLE + 6 + width(meaning, SIZE) * 1.05
        if along > margin and along + length > canvas.width - margin:
            along, middle = margin, middle + LINE_HEIGHT
        parts.append(sample(along, middle))
        parts.append(canvas.text(along + SAMPLE + 6, middle + 4, meaning, fill=MUTED, font_size=SIZE))
        along += length + 20
    return "".join(parts), middle + LINE_HEIGHT / 2 - y
