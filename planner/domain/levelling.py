"""Who has more to do than hands to do it with, and when could everything be done with the hands there are?

`loads` counts; `level` proposes. The schedule with limited hands is the resource-constrained project scheduling
problem (Pritsker, Watters and Wolfe, 1969), which has no quick exact answer at the size of a plan; how good an answer
is found is told in docs/scheduling.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.critical_path import Network, Window, backward_pass, forward_pass, found_in_windows
from planner.domain.graph import Key, Link, Task
from planner.domain.order_search import shortest_found
from planner.domain.schedule import Schedule
from planner.domain.serial_schedule import Hands
from planner.domain.workdays import Calendar

__all__ = ["Levelled", "TooLarge", "WeekLoad", "first_day_of_week", "level", "levelled_tasks", "loads"]

Resource = Hashable
# Hands that a task takes of each resource on each day it works.
Needs = Mapping[Key, Mapping[Resource, int]]


class TooLarge(NamedTuple):
    """A task that needs more hands than its resource has. It is placed where it gets all there are."""

    key: Key
    resource: Resource
    needed: int
    capacity: int


@dataclass(frozen=True)
class Levelled:
    """`not_before`: the day on which each task that must wait for hands may start. All others start as soon as
    their links and dates allow, once these wait. Pinned tasks keep their day, whatever is free."""

    not_before: dict[Key, date]
    too_large: list[TooLarge]


def level(
    tasks: Sequence[Task],
    links: Sequence[Link],
    needs: Needs,
    capacities: Mapping[Resource, int],
    *,
    start: date,
    calendar: Calendar,
    evaluations: int,
    seed: int = 0,
    progress: Callable[[float], None] = lambda share: None,
    is_enough: Callable[[], bool] = lambda: False,
) -> Levelled:
    """Find a schedule within the capacities that finishes as early as may be found.

    Resources without a capacity are unlimited. About `evaluations` schedules are tried, fewer where `is_enough` says
    so or the unlimited finish is reached; `progress` is told the share that is done. Same plan, seed and
    evaluations, same answer, whatever the order. Raises what `schedule` raises.
    """
    tasks = sorted(tasks, key=lambda task: str(task.key))
    links = sorted(links, key=lambda link: (str(link.before), str(link.after), link.kind, link.lag))
    network = Network(tasks, links)
    # With one pair of hands the tasks follow one another.
    network.work = sum(network.duration)
    resources = sorted(capacities, key=str)
    too_large = list(_too_large(tasks, needs, capacities))
    counted = [_counted(needs.get(task.key, {}), capacities, resources) for task in tasks]

    def found_within(window: Window) -> dict[Key, date]:
        early = forward_pass(network, window, start)
        late = backward_pass(network, window, early, early.limit)
        hands = Hands(network, window, start, counted, [capacities[resource] for resource in resources])
        placed = shortest_found(
            hands,
            late.end,
            soonest=early.limit,
            evaluations=evaluations,
            seed=seed,
            progress=progress,
            is_enough=is_enough,
        )
        return {tasks[i].key: window.date_of(placed.start[i]) for i, waits in enumerate(placed.waits) if waits}

    return Levelled(found_in_windows(found_within, network, calendar, start, None), too_large)


def levelled_tasks(tasks: Iterable[Task], not_before: Mapping[Key, date]) -> list[Task]:
    """The tasks as they are to be scheduled once some of them wait for hands."""
    return [
        replace(task, earliest=max(filter(None, (task.earliest, not_before[task.key]))))
        if task.key in not_before
        else task
        for task in tasks
    ]


def _too_large(tasks: Iterable[Task], needs: Needs, capacities: Mapping[Resource, int]) -> Iterable[TooLarge]:
    for task in tasks:
        for resource, needed in needs.get(task.key, {}).items():
            if task.days and resource in capacities and needed > capacities[resource]:
                yield TooLarge(task.key, resource, needed, capacities[resource])


def _counted(
    needed: Mapping[Resource, int], capacities: Mapping[Resource, int], resources: Sequence[Resource]
) -> list[tuple[int, int]]:
    return [
        (place, min(needed[resource], capacities[resource]))
        for place, resource in enumerate(resources)
        if needed.get(resource)
    ]


# --- loads ----------------------------------------------------------------------------------------------


class WeekLoad(NamedTuple):
    """One week of a resource: the most hands needed on one day, and on how many days that is more than it has."""

    first: date
    most: int
    days_over: int


def loads(
    tasks: Iterable[Task],
    result: Schedule,
    needs: Needs,
    capacities: Mapping[Resource, int],
    *,
    calendar: Calendar,
) -> dict[Resource, list[WeekLoad]]:
    """For each resource the weeks in which it has something to do, in their order.

    Hands are needed on the days a task works, from its early start to its early finish. Weeks begin as the week of
    `calendar` does, which is also that of tasks without their own.
    """
    by_day: dict[Resource, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for task in tasks:
        needed = needs.get(task.key)
        if needed and task.days:
            for day in _days_worked(
                task.calendar or calendar, result[task.key].early_start, result[task.key].early_finish
            ):
                for resource, hands in needed.items():
                    by_day[resource][day] += hands
    first_weekday = first_day_of_week(calendar)
    return {resource: list(_weeks(days, capacities.get(resource), first_weekday)) for resource, days in by_day.items()}


def _weeks(days: Mapping[date, int], capacity: int | None, first_weekday: int) -> Iterable[WeekLoad]:
    weeks: dict[date, list[int]] = defaultdict(list)
    for day, hands in days.items():
        weeks[day - timedelta(days=(day.weekday() - first_weekday) % 7)].append(hands)
    for first, taken in sorted(weeks.items()):
        yield WeekLoad(first, max(taken), sum(capacity is not None and hands > capacity for hands in taken))


def _days_worked(calendar: Calendar, first: date, last: date) -> Iterable[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return filter(calendar.is_working, days)


def first_day_of_week(calendar: Calendar) -> int:
    """The weekday that follows the weekly rest, Monday being 0: Sunday where one rests on Friday and Saturday."""
    return next(
        (day % 7 for day in range(5, 12) if day % 7 not in calendar.weekend and (day - 1) % 7 in calendar.weekend), 0
    )
