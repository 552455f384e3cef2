"""When does a plan finish, and which tasks set the finish, for many sets of durations at once?

The two passes of `critical_path` again, with a column of numbers, one a run, where those have one number: what a
link allows and where a task is placed is the same arithmetic, line by line, and so are the answers (that is what
the tests compare, run by run). A plan of 500 tasks takes about a tenth of a millisecond a run that way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.critical_path import Network, Window, found_in_windows, is_in_the_evening, rank_of
from planner.domain.graph import Key, Link, Task
from planner.domain.workdays import LAST_DAY, Calendar, Work, WorkingDays

Column = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Runs(NamedTuple):
    """`finish` of each run as an ordinal; `critical` tells for each task in which runs it was critical."""

    finish: Column
    critical: dict[Key, Flags]


def run_through(
    tasks: Sequence[Task],
    links: Sequence[Link],
    durations: Mapping[Key, Column],
    *,
    runs: int,
    start: date,
    calendar: Calendar,
) -> Runs:
    """Schedule the plan once for each row of `durations`, which replaces the days of the tasks it names.

    Each column has `runs` durations of at least one working day; milestones have none. There is at least one task.
    Raises what `schedule` raises.
    """
    longest = [replace(task, days=int(durations[task.key].max())) if task.key in durations else task for task in tasks]
    network = Network(longest, list(links))
    columns = [durations.get(task.key, np.full(runs, task.days, np.int32)) for task in tasks]
    return found_in_windows(
        lambda window: _Passes(network, window, columns, start).run(), network, calendar, start, None
    )


class _Days(NamedTuple):
    before: Column
    nth: Column


class _Work:
    """`planner.domain.workdays.Work` for columns."""

    def __init__(self, work: Work) -> None:
        self.full_day, self.done = work.full_day, np.array(work.done, np.int64)

    def end(self, number: Column, days: Column) -> Column:
        end = np.searchsorted(self.done, self.done[number] + days * self.full_day).astype(np.int32)
        if (end == len(self.done)).any():
            raise IndexError("beyond the window")
        return end

    def latest_start(self, end: Column, days: Column) -> Column:
        found = np.searchsorted(self.done, self.done[end] - days * self.full_day, side="right") - 1
        return found.astype(np.int32)


class _Passes:
    def __init__(self, network: Network, window: Window, durations: Sequence[Column], start: date) -> None:
        self.network, self.window, self.durations = network, window, durations
        self.project_start = window.number_of(start)
        by_identity = {id(days): days for days in (*window.days, window.project)}
        written = {identity: _as_columns(days) for identity, days in by_identity.items()}
        self.days = [written[id(days)] for days in window.days]
        self.project = written[id(window.project)]
        short = {id(work): _Work(work) for work in window.work.values()}
        self.work = {i: short[id(work)] for i, work in window.work.items()}
        self.incoming: list[list[tuple[int, Link]]] = [[] for _ in network.tasks]
        for before in network.order:
            for after, link, _plain in network.successors[before]:
                self.incoming[after].append((before, link))
        for arrivals in self.incoming:
            arrivals.sort(key=lambda arrival: rank_of(arrival[1]))
        empty = np.zeros(0, np.int32)
        self.start, self.end, self.number = ([empty] * len(network.tasks) for _ in range(3))
        self.milestone_day: dict[int, Column] = {}

    def run(self) -> Runs:
        for i in self.network.order:
            self._place_early(i)
        limit = np.maximum.reduce(self.end)
        shown = [self.milestone_day.get(i, end - 1) for i, end in enumerate(self.end)]
        return Runs(
            finish=np.maximum.reduce(shown) + np.int32(self.window.first),
            critical={self.network.tasks[i].key: flags for i, flags in sorted(self._critical(limit).items())},
        )

    def _place_early(self, i: int) -> None:
        task, days = self.network.tasks[i], self.days[i]
        moment, in_the_evening = self._held_until(i)
        if task.days:
            first = days.nth[days.before[moment]]
        else:
            first = np.maximum(moment - in_the_evening, np.int32(self.project_start))
        allowed = first
        if task.earliest:
            first = np.maximum(first, np.int32(self.window.number_of(task.earliest)))
        if task.pinned:
            first = np.full_like(first, self.window.number_of(task.pinned))
        if task.days:
            self.number[i] = number = days.before[first]
            self.start[i] = days.nth[number]
            self.end[i] = days.nth[self._end(i, number) - 1] + 1
        else:
            self.start[i] = self.end[i] = np.where(first == allowed, moment, first)
            self.number[i] = days.before[self.start[i]]
            self.milestone_day[i] = first

    def _held_until(self, i: int) -> tuple[Column, Flags]:
        """The moment at which the links of a task let it start, and whether that is an evening."""
        moment = np.full_like(self.durations[i], self.project_start)
        in_the_evening = np.zeros(moment.shape, np.bool_)
        held = np.zeros(moment.shape, np.bool_)
        for before, link in self.incoming[i]:  # in the order of their ranks, so the first of equals stays
            allowed = self._earliest_start(link, before, i)
            holds = (allowed > moment) | ((allowed == moment) & ~held)
            moment = np.where(holds, allowed, moment)
            held |= holds
            if not self.network.duration[i]:
                in_the_evening = np.where(holds, self._comes_in_the_evening(link, before), in_the_evening)
        return moment, in_the_evening

    def _comes_in_the_evening(self, link: Link, before: int) -> Flags | bool:
        if link.lag or self.network.duration[before]:
            return is_in_the_evening(link)
        return self.milestone_day[before] < self.start[before]

    def _earliest_start(self, link: Link, before: int, after: int) -> Column:
        moment = self.end[before] if link.kind[0] == "F" else self.start[before]
        out = np.zeros(moment.shape, np.bool_)
        if link.lag:
            number = self.project.before[moment] + link.lag
            out = number < 0
            number = np.maximum(number, 1)
            moment = self.project.nth[number - 1] + 1 if link.lag > 0 else self.project.nth[number]
        if link.kind[1] == "F" and self.network.duration[after]:
            days, duration = self.days[after], self.durations[after]
            at_end = days.before[moment - 1] + 1 if is_in_the_evening(link) else days.before[moment]
            if after in self.work:
                work = self.work[after]
                out = out | (at_end == 0) | (work.done[at_end] < duration * work.full_day)
                moment = days.nth[work.latest_start(np.maximum(at_end - 1, 0), duration) + 1]
            else:
                out = out | (at_end < duration)
                moment = days.nth[np.maximum(at_end - duration, 0)]
        return np.where(out, np.int32(0), moment)

    def _critical(self, limit: Column) -> dict[int, Flags]:
        """Whether each task has no slack left, counted back from the computed finish of its run."""
        start, end = self.start.copy(), self.end.copy()
        critical = {}
        for i in reversed(self.network.order):
            end_limit = limit
            for j, link, plain in self.network.successors[i]:
                latest = start[j] if plain else self._latest_end(link, i, j, start[j], end[j])
                end_limit = np.minimum(end_limit, latest)
            if self.network.tasks[i].pinned:
                end_limit = np.minimum(end_limit, self.end[i])
            days, stop = self.days[i], self.days[i].before[end_limit]
            number = stop - self.durations[i]
            if i in self.work:
                number = self._latest_with_short_days(i, stop, start, end)
                ends_late = stop <= days.before[self.end[i]]
                critical[i] = (number <= self.number[i]) | ends_late
            else:
                critical[i] = number <= self.number[i]
            if self.network.duration[i]:
                start[i] = _nth(days, number)
                end[i] = days.nth[self._end(i, number) - 1] + 1
            else:
                start[i] = end[i] = end_limit
        return critical

    def _latest_with_short_days(self, i: int, stop: Column, start: Sequence[Column], end: Sequence[Column]) -> Column:
        """Where days are short, what waits for a task's start limits its start apart from its end."""
        latest = self.work[i].latest_start(stop, self.durations[i])
        if self.network.tasks[i].pinned:
            latest = np.minimum(latest, self.number[i])
        for j, link, _plain in self.network.successors[i]:
            if link.kind[0] == "S":
                moment = self._latest_moment(link, j, start[j], end[j])
                latest = np.minimum(latest, self.days[i].before[moment + 1] - 1)
        return latest

    def _end(self, i: int, number: Column) -> Column:
        """The working day before which the task ends that starts on working day `number`."""
        if i in self.work:
            return self.work[i].end(number, self.durations[i])
        return number + self.durations[i]

    def _latest_end(self, link: Link, before: int, after: int, start: Column, end: Column) -> Column:
        moment = self._latest_moment(link, after, start, end)
        if link.kind[0] == "F" or not self.network.duration[before]:
            return moment
        if before in self.work:
            return np.full_like(moment, LAST_DAY)
        days = self.days[before]
        return _nth(days, days.before[moment + 1] - 1 + self.durations[before])

    def _latest_moment(self, link: Link, after: int, start: Column, end: Column) -> Column:
        moment = start if link.kind[1] == "S" else end
        if link.kind[1] == "F" and self.network.duration[after] and not is_in_the_evening(link):
            days = self.days[after]
            moment = days.nth[days.before[end]]
        if link.lag > 0:
            moment = _nth(self.project, self.project.before[moment] - link.lag)
        elif link.lag < 0:
            moment = _nth(self.project, self.project.before[moment + 1] - link.lag - 1)
        return moment


def _as_columns(days: WorkingDays) -> _Days:
    return _Days(np.array(days.before, np.int32), np.array(days.nth, np.int32))


def _nth(days: _Days, number: Column) -> Column:
    if (number < 0).any():
        raise IndexError("before the window")
    return days.nth[number]
