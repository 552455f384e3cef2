"""What the page of a plan's tasks shows, what of it an edit changed, and what the form of one task needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.http import Http404
from django.utils.translation import ngettext

from planner.models import Change, Commitment, Institution, Link, Plan, Task, User, WorkCalendar
from planner.queries.pictures import gantt_picture, graph_picture
from planner.queries.plans import PlanTasks, TaskRow, plan_tasks
from planner.queries.revisions import kept_baseline_dates
from planner.queries.schedules import PlanRows, PlanSchedule, rows_of_plan, schedule_of_rows, task_numbers
from planner.queries.wording import figure, link_manner, period_in_words

# Of a longer table the commitments stand closed, each with one line in place of its tasks.
MOST_TASKS_AT_ONCE = 60
PICTURES = ("gantt", "graph")
COLUMNS = ("dates", "details", "progress")


@dataclass(frozen=True)
class TasksView:
    """How somebody looks at the page: which columns, which picture above them if any, and where time runs.

    `opened` are the numbers of the commitments that stand open in a long table, None where all do.
    """

    columns: str = "dates"
    picture: str = ""
    rtl: bool = False
    opened: frozenset[int] | None = None


@dataclass(frozen=True)
class CancelledRow:
    task: Task
    number: str
    anchor: str


@dataclass(frozen=True)
class TaskGroup:
    """A commitment with its tasks in their order, the cancelled among them.

    In a long table it can be closed; then it has no rows, and `summary` says what they are, in two parts.
    """

    commitment: Commitment
    rows: list[TaskRow | CancelledRow]
    is_open: bool = True
    summary: tuple[str, str] = ("", "")
    has_critical: bool = False


@dataclass(frozen=True)
class TasksPage:
    """`number` is the plan's change number that all of it was computed for.

    Of a long table `opened` are the numbers of the commitments that stand open; None where it is not long.
    """

    number: int
    tasks: PlanTasks
    groups: list[TaskGroup]
    picture: Any
    opened: frozenset[int] | None = None
    view: TasksView = TasksView()

    @property
    def view_query(self) -> str:
        """How it is looked at, as the beginning of an address's query."""
        chosen = {"columns": self.view.columns, "picture": self.view.picture}
        return "".join(f"{name}={value}&" for name, value in chosen.items() if value and value != COLUMNS[0])

    @property
    def query(self) -> str:
        """The same with what stands open."""
        return self.view_query + "".join(f"open={number}&" for number in sorted(self.opened or ()))

    @property
    def is_long(self) -> bool:
        return self.opened is not None


@dataclass(frozen=True)
class EditAnswer:
    """What an edit changed on a page that showed the plan as it was just before it.

    Of `page`, the `groups` are to be shown anew whole, and `rows` one by one in the other groups that stand open. The
    commitment that the edit was about stands open afterwards. Where `is_whole`, the page had missed other edits, and
    `groups` are all there are.
    """

    page: TasksPage
    rows: list[TaskRow | CancelledRow]
    is_whole: bool


def tasks_page(plan: Plan, view: TasksView, *, today: date) -> TasksPage:
    """Ten queries at most, at any number of rows."""
    schedule = schedule_of_rows(plan, _read(plan, view))
    tasks = plan_tasks(plan, schedule)
    groups, opened = _groups(plan, schedule, _rows(schedule, tasks), plan.commitments.all(), view)
    return _page(plan, schedule, tasks, groups, view, opened, today=today)


def task_group(plan: Plan, view: TasksView, number: int, *, today: date) -> tuple[TasksPage, TaskGroup]:
    """The commitment of that number alone, on a page without a picture. Raises Http404."""
    page = replace(tasks_page(plan, replace(view, picture=""), today=today), view=view)
    group = next((group for group in page.groups if group.commitment.order == number), None)
    if group is None:
        raise Http404
    return page, group


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
    about = next(row for row in rows if row.task.key == key).task.commitment
    was_open = view.opened is None or about.order in view.opened
    if not was_open:
        view = replace(view, opened=view.opened | {about.order})
    touched = bool(tasks_before or links_before)
    if seen != plan.workplan.change_number - touched:
        groups, opened = _groups(plan, after, rows, plan.commitments.all(), view)
        return EditAnswer(_page(plan, after, tasks, groups, view, opened, today=today), [], is_whole=True)
    before = schedule_of_rows(plan, _rows_before(kept, tasks_before, links_before))
    anew = {row.task.commitment_id for row in rows if before.numbers.get(row.task.key) != row.number}
    if anew:
        anew |= {was.commitment_id for was in tasks_before.values() if was}
    # Those without tasks have changed only where a task has left them.
    commitments = plan.commitments.all() if anew else dict.fromkeys(row.task.commitment for row in rows)
    groups, opened = _groups(plan, after, rows, commitments, view)
    if opened is not None:
        anew |= _differently_summed_up(before, after, [group.commitment for group in groups if not group.is_open])
        anew |= set() if was_open else {about.pk}
    changed = _changed_keys(before, after) | _keys_told_by(after, tasks_before) | {key}
    shown = {row.task.key for group in groups if group.commitment.pk not in anew for row in group.rows}
    anew_groups = [group for group in groups if group.commitment.pk in anew]
    return EditAnswer(
        page=_page(plan, after, tasks, anew_groups, view, opened, today=today),
        rows=[row for row in rows if row.task.key in changed & shown],
        is_whole=False,
    )


def _read(plan: Plan, view: TasksView) -> PlanRows:
    return rows_of_plan(plan, without=() if view.columns == "details" else ("output", "indicator", "supporting"))


def _page(
    plan: Plan,
    schedule: PlanSchedule,
    tasks: PlanTasks,
    groups: list[TaskGroup],
    view: TasksView,
    opened: frozenset[int] | None,
    *,
    today: date,
) -> TasksPage:
    picture = _picture(plan, schedule, view, today=today)
    return TasksPage(plan.workplan.change_number, tasks, groups, picture, opened, view)


def _rows(schedule: PlanSchedule, tasks: PlanTasks) -> list[TaskRow | CancelledRow]:
    """All rows in their order."""
    rows: list[TaskRow | CancelledRow] = [row for group in tasks.groups for row in group.rows]
    for task in schedule.cancelled:
        number = schedule.numbers[task.key]
        rows.append(CancelledRow(task, number, f"task-{number}"))
    if schedule.cancelled:
        rows.sort(key=lambda row: (row.task.commitment.order, row.task.order))
    return rows


def _groups(
    plan: Plan,
    schedule: PlanSchedule,
    rows: Sequence[TaskRow | CancelledRow],
    commitments: Iterable[Commitment],
    view: TasksView,
) -> tuple[list[TaskGroup], frozenset[int] | None]:
    """The `commitments` with their rows; and the numbers of those that stand open in a long table,
    None where it is not long."""
    commitments = list(commitments)
    members: dict[int, list[TaskRow | CancelledRow]] = {row.pk: [] for row in commitments}
    for row in rows:
        members[row.task.commitment_id].append(row)
    if len(rows) <= MOST_TASKS_AT_ONCE:
        return [TaskGroup(row, members[row.pk]) for row in commitments], None
    opened = view.opened if view.opened is not None else frozenset(row.order for row in commitments)
    sums = _sums(schedule)
    groups = [
        TaskGroup(row, members[row.pk]) if row.order in opened else _closed(plan, row, sums.get(row.pk))
        for row in commitments
    ]
    return groups, opened


class Sum(NamedTuple):
    """What the tasks of a commitment come to, the cancelled aside."""

    count: int
    start: date
    finish: date
    has_critical: bool


def _sums(schedule: PlanSchedule) -> dict[int, Sum]:
    """By the primary keys of commitments, for those that have tasks."""
    sums: dict[int, Sum] = {}
    for task in schedule.tasks:
        slot = schedule.result[task.key]
        count, start, finish, critical = sums.get(task.commitment_id, (0, slot.early_start, slot.early_finish, False))
        start, finish = min(start, slot.early_start), max(finish, slot.early_finish)
        sums[task.commitment_id] = Sum(count + 1, start, finish, critical or slot.critical)
    return sums


def _differently_summed_up(before: PlanSchedule, after: PlanSchedule, commitments: Iterable[Commitment]) -> set[int]:
    old, new = _sums(before), _sums(after)
    return {row.pk for row in commitments if old.get(row.pk) != new.get(row.pk)}


def _closed(plan: Plan, commitment: Commitment, found: Sum | None) -> TaskGroup:
    if found is None:
        return TaskGroup(commitment, [], is_open=False)
    count = ngettext("%(count)s task", "%(count)s tasks", found.count) % {"count": figure(found.count)}
    period = period_in_words(found.start, found.finish, plan.country.month_names)
    return TaskGroup(commitment, [], is_open=False, summary=(count, period), has_critical=found.has_critical)


def _picture(plan: Plan, schedule: PlanSchedule, view: TasksView, *, today: date) -> Any:
    if view.picture == "gantt":
        return gantt_picture(plan, schedule, today=today, rtl=view.rtl, baselines=kept_baseline_dates(plan))
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
