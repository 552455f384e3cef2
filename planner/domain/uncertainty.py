"""When is a plan likely to finish, if its durations are estimates, and which tasks would set that date?

A Monte Carlo simulation of the schedule (Van Slyke, 1963): many runs, each with durations drawn at random, each
scheduled whole. A task with three estimates is drawn from the beta distribution of PERT (Malcolm, Roseboom, Clark
and Fazar, 1959): its mean is (optimistic + 4 likely + pessimistic) / 6. Durations are drawn independently of each
other, so a cause that delays many tasks at once is not in the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from zlib import crc32

import numpy as np

from planner.domain.graph import Key, Link, Task
from planner.domain.many_runs import Column, run_through
from planner.domain.workdays import Calendar, SchedulingError

__all__ = ["Estimate", "NoTasks", "Simulation", "draw_durations", "simulate"]

# Runs at once: enough for whole columns to pay off, few enough for 5,000 tasks to fit in memory.
BLOCK = 500


class NoTasks(SchedulingError):
    def __init__(self) -> None:
        super().__init__("The plan has no tasks yet.")


@dataclass(frozen=True)
class Estimate:
    """Working days at best and at worst; the likely ones are the task's own."""

    optimistic: int
    pessimistic: int


@dataclass(frozen=True)
class Simulation:
    """`finishes`: in how many runs the plan finished on each day, in their order. `criticality`: in what share of
    the runs each task was critical, counted from that run's own finish."""

    finishes: dict[date, int]
    criticality: dict[Key, float]

    @cached_property
    def runs(self) -> int:
        return sum(self.finishes.values())

    def finish_in(self, share: float) -> date:
        """The first day by which at least that share of the runs had finished: 0.8 for P80."""
        reached = accumulate(self.finishes.values())
        return next(day for day, count in zip(self.finishes, reached, strict=True) if count >= share * self.runs - 1e-9)

    @property
    def mean_finish(self) -> date:
        days = sum(day.toordinal() * count for day, count in self.finishes.items())
        return date.fromordinal(round(days / self.runs))

    def share_by(self, day: date) -> float:
        """The share of the runs that had finished on that day or before."""
        return sum(count for finish, count in self.finishes.items() if finish <= day) / self.runs


def simulate(
    tasks: Sequence[Task],
    links: Sequence[Link],
    estimates: Mapping[Key, Estimate],
    *,
    start: date,
    calendar: Calendar,
    runs: int,
    seed: int = 0,
    progress: Callable[[float], None] = lambda share: None,
) -> Simulation:
    """Run through the plan `runs` times; `progress` is told the share that is done.

    The same plan and seed give the same answer, whatever order tasks and links come in. A task without an estimate
    takes its own days in every run; milestones stay milestones. Raises NoTasks, and what `schedule` raises.
    """
    if not tasks:
        raise NoTasks
    finishes: Counter[int] = Counter()
    critical: Counter[Key] = Counter()
    for first in range(0, runs, BLOCK):
        size = min(BLOCK, runs - first)
        durations = draw_durations(tasks, estimates, runs=size, seed=seed, block=first // BLOCK)
        block = run_through(tasks, links, durations, runs=size, start=start, calendar=calendar)
        finishes.update(block.finish.tolist())
        critical.update({key: int(flags.sum()) for key, flags in block.critical.items()})
        progress((first + size) / runs)
    return Simulation(
        finishes={date.fromordinal(day): count for day, count in sorted(finishes.items())},
        criticality={task.key: critical[task.key] / runs for task in tasks},
    )


def draw_durations(
    tasks: Sequence[Task], estimates: Mapping[Key, Estimate], *, runs: int, seed: int, block: int = 0
) -> dict[Key, Column]:
    """Whole working days, one a run, of every task that has an estimate; at least one.

    Each task has a stream of its own, so that a change to one task leaves the luck of the others as it was.
    """
    drawn = {}
    for task in tasks:
        estimate = estimates.get(task.key)
        if not task.days or estimate is None or estimate.optimistic >= estimate.pessimistic:
            continue
        chance = np.random.default_rng([seed, block, crc32(str(task.key).encode())])
        low, width = estimate.optimistic, estimate.pessimistic - estimate.optimistic
        shares = chance.beta(
            1 + 4 * (task.days - low) / width, 1 + 4 * (estimate.pessimistic - task.days) / width, size=runs
        )
        drawn[task.key] = np.maximum(np.rint(low + width * shares), 1).astype(np.int32)
    return drawn
