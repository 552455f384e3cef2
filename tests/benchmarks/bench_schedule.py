"""How fast is `schedule`, against a plain implementation on networkx in the same run?

    python -m tests.benchmarks.bench_schedule

The rival is what a competent programmer writes first: a graph with attribute dictionaries, a topological sort,
a pass forward and a pass backward, and the public methods of Calendar. Both compute early and late dates, both
slacks and what drives each start, and the answers are compared before anything is timed.
"""

import random
from datetime import date, timedelta
from timeit import Timer
from typing import NamedTuple

import networkx as nx

from planner.domain.schedule import Link, Schedule, Task, schedule
from planner.domain.workdays import Calendar

START = date(2027, 1, 3)
ONE_DAY = timedelta(days=1)


class Plan(NamedTuple):
    tasks: list[Task]
    links: list[Link]
    calendar: Calendar


class Dates(NamedTuple):
    """The part of a slot that both implementations compute."""

    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    total_slack: int
    free_slack: int
    critical: bool
    driver: Link | None


class Measurement(NamedTuple):
    task_count: int
    link_count: int
    ours: float
    networkx: float

    @property
    def ratio(self) -> float:
        return self.networkx / self.ours


def make_plan(task_count: int) -> Plan:
    """A plan across 22 countries: each task on one of 22 calendars, waiting for up to three of the fifty before.

    One task in twelve is a milestone. One link in ten is of another kind or has a lag, which is as many as the
    14-point assessment of the US Defense Contract Management Agency puts up with.
    """
    chance = random.Random(task_count)
    calendars = [_make_calendar(chance, number) for number in range(22)]
    tasks = [Task(0, 5, calendars[0])]
    links = []
    for key in range(1, task_count):
        is_milestone = key % 12 == 0
        tasks.append(Task(key, 0 if is_milestone else chance.randint(1, 20), chance.choice(calendars)))
        nearby = range(max(0, key - 50), key)
        for before in chance.sample(nearby, min(len(nearby), chance.choice([1, 1, 2, 2, 3]))):
            if is_milestone or not tasks[before].days or chance.random() < 0.9:
                links.append(Link(before, key))
            else:
                links.append(Link(before, key, chance.choice(["FS", "SS", "FF", "SF"]), chance.randint(-3, 5)))
    return Plan(tasks, links, calendars[0])


def _make_calendar(chance: random.Random, number: int) -> Calendar:
    weekend = {4, 5} if number < 13 else {5, 6}
    holidays = {
        date(year, 1, 1) + timedelta(days=chance.randrange(365)) for year in range(2027, 2037) for _ in range(14)
    }
    return Calendar(weekend=frozenset(weekend), holidays=frozenset(holidays))


def schedule_on_networkx(plan: Plan) -> dict[int, Dates]:
    """The same dates the plain way. Milestones here always wait for a finish, so they show the day before."""
    graph = nx.DiGraph()
    for task in plan.tasks:
        graph.add_node(task.key, days=task.days, calendar=task.calendar or plan.calendar)
    for link in plan.links:
        graph.add_edge(link.before, link.after, kind=link.kind, lag=link.lag, link=link)
    order = list(nx.topological_sort(graph))
    for key in order:
        _set_early_dates(graph, key, plan.calendar)
    finish = max(graph.nodes[key]["end"] for key in order)
    for key in reversed(order):
        _set_late_dates(graph, key, plan.calendar, finish)
    return {key: _shown_dates(graph.nodes[key]) for key in order}


def _set_early_dates(graph: nx.DiGraph, key: int, project: Calendar) -> None:
    node = graph.nodes[key]
    calendar, days = node["calendar"], node["days"]
    start, node["driver"] = START, None
    for before, _, link in graph.in_edges(key, data=True):
        kind, lag, predecessor = link["kind"], link["lag"], graph.nodes[before]
        moment = predecessor["end"] if kind[0] == "F" else predecessor["start"]
        if lag > 0:
            moment = project.offset(moment, lag - 1) + ONE_DAY
        elif lag < 0:
            moment = project.offset(moment, lag)
        if kind[1] == "F":
            if _is_in_the_evening(link["link"]):
                moment = calendar.offset(calendar.offset(moment - ONE_DAY, 0), 1 - days)
            else:
                moment = calendar.offset(moment, -days)
        if moment > start or (moment == start and _is_named_before(link["link"], node["driver"])):
            start, node["driver"] = moment, link["link"]
    if days:
        node["start"] = calendar.offset(start, 0)
        node["end"] = calendar.offset(node["start"], days - 1) + ONE_DAY
    else:
        node["start"] = node["end"] = start


def _is_named_before(link: Link, other: Link | None) -> bool:
    return other is None or _rank(link) < _rank(other)


def _rank(link: Link) -> tuple:
    return _is_in_the_evening(link), str(link.before), link.kind, link.lag


def _is_in_the_evening(link: Link) -> bool:
    return link.lag > 0 or (link.lag == 0 and link.kind[0] == "F")


def _set_late_dates(graph: nx.DiGraph, key: int, project: Calendar, finish: date) -> None:
    node = graph.nodes[key]
    calendar, days = node["calendar"], node["days"]
    late_end = free_end = finish
    late_start = free_start = None
    for _, after, link in graph.out_edges(key, data=True):
        successor = graph.nodes[after]
        late = _last_moment(link, successor, successor["late_start"], successor["late_end"], project)
        free = _last_moment(link, successor, successor["start"], successor["end"], project)
        if link["kind"][0] == "F":
            late_end, free_end = min(late_end, late), min(free_end, free)
        else:
            late_start = late if late_start is None else min(late_start, late)
            free_start = free if free_start is None else min(free_start, free)
    if days:
        last = calendar.offset(late_end, -days)
        free = calendar.offset(free_end, -days)
        if late_start is not None:
            last = min(last, calendar.offset(late_start + ONE_DAY, -1))
            free = min(free, calendar.offset(free_start + ONE_DAY, -1))
        node["late_start"], node["late_end"] = last, calendar.offset(last, days - 1) + ONE_DAY
    else:
        node["late_start"] = node["late_end"] = last = late_end
        free = free_end
    node["total_slack"] = calendar.count(node["start"], last - ONE_DAY)
    node["free_slack"] = calendar.count(node["start"], free - ONE_DAY)


def _last_moment(link: dict, successor: dict, start: date, end: date, project: Calendar) -> date:
    kind, lag = link["kind"], link["lag"]
    moment = start if kind[1] == "S" else end
    if kind[1] == "F" and not _is_in_the_evening(link["link"]):
        moment = successor["calendar"].offset(end, 0)
    if lag > 0:
        return project.offset(moment, -lag)
    return project.offset(moment + ONE_DAY, -lag - 1) if lag else moment


def _shown_dates(node: dict) -> Dates:
    start, late_start = node["start"], node["late_start"]
    if not node["days"]:
        start -= ONE_DAY
        late_start = node["calendar"].offset(late_start, -1) if node["total_slack"] else start
    late_finish = node["late_end"] - ONE_DAY if node["days"] else late_start
    return Dates(
        early_start=start,
        early_finish=node["end"] - ONE_DAY,
        late_start=late_start,
        late_finish=late_finish,
        total_slack=node["total_slack"],
        free_slack=node["free_slack"],
        critical=node["total_slack"] <= 0,
        driver=node["driver"],
    )


def schedule_ours(plan: Plan) -> Schedule:
    return schedule(plan.tasks, plan.links, start=START, calendar=plan.calendar)


def measure(task_count: int, *, turns: int) -> Measurement:
    """The best time in seconds of each, taken in turns. Raises AssertionError if the answers differ."""
    plan = make_plan(task_count)
    answer = {key: Dates(*slot[:7], slot.driver.link) for key, slot in schedule_ours(plan).items()}
    assert answer == schedule_on_networkx(plan), "The two implementations disagree."
    loops = max(1, 1_000 // task_count)
    ours, networkx = Timer(lambda: schedule_ours(plan)), Timer(lambda: schedule_on_networkx(plan))
    times = [(ours.timeit(loops) / loops, networkx.timeit(loops) / loops) for _ in range(turns)]
    return Measurement(task_count, len(plan.links), *map(min, zip(*times, strict=True)))


def main() -> None:
    print(
        f"{'tasks':>7} {'links':>7} {'ours ms':>9} {'networkx ms':>12} {'ratio':>6} {'ours µs per task and link':>26}"
    )
    for task_count, turns in ((100, 40), (1_000, 30), (10_000, 5)):
        result = measure(task_count, turns=turns)
        each = result.ours / (result.task_count + result.link_count) * 1e6
        print(
            f"{result.task_count:>7,} {result.link_count:>7,} {result.ours * 1e3:>9.2f}"
            f" {result.networkx * 1e3:>12.2f} {result.ratio:>6.1f} {each:>26.2f}"
        )


if __name__ == "__main__":
    main()
