"""What the pages of a plan show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from planner.domain.dates import format_date
from planner.domain.schedule import Conflict, ConflictKind, DriverKind, Slot
from planner.models import Commitment, Plan, Task, Theme
from planner.queries.pictures import sets_date
from planner.queries.schedules import PlanSchedule, schedule_of_plan
from planner.queries.sensitivity import Sensitivity, sensitivity_of
from planner.queries.wording import link_manner, outside_wait_in_words

# --- tasks ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wait:
    """A task that another waits for, and how: `sets_date` where it is this one that the date comes from."""

    task: Task
    number: str
    anchor: str
    manner: str
    sets_date: bool

    @property
    def commitment(self) -> int:
        """The number of the commitment under which its row stands."""
        return self.task.commitment.order

    @property
    def sentence(self) -> str:
        if not self.manner:
            return _("Waits for %(number)s") % {"number": self.number}
        return _("Waits for %(number)s: %(manner)s") % {"number": self.number, "manner": self.manner}


@dataclass(frozen=True)
class TaskRow:
    """`driver` says in words what sets the date where that is not a task; `may_move` that it rests on an estimated
    holiday.
    """

    task: Task
    number: str
    anchor: str
    slot: Slot
    driver: str
    waits: list[Wait]
    may_move: bool

    @property
    def other_waits(self) -> list[Wait]:
        return [wait for wait in self.waits if not wait.sets_date]


@dataclass(frozen=True)
class CommitmentTasks:
    commitment: Commitment
    rows: list[TaskRow]


@dataclass(frozen=True)
class Warning:
    """`number` is that of the task that it is about, if it is about one."""

    sentence: str
    number: str = ""


@dataclass(frozen=True)
class ScheduleFacts:
    start: date
    finish: date
    working_days: int
    task_count: int
    milestone_count: int
    critical_count: int


@dataclass(frozen=True)
class PlanTasks:
    facts: ScheduleFacts
    groups: list[CommitmentTasks]
    warnings: list[Warning]
    sensitivity: Sensitivity | None


def plan_tasks(plan: Plan, schedule: PlanSchedule | None = None) -> PlanTasks:
    """Every task with its dates and what sets them. Four queries, none where the schedule is at hand."""
    schedule = schedule or schedule_of_plan(plan)
    sensitivity = sensitivity_of(plan, schedule)
    rows = _task_rows(schedule, sensitivity)
    return PlanTasks(
        facts=_facts(schedule),
        groups=[
            CommitmentTasks(commitment, list(members))
            for commitment, members in groupby(rows, key=lambda row: row.task.commitment)
        ],
        warnings=plan_warnings(plan, schedule),
        sensitivity=sensitivity,
    )


def _task_rows(schedule: PlanSchedule, sensitivity: Sensitivity | None) -> list[TaskRow]:
    moving = sensitivity.moving if sensitivity else frozenset()
    drivers = _drivers_in_words()
    waits: dict[str, list[Wait]] = {task.key: [] for task in schedule.tasks}
    for link in schedule.links:
        number = schedule.numbers[link.before.key]
        waits[link.after.key].append(
            Wait(
                task=link.before,
                number=number,
                anchor=_anchor(number),
                manner=link_manner(link.kind, link.lag),
                sets_date=sets_date(link, schedule.result[link.after.key]),
            )
        )
    return [
        TaskRow(
            task=task,
            number=schedule.numbers[task.key],
            anchor=_anchor(schedule.numbers[task.key]),
            slot=schedule.result[task.key],
            driver=_held_from_outside(schedule, task) or drivers[schedule.result[task.key].driver.kind],
            waits=waits[task.key],
            may_move=task.key in moving,
        )
        for task in schedule.tasks
    ]


def _anchor(number: str) -> str:
    return f"task-{number}"


def _held_from_outside(schedule: PlanSchedule, task: Task) -> str:
    wait = schedule.held_from_outside(task)
    return outside_wait_in_words(wait) if wait else ""


def _drivers_in_words() -> dict[DriverKind, str]:
    return {
        DriverKind.LINK: "",
        DriverKind.EARLIEST: _("May not start before this day"),
        DriverKind.PINNED: _("Fixed to this day"),
        DriverKind.CALENDAR: _("First working day after the plan's start"),
        DriverKind.PROJECT_START: _("The plan's start"),
    }


def _facts(schedule: PlanSchedule) -> ScheduleFacts:
    result = schedule.result
    return ScheduleFacts(
        start=result.start,
        finish=result.finish,
        working_days=schedule.calendar.count(result.start, result.finish),
        task_count=len(schedule.tasks),
        milestone_count=sum(task.is_milestone for task in schedule.tasks),
        critical_count=len(result.critical),
    )


def plan_warnings(plan: Plan, schedule: PlanSchedule) -> list[Warning]:
    """Dates that cannot be kept: the plan's deadline first, then those of its tasks."""

    def said(day: date) -> str:
        return format_date(day, (get_language() or "ar")[:2], plan.country.month_names)

    warnings = [_conflict_warning(conflict, schedule.numbers, said) for conflict in schedule.result.conflicts]
    deadline, finish = plan.workplan.finish_by, schedule.result.finish
    if deadline and finish > deadline:
        late = schedule.calendar.count(deadline, finish) - schedule.calendar.is_working(deadline)
        sentence = ngettext(
            "The plan finishes %(days)s working day after its deadline, %(day)s.",
            "The plan finishes %(days)s working days after its deadline, %(day)s.",
            late,
        )
        warnings.insert(0, Warning(sentence % {"days": late, "day": said(deadline)}))
    if short := schedule.days_short_at_start:
        sentence = ngettext(
            "To keep the deadline, work would have to begin on %(day)s, %(days)s working day before it may.",
            "To keep the deadline, work would have to begin on %(day)s, %(days)s working days before it may.",
            short,
        )
        warnings.insert(0, Warning(sentence % {"days": short, "day": said(schedule.begin_by)}))
    return warnings


def _conflict_warning(conflict: Conflict, numbers: Mapping[str, str], said: Callable[[date], str]) -> Warning:
    if conflict.kind == ConflictKind.DEADLINE:
        sentence = ngettext(
            "Task %(number)s finishes %(days)s working day after its deadline, %(day)s.",
            "Task %(number)s finishes %(days)s working days after its deadline, %(day)s.",
            conflict.days_short,
        )
    elif conflict.kind == ConflictKind.REST_DAY:
        sentence = _("Task %(number)s is fixed to %(day)s, a day of rest; it starts on the next working day.")
    elif conflict.link is None:
        sentence = ngettext(
            "Task %(number)s is fixed to %(day)s, %(days)s working day before it may start.",
            "Task %(number)s is fixed to %(day)s, %(days)s working days before it may start.",
            conflict.days_short,
        )
    else:
        sentence = ngettext(
            "Task %(number)s is fixed to %(day)s, but what it waits for needs %(days)s working day more.",
            "Task %(number)s is fixed to %(day)s, but what it waits for needs %(days)s working days more.",
            conflict.days_short,
        )
    number = numbers[conflict.key]
    words = {"number": number, "days": conflict.days_short, "day": said(conflict.day)}
    return Warning(sentence % words, number)


# --- overview -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CommitmentSheet:
    """A commitment with the period of its own tasks and its costs; no period where others bring all its tasks.

    `cost` is what the tasks cost once, `running_cost` what they and the commitment cost a year.
    """

    commitment: Commitment
    start: date | None
    finish: date | None
    task_count: int
    cost: int
    running_cost: int
    has_critical: bool


@dataclass(frozen=True)
class ServedTheme:
    theme: Theme
    commitment_count: int


@dataclass(frozen=True)
class Coverage:
    """The themes of one kind, such as the RITE pillars, that the plan serves."""

    label: str
    themes: list[ServedTheme]


@dataclass(frozen=True)
class PlanOverview:
    facts: ScheduleFacts
    warnings: list[Warning]
    sheets: list[CommitmentSheet]
    cost: int
    running_cost: int
    coverage: list[Coverage]
    sensitivity: Sensitivity | None


def plan_overview(plan: Plan) -> PlanOverview:
    """The plan's facts and its commitments. Nine queries at any number of rows."""
    schedule = schedule_of_plan(plan)
    commitments = list(plan.commitments.select_related("lead").prefetch_related("indicators", "risks", "themes"))
    own_tasks: dict[int, list[Task]] = {commitment.pk: [] for commitment in commitments}
    for task in schedule.tasks:
        own_tasks[task.commitment_id].append(task)
    sheets = [_sheet(commitment, own_tasks[commitment.pk], schedule) for commitment in commitments]
    return PlanOverview(
        facts=_facts(schedule),
        warnings=plan_warnings(plan, schedule),
        sheets=sheets,
        cost=sum(sheet.cost for sheet in sheets),
        running_cost=sum(sheet.running_cost for sheet in sheets),
        coverage=_coverage(commitments),
        sensitivity=sensitivity_of(plan, schedule),
    )


def _sheet(commitment: Commitment, tasks: Sequence[Task], schedule: PlanSchedule) -> CommitmentSheet:
    slots = [schedule.result[task.key] for task in tasks]
    return CommitmentSheet(
        commitment=commitment,
        start=min((slot.early_start for slot in slots), default=None),
        finish=max((slot.early_finish for slot in slots), default=None),
        task_count=len(tasks),
        cost=sum(task.cost for task in tasks),
        running_cost=commitment.running_cost + sum(task.running_cost for task in tasks),
        has_critical=any(slot.critical for slot in slots),
    )


def _coverage(commitments: Sequence[Commitment]) -> list[Coverage]:
    """How many commitments serve each theme, by kind and in the themes' order."""
    counted = Counter(theme for row in commitments for theme in row.themes.all())
    served = [ServedTheme(theme, counted[theme]) for theme in sorted(counted, key=lambda theme: theme.order)]
    return [
        Coverage(str(Theme.Kind(kind).label), members)
        for kind in Theme.Kind.values
        if (members := [one for one in served if one.theme.kind == kind])
    ]
