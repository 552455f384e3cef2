"""The pictures of the pages, drawn from rows. Their SVG is made of escaped text only, so it is marked safe here
and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from django.utils.translation import gettext as _

from planner.domain.dates import month_name
from planner.domain.schedule import Slot
from planner.domain.uncertainty import Simulation
from planner.models import Commitment, Country, Link, Plan
from planner.pictures import histogram
from planner.pictures.gantt import Almanac, Arrow, Bar, Zoom, gantt_parts
from planner.pictures.index_chart import Series, index_chart
from planner.pictures.load_chart import LoadRow, load_chart
from planner.pictures.network import Node, network_parts
from planner.pictures.svg import BRAND, CRITICAL, INK
from planner.pictures.words import picture_words
from planner.queries.addresses import TaskAddresses
from planner.queries.hands import InstitutionLoad
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import day_in_words, days_in_words, figure, period_in_words

Baselines = Mapping[str, tuple[date, date]]  # by a task's key, its first and last day at approval


def index_picture(country: Country, lines: Mapping[str, Mapping[int, float]]) -> SafeString:
    """`lines`: for each index by its name, the values by year. Empty where nothing was published."""
    if not lines:
        return mark_safe("")
    return mark_safe(
        index_chart(
            [Series(name, values) for name, values in lines.items()],
            language=_language(),
            rtl=get_language_bidi(),
            title=_("Published indices of %(country)s") % {"country": country},
            description=_("The values stand in the table below."),
            written=lambda value: figure(value, digits=2),
        )
    )


@dataclass(frozen=True)
class GanttPicture:
    """The parts that `planner/_gantt.html` lays out."""

    corner: SafeString
    axis: SafeString
    names: SafeString
    bars: SafeString
    legend: SafeString

    def __str__(self) -> str:
        return "".join((self.legend, self.corner, self.axis, self.names, self.bars))


def gantt_picture(
    plan: Plan,
    schedule: PlanSchedule,
    *,
    today: date,
    rtl: bool,
    zoom: Zoom | None = None,
    commitment: int | None = None,
    by_commitment: bool = False,
    baselines: Baselines | None = None,
) -> GanttPicture | None:
    """All tasks, those of the `commitment` of that number, or one bar for each commitment. None where there is none."""
    if by_commitment:
        drawn = commitment_bars(plan, schedule, baselines)
    else:
        drawn = bars(plan, schedule, baselines, commitment=commitment)
    if not drawn:
        return None
    parts = gantt_parts(
        drawn,
        [] if by_commitment else arrows(schedule),
        language=_language(),
        rtl=rtl,
        words=picture_words(gettext),
        almanac=almanac(plan, schedule, today=today),
        title=_("Gantt chart: %(plan)s") % {"plan": plan},
        description=_description(plan, schedule),
        zoom=zoom,
    )
    return GanttPicture(**{name: mark_safe(part) for name, part in vars(parts).items()})


@dataclass(frozen=True)
class GraphPicture:
    """The parts that `planner/_graph.html` lays out."""

    picture: SafeString
    legend: SafeString

    def __str__(self) -> str:
        return self.legend + self.picture


def graph_picture(
    plan: Plan,
    schedule: PlanSchedule,
    *,
    rtl: bool,
    shown: Collection[str] | None = None,
    chosen: str = "",
) -> GraphPicture | None:
    """All tasks, or those whose keys are `shown`; `chosen` is the key of the one that was asked for. None for none."""
    drawn = nodes(plan, schedule, shown=shown, chosen=chosen)
    if not drawn:
        return None
    parts = network_parts(
        drawn,
        arrows(schedule),
        language=_language(),
        rtl=rtl,
        words=picture_words(gettext),
        title=_("Task dependency graph: %(plan)s") % {"plan": plan},
        description=_description(plan, schedule),
    )
    return GraphPicture(picture=mark_safe(parts.picture), legend=mark_safe(parts.legend))


def finish_picture(plan: Plan, found: Simulation, *, planned: date, deadline: date | None) -> SafeString:
    """On which days the runs of a simulation finished."""

    def said(day: date) -> str:
        return day_in_words(day, plan.country.month_names)

    def told(bar: histogram.Bar) -> str:
        period = period_in_words(bar.first, bar.last, plan.country.month_names)
        return ngettext("%(period)s: %(count)s run", "%(period)s: %(count)s runs", bar.count) % {
            "period": period,
            "count": figure(bar.count),
        }

    marks = [
        histogram.Marked(_("In the plan"), planned, BRAND, "5 3"),
        histogram.Marked(_("Half of the runs"), found.finish_in(0.5), INK),
        histogram.Marked(_("Four runs in five"), found.finish_in(0.8), INK),
    ]
    if deadline:
        marks.append(histogram.Marked(_("Deadline"), deadline, CRITICAL, "2 2"))
    return mark_safe(
        histogram.histogram(
            found.finishes,
            marks,
            language=_language(),
            rtl=get_language_bidi(),
            title=_("On which days the runs finish"),
            description=_("The same is told in the table."),
            said=said,
            told=told,
        )
    )


def load_picture(plan: Plan, loads: Sequence[InstitutionLoad]) -> SafeString:
    """Hands needed by institution and week. Empty where no institution has anything to do."""
    if not loads:
        return mark_safe("")
    return mark_safe(
        load_chart(
            [_load_row(plan, load) for load in loads],
            language=_language(),
            rtl=get_language_bidi(),
            title=_("Hands needed by week"),
            description=_("The same is told in the table."),
            said=lambda day: day_in_words(day, plan.country.month_names),
        )
    )


def _load_row(plan: Plan, load: InstitutionLoad) -> LoadRow:
    row, name = load.institution, load.institution.name.in_language(_language(), base=plan.base_language)
    words = {"most": figure(load.busiest.most), "capacity": row.capacity}
    said = _("at most %(most)s, no limit") if row.capacity is None else _("at most %(most)s, capacity %(capacity)s")
    note = f"{said % words} · {row.get_counts_display()}"
    return LoadRow(name, note, f"{name}: {note}", row.capacity, {week.first: week.most for week in load.weeks})


def almanac(plan: Plan, schedule: PlanSchedule, *, today: date | None = None) -> Almanac:
    """The country's months, days of rest and holidays."""
    language, months = _language(), plan.country.month_names
    return Almanac(
        month_name=lambda day: month_name(day, language, months),
        non_working=lambda day: not schedule.calendar.is_working(day),
        holidays=frozenset(schedule.country_calendar.holidays),
        today=today,
    )


def bars(
    plan: Plan, schedule: PlanSchedule, baselines: Baselines | None = None, *, commitment: int | None = None
) -> list[Bar]:
    """The tasks over time; each name leads to its row in the table of tasks, each bar to why it has its dates, and its
    commitment to its own chart.

    `baselines` gives by key the first and last day of each task at approval; a task that was not there has none.
    """
    language, base = _language(), plan.base_language
    tasks, gantt_page = TaskAddresses(plan), reverse("plan_gantt", args=[plan.pk])
    groups = {row.pk: _commitment_label(plan, row) for row in {task.commitment for task in schedule.tasks}}
    baselines = baselines or {}
    drawn = []
    for task in schedule.tasks:
        if commitment and task.commitment.order != commitment:
            continue
        slot, number = schedule.result[task.key], schedule.numbers[task.key]
        drawn.append(
            Bar(
                key=task.key,
                number=number,
                label=task.title.in_language(language, base=base),
                start=slot.early_start,
                finish=slot.early_finish,
                days=task.days,
                critical=slot.critical,
                milestone=task.is_milestone,
                late_finish=slot.late_finish,
                baseline=baselines.get(task.key),
                progress=task.progress,
                actual_start=task.actual_start,
                actual_finish=task.actual_finish,
                deadline=task.deadline,
                pinned=task.pinned is not None,
                group=groups[task.commitment_id],
                group_href=f"{gantt_page}?commitment={task.commitment.order}",
                note=_period(plan, slot.early_start, slot.early_finish),
                href=tasks.row(number),
                why_href=tasks.why(task.key),
            )
        )
    return drawn


def commitment_bars(plan: Plan, schedule: PlanSchedule, baselines: Baselines | None = None) -> list[Bar]:
    """One bar for the time that all tasks of a commitment take together; it leads to their own chart."""
    gantt_page = reverse("plan_gantt", args=[plan.pk])
    drawn = []
    for commitment, members in groupby(schedule.tasks, key=lambda task: task.commitment):
        tasks = list(members)
        slots = [schedule.result[task.key] for task in tasks]
        start, finish = min(slot.early_start for slot in slots), max(slot.early_finish for slot in slots)
        planned = [baselines[task.key] for task in tasks if task.key in baselines] if baselines else []
        days = sum(task.days for task in tasks)
        drawn.append(
            Bar(
                key=str(commitment.key),
                number=str(commitment.order),
                label=commitment.title.in_language(_language(), base=plan.base_language),
                start=start,
                finish=finish,
                days=schedule.calendar.count(start, finish),
                critical=any(slot.critical for slot in slots),
                progress=round(sum(task.days * task.progress for task in tasks) / days) if days else 0,
                baseline=(min(first for first, _ in planned), max(last for _, last in planned)) if planned else None,
                note=_period(plan, start, finish),
                href=f"{gantt_page}?commitment={commitment.order}",
            )
        )
    return drawn


def nodes(plan: Plan, schedule: PlanSchedule, *, shown: Collection[str] | None = None, chosen: str = "") -> list[Node]:
    """The tasks as boxes; each leads to why it has its dates, and from there to its row."""
    language, base = _language(), plan.base_language
    tasks = TaskAddresses(plan)
    days = {number: days_in_words(number) for number in {task.days for task in schedule.tasks}}
    return [
        Node(
            key=task.key,
            number=schedule.numbers[task.key],
            label=task.title.in_language(language, base=base),
            critical=schedule.result[task.key].critical,
            milestone=task.is_milestone,
            chosen=task.key == chosen,
            note="" if task.is_milestone else days[task.days],
            href=tasks.why(task.key),
        )
        for task in schedule.tasks
        if shown is None or task.key in shown
    ]


def arrows(schedule: PlanSchedule) -> list[Arrow]:
    """A link is critical where it joins two critical tasks and sets the date of the later one."""
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


def sets_date(link: Link, slot: Slot) -> bool:
    """Whether it is this link that the early start of its later task, `slot`, comes from."""
    driver = slot.driver.link
    return driver is not None and (driver.before, driver.kind, driver.lag) == (link.before.key, link.kind, link.lag)


def _commitment_label(plan: Plan, commitment: Commitment) -> str:
    return f"{commitment.order}. {commitment.title.in_language(_language(), base=plan.base_language)}"


def _period(plan: Plan, first: date, last: date) -> str:
    return period_in_words(first, last, plan.country.month_names)


def _description(plan: Plan, schedule: PlanSchedule) -> str:
    count = len(schedule.tasks)
    return ngettext(
        "%(count)s task, %(period)s. The same is told in the table of tasks.",
        "%(count)s tasks, %(period)s. The same is told in the table of tasks.",
        count,
    ) % {"count": count, "period": _period(plan, schedule.result.start, schedule.result.finish)}


def _language() -> str:
    return (get_language() or "ar")[:2]
