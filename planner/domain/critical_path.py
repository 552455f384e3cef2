"""The two passes of the critical path method (Kelley and Walker, 1959), over plain lists of whole numbers.

`schedule` is what others call. In here a task is its place in the list of tasks, a day is its number within a
window of days, and a moment is the morning of a day: a task has `start` and `end`, the morning after its last
day, so a milestone has `end == start`. The working days of a calendar are numbered too (see WorkingDays): a
task of n days that starts on working day k has its end n working days later, whatever days of rest there are.
Where a calendar has short days the end lies further, and Work says where.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from planner.domain.graph import CyclicGraph, DuplicateTask, Key, Link, Task, UnknownTask, circle_in
from planner.domain.workdays import FIRST_DAY, LAST_DAY, Calendar, DateOutOfRange, Work, WorkingDays

# Windows begin and end on a grid, so that a plan computed again after a change finds its days written out.
GRID = 256
FARTHEST_REACH = 500 * 366

Found = TypeVar("Found")


class Network:
    """The tasks and links by place, and the `order` in which every task comes after those it waits for.

    Most tasks have work and no date of their own, and most links are finish to start without lag. These are
    plain, and the passes take them without a call. `work` is a number of working days that no chain of tasks
    exceeds. Raises DuplicateTask, UnknownTask and CyclicGraph.
    """

    def __init__(self, tasks: list[Task], links: list[Link]) -> None:
        self.tasks = tasks
        self.place: dict[Key, int] = {task.key: i for i, task in enumerate(tasks)}
        if len(self.place) < len(tasks):
            raise DuplicateTask(next(task.key for i, task in enumerate(tasks) if self.place[task.key] != i))
        self.duration = [task.days for task in tasks]
        self.dated = [i for i, task in enumerate(tasks) if task.earliest or task.pinned or task.deadline]
        self.is_plain = [days > 0 for days in self.duration]
        for i in self.dated:
            self.is_plain[i] = False
        successors: list[list[tuple[int, Link, bool]]] = [[] for _ in tasks]
        place, waits_for = self.place, [0] * len(tasks)
        for link in links:
            try:
                before, after = place[link.before], place[link.after]
            except KeyError as missing:
                raise UnknownTask(missing.args[0], link) from None
            successors[before].append((after, link, link.kind == "FS" and not link.lag))
            waits_for[after] += 1
        self.successors = successors
        self.order, self.work = self._in_waves(waits_for)
        if len(self.order) < len(tasks):
            raise CyclicGraph(circle_in(place, links))

    def _in_waves(self, waits_for: list[int]) -> tuple[list[int], int]:
        """Take the tasks that wait for nothing more, again and again (Kahn, 1962)."""
        order: list[int] = []
        work = 0
        wave = [i for i, count in enumerate(waits_for) if not count]
        while wave:
            # Tasks lie in memory as they were given, and in large plans that is how they are fetched fastest.
            wave.sort()
            order += wave
            work += max([self.duration[i] for i in wave])
            links = chain.from_iterable([self.successors[i] for i in wave])
            wave = []
            for j, _, _ in links:
                waits_for[j] -= 1
                if not waits_for[j]:
                    wave.append(j)
        return order, work


class Window:
    """A stretch of days, with the working days of the project and of each task written out in it.

    `work` has the tasks, by place, on whose calendar some days are short. They are not plain.
    """

    def __init__(self, network: Network, calendar: Calendar, first: int, last: int) -> None:
        self.first = first
        self._dates = _dates(first, last)
        self.project = calendar.written_out(first, last)
        self.calendars = [task.calendar or calendar for task in network.tasks]
        # Calendars are told apart by identity, for hashing one takes longer than placing a task.
        by_identity = {id(own): own for own in self.calendars}
        written_out = {identity: own.written_out(first, last) for identity, own in by_identity.items()}
        self.days = [written_out[id(own)] for own in self.calendars]
        self.is_plain = network.is_plain
        self.work: dict[int, Work] = {}
        short = {key: own.work_written_out(first, last) for key, own in by_identity.items() if own.short_seasons}
        if short:
            places = (i for i, own in enumerate(self.calendars) if id(own) in short and network.duration[i])
            self.work = {i: short[id(self.calendars[i])] for i in places}
            self.is_plain = [plain and i not in self.work for i, plain in enumerate(network.is_plain)]

    def number_of(self, day: date) -> int:
        return day.toordinal() - self.first

    def date_of(self, number: int) -> date:
        return self._dates[number]

    def dates_of(self, numbers: Iterable[int]) -> Iterator[date]:
        return map(self._dates.__getitem__, numbers)


@lru_cache(maxsize=8)
def _dates(first: int, last: int) -> list[date]:
    return list(map(date.fromordinal, range(first, last + 1)))


def found_in_windows(
    find: Callable[[Window], Found], network: Network, calendar: Calendar, start: date, finish_by: date | None
) -> Found:
    """What `find` finds in the first window that is wide enough for it. Raises DateOutOfRange where none is."""
    for window in _windows(network, calendar, start, finish_by):
        # Leaving a window is too rare to look out for at every step.
        with suppress(IndexError):
            return find(window)
    raise DateOutOfRange


def _windows(network: Network, calendar: Calendar, start: date, finish_by: date | None) -> Iterator[Window]:
    """Ever wider windows around all the given dates, up to 500 years. A pass that leaves one raises IndexError."""
    dates = [start, finish_by or start]
    for i in network.dated:
        task = network.tasks[i]
        dates += [day for day in (task.earliest, task.pinned) if day]
    earliest, latest = min(dates).toordinal(), max(dates).toordinal()
    # Seven days for five of work, and a tenth more for holidays. Few plans have latest dates before their start.
    before, after = 0, min(network.work * 3 // 2, FARTHEST_REACH)
    while latest - earliest <= FARTHEST_REACH:
        first = (earliest - before) // GRID * GRID - GRID
        last = (latest + after) // GRID * GRID + 2 * GRID
        yield Window(network, calendar, max(first, FIRST_DAY), min(last, LAST_DAY))
        if after >= FARTHEST_REACH:
            return
        before = after = min(4 * (after + GRID), FARTHEST_REACH)


class EarlyDates:
    """What the forward pass finds, by place; `limit` is the end of the last task.

    `number` is the working day on which the task starts. A milestone shows one day: that of its moment, or
    the day before when it is reached in the evening, with the finish of something. `held_by` is the link that
    holds the start back most, `held_by_earliest` has the tasks that their own earliest date holds back longer,
    and `possible_start` the first day on which a pinned task could have started.
    """

    def __init__(self, size: int, project_start: int) -> None:
        self.project_start = self.limit = project_start
        self.start = [project_start] * size
        self.end = [project_start] * size
        self.number = [0] * size
        self.milestone_day: dict[int, int] = {}
        self.held_by: list[Link | None] = [None] * size
        self.held_by_earliest: set[int] = set()
        self.possible_start: dict[int, int] = {}


def forward_pass(network: Network, window: Window, start: date) -> EarlyDates:
    """Start every task as early as it may, and tell those that wait for it."""
    early = EarlyDates(len(network.tasks), window.number_of(start))
    starts, ends, numbers, held_by = early.start, early.end, early.number, early.held_by
    is_plain, durations, all_days, successors = window.is_plain, network.duration, window.days, network.successors
    for i in network.order:
        if is_plain[i]:
            before, nth = all_days[i]
            numbers[i] = number = before[starts[i]]
            starts[i] = nth[number]
            ends[i] = end = nth[number + durations[i] - 1] + 1
        else:
            _place_early(network, window, early, i)
            end = ends[i]
        for j, link, plain in successors[i]:
            moment = end if plain else earliest_start(network, window, link, starts[i], end, j)
            if moment > starts[j] or (moment == starts[j] and _comes_first(link, held_by[j])):
                starts[j] = moment
                held_by[j] = link
    early.limit = max(ends, default=early.project_start)
    return early


def _place_early(network: Network, window: Window, early: EarlyDates, i: int) -> None:
    """Place a milestone, or a task that has dates of its own or short days."""
    task, (before, nth) = network.tasks[i], window.days[i]
    moment = early.start[i]
    allowed = first = nth[before[moment]] if task.days else _day_reached(network, early, i)
    if task.earliest and window.number_of(task.earliest) > first:
        first = window.number_of(task.earliest)
        early.held_by_earliest.add(i)
    if task.pinned:
        pinned = window.number_of(task.pinned)
        possible = max(first, pinned)
        early.possible_start[i] = nth[before[possible]] if task.days else possible
        first = pinned
    if task.days:
        early.number[i] = number = before[first]
        early.start[i] = nth[number]
        early.end[i] = nth[end_of(window, i, number, task.days) - 1] + 1
    else:
        # On the day that its links allow it keeps their moment; a date of its own counts from the morning.
        early.start[i] = early.end[i] = moment if first == allowed else first
        early.number[i] = before[early.start[i]]
        early.milestone_day[i] = first


def end_of(window: Window, i: int, number: int, duration: int) -> int:
    """The working day before which the task ends that starts on working day `number`."""
    work = window.work.get(i)
    return work.end(number, duration) if work else number + duration


def _day_reached(network: Network, early: EarlyDates, i: int) -> int:
    """The day a milestone shows: the day before its moment when what holds it comes in the evening."""
    link, day = early.held_by[i], early.start[i]
    if link is None:
        return day
    predecessor = network.place[link.before]
    if link.lag or network.duration[predecessor]:
        in_the_evening = is_in_the_evening(link)
    else:
        in_the_evening = early.milestone_day[predecessor] < early.start[predecessor]
    return max(day - in_the_evening, early.project_start)


def _comes_first(link: Link, other: Link | None) -> bool:
    """Whether to name `link` when both let a task start at the same moment, whatever order they came in."""
    return other is None or rank_of(link) < rank_of(other)


def rank_of(link: Link) -> tuple[bool, str, str, int]:
    # Mornings first: a milestone that is reached in the evening and the next morning shows the morning.
    return is_in_the_evening(link), str(link.before), link.kind, link.lag


def is_in_the_evening(link: Link) -> bool:
    """Whether `link` looks at the evening of a working day: a finish, or the last day of a lag."""
    return link.lag > 0 or (link.lag == 0 and link.kind[0] == "F")


def earliest_start(network: Network, window: Window, link: Link, start: int, end: int, successor: int) -> int:
    """The first moment at which `link` lets `successor` start, when its predecessor has `start` and `end`.

    0, the first moment of the window, when that lies before it.
    """
    moment = end if link.kind[0] == "F" else start
    if link.lag:
        before, nth = window.project
        number = before[moment] + link.lag
        if number < 0:
            return 0
        moment = nth[number - 1] + 1 if link.lag > 0 else nth[number]
    duration = network.duration[successor]
    if link.kind[1] == "S" or not duration:
        return moment
    # Its last day is that evening's or later; or, before a morning, its own last working day or later.
    before, nth = window.days[successor]
    number_at_end = before[moment - 1] + 1 if is_in_the_evening(link) else before[moment]
    if successor in window.work:
        work = window.work[successor]
        # Where even the first working day of the window is too late, its end is later than it need be.
        if not number_at_end or work.done[number_at_end] < duration * work.full_day:
            return 0
        return nth[work.latest_start(number_at_end - 1, duration) + 1]
    return nth[number_at_end - duration] if number_at_end >= duration else 0


class LateDates:
    """What the backward pass finds, by place; the lists are like those of EarlyDates."""

    def __init__(self, size: int, limit: int) -> None:
        self.limit = limit
        self.start = [limit] * size
        self.end = [limit] * size
        self.milestone_day: dict[int, int] = {}
        self.total_slack = [0] * size
        self.free_slack = [0] * size


def backward_pass(network: Network, window: Window, early: EarlyDates, limit: int) -> LateDates:
    """Let every task end as late as those that wait for it, and the morning `limit`, allow.

    Beside it goes the free slack: the same question put to the early dates of those that wait.
    """
    late = LateDates(len(network.tasks), limit)
    starts, ends, early_starts, early_ends = late.start, late.end, early.start, early.end
    numbers, total_slack, free_slack = early.number, late.total_slack, late.free_slack
    is_plain, durations, all_days, successors = window.is_plain, network.duration, window.days, network.successors
    for i in reversed(network.order):
        end_limit, free_limit = limit, early.limit
        for j, link, plain in successors[i]:
            if plain:
                if starts[j] < end_limit:
                    end_limit = starts[j]
                if early_starts[j] < free_limit:
                    free_limit = early_starts[j]
            else:
                end_limit = min(end_limit, latest_end(network, window, link, i, starts[j], ends[j], j))
                free_end = latest_end(network, window, link, i, early_starts[j], early_ends[j], j)
                free_limit = min(free_limit, free_end)
        if is_plain[i]:
            before, nth = all_days[i]
            duration, early_number = durations[i], numbers[i]
            number = before[end_limit] - duration
            if number < 0:
                raise IndexError("before the window")
            starts[i] = nth[number]
            ends[i] = nth[number + duration - 1] + 1
            total_slack[i] = number - early_number
            free = before[free_limit] - duration - early_number
            if free > 0:
                free_slack[i] = free
        else:
            _place_late(network, window, early, late, i, end_limit, free_limit)
    return late


def _place_late(
    network: Network, window: Window, early: EarlyDates, late: LateDates, i: int, end_limit: int, free_limit: int
) -> None:
    """Place a milestone, or a task that has dates of its own or short days."""
    task, days = network.tasks[i], window.days[i]
    if task.pinned:
        end_limit, free_limit = min(end_limit, early.end[i]), early.end[i]
    if i in window.work:
        _place_short_late(network, window, early, late, i, end_limit, free_limit)
        return
    number = days.before[end_limit] - task.days
    late.total_slack[i] = slack = number - early.number[i]
    late.free_slack[i] = max(days.before[free_limit] - task.days - early.number[i], 0)
    if task.days:
        late.start[i] = _nth(days, number)
        late.end[i] = _nth(days, number + task.days - 1) + 1
        return
    late.start[i] = late.end[i] = end_limit
    day = early.milestone_day[i]
    if slack:
        in_the_evening = day < early.start[i]
        day = min(_nth(days, number - in_the_evening), late.limit - 1)
    late.milestone_day[i] = day


def _place_short_late(
    network: Network, window: Window, early: EarlyDates, late: LateDates, i: int, end_limit: int, free_limit: int
) -> None:
    """Place a task with short days.

    When it starts a day later it may end on the same day, or several days later. So what waits for its start limits
    its start apart from its end, and slack is the lesser of what start and end have.
    """
    task, days, work = network.tasks[i], window.days[i], window.work[i]
    number, end = early.number[i], days.before[early.end[i]]
    latest = work.latest_start(days.before[end_limit], task.days)
    latest_free = work.latest_start(days.before[free_limit], task.days)
    if task.pinned:
        latest, latest_free = min(latest, number), number
    for j, link, _ in network.successors[i]:
        if link.kind[0] == "S":
            moment = latest_moment(network, window, link, late.start[j], late.end[j], j)
            latest = min(latest, days.before[moment + 1] - 1)
            moment = latest_moment(network, window, link, early.start[j], early.end[j], j)
            latest_free = min(latest_free, days.before[moment + 1] - 1)
    late.start[i] = _nth(days, latest)
    late.end[i] = days.nth[work.end(latest, task.days) - 1] + 1
    late.total_slack[i] = min(latest - number, days.before[end_limit] - end)
    late.free_slack[i] = max(min(latest_free - number, days.before[free_limit] - end), 0)


def latest_end(
    network: Network, window: Window, link: Link, predecessor: int, start: int, end: int, successor: int
) -> int:
    """The last moment at which `predecessor` may end for `link` to leave `successor` its `start` and `end`.

    The reverse of earliest_start: one working day more and the link would move the successor.
    """
    moment = latest_moment(network, window, link, start, end, successor)
    if link.kind[0] == "F" or not network.duration[predecessor]:
        return moment
    if predecessor in window.work:
        return LAST_DAY
    days = window.days[predecessor]
    return _nth(days, days.before[moment + 1] - 1 + network.duration[predecessor])


def latest_moment(network: Network, window: Window, link: Link, start: int, end: int, successor: int) -> int:
    """The last moment for the end of the predecessor that `link` looks at."""
    moment = start if link.kind[1] == "S" else end
    if link.kind[1] == "F" and network.duration[successor] and not is_in_the_evening(link):
        # From its last day to its next working day the successor rests, and any morning will do.
        days = window.days[successor]
        moment = days.nth[days.before[end]]
    if link.lag > 0:
        moment = _nth(window.project, window.project.before[moment] - link.lag)
    elif link.lag < 0:
        moment = _nth(window.project, window.project.before[moment + 1] - link.lag - 1)
    return moment


def _nth(days: WorkingDays, number: int) -> int:
    if number < 0:
        raise IndexError("before the window")
    return days.nth[number]
