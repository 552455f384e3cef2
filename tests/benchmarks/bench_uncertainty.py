"""How fast is a simulation, against calling `schedule` run by run in the same process?

python -m tests.benchmarks.bench_uncertainty
"""

import time
from dataclasses import replace
from typing import NamedTuple

from planner.domain.many_runs import run_through
from planner.domain.schedule import schedule
from planner.domain.uncertainty import Estimate, draw_durations
from tests.benchmarks.bench_schedule import START, make_plan


class Measurement(NamedTuple):
    """Seconds a run."""

    task_count: int
    ours: float
    run_by_run: float

    @property
    def ratio(self) -> float:
        return self.run_by_run / self.ours


def measure(task_count: int, *, runs: int, compared: int) -> Measurement:
    """`runs` at once, and the first `compared` of them one by one; the answers are compared."""
    plan = make_plan(task_count)
    estimates = {task.key: Estimate(max(1, task.days // 2), 2 * task.days) for task in plan.tasks if task.days}
    durations = draw_durations(plan.tasks, estimates, runs=runs, seed=0)
    started = time.perf_counter()
    found = run_through(plan.tasks, plan.links, durations, runs=runs, start=START, calendar=plan.calendar)
    ours = time.perf_counter() - started
    finishes = []
    started = time.perf_counter()
    for run in range(compared):
        tasks = [
            replace(task, days=int(durations[task.key][run])) if task.key in durations else task for task in plan.tasks
        ]
        finishes.append(schedule(tasks, plan.links, start=START, calendar=plan.calendar).finish.toordinal())
    run_by_run = time.perf_counter() - started
    assert finishes == found.finish[:compared].tolist()
    return Measurement(task_count, ours / runs, run_by_run / compared)


def main() -> None:
    print("tasks   ours, ms a run   run by run, ms   ratio")
    for task_count in (50, 500, 5_000):
        found = measure(task_count, runs=500, compared=20)
        print(
            f"{found.task_count:5}   {found.ours * 1000:14.3f}   {found.run_by_run * 1000:14.2f}   {found.ratio:5.1f}"
        )


if __name__ == "__main__":
    main()
