"""What the signs of a picture mean."""

from collections.abc import Callable, Sequence

from planner.pictures.svg import MUTED, Canvas
from planner.pictures.text import width

SAMPLE = 24
LINE_HEIGHT = 20
SIZE = 11

Sample = Callable[[Canvas, float, float], str]  # drawn on a canvas at (along, middle)
Item = tuple[Sample, str]  # and what it means


def legend(canvas: Canvas, y: float, items: Sequence[Item], *, margin: float) -> tuple[str, float]:
    """In one or more lines within the picture: the drawing and how high it is."""
    parts: list[str] = []
    along, middle = margin, y + LINE_HEIGHT / 2
    for sample, meaning in items:
        length = _length(meaning)
        if along > margin and along + length > canvas.width - margin:
            along, middle = margin, middle + LINE_HEIGHT
        parts.append(_item(canvas, along, middle, sample, meaning))
        along += length + 20
    return "".join(parts), middle + LINE_HEIGHT / 2 - y


def legend_pictures(items: Sequence[Item], *, language: str, rtl: bool) -> str:
    """A small picture for each sign: beside a picture that scrolls they stay in sight, and wrap as words do."""
    drawn = []
    for sample, meaning in items:
        canvas = Canvas(round(_length(meaning)), language, rtl)
        drawn.append(canvas.part(LINE_HEIGHT, [_item(canvas, 0, LINE_HEIGHT / 2, sample, meaning)]))
    return "".join(drawn)


def _item(canvas: Canvas, along: float, middle: float, sample: Sample, meaning: str) -> str:
    text = canvas.text(along + SAMPLE + 6, middle + 4, meaning, fill=MUTED, font_size=SIZE)
    return sample(canvas, along, middle) + text


def _length(meaning: str) -> float:
    return SAMPLE + 6 + width(meaning, SIZE) * 1.05 + 2
