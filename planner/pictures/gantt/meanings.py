"""What the signs of a Gantt chart mean; only of what is to be seen."""

from collections.abc import Callable, Sequence

from planner.pictures.gantt.bar import Bar
from planner.pictures.gantt.periods import (
    arrow_line,
    baseline_line,
    deadline_line,
    done_line,
    flag,
    pin,
    pin_line,
    slack_line,
)
from planner.pictures.gantt.sheet import Sheet
from planner.pictures.legend import SAMPLE, Item, Sample
from planner.pictures.pen import Pen
from planner.pictures.svg import BAR, BRAND, HOLIDAY, INK, WEEKEND, Canvas

SAMPLE_BAR = 10


def meanings(sheet: Sheet, bars: Sequence[Bar]) -> list[Item]:
    axis, words = sheet.axis, sheet.words
    keys = {bar.key for bar in bars}
    arrows = [arrow for arrow in sheet.arrows if arrow.before in keys and arrow.after in keys]
    candidates: list[tuple[bool, Sample, str]] = [
        (any(not bar.critical and not bar.milestone for bar in bars), _bar(BAR), words.task),
        (any(bar.critical and not bar.milestone for bar in bars), _bar(sheet.critical_fill), words.critical_task),
        (any(bar.milestone for bar in bars), _diamond, words.milestone),
        (any(bar.has_work_done for bar in bars), _line(done_line), words.work_done),
        (any(bar.baseline for bar in bars), _line(baseline_line), words.baseline),
        (any(bar.has_slack for bar in bars), _line(slack_line), words.slack),
        (any(not arrow.critical for arrow in arrows), _arrow(critical=False), words.link),
        (any(arrow.critical for arrow in arrows), _arrow(critical=True), words.critical_link),
        (any(bar.deadline for bar in bars), _flag, words.deadline),
        (any(bar.pinned for bar in bars), _pin, words.pinned),
        (bool(axis.weekends), _day(WEEKEND), words.weekend),
        (bool(axis.holidays), _day(HOLIDAY), words.holiday),
        (axis.shows_today, _today, words.today),
    ]
    return [(sample, meaning) for shown, sample, meaning in candidates if shown]


def _line(drawn: Callable[[Pen], str]) -> Sample:
    def sample(canvas: Canvas, along: float, middle: float) -> str:
        pen = Pen(canvas)
        pen.stroke((along, middle), (along + SAMPLE, middle))
        return drawn(pen)

    return sample


def _bar(stroke: str) -> Sample:
    return _line(lambda pen: pen.path(stroke=stroke, stroke_width=SAMPLE_BAR))


def _diamond(canvas: Canvas, along: float, middle: float) -> str:
    pen = Pen(canvas)
    pen.diamond(along + SAMPLE / 2, middle, 6)
    return pen.path(fill=INK)


def _arrow(*, critical: bool) -> Sample:
    def sample(canvas: Canvas, along: float, middle: float) -> str:
        pen = Pen(canvas)
        pen.stroke((along, middle), (along + SAMPLE, middle))
        pen.head((1, 0))
        return arrow_line(pen, critical=critical)

    return sample


def _flag(canvas: Canvas, along: float, middle: float) -> str:
    pen = Pen(canvas)
    flag(pen, along + SAMPLE / 2 + 4, middle)
    return deadline_line(pen, missed=False)


def _pin(canvas: Canvas, along: float, middle: float) -> str:
    pen = Pen(canvas)
    pin(pen, along + SAMPLE / 2, middle)
    return pin_line(pen)


def _day(colour: str) -> Sample:
    return lambda canvas, along, middle: canvas.rect(along + 6, middle - 7, 12, 14, fill=colour)


def _today(canvas: Canvas, along: float, middle: float) -> str:
    points = [(along + SAMPLE / 2, middle - 7), (along + SAMPLE / 2, middle + 7)]
    return canvas.stroke(points, stroke=BRAND, stroke_dasharray="5 3")
