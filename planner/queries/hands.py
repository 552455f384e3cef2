"""How many hands each task takes, how many there are, and the plan as it would be with hands without end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.domain.graph import Task as DomainTask
from planner.domain.levelling import WeekLoad, loads
from planner.domain.schedule import Schedule
from planner.models import Institution, Task
from planner.queries.schedules import PlanSchedule

NOT_STARTED = (Task.State.PLANNED, Task.State.BLOCKED)


@dataclass(frozen=True)
class Hands:
    """`needs` by task key and institution, `capacities` of those institutions that have one."""

    institutions: dict[int, Institution]
    needs: dict[str, dict[int, int]]

    @property
    def capacities(self) -> dict[int, int]:
        return {pk: row.capacity for pk, row in self.institutions.items() if row.capacity is not None}

    def as_values(self) -> dict[str, list[int | str]]:
        """The capacities as JSON keeps them, to tell later whether they are still the same."""
        return {str(pk): [capacity, self.institutions[pk].counts] for pk, capacity in sorted(self.capacities.items())}


def hands_of(schedule: PlanSchedule) -> Hands:
    """The responsible institutions of the plan's tasks, in the order in which they come up. No query."""
    institutions: dict[int, Institution] = {}
    needs = {}
    for task in schedule.tasks:
        if task.responsible is not None:
            row = institutions.setdefault(task.responsible_id, task.responsible)
            if task.days:
                needs[task.key] = {row.pk: task.people if row.counts == Institution.Counts.PEOPLE else 1}
    return Hands(institutions, needs)


def unlimited_tasks(schedule: PlanSchedule) -> list[DomainTask]:
    """The tasks as they would be scheduled if no task waited for hands. Those that were started stay where they are."""
    return [
        replace(domain_task, earliest=task.earliest)
        if is_movable(task)
        else replace(domain_task, pinned=domain_task.pinned or schedule.result[task.key].early_start)
        for task, domain_task in zip(schedule.tasks, schedule.domain_tasks, strict=True)
    ]


def is_movable(task: Task) -> bool:
    return task.state in NOT_STARTED and task.actual_start is None


@dataclass(frozen=True)
class InstitutionLoad:
    """`weeks` are those with something to do; `busiest` the one with the most hands on one day."""

    institution: Institution
    task_count: int
    weeks: list[WeekLoad]

    @property
    def busiest(self) -> WeekLoad:
        return max(self.weeks, key=lambda week: week.most)

    @property
    def weeks_over(self) -> list[WeekLoad]:
        return [week for week in self.weeks if week.days_over]

    @property
    def days_over(self) -> int:
        return sum(week.days_over for week in self.weeks)


def institution_loads(
    current: PlanSchedule, hands: Hands, tasks: Sequence[DomainTask], result: Schedule
) -> list[InstitutionLoad]:
    by_week = loads(tasks, result, hands.needs, hands.capacities, calendar=current.calendar)
    counts = Counter(task.responsible_id for task in current.tasks if task.days)
    return [InstitutionLoad(row, counts[pk], by_week[pk]) for pk, row in hands.institutions.items() if pk in by_week]
