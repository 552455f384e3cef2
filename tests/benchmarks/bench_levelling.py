"""How near does `level` come to the best known finish?

    python -m tests.benchmarks.bench_levelling [EVALUATIONS]

30 plans of 30 tasks and four resources out of PSPLIB (Kolisch and Sprecher, 1996; for research use,
https://www.om-db.wi.tum.de/psplib/), whose shortest finish has been proved. They stand in `psplib_j30.json`: days,
links, hands needed, hands there are, and the best finish.
"""

import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from planner.domain.levelling import level, levelled_tasks
from planner.domain.schedule import Link, Task, schedule
from planner.domain.workdays import Calendar

START = date(2027, 1, 1)
EVALUATIONS = 4_000


class Measurement(NamedTuple):
    """`gap`: how much later than the best known finish, 0.01 being one per cent."""

    name: str
    gap: float
    seconds: float


def instances() -> list[dict[str, Any]]:
    return json.loads(Path(__file__).with_name("psplib_j30.json").read_text())


def measure(instance: dict[str, Any], *, evaluations: int, seed: int = 0) -> Measurement:
    """Level one plan and schedule it anew from what `level` found."""
    tasks = [Task(key, days) for key, days in enumerate(instance["days"])]
    links = [Link(before, after) for before, after in instance["links"]]
    needs = {key: {r: hands for r, hands in enumerate(row) if hands} for key, row in enumerate(instance["demands"])}
    started = time.perf_counter()
    found = level(
        tasks,
        links,
        needs,
        dict(enumerate(instance["capacities"])),
        start=START,
        calendar=Calendar.everyday(),
        evaluations=evaluations,
        seed=seed,
    )
    seconds = time.perf_counter() - started
    result = schedule(levelled_tasks(tasks, found.not_before), links, start=START, calendar=Calendar.everyday())
    days = (result.finish - START).days + 1
    return Measurement(instance["name"], days / instance["best"] - 1, seconds)


def mean_gap(measured: Sequence[Measurement]) -> float:
    return sum(one.gap for one in measured) / len(measured)


def main() -> None:
    evaluations = int(sys.argv[1]) if len(sys.argv) > 1 else EVALUATIONS
    measured = [measure(instance, evaluations=evaluations) for instance in instances()]
    for one in measured:
        if one.gap:
            print(f"{one.name:10} {one.gap:6.2%}  {one.seconds:.2f} s")
    print(
        f"{len(measured)} plans, {evaluations} evaluations: mean gap {mean_gap(measured):.3%}, "
        f"{sum(one.gap == 0 for one in measured)} at the best known finish, "
        f"mean {sum(one.seconds for one in measured) / len(measured):.2f} s, "
        f"longest {max(one.seconds for one in measured):.2f} s"
    )


if __name__ == "__main__":
    main()
