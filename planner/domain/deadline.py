"""Planning from a deadline: on which day must the work begin?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain.critical_path import Network, Window, backward_pass, forward_pass, found_in_windows
from planner.domain.graph import Key
from planner.domain.schedule import ConflictKind, Link, Schedule, Task, schedule
from planner.domain.workdays import Calendar


def latest_start(tasks: Sequence[Task], links: Sequence[Link], *, finish_by: date, calendar: Calendar) -> date:
    """The last day on which the plan can start without making anything late.

    Every task that can finish by `finish_by` then does, every pinned task that can wait for its links does, and none is
    pinned before the start. What is late by its own dates, whenever the plan starts, does not pull the others with it.
    Exact, in the time of two schedules; where something is late by its own dates, of one more for each halving of the
    time that is left. Without tasks, the last working day before the deadline.
    """
    if not tasks:
        return calendar.offset(finish_by + timedelta(days=1), -1)
    network = Network(list(tasks), list(links))

    def first_late_start(window: Window) -> date:
        # The latest dates are counted back from the deadline, and do not depend on the start.
        early = forward_pass(network, window, finish_by)
        late = backward_pass(network, window, early, window.number_of(finish_by) + 1)
        return window.date_of(min(late.start))

    in_time = min(found_in_windows(first_late_start, network, calendar, finish_by, finish_by), finish_by)

    def starting(day: date) -> Schedule:
        return schedule(tasks, links, start=day, calendar=calendar, finish_by=finish_by)

    planned = starting(in_time)
    if planned.finish <= finish_by and not _missing_days(planned):
        return in_time
    too_late = finish_by + timedelta(days=1)
    while (too_late - in_time).days > 1:
        day = in_time + (too_late - in_time) // 2
        result = starting(day)
        if result.start >= day and _is_no_later(result, planned, finish_by):
            in_time = day
        else:
            too_late = day
    return in_time


def _is_no_later(result: Schedule, planned: Schedule, finish_by: date) -> bool:
    """Whether nothing in `result` is late that is not as late in `planned` too."""
    missing, missing_anyway = _missing_days(result), _missing_days(planned)
    return all(
        slot.early_finish <= max(finish_by, planned[key].early_finish)
        and missing.get(key, 0) <= missing_anyway.get(key, 0)
        for key, slot in result.items()
    )


def _missing_days(result: Schedule) -> dict[Key, int]:
    """By how many working days each pinned task starts too early."""
    return {conflict.key: conflict.days_short for conflict in result.conflicts if conflict.kind == ConflictKind.PINNED}
