"""The Gantt chart and the dependency graph of a twinning, and the same as tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _

from planner.domain.dates import month_name
from planner.models import Task
from planner.pictures.gantt import Almanac, Bar, Zoom, gantt_parts
from planner.pictures.network import Node, network_parts
from planner.pictures.words import picture_words
from planner.queries.pictures import GanttPicture, GraphPicture, arrows
from planner.queries.plan_pictures import MOST_ROWS_AT_ONCE, Dependency, GanttRow, GanttTable, GraphRow
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import days_in_words, link_manner, period_in_words
from twinning.models import Twinning
from twinning.queries.schedules import months_of, schedule_of_twinning


@dataclass(frozen=True)
class PicturePage:
    """`table` is None where it has too many rows to come at once; no picture where there is no activity."""

    months: str
    picture: GanttPicture | GraphPicture | None
    table: GanttTable | None = None
    rows: list[GraphRow] | None = None


def twinning_gantt(twinning: Twinning, *, today: date, rtl: bool, zoom: Zoom | None) -> PicturePage:
    """Seven queries. Shaded are the days on which not both countries work."""
    schedule, months = schedule_of_twinning(twinning), months_of(twinning)
    if not schedule.tasks:
        return PicturePage(months, None)
    parts = gantt_parts(
        _bars(twinning, schedule, months),
        arrows(schedule),
        language=_language(),
        rtl=rtl,
        words=picture_words(gettext),
        almanac=_almanac(schedule, months, today),
        title=_("Gantt chart: %(plan)s") % {"plan": twinning},
        description=_description(schedule, months),
        zoom=zoom,
    )
    picture = GanttPicture(**{name: mark_safe(part) for name, part in vars(parts).items()})
    table = gantt_table(schedule)
    return PicturePage(months, picture, table=table if len(table.rows) <= MOST_ROWS_AT_ONCE else None)


def twinning_graph(twinning: Twinning, *, rtl: bool) -> PicturePage:
    """Seven queries."""
    schedule, months = schedule_of_twinning(twinning), months_of(twinning)
    if not schedule.tasks:
        return PicturePage(months, None)
    parts = network_parts(
        _nodes(twinning, schedule),
        arrows(schedule),
        language=_language(),
        rtl=rtl,
        words=picture_words(gettext),
        title=_("Task dependency graph: %(plan)s") % {"plan": twinning},
        description=_description(schedule, months),
    )
    picture = GraphPicture(picture=mark_safe(parts.picture), legend=mark_safe(parts.legend))
    rows = graph_rows(schedule)
    return PicturePage(months, picture, rows=rows if len(rows) <= MOST_ROWS_AT_ONCE else None)


def gantt_table_page(twinning: Twinning) -> PicturePage:
    """The table alone, however long."""
    return PicturePage(months_of(twinning), None, table=gantt_table(schedule_of_twinning(twinning)))


def graph_table_page(twinning: Twinning) -> PicturePage:
    """The table alone, however long."""
    return PicturePage(months_of(twinning), None, rows=graph_rows(schedule_of_twinning(twinning)))


def gantt_table(schedule: PlanSchedule) -> GanttTable:
    return GanttTable([_gantt_row(task, schedule) for task in schedule.tasks], has_baseline=False)


def graph_rows(schedule: PlanSchedule) -> list[GraphRow]:
    waits: dict[str, list[Dependency]] = {task.key: [] for task in schedule.tasks}
    leads: dict[str, list[Dependency]] = {task.key: [] for task in schedule.tasks}
    for link in schedule.links:
        manner = link_manner(link.kind, link.lag)
        waits[link.after.key].append(Dependency(schedule.numbers[link.before.key], manner))
        leads[link.before.key].append(Dependency(schedule.numbers[link.after.key], manner))
    return [
        GraphRow(
            number=schedule.numbers[task.key],
            title=task.title,
            critical=schedule.result[task.key].critical,
            waits=waits[task.key],
            leads=leads[task.key],
        )
        for task in schedule.tasks
    ]


def _gantt_row(task: Task, schedule: PlanSchedule) -> GanttRow:
    slot = schedule.result[task.key]
    return GanttRow(
        number=schedule.numbers[task.key],
        title=task.title,
        start=slot.early_start,
        finish=slot.early_finish,
        days=task.days,
        slack=slot.total_slack,
        critical=slot.critical,
        progress=task.progress,
        baseline=None,
    )


def _bars(twinning: Twinning, schedule: PlanSchedule, months: str) -> list[Bar]:
    language, place = _language(), reverse("twinning_activities", args=[twinning.pk])
    return [
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
            href=f"{place}{task.key}/",
        )
        for task in schedule.tasks
        for slot in [schedule.result[task.key]]
    ]


def _nodes(twinning: Twinning, schedule: PlanSchedule) -> list[Node]:
    language, place = _language(), reverse("twinning_activities", args=[twinning.pk])
    return [
        Node(
            key=task.key,
            number=schedule.numbers[task.key],
            label=task.title.in_language(language, base=twinning.base_language),
            critical=schedule.result[task.key].critical,
            milestone=task.is_milestone,
            note="" if task.is_milestone else days_in_words(task.days),
            href=f"{place}{task.key}/",
        )
        for task in schedule.tasks
    ]


def _almanac(schedule: PlanSchedule, months: str, today: date) -> Almanac:
    """The rest days of both countries, and month names of both."""
    language = _language()
    return Almanac(
        month_name=lambda day: month_name(day, language, months),
        non_working=lambda day: not schedule.calendar.is_working(day),
        holidays=frozenset(schedule.country_calendar.holidays),
        today=today,
        short_month_name=lambda day: month_name(day, language, months.partition("/")[0]),
    )


def _description(schedule: PlanSchedule, months: str) -> str:
    count = len(schedule.tasks)
    return ngettext(
        "%(count)s activity, %(period)s. The same is told in the table.",
        "%(count)s activities, %(period)s. The same is told in the table.",
        count,
    ) % {"count": count, "period": period_in_words(schedule.result.start, schedule.result.finish, months)}


def _language() -> str:
    return (get_language() or "ar")[:2]
