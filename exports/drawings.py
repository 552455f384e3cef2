"""The pictures of a plan's document, drawn in the language that is active."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext as _
from PIL import Image

from exports.word.content import Picture
from planner.models import Plan
from planner.pictures import raster
from planner.pictures.gantt import Bar, gantt_pages
from planner.pictures.network import Node, network
from planner.pictures.words import picture_words
from planner.queries import pictures
from planner.queries.revisions import baseline_dates
from planner.queries.schedules import PlanSchedule

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
    title = _("Gantt chart: %(plan)s") % {"plan": plan}
    pages = gantt_pages(
        _without_links(pictures.bars(plan, schedule, baseline_dates(plan))),
        pictures.arrows(schedule),
        language=str(get_language()),
        rtl=get_language_bidi(),
        words=picture_words(gettext),
        almanac=pictures.almanac(plan, schedule),
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
