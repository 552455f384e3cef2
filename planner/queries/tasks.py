"""What the page of a plan's tasks shows, what of it an edit changed, and what the form of one task needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404

from planner.models import Change, Commitment, Institution, Link, Plan, Task, User, WorkCalendar
from planner.queries.pictures import gantt_picture, graph_picture
from planner.queries.plans import PlanTasks, TaskRow, plan_tasks
from planner.queries.schedules import PlanRows, PlanSchedule, rows_of_plan, schedule_of_rows, task_numbers
from planner.queries.wording import link_manner

PICTURES = ("gantt", "graph")
COLUMNS = ("dates", "details", "progress")


@dataclass(frozen=True)
class TasksView:
    """How somebody looks at the page: which columns, which picture above them if any, and where time runs."""

    columns: str = "dates"
    picture: str = ""
    rtl: bool = False


@dataclass(frozen=True)
class CancelledRow:
    task: Task
    number: str
    anchor: str


@dataclass(frozen=True)
class TaskGroup:
    """A commitment with its tasks in their order, the cancelled among them."""

    commitment: Commitment
    rows: list[TaskRow | CancelledRow]


@dataclass(frozen=True)
class TasksPage:
    """`number` is the plan's change number that all of it was computed for."""

    number: int
    tasks: PlanTasks
    groups: list[TaskGroup]
    picture: Any


@dataclass(frozen=True)
class EditAnswer:
    """What an edit changed on a page that showed the plan as it was just before it.

    Of `page`, the `groups` are to be shown anew whole, and `rows` one by one in the other groups. Where `is_whole`, the
    page had missed other edits, and `groups` are all there are.
    """

    page: TasksPage
    rows: list[TaskRow | CancelledRow]
    is_whole: bool


def tasks_page(plan: Plan, view: TasksView, *, today: date) -> TasksPage:
    """Eight queries at most, at any number of rows."""
    schedule = schedule_of_rows(plan, _read(plan, view))
    tasks = plan_tasks(plan, schedule)
    return _page(plan, schedule, tasks, _groups(plan, _rows(schedule, tasks)), view, today=today)


def edit_answer(
    plan: Plan,
    view: TasksView,
    *,
    seen: int,
    key: str,
    tasks_before: Mapping[int, Task | None],
    links_before: Mapping[int, Link | None],
    today: date,
) -> EditAnswer:
    """What to show after an edit that was about the task `key`, on a page that showed the change number `seen`.

    `tasks_before` and `links_before` are the rows that the edit touched as they were, None for what is new. The rows
    are read once, as they stand now; how they stood before is told from them and from what was touched, and both
    schedules are computed: what differs between them is what has to be shown.
    """
    kept = _read(plan, view)
    after = schedule_of_rows(plan, kept)
    tasks = plan_tasks(plan, after)
    rows = _rows(after, tasks)
    touched = bool(tasks_before or links_before)
    if seen != plan.workplan.change_number - touched:
        return EditAnswer(_page(plan, after, tasks, _groups(plan, rows), view, today=today), [], is_whole=True)
    before = schedule_of_rows(plan, _rows_before(kept, tasks_before, links_before))
    renumbered = {row.task.commitment_id for row in rows if before.numbers.get(row.task.key) != row.number}
    if renumbered:
        renumbered |= {was.commitment_id for was in tasks_before.values() if was}
    groups = [group for group in _groups(plan, rows) if group.commitment.pk in renumbered] if renumbered else []
    changed = _changed_keys(before, after) | _keys_told_by(after, tasks_before) | {key}
    return EditAnswer(
        page=_page(plan, after, tasks, groups, view, today=today),
        rows=[row for row in rows if row.task.key in changed and row.task.commitment_id not in renumbered],
        is_whole=False,
    )


def _read(plan: Plan, view: TasksView) -> PlanRows:
    return rows_of_plan(plan, without=() if view.columns == "details" else ("output", "indicator", "supporting"))


def _page(
    plan: Plan, schedule: PlanSchedule, tasks: PlanTasks, groups: list[TaskGroup], view: TasksView, *, today: date
) -> TasksPage:
    return TasksPage(plan.workplan.change_number, tasks, groups, _picture(plan, schedule, view, today=today))


def _rows(schedule: PlanSchedule, tasks: PlanTasks) -> list[TaskRow | CancelledRow]:
    """All rows in their order."""
    rows: list[TaskRow | CancelledRow] = [row for group in tasks.groups for row in group.rows]
    for task in schedule.cancelled:
        number = schedule.numbers[task.key]
        rows.append(CancelledRow(task, number, f"task-{number}"))
    if schedule.cancelled:
        rows.sort(key=lambda row: (row.task.commitment.order, row.task.order))
    return rows


def _groups(plan: Plan, rows: Iterable[TaskRow | CancelledRow]) -> list[TaskGroup]:
    """The commitments with their rows, also those without."""
    groups = {row.pk: TaskGroup(row, []) for row in plan.commitments.all()}
    for row in rows:
        groups[row.task.commitment_id].rows.append(row)
    return list(groups.values())


def _picture(plan: Plan, schedule: PlanSchedule, view: TasksView, *, today: date) -> Any:
    if view.picture == "gantt":
        return gantt_picture(plan, schedule, today=today, rtl=view.rtl)
    if view.picture == "graph":
        return graph_picture(plan, schedule, rtl=view.rtl)
    return None


def _rows_before(
    rows: PlanRows, tasks_before: Mapping[int, Task | None], links_before: Mapping[int, Link | None]
) -> PlanRows:
    tasks = [tasks_before.get(task.pk, task) for task in rows.tasks]
    tasks = sorted((task for task in tasks if task), key=lambda task: (task.commitment.order, task.order))
    by_pk = {task.pk: task for task in tasks}
    links = [links_before.get(link.pk, link) for link in rows.links]
    links += [was for pk, was in links_before.items() if was and pk not in {link.pk for link in rows.links}]
    kept = []
    for link in links:
        if link and link.before_id in by_pk and link.after_id in by_pk:
            if link.before_id in tasks_before or link.after_id in tasks_before or link.pk in links_before:
                link = Link(
                    pk=link.pk,
                    before=by_pk[link.before_id],
                    after=by_pk[link.after_id],
                    kind=link.kind,
                    lag=link.lag,
                )
            kept.append(link)
    return replace(rows, tasks=tasks, links=kept)


def _keys_told_by(schedule: PlanSchedule, tasks_before: Mapping[int, Task | None]) -> set[str]:
    """The tasks whose row shows a value of a touched task: itself, and where its title is new, what waits for it."""
    rows = {task.pk: task for task in [*schedule.tasks, *schedule.cancelled]}
    renamed = {pk for pk, was in tasks_before.items() if was and was.title != rows[pk].title}
    waiting = {link.after.key for link in schedule.links if link.before_id in renamed} if renamed else set()
    return waiting | {rows[pk].key for pk in tasks_before}


def _changed_keys(before: PlanSchedule, after: PlanSchedule) -> set[str]:
    """The tasks whose row says something else: its number, its dates, or what it waits for."""
    old, new = _said(before), _said(after)
    return {key for key, said in new.items() if old.get(key) != said}


def _said(schedule: PlanSchedule) -> dict[str, tuple[Any, ...]]:
    numbers, result = schedule.numbers, schedule.result
    waits: dict[str, list[tuple[str, str, int]]] = {}
    for link in schedule.links:
        waits.setdefault(link.after.key, []).append((numbers[link.before.key], link.kind, link.lag))
    said: dict[str, tuple[Any, ...]] = {
        task.key: (numbers[task.key], result[task.key], sorted(waits.get(task.key, ()))) for task in schedule.tasks
    }
    return said | {task.key: (numbers[task.key],) for task in schedule.cancelled}


# --- one task -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LinkRow:
    """A link of the task, seen from it: the other task with its number, and the manner in words."""

    link: Link
    task: Task
    number: str
    manner: str


@dataclass(frozen=True)
class TaskChoices:
    institutions: list[Institution]
    calendars: list[WorkCalendar]


@dataclass(frozen=True)
class TaskPage:
    """One task with its place, its links, and what its values may be chosen from. `others` are the plan's other
    tasks as (key, `2.3 Title`), by commitment."""

    task: Task
    number: str
    place: int
    is_first: bool
    is_last: bool
    waits: list[LinkRow]
    leads: list[LinkRow]
    commitments: list[Commitment]
    others: list[tuple[str, list[tuple[str, str]]]]
    choices: TaskChoices

    @property
    def anchor(self) -> str:
        return f"task-{self.number}"


def task_of_plan(plan: Plan, key: str) -> Task:
    """Raises Http404 for a task that the plan does not have."""
    task = plan.workplan.tasks.select_related("commitment", "responsible", "calendar").filter(key=key).first()
    if task is None:
        raise Http404
    return task


def check_link_is_of_task(plan: Plan, key: str, link: int) -> None:
    """Raises Http404 for a task that the plan does not have, and for a link by which another of its tasks waits.

    A link that the plan does not have is for the edit to refuse in words: somebody may just have removed it.
    """
    task_of_plan(plan, key)
    waiting = Link.objects.filter(pk=link, after__workplan=plan.workplan_id).values_list("after__key", flat=True)
    if waiting.first() not in (key, None):
        raise Http404


def task_choices(plan: Plan) -> TaskChoices:
    return TaskChoices(
        institutions=list(plan.country.institutions.all()),
        calendars=list(plan.workplan.calendars.all()),
    )


def task_page(plan: Plan, key: str) -> TaskPage:
    """Six queries. Raises Http404."""
    tasks = list(plan.workplan.tasks.select_related("commitment").order_by("commitment__order", "order"))
    numbers, by_pk = task_numbers(tasks), {task.pk: task for task in tasks}
    task = next((task for task in tasks if task.key == key), None)
    if task is None:
        raise Http404
    links = list(Link.objects.filter(after=task) | Link.objects.filter(before=task))
    neighbours = [row for row in tasks if row.commitment_id == task.commitment_id]
    place = neighbours.index(task)
    return TaskPage(
        task=task,
        number=numbers[key],
        place=place + 1,
        is_first=place == 0,
        is_last=place == len(neighbours) - 1,
        waits=[_link_row(link, by_pk[link.before_id], numbers) for link in links if link.after_id == task.pk],
        leads=[_link_row(link, by_pk[link.after_id], numbers) for link in links if link.before_id == task.pk],
        commitments=list(plan.commitments.all()),
        others=_by_commitment((row for row in tasks if row.pk != task.pk), numbers, plan.base_language),
        choices=task_choices(plan),
    )


def commitments_of(plan: Plan) -> list[Commitment]:
    return list(plan.commitments.all())


@dataclass(frozen=True)
class SavedBy:
    """Who saved the task last, and when."""

    user: User | None
    change: Change


def last_change_of(plan: Plan, task: Task) -> SavedBy | None:
    """The last edit that touched the task, among the plan's latest."""
    latest = Change.objects.filter(workplan=plan.workplan_id).select_related("made_by")[:50]
    change = next((row for row in latest if any(part["key"] == task.key for part in row.parts)), None)
    return SavedBy(change.made_by, change) if change else None


def _link_row(link: Link, other: Task, numbers: Mapping[str, str]) -> LinkRow:
    return LinkRow(link, other, numbers[other.key], link_manner(link.kind, link.lag))


def _by_commitment(
    tasks: Iterable[Task], numbers: Mapping[str, str], base: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for task in tasks:
        label = f"{task.commitment.order}. {task.commitment.title}"
        groups.setdefault(label, []).append((task.key, f"{numbers[task.key]} {task.title}"))
    return list(groups.items())
