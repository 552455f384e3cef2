"""Simulating and levelling a plan: how it is asked for, and what a worker computes.

The result of a calculation is kept as plain values; what a page makes of them is in `queries`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner import jobs
from planner.domain.graph import CyclicGraph
from planner.domain.levelling import level, levelled_tasks
from planner.domain.schedule import schedule
from planner.domain.uncertainty import NoTasks, simulate
from planner.domain.workdays import SchedulingError
from planner.models import Calculation, Plan, User
from planner.queries.hands import hands_of, is_movable, unlimited_tasks
from planner.queries.schedules import PlanSchedule, schedule_of_plan
from planner.queries.uncertainty import estimates_of

SEED = 0
# A schedule of a plan's usual size is tried some thousand times a second; a worker stops after LEVELLING_SECONDS.
LEVELLING_EVALUATIONS = 5_000
LEVELLING_SECONDS = 30


@dataclass(frozen=True)
class SimulationOptions:
    """`assumption` is a `queries.uncertainty.Assumption`: what is taken for tasks without estimates."""

    runs: int
    assumption: str


def request_simulation(*, user: User | None, plan: Plan, options: SimulationOptions, now: datetime) -> Calculation:
    """The caller has fetched `plan` through `plan_for_viewing`, which is the permission to ask."""
    return _request(
        user, plan, Calculation.Kind.SIMULATION, now, {"runs": options.runs, "assumption": options.assumption}
    )


def request_levelling(*, user: User | None, plan: Plan, now: datetime) -> Calculation:
    """The caller has fetched `plan` through `plan_for_editing`, which is the permission to ask."""
    return _request(user, plan, Calculation.Kind.LEVELLING, now, {})


def _request(user: User | None, plan: Plan, kind: str, now: datetime, options: dict[str, Any]) -> Calculation:
    return jobs.request_once(
        Calculation,
        same_by={"plan": plan, "kind": kind},
        user=user,
        now=now,
        change_number=plan.workplan.change_number,
        options=options,
    )


def calculate(
    calculation: Calculation, progress: jobs.Progress, *, is_enough: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """The values that the finished row keeps: the result, and the change number it stands for.

    The number was read before anything else, so that an edit in between shows as one. `is_enough` ends the search of
    a levelling early. Raises SchedulingError.
    """
    change_number = calculation.plan.workplan.change_number
    current = schedule_of_plan(calculation.plan)
    if not current.tasks:
        raise NoTasks
    if calculation.kind == Calculation.Kind.SIMULATION:
        result = _simulated(calculation, current, _in_per_cent(progress, Calculation.Step.SIMULATING))
    else:
        result = _levelled(current, _in_per_cent(progress, Calculation.Step.LEVELLING), is_enough)
    result["calendar_number"] = calculation.plan.country.calendar_number
    return {"result": result, "change_number": change_number}


def fault_of(error: Exception) -> Calculation.Fault:
    """What the reader is told of it."""
    if isinstance(error, CyclicGraph):
        return Calculation.Fault.CIRCLE
    if isinstance(error, NoTasks):
        return Calculation.Fault.NO_TASKS
    if isinstance(error, SchedulingError):
        return Calculation.Fault.OUT_OF_RANGE
    return Calculation.Fault.UNEXPECTED


def _simulated(calculation: Calculation, current: PlanSchedule, told: Callable[[float], None]) -> dict[str, Any]:
    estimates = estimates_of(current.tasks, calculation.options["assumption"])
    found = simulate(
        current.domain_tasks,
        current.domain_links,
        estimates,
        start=current.start,
        calendar=current.calendar,
        runs=calculation.options["runs"],
        seed=SEED,
        progress=told,
    )
    return {
        "planned": current.result.finish.isoformat(),
        "finishes": {day.isoformat(): count for day, count in found.finishes.items()},
        "criticality": found.criticality,
        "estimated": sum(task.optimistic_days is not None for task in current.tasks),
        "tasks": sum(task.days > 0 for task in current.tasks),
    }


def _levelled(current: PlanSchedule, told: Callable[[float], None], is_enough: Callable[[], bool]) -> dict[str, Any]:
    hands = hands_of(current)
    tasks = unlimited_tasks(current)
    found = level(
        tasks,
        current.domain_links,
        hands.needs,
        hands.capacities,
        start=current.start,
        calendar=current.calendar,
        evaluations=LEVELLING_EVALUATIONS,
        seed=SEED,
        progress=told,
        is_enough=is_enough,
    )
    unlimited, levelled = (
        schedule(own, current.domain_links, start=current.start, calendar=current.calendar)
        for own in (tasks, levelled_tasks(tasks, found.not_before))
    )
    kept = {task.key: task.levelled_start for task in current.tasks if task.levelled_start and not is_movable(task)}
    return {
        "not_before": {key: day.isoformat() for key, day in (kept | found.not_before).items()},
        "too_large": [list(one) for one in found.too_large],
        "unlimited_finish": unlimited.finish.isoformat(),
        "finish": levelled.finish.isoformat(),
        "capacities": hands.as_values(),
    }


def _in_per_cent(progress: jobs.Progress, step: str) -> Callable[[float], None]:
    """Tells each whole per cent once."""
    told = -1

    def tell(share: float) -> None:
        nonlocal told
        percent = int(share * 100)
        if percent != told:
            told = percent
            progress(step, percent)

    return tell
