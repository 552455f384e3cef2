"""How long does one edit of a plan take, and is it worth keeping dates out of the database?

    python -m tests.benchmarks.bench_edit

(a) One edit of a task's duration, from request to answer, as a browser with the Gantt chart open sends it, in plans of
50 and of 500 tasks: the median over tasks from the first to the last, and the queries, transaction marks included.

(b) One edit that moves every task of a plan of 5,000, until all new dates are known, and kept as far as they
are kept at all. Ours saves the one row, puts the edit on record, and computes all dates from what it reads of the
columns that they come from. The naive way reads the rows by the ORM into networkx with attribute dictionaries, walks
it, and saves each row with its new date, as a view does. Both in one process and one database, in turns.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import networkx as nx

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Requests:
    """Milliseconds by the clock and of the processor, and queries, of each edit; on a quiet machine the two agree."""

    task_count: int
    milliseconds: list[float]
    processor: list[float]
    queries: list[int]

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def processor_median(self) -> float:
        return statistics.median(self.processor)


@dataclass(frozen=True)
class Ratio:
    """Seconds of the quickest edit of each kind, and how many tasks it gave another date."""

    ours: float
    naive: float
    moved: int
    task_count: int

    @property
    def ratio(self) -> float:
        return self.naive / self.ours


def measure_requests(task_count: int, *, edits: int) -> Requests:
    """Needs a database with the reference data; leaves a plan in it."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_advisor, make_big_plan

    plan = make_big_plan(tasks=task_count)
    client = Client(headers={"accept-language": "ar", "HX-Request": "true"})
    client.force_login(make_advisor("JOR"))
    client.get(f"/plans/{plan.pk}/tasks/?picture=gantt&open=all")  # what is edited was looked at before
    milliseconds: list[float] = []
    processor: list[float] = []
    queries: list[int] = []
    for seen in range(edits + 1):
        task = plan.workplan.tasks.get(key=f"task-{1 + seen * (task_count - 1) // edits}")
        typed = {"version": task.version, "days": 40 + seen, "initial-days": task.days}
        page = {"seen": seen, "columns": "dates", "picture": "gantt", "open": "all"}
        address = f"/plans/{plan.pk}/tasks/{task.key}/cells/days/"
        # Counting has a price of its own, so that every other edit is counted and the rest timed.
        if seen % 2 == 0:  # the first, too, which fills caches
            with CaptureQueriesContext(connection) as captured:
                response = client.post(address, typed | page)
            queries.append(len(captured))
        else:
            begun, worked = time.perf_counter(), time.process_time()
            response = client.post(address, typed | page)
            milliseconds.append((time.perf_counter() - begun) * 1_000)
            processor.append((time.process_time() - worked) * 1_000)
        assert response.status_code == 200, response.status_code
        assert b"<svg" in response.content
    return Requests(task_count, milliseconds, processor, queries)


def measure_moving_every_task(task_count: int, *, turns: int) -> Ratio:
    """Needs a database with the reference data; leaves a plan in it. Raises AssertionError if the two disagree."""
    from planner.queries.schedules import dates_of_plan
    from tests.factories import make_big_plan

    plan = make_big_plan(tasks=task_count)
    _chain(plan)
    before = {key: slot.early_start for key, slot in dates_of_plan(plan).items()}
    times = []
    for _turn in range(turns):
        ours, starts = _timed(lambda: edit_ours(plan))
        _undo(plan)
        naive, naive_starts = _timed(lambda: edit_naively(plan))
        _undo(plan)
        assert naive_starts == starts, "The two ways disagree."
        times.append((ours, naive))
    moved = sum(starts[key] != before[key] for key in before)
    return Ratio(*map(min, zip(*times, strict=True)), moved=moved, task_count=task_count)


def edit_ours(plan: Any) -> dict[str, Any]:
    """The first task takes ten days more; the new start of every task by its key."""
    from planner.queries.schedules import dates_of_plan
    from planner.services.tasks import change_task

    first = plan.workplan.tasks.get(key="task-1")
    change_task(plan=plan, key=first.key, version=first.version, values={"days": first.days + 10}, user=None, now=NOW)
    return {key: slot.early_start for key, slot in dates_of_plan(plan).items()}


def edit_naively(plan: Any) -> dict[str, Any]:
    """The same edit with dates kept in the rows: nodes with dictionaries, one walk, one save a row."""
    from planner.models import Link, Task
    from planner.queries.country_calendars import calendar_of

    first = Task.objects.get(workplan=plan.workplan, key="task-1")
    first.days += 10
    first.save()
    calendar = calendar_of(plan.country, on=plan.workplan.start).calendar
    graph = nx.DiGraph()
    for task in Task.objects.filter(workplan=plan.workplan):
        graph.add_node(task.pk, task=task)
    for link in Link.objects.filter(after__workplan=plan.workplan):
        graph.add_edge(link.before_id, link.after_id, link=link)
    for pk in nx.topological_sort(graph):
        node = graph.nodes[pk]
        task, start = node["task"], plan.workplan.start
        for before, _after in graph.in_edges(pk):
            start = max(start, calendar.offset(graph.nodes[before]["finish"], 1))
        node["start"] = calendar.offset(start, 0)
        node["finish"] = calendar.offset(node["start"], task.days - 1)
        task.levelled_start = node["start"]
        task.save()
    return {node["task"].key: node["start"] for _pk, node in graph.nodes(data=True)}


def _chain(plan: Any) -> None:
    """Every task after the one before it, with work in each: the edit of the first moves all others."""
    from planner.models import Link

    tasks = list(plan.workplan.tasks.order_by("pk"))
    Link.objects.filter(after__workplan=plan.workplan).delete()
    Link.objects.bulk_create(Link(before=a, after=b) for a, b in pairwise(tasks))
    _undo(plan)


def _undo(plan: Any) -> None:
    plan.workplan.tasks.update(days=1, levelled_start=None)


def _timed(edit: Callable[[], dict[str, Any]]) -> tuple[float, dict[str, Any]]:
    gc.collect()  # what the one leaves behind is not swept in the time of the other
    begun = time.perf_counter()
    starts = edit()
    return time.perf_counter() - begun, starts


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.config.settings")
        os.environ["DATA_DIR"] = folder
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.ALLOWED_HOSTS, settings.DEBUG = ["testserver"], False
        call_command("compilemessages", verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)

        print(f"{'tasks':>7} {'median ms':>10} {'of processor':>13} {'quickest':>9} {'queries':>8}")
        for task_count in (50, 500):
            result = measure_requests(task_count, edits=40)
            print(
                f"{task_count:>7,} {result.median:>10.0f} {result.processor_median:>13.0f}"
                f" {min(result.milliseconds):>9.0f} {max(result.queries):>8}"
            )
        result = measure_moving_every_task(5_000, turns=5)
        print(
            f"one edit moves {result.moved:,} of {result.task_count:,} tasks: ours {result.ours * 1e3:,.0f} ms,"
            f" naive {result.naive * 1e3:,.0f} ms, {result.ratio:.1f} times as fast"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
