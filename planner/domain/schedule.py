"""When can each task start and finish, how much may it slip, and what sets its date?

The critical path method (Kelley and Walker, 1959) over precedence diagrams with four kinds of links (Roy, 1959;
Fondahl, 1961). The two passes are in `critical_path`; here are what goes in and what comes out.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from itertools import repeat
from typing import NamedTuple, TypeVar

from planner.domain.critical_path import (
    EarlyDates,
    LateDates,
    Network,
    Window,
    backward_pass,
    forward_pass,
    found_in_windows,
)
from planner.domain.graph import CyclicGraph, Key, Link, Task
from planner.domain.workdays import Calendar, SchedulingError, check_date

__all__ = [
    "Conflict",
    "ConflictKind",
    "CyclicGraph",
    "Driver",
    "DriverKind",
    "FinishBeforeStart",
    "Link",
    "Schedule",
    "Slot",
    "Task",
    "schedule",
]


class FinishBeforeStart(SchedulingError):
    def __init__(self, start: date, finish_by: date) -> None:
        self.start, self.finish_by = start, finish_by
        super().__init__(f"The plan is to finish by {finish_by}, before it starts on {start}.")


class DriverKind(StrEnum):
    LINK = "LINK"
    EARLIEST = "EARLIEST"
    PINNED = "PINNED"
    CALENDAR = "CALENDAR"
    PROJECT_START = "PROJECT_START"


class Driver(NamedTuple):
    """What sets a task's early start.

    LINK (and which), its own EARLIEST or PINNED date, the PROJECT_START, or its CALENDAR: nothing holds the
    task but the project's start, which is a day of rest for it.
    """

    kind: DriverKind
    link: Link | None = None


class ConflictKind(StrEnum):
    PINNED = "PINNED"
    REST_DAY = "REST_DAY"
    DEADLINE = "DEADLINE"


class Conflict(NamedTuple):
    """A task whose `day`, pinned or deadline, cannot be kept, and by how many working days.

    PINNED: it starts on that day all the same, `days_short` before `link` allows it (None: before the
    project's start or its own earliest date). REST_DAY: the pinned day is a day of rest on its calendar, and it
    starts on the next working day. DEADLINE: it finishes `days_short` after that day.
    """

    key: Key
    kind: ConflictKind
    day: date
    days_short: int
    link: Link | None = None


class Slot(NamedTuple):
    """The dates of one task. A finish is the last day worked. Slack is in working days of its calendar.

    `total_slack` is how far the task may slip without moving the project's finish or a pinned task; below
    zero, how much it is late for `finish_by`. `free_slack` is how far it may slip without moving any other.
    """

    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    total_slack: int
    free_slack: int
    critical: bool
    driver: Driver


class Schedule(Mapping[Key, Slot]):
    """The slots of all tasks by key, in the order the tasks were given.

    `start` is the first day of the first task and `finish` the last day of the last (both the project's start
    when there are no tasks); `critical` lists the keys of the critical tasks in the order of their dates;
    `conflicts` is in the order of the tasks.
    """

    def __init__(
        self, slots: dict[Key, Slot], *, start: date, finish: date, critical: list[Key], conflicts: list[Conflict]
    ) -> None:
        self._slots = slots
        self.start = start
        self.finish = finish
        self.critical = critical
        self.conflicts = conflicts

    def __getitem__(self, key: Key) -> Slot:
        return self._slots[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._slots)

    def __len__(self) -> int:
        return len(self._slots)


def schedule(
    tasks: Iterable[Task],
    links: Iterable[Link],
    *,
    start: date,
    calendar: Calendar,
    finish_by: date | None = None,
) -> Schedule:
    """Compute all dates afresh: every task as early as its links and own dates allow.

    `calendar` is the project's: lags count on it, and tasks without a calendar of their own follow it. With
    `finish_by` the latest dates are counted back from that day instead of from the computed finish. Deadlines
    are reported, never counted back from. Time grows with the number of tasks and links.

    Raises NotADate, FinishBeforeStart, DuplicateTask, UnknownTask, CyclicGraph, DateOutOfRange.
    """
    check_date(start)
    if finish_by is not None:
        check_date(finish_by)
        if finish_by < start:
            raise FinishBeforeStart(start, finish_by)
    network = Network(list(tasks), list(links))
    return found_in_windows(
        lambda window: _schedule_within(window, network, start, finish_by), network, calendar, start, finish_by
    )


def _schedule_within(window: Window, network: Network, start: date, finish_by: date | None) -> Schedule:
    early = forward_pass(network, window, start)
    limit = early.limit if finish_by is None else window.number_of(finish_by) + 1
    late = backward_pass(network, window, early, limit)
    # A finish_by with time to spare gives every task slack, yet some of them still set the finish.
    to_finish = late if limit <= early.limit else backward_pass(network, window, early, early.limit)
    critical = [slack <= 0 for slack in to_finish.total_slack]
    early_starts, early_finishes = _shown_days(early)
    late_starts, late_finishes = _shown_days(late)
    columns = (
        window.dates_of(early_starts),
        window.dates_of(early_finishes),
        window.dates_of(late_starts),
        window.dates_of(late_finishes),
        late.total_slack,
        late.free_slack,
        critical,
        _drivers(network, early),
    )
    slots = dict(zip(network.place, _named_tuples(Slot, *columns), strict=True))
    by_date = sorted((i for i in network.order if critical[i]), key=lambda i: (early.start[i], early.end[i]))
    return Schedule(
        slots,
        start=window.date_of(min(early_starts, default=early.limit)),
        finish=window.date_of(max(early_finishes, default=early.limit)),
        critical=[network.tasks[i].key for i in by_date],
        conflicts=list(_conflicts(network, window, early, slots)),
    )


def _shown_days(found: EarlyDates | LateDates) -> tuple[list[int], list[int]]:
    """The first and the last day of each task, as a person sees them."""
    first_days, last_days = found.start.copy(), [end - 1 for end in found.end]
    for i, day in found.milestone_day.items():
        first_days[i] = last_days[i] = day
    return first_days, last_days


def _drivers(network: Network, early: EarlyDates) -> list[Driver]:
    drivers = list(_named_tuples(Driver, repeat(DriverKind.LINK, len(network.order)), early.held_by))
    for i, link in enumerate(early.held_by):
        if link is None:
            at_start = early.start[i] == early.project_start
            drivers[i] = Driver(DriverKind.PROJECT_START if at_start else DriverKind.CALENDAR)
    for i in network.dated:
        if network.tasks[i].pinned:
            drivers[i] = Driver(DriverKind.PINNED)
        elif i in early.held_by_earliest:
            drivers[i] = Driver(DriverKind.EARLIEST)
    return drivers


Row = TypeVar("Row", bound=NamedTuple)


def _named_tuples(kind: type[Row], *columns: Iterable[object]) -> Iterator[Row]:
    """Named tuples from columns, in half the time of calling `kind` for each."""
    return map(tuple.__new__, repeat(kind), zip(*columns, strict=True))


def _conflicts(network: Network, window: Window, early: EarlyDates, slots: dict[Key, Slot]) -> Iterator[Conflict]:
    for i in network.dated:
        task, calendar = network.tasks[i], window.calendars[i]
        slot = slots[task.key]
        if task.pinned:
            possible = window.date_of(early.possible_start[i])
            if task.days and task.pinned < possible == slot.early_start:
                yield Conflict(task.key, ConflictKind.REST_DAY, task.pinned, days_short=1)
            elif task.pinned < possible:
                days_short = _days_late(calendar, task.pinned, possible)
                link = None if i in early.held_by_earliest else early.held_by[i]
                yield Conflict(task.key, ConflictKind.PINNED, task.pinned, days_short, link)
        if task.deadline and task.deadline < slot.early_finish:
            days_short = _days_late(calendar, task.deadline, slot.early_finish)
            yield Conflict(task.key, ConflictKind.DEADLINE, task.deadline, days_short)


def _days_late(calendar: Calendar, wanted: date, got: date) -> int:
    # At least one: a milestone may be reached on a day of rest.
    return max(calendar.count(wanted + timedelta(days=1), got), 1)
