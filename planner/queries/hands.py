"""How many hands each task takes, how many there are, and the plan as it would be with hands without end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.domain.graph import Task as DomainTask
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
