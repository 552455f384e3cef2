"""The pictures of documents, drawn in the language that is active."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext as _
from PIL import Image

from exports.word.content import Picture
from planner.domain.dates import month_name
from planner.models import Plan
from planner.pictures import raster
from planner.pictures.gantt import Almanac, Bar, gantt_pages
from planner.pictures.network import Node, network
from planner.pictures.words import picture_words
from planner.queries import pictures
from planner.queries.revisions import baseline_dates
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import period_in_words
from twinning.models import Twinning
from twinning.queries.schedules import months_of

Shape = TypeVar("Shape", Bar, Node)

# About 200 dots an inch on a landscape page of A4.
PIXELS_WIDE = 2000
# As many as the pictures have, with the shades at the edges of letters.
COLOURS = 64
# A dependency graph wider than this is drawn with the tasks' numbers only, to stay readable on the page.
WIDEST_GRAPH = 1500


def gantt_pictures(plan: Plan, schedule: PlanSchedule, *, drawn: Callable[[float], None]) -> tuple[Picture, ...]:
    """One for each landscape page that is needed; `drawn` is told the share done. None where there is no task."""
    if not schedule.tasks:
        return ()
    return _chart(
        _("Gantt chart: %(plan)s") % {"plan": plan},
        _without_links(pictures.bars(plan, schedule, baseline_dates(plan))),
        schedule,
        pictures.almanac(plan, schedule),
        drawn,
    )


def activity_pictures(twinning: Twinning, schedule: PlanSchedule) -> tuple[Picture, ...]:
    """The activities of a twinning over time, one picture for each page that is needed. None where there is none."""
    if not schedule.tasks:
        return ()
    language, months = str(get_language()), months_of(twinning)
    bars = [
        Bar(
            key=task.key,
            number=schedule.numbers[task.key],
            label=task.title.in_language(language, base=twinning.base_language),
            start=slot.early_start,
            finish=slot.early_finish,
            days=task.days,
            critical=slot.critical,
            milestone=task.is_milestone,
            late_finish=slot.late_finish,
            progress=task.progress,
            actual_start=task.actual_start,
            actual_finish=task.actual_finish,
            deadline=task.deadline,
            pinned=task.pinned is not None,
            note=period_in_words(slot.early_start, slot.early_finish, months),
        )
        for task in schedule.tasks
        for slot in [schedule.result[task.key]]
    ]
    almanac = Almanac(
        month_name=lambda day: month_name(day, language, months),
        non_working=lambda day: not schedule.calendar.is_working(day),
        holidays=frozenset(schedule.country_calendar.holidays),
        today=None,
    )
    title = _("Gantt chart: %(plan)s") % {"plan": twinning.title.in_language(language, base=twinning.base_language)}
    return _chart(title, bars, schedule, almanac)


def _chart(
    title: str,
    bars: list[Bar],
    schedule: PlanSchedule,
    almanac: Almanac,
    drawn: Callable[[float], None] = lambda share: None,
) -> tuple[Picture, ...]:
    pages = gantt_pages(
        bars,
        pictures.arrows(schedule),
        language=str(get_language()),
        rtl=get_language_bidi(),
        words=picture_words(gettext),
        almanac=almanac,
        title=title,
    )
    drawings = []
    for number, svg in enumerate(pages, start=1):
        caption = title if len(pages) == 1 else _part(title, number, len(pages))
        drawings.append(_picture(svg, caption))
        drawn(number / len(pages))
    return tuple(drawings)


def graph_pictures(plan: Plan, schedule: PlanSchedule) -> tuple[Picture, ...]:
    """The whole plan's task dependency graph. None where there is no task."""
    if not schedule.tasks:
        return ()
    title = _("Task dependency graph: %(plan)s") % {"plan": plan}
    svg = network(
        _without_links(pictures.nodes(plan, schedule)),
        pictures.arrows(schedule),
        language=str(get_language()),
        rtl=get_language_bidi(),
        words=picture_words(gettext),
        title=title,
        widest=WIDEST_GRAPH,
    )
    return (_picture(svg, title),)


def _picture(svg: str, caption: str) -> Picture:
    png = _with_palette(raster.png(svg, width=PIXELS_WIDE))
    width, height = raster.size(png)
    description = _("%(picture)s. The same is told in the table of tasks.") % {"picture": caption}
    return Picture(png, width, height, caption, description)


def _with_palette(png: bytes) -> bytes:
    """The same picture in less than half the bytes: a plan is sent by mail."""
    small = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(small, "PNG", optimize=True)
    return small.getvalue()


def _part(title: str, number: int, count: int) -> str:
    return picture_words(gettext).part.format(title=title, number=number, count=count)


def _without_links(shapes: list[Shape]) -> list[Shape]:
    """Nothing can be followed on paper."""
    return [replace(shape, href="") for shape in shapes]
