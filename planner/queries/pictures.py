"""The pictures of the pages, drawn from rows. Their SVG is made of escaped text only, so it is marked safe here
and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from django.utils.translation import gettext as _

from planner.domain.dates import month_name
from planner.domain.schedule import Slot
from planner.models import Country, Link, Plan, Task
from planner.pictures.gantt import Almanac, Arrow, Bar, gantt
from planner.pictures.index_chart import Series, index_chart
from planner.pictures.network import Node, network
from planner.pictures.words import picture_words
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import days_in_words, figure, period_in_words


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


def gantt_picture(plan: Plan, schedule: PlanSchedule, *, today: date, rtl: bool) -> SafeString:
    """Empty where the plan has no task."""
    if not schedule.tasks:
        return mark_safe("")
    return mark_safe(
        gantt(
            bars(plan, schedule),
            arrows(schedule),
            language=_language(),
            rtl=rtl,
            words=picture_words(gettext),
            almanac=almanac(plan, schedule, today=today),
            title=_("Gantt chart: %(plan)s") % {"plan": plan},
            description=_description(plan, schedule),
        )
    )


def graph_picture(plan: Plan, schedule: PlanSchedule, *, rtl: bool) -> SafeString:
    """Empty where the plan has no task."""
    if not schedule.tasks:
        return mark_safe("")
    return mark_safe(
        network(
            nodes(plan, schedule),
            arrows(schedule),
            language=_language(),
            rtl=rtl,
            words=picture_words(gettext),
            title=_("Task dependency graph: %(plan)s") % {"plan": plan},
            description=_description(plan, schedule),
        )
    )


def almanac(plan: Plan, schedule: PlanSchedule, *, today: date | None = None) -> Almanac:
    """The country's months, days of rest and holidays."""
    language, months = _language(), plan.country.month_names
    return Almanac(
        month_name=lambda day: month_name(day, language, months),
        non_working=lambda day: not schedule.calendar.is_working(day),
        holidays=frozenset(schedule.country_calendar.holidays),
        today=today,
    )


def bars(plan: Plan, schedule: PlanSchedule) -> list[Bar]:
    """The tasks over time; each leads to its row in the table of tasks."""
    return [_bar(plan, schedule, task) for task in schedule.tasks]


def _bar(plan: Plan, schedule: PlanSchedule, task: Task) -> Bar:
    slot, number = schedule.result[task.key], schedule.numbers[task.key]
    return Bar(
        key=task.key,
        number=number,
        label=_label(plan, task),
        start=slot.early_start,
        finish=slot.early_finish,
        days=task.days,
        critical=slot.critical,
        milestone=task.is_milestone,
        late_finish=slot.late_finish,
        group=f"{task.commitment.order}. {task.commitment.title.in_language(_language(), base=plan.base_language)}",
        note=_period(plan, slot.early_start, slot.early_finish),
        href=_task_address(plan, number),
    )


def nodes(plan: Plan, schedule: PlanSchedule) -> list[Node]:
    """The tasks as boxes; each leads to its row in the table of tasks."""
    return [_node(plan, schedule, task) for task in schedule.tasks]


def _node(plan: Plan, schedule: PlanSchedule, task: Task) -> Node:
    number = schedule.numbers[task.key]
    return Node(
        key=task.key,
        number=number,
        label=_label(plan, task),
        critical=schedule.result[task.key].critical,
        milestone=task.is_milestone,
        note="" if task.is_milestone else days_in_words(task.days),
        href=_task_address(plan, number),
    )


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


def _label(plan: Plan, task: Task) -> str:
    return task.title.in_language(_language(), base=plan.base_language)


def _task_address(plan: Plan, number: str) -> str:
    return f"{reverse('plan_tasks', args=[plan.pk])}#task-{number}"


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
