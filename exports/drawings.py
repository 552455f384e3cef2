"""The pictures of a plan's document, drawn in the language that is active."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext as _
from PIL import Image

from exports.word.content import Picture
from planner.domain.dates import month_name
from planner.models import Plan, Task
from planner.pictures import raster
from planner.pictures.gantt import Almanac, Arrow, Bar, gantt_pages
from planner.pictures.network import Node, network
from planner.pictures.words import picture_words
from planner.queries.pictures import sets_date
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import days_in_words

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
        [_bar(plan, schedule, task) for task in schedule.tasks],
        _arrows(schedule),
        language=str(get_language()),
        rtl=get_language_bidi(),
        words=picture_words(gettext),
        almanac=_almanac(plan, schedule),
        title=title,
    )
    pictures = []
    for number, svg in enumerate(pages, start=1):
        caption = title if len(pages) == 1 else _part(title, number, len(pages))
        pictures.append(_picture(svg, caption))
        drawn(number / len(pages))
    return tuple(pictures)


def graph_pictures(plan: Plan, schedule: PlanSchedule) -> tuple[Picture, ...]:
    """The whole plan's task dependency graph. None where there is no task."""
    if not schedule.tasks:
        return ()
    title = _("Task dependency graph: %(plan)s") % {"plan": plan}
    svg = network(
        [_node(plan, schedule, task) for task in schedule.tasks],
        _arrows(schedule),
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


def _almanac(plan: Plan, schedule: PlanSchedule) -> Almanac:
    language, months = str(get_language()), plan.country.month_names
    return Almanac(
        month_name=lambda day: month_name(day, language, months),
        non_working=lambda day: not schedule.calendar.is_working(day),
        holidays=frozenset(schedule.country_calendar.holidays),
    )


def _bar(plan: Plan, schedule: PlanSchedule, task: Task) -> Bar:
    slot = schedule.result[task.key]
    return Bar(
        key=task.key,
        number=schedule.numbers[task.key],
        label=_label(plan, task),
        start=slot.early_start,
        finish=slot.early_finish,
        days=task.days,
        critical=slot.critical,
        milestone=task.is_milestone,
        late_finish=slot.late_finish,
        group=f"{task.commitment.order}. {task.commitment.title.in_language(get_language(), base=plan.base_language)}",
    )


def _node(plan: Plan, schedule: PlanSchedule, task: Task) -> Node:
    return Node(
        key=task.key,
        number=schedule.numbers[task.key],
        label=_label(plan, task),
        critical=schedule.result[task.key].critical,
        milestone=task.is_milestone,
        note="" if task.is_milestone else days_in_words(task.days),
    )


def _label(plan: Plan, task: Task) -> str:
    return task.title.in_language(get_language(), base=plan.base_language)


def _arrows(schedule: PlanSchedule) -> list[Arrow]:
    """A link is critical where it sets the date of a critical task."""
    result = schedule.result
    return [
        Arrow(
            before,
            after,
            link.kind,
            link.lag,
            critical=result[before].critical and result[after].critical and sets_date(link, result[after]),
        )
        for link in schedule.links
        for before, after in [(link.before.key, link.after.key)]
    ]
