"""What the page of a plan's hands shows: what each institution has to do, and what levelling proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from planner.domain.levelling import levelled_tasks
from planner.domain.schedule import Schedule, schedule
from planner.domain.schedule import Task as DomainTask
from planner.models import Calculation, Institution, Plan, Task
from planner.queries.calculations import Calculated, calculated, is_outdated
from planner.queries.hands import Hands, InstitutionLoad, hands_of, institution_loads, unlimited_tasks
from planner.queries.pictures import load_picture
from planner.queries.schedules import PlanSchedule, schedule_of_plan


@dataclass(frozen=True)
class MovedTask:
    """`waits`: for hands; otherwise it follows one that does. `days` later, in its own working days."""

    task: Task
    number: str
    before: date
    after: date
    days: int
    waits: bool


@dataclass(frozen=True)
class TooLargeTask:
    task: Task
    number: str
    institution: Institution
    needed: int
    capacity: int


@dataclass(frozen=True)
class LevelledLoad:
    """Days on which an institution needs more hands than it has: without limits, and as proposed."""

    institution: Institution
    before: int
    after: int


@dataclass(frozen=True)
class Proposal:
    """`delay` in working days of the plan. Of an outdated proposal only the two finishes are known."""

    calculation: Calculation
    is_outdated: bool
    is_accepted: bool
    unlimited_finish: date
    finish: date
    delay: int
    moved: list[MovedTask]
    too_large: list[TooLargeTask]
    loads: list[LevelledLoad]

    @property
    def waiting_count(self) -> int:
        return sum(row.waits for row in self.moved)

    @property
    def changes_nothing(self) -> bool:
        return not self.calculation.result["not_before"]


@dataclass(frozen=True)
class PlanCapacity:
    institutions: list[InstitutionLoad]
    picture: SafeString
    has_capacities: bool
    levelled_count: int
    calculated: Calculated
    proposal: Proposal | None

    @property
    def over(self) -> list[InstitutionLoad]:
        return [load for load in self.institutions if load.days_over]


def plan_capacity(plan: Plan) -> PlanCapacity:
    """Nine queries at any number of tasks."""
    current = schedule_of_plan(plan)
    hands = hands_of(current)
    institutions = institution_loads(current, hands, current.domain_tasks, current.result)
    found = calculated(plan, Calculation.Kind.LEVELLING)
    return PlanCapacity(
        institutions=institutions,
        picture=load_picture(plan, institutions),
        has_capacities=bool(hands.capacities),
        levelled_count=sum(task.levelled_start is not None for task in current.tasks),
        calculated=found,
        proposal=_proposal(plan, current, hands, found.ready) if found.ready else None,
    )


def _proposal(plan: Plan, current: PlanSchedule, hands: Hands, calculation: Calculation) -> Proposal:
    kept = calculation.result
    not_before = {key: date.fromisoformat(day) for key, day in kept["not_before"].items()}
    unlimited_finish, finish = (date.fromisoformat(kept[name]) for name in ("unlimited_finish", "finish"))
    levelled = {task.key: task.levelled_start for task in current.tasks if task.levelled_start}
    same_hands = kept["capacities"] == hands.as_values()
    # Accepting is an edit too: the proposal that the plan follows is not outdated by that.
    is_accepted = bool(not_before) and same_hands and levelled == not_before
    outdated = not is_accepted and (not same_hands or is_outdated(calculation, plan))
    moved, too_large, compared = [], [], []
    if not outdated:
        tasks = unlimited_tasks(current)
        later = levelled_tasks(tasks, not_before)
        before, after = (
            schedule(own, current.domain_links, start=current.start, calendar=current.calendar)
            for own in (tasks, later)
        )
        moved = _moved(current, tasks, before, after, set(not_before))
        too_large = _too_large(current, hands, kept["too_large"])
        loads_before = institution_loads(current, hands, tasks, before)
        loads_after = institution_loads(current, hands, later, after)
        compared = [
            LevelledLoad(one.institution, one.days_over, other.days_over)
            for one, other in zip(loads_before, loads_after, strict=True)
            if one.days_over or other.days_over
        ]
    return Proposal(
        calculation=calculation,
        is_outdated=outdated,
        is_accepted=is_accepted,
        unlimited_finish=unlimited_finish,
        finish=finish,
        delay=current.calendar.count(unlimited_finish + timedelta(days=1), finish),
        moved=moved,
        too_large=too_large,
        loads=compared,
    )


def _moved(
    current: PlanSchedule, tasks: Sequence[DomainTask], before: Schedule, after: Schedule, waiting: set[str]
) -> list[MovedTask]:
    moved = []
    for task, domain_task in zip(current.tasks, tasks, strict=True):
        first, then = before[task.key].early_start, after[task.key].early_start
        if first != then:
            calendar = domain_task.calendar or current.calendar
            days = calendar.count(first + timedelta(days=1), then)
            moved.append(MovedTask(task, current.numbers[task.key], first, then, days, task.key in waiting))
    return moved


def _too_large(current: PlanSchedule, hands: Hands, kept: Sequence[Sequence]) -> list[TooLargeTask]:
    tasks = {task.key: task for task in current.tasks}
    return [
        TooLargeTask(tasks[key], current.numbers[key], hands.institutions[pk], needed, capacity)
        for key, pk, needed, capacity in kept
        if key in tasks and pk in hands.institutions
    ]
