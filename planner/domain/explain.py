"""Why does a task start on its day, and how far may it slip before something gives?

The first question is answered by going back from the task over the links that drive each date to a date that no link
sets, the second by going forward over the links that leave no more slack, to the finish or to a fixed date. The same
passes as in `schedule` say both, so an explanation cannot differ from the dates it explains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from planner.domain.critical_path import (
    EarlyDates,
    LateDates,
    Network,
    Window,
    backward_pass,
    forward_pass,
    found_in_windows,
    is_in_the_evening,
    latest_moment,
)
from planner.domain.graph import Key, Link, Task
from planner.domain.schedule import Driver, DriverKind, Schedule
from planner.domain.workdays import Calendar

__all__ = [
    "Explanation",
    "Limit",
    "LimitKind",
    "Rest",
    "RestKind",
    "Step",
    "Stretch",
    "StretchKind",
    "explain",
]

ONE_DAY = timedelta(days=1)


class RestKind(StrEnum):
    WEEKEND = "WEEKEND"
    HOLIDAY = "HOLIDAY"


class Rest(NamedTuple):
    """A day that is not worked. A holiday on a weekend is a weekend: without it the day would be free as well."""

    day: date
    kind: RestKind


class StretchKind(StrEnum):
    WORK = "WORK"
    LAG = "LAG"
    WAIT = "WAIT"


@dataclass(frozen=True)
class Stretch:
    """Days in a row on the way from one date to another, `first` and `last` included.

    WORK is the whole of the task `key`, with the days of rest in it; LAG the lag or lead of a link, in working days of
    the project; WAIT the days on which the task that waits does not work, and, where a link holds its finish and days
    are short, those by which it finishes later than it need. With `is_back` the way leads back in time: over a lead,
    over rest before a morning, or from the finish of a task that a link holds by its finish.
    """

    kind: StretchKind
    first: date
    last: date
    worked: int
    rests: tuple[Rest, ...]
    is_back: bool = False
    key: Key | None = None

    @property
    def days(self) -> int:
        """Calendar days, below zero on the way back."""
        days = (self.last - self.first).days + 1
        return -days if self.is_back else days


@dataclass(frozen=True)
class Step:
    """One task of the chain: what sets its start, and the `way` there from the start of the step before.

    The way to the first step leads from the chain's `origin`. Dates are early ones, as people see them; between them
    lie `rests`, the days of rest, and `worked` working days, more than the task's own where days are short.
    """

    key: Key
    driver: Driver
    start: date
    finish: date
    way: tuple[Stretch, ...]
    worked: int
    rests: tuple[Rest, ...]


class LimitKind(StrEnum):
    LINK = "LINK"
    PINNED = "PINNED"
    FINISH = "FINISH"
    DEADLINE = "DEADLINE"


class Limit(NamedTuple):
    """What leaves the task `key` no more slack than it has.

    LINK: `link`, whose later task has to start (or, by the link's kind, to finish) by `day`. PINNED: the task's own
    fixed start `day`. FINISH and DEADLINE: the plan's, which is `day`.
    """

    key: Key
    kind: LimitKind
    day: date
    link: Link | None = None


@dataclass(frozen=True)
class Explanation:
    """Why `key` has its early dates and its slack.

    `steps` begins with the task whose date no link sets, at `origin`, and ends with `key`. `limits` begins with what
    limits `key` and ends with the first limit that is no link. Slack is in working days of the task's calendar:
    `total_slack` as in the schedule; `finish_slack` how far the task may slip before the plan's finish moves and
    `deadline_slack` before the plan finishes after its deadline, neither of which a pinned task prevents;
    `own_deadline_slack` before it misses its own deadline.
    """

    key: Key
    origin: date
    steps: list[Step]
    limits: list[Limit]
    total_slack: int
    finish_slack: int
    deadline_slack: int | None
    own_deadline_slack: int | None


def explain(
    schedule: Schedule,
    tasks: Iterable[Task],
    links: Iterable[Link],
    *,
    key: Key,
    start: date,
    calendar: Calendar,
    finish_by: date | None = None,
) -> Explanation:
    """Explain one task of `schedule`, which was computed from the same values.

    Takes the time of three schedules, and of walking the days of the chain. Raises KeyError for an unknown task.
    """
    network = Network(list(tasks), list(links))
    return found_in_windows(
        lambda window: _Passes(schedule, network, window, start, calendar, finish_by).explain(network.place[key]),
        network,
        calendar,
        start,
        finish_by,
    )


class _Passes:
    """The moments of both passes over one window, and what they say about single tasks."""

    def __init__(
        self,
        schedule: Schedule,
        network: Network,
        window: Window,
        start: date,
        calendar: Calendar,
        finish_by: date | None,
    ) -> None:
        self.schedule, self.network, self.window = schedule, network, window
        self.project_start, self.calendar, self.finish_by = start, calendar, finish_by
        self.early: EarlyDates = forward_pass(network, window, start)
        self.limit = self.early.limit if finish_by is None else window.number_of(finish_by) + 1
        self.late: LateDates = backward_pass(network, window, self.early, self.limit)

    def explain(self, i: int) -> Explanation:
        task = self.network.tasks[i]
        steps = list(self._steps(i))[::-1]
        return Explanation(
            key=task.key,
            origin=self._origin(steps[0]),
            steps=steps,
            limits=list(self._limits(i)),
            total_slack=self.late.total_slack[i],
            finish_slack=self._slack_before(self.early.limit, i),
            deadline_slack=None if self.finish_by is None else self._slack_before(self.limit, i),
            own_deadline_slack=self._own_deadline_slack(task, i),
        )

    # --- why this date ----------------------------------------------------------------------------------

    def _steps(self, i: int) -> Iterator[Step]:
        """From the task back to the one that no link drives."""
        while True:
            task = self.network.tasks[i]
            slot = self.schedule[task.key]
            link = slot.driver.link
            way = self._way_over(link, i) if link else self._way_from_date(slot.driver.kind, i)
            work = list(self._work(i))
            yield Step(
                key=task.key,
                driver=slot.driver,
                start=slot.early_start,
                finish=slot.early_finish,
                way=tuple(way),
                worked=sum(stretch.worked for stretch in work),
                rests=tuple(rest for stretch in work for rest in stretch.rests),
            )
            if link is None:
                return
            i = self.network.place[link.before]

    def _origin(self, step: Step) -> date:
        task = self.network.tasks[self.network.place[step.key]]
        own = {DriverKind.EARLIEST: task.earliest, DriverKind.PINNED: task.pinned}
        return own.get(step.driver.kind) or self.project_start

    def _way_from_date(self, kind: DriverKind, i: int) -> Iterator[Stretch]:
        task = self.network.tasks[i]
        own = {DriverKind.EARLIEST: task.earliest, DriverKind.PINNED: task.pinned}
        first = own.get(kind) or self.project_start
        if task.days:
            yield from self._wait(self.window.calendars[i], first, self._day(self.early.start[i]))

    def _way_over(self, link: Link, i: int) -> Iterator[Stretch]:
        before = self.network.place[link.before]
        moment = self._day(self.early.start[before])
        if link.kind[0] == "F":
            yield from self._work(before)
            moment = self._day(self.early.end[before])
        if link.lag > 0:
            after_lag = self.calendar.offset(moment, link.lag - 1) + ONE_DAY
            yield _stretch(StretchKind.LAG, self.calendar, moment, after_lag)
            moment = after_lag
        elif link.lag < 0:
            before_lead = self.calendar.offset(moment, link.lag)
            yield _stretch(StretchKind.LAG, self.calendar, before_lead, moment, is_back=True)
            moment = before_lead
        own = self.window.calendars[i]
        task_start, task_end = self._day(self.early.start[i]), self._day(self.early.end[i])
        if not self.network.duration[i]:
            return
        if link.kind[1] == "S":
            yield from self._wait(own, moment, task_start)
            return
        if task_end < moment:
            yield from self._wait(own, task_end, moment, is_back=True)
        elif is_in_the_evening(link) and not own.is_working(moment - ONE_DAY):
            # Its last day is not that of the evening, but the first worked after it.
            yield from self._wait(own, moment - ONE_DAY, task_end - ONE_DAY)
        else:
            yield from self._wait(own, moment, task_end)
        yield from self._work(i, is_back=True)

    def _work(self, i: int, *, is_back: bool = False) -> Iterator[Stretch]:
        if self.network.duration[i]:
            first, end = self._day(self.early.start[i]), self._day(self.early.end[i])
            key = self.network.tasks[i].key
            yield _stretch(StretchKind.WORK, self.window.calendars[i], first, end, is_back=is_back, key=key)

    def _wait(self, calendar: Calendar, first: date, end: date, *, is_back: bool = False) -> Iterator[Stretch]:
        if first < end:
            yield _stretch(StretchKind.WAIT, calendar, first, end, is_back=is_back)

    def _day(self, moment: int) -> date:
        return self.window.date_of(moment)

    # --- why no more slack ------------------------------------------------------------------------------

    def _limits(self, i: int) -> Iterator[Limit]:
        while True:
            limit = self._limit_of(i)
            yield limit
            if limit.link is None:
                return
            i = self.network.place[limit.link.after]

    def _limit_of(self, i: int) -> Limit:
        """The task's own fixed start, else a link, else the finish: the first of them that allows no later end."""
        task, slack = self.network.tasks[i], self.late.total_slack[i]
        if task.pinned and self._slack_by_end(i, self.early.end[i]) == slack:
            return Limit(task.key, LimitKind.PINNED, task.pinned)
        links = [link for j, link, _ in self.network.successors[i] if self._slack_by_link(i, link, j) == slack]
        if links:
            link = min(links, key=lambda link: (self._late_day(link), str(link.after), link.kind, link.lag))
            return Limit(task.key, LimitKind.LINK, self._late_day(link), link)
        if self.finish_by is not None:
            return Limit(task.key, LimitKind.DEADLINE, self.finish_by)
        return Limit(task.key, LimitKind.FINISH, self.schedule.finish)

    def _slack_by_link(self, i: int, link: Link, j: int) -> int:
        moment = latest_moment(self.network, self.window, link, self.late.start[j], self.late.end[j], j)
        if link.kind[0] == "F" or not self.network.duration[i]:
            return self._slack_by_end(i, moment)
        return self.window.days[i].before[moment + 1] - 1 - self.early.number[i]

    def _slack_by_end(self, i: int, moment: int) -> int:
        """How far the task may slip to end by `moment`; where days are short, the lesser of what start and end may."""
        before, duration, number = self.window.days[i].before, self.network.duration[i], self.early.number[i]
        work = self.window.work.get(i)
        if work is None:
            return before[moment] - duration - number
        return min(work.latest_start(before[moment], duration) - number, before[moment] - before[self.early.end[i]])

    def _late_day(self, link: Link) -> date:
        slot = self.schedule[link.after]
        return slot.late_start if link.kind[1] == "S" else slot.late_finish

    def _slack_before(self, limit: int, i: int) -> int:
        """The working days that the task may slip before something ends after the moment `limit`.

        A pinned task starts on its day whatever it should wait for, so it hands no delay on.
        """
        pinned = {task.key for task in self.network.tasks if task.pinned}
        if not pinned:
            network = self.network
        else:
            tasks = [replace(task, pinned=None) for task in self.network.tasks]
            links = [link for row in self.network.successors for _, link, _ in row if link.after not in pinned]
            network = Network(tasks, links)
        return backward_pass(network, self.window, self.early, limit).total_slack[i]

    def _own_deadline_slack(self, task: Task, i: int) -> int | None:
        if task.deadline is None:
            return None
        finish = self.schedule[task.key].early_finish
        calendar = self.window.calendars[i]
        if task.deadline < finish:
            return -max(calendar.count(task.deadline + ONE_DAY, finish), 1)
        return calendar.count(finish + ONE_DAY, task.deadline)


def _stretch(
    kind: StretchKind, calendar: Calendar, first: date, end: date, *, is_back: bool = False, key: Key | None = None
) -> Stretch:
    """The days from `first` to the day before `end`."""
    rests = _rests(calendar, first, end)
    return Stretch(kind, first, end - ONE_DAY, (end - first).days - len(rests), rests, is_back, key)


def _rests(calendar: Calendar, first: date, end: date) -> tuple[Rest, ...]:
    days = (first + n * ONE_DAY for n in range((end - first).days))
    return tuple(
        Rest(day, RestKind.WEEKEND if calendar.is_weekend(day) else RestKind.HOLIDAY)
        for day in days
        if not calendar.is_working(day)
    )
