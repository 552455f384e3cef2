"""When does each task start, if institutions have only so many hands and tasks take them in a given order?

The serial schedule generation scheme (Kelley, 1963; Kolisch, 1996): one task after the other is placed on the first
days on which its links, its own dates, its calendar and the free hands all allow it. The same backward, and forward
again, is forward-backward improvement (Tormos and Lova, 2001; Valls, Ballestín and Quintanilla, 2005). Tasks and days
are numbers, as in `critical_path`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import compress
from typing import NamedTuple

from planner.domain.critical_path import Network, Window, earliest_start, end_of, is_in_the_evening, latest_end, rank_of
from planner.domain.graph import Link

Row = list[int]


class _Counted:
    """Hands of all resources in one whole number, so that one subtraction asks for all of them.

    Each resource has a field of its own with a guard bit above it; where a field has too little, its guard is gone.
    """

    def __init__(self, capacities: Sequence[int]) -> None:
        width = max(capacities, default=0).bit_length() + 1
        self.places = [resource * width for resource in range(len(capacities))]
        self.guards = sum(1 << (place + width - 1) for place in self.places)

    def packed(self, hands: Iterable[tuple[int, int]]) -> int:
        return sum(count << self.places[resource] for resource, count in hands)


class Placed(NamedTuple):
    """Start and end of each task by place, and the tasks that wait for hands: they start later than their links
    and dates allow."""

    start: list[int]
    end: list[int]
    waits: list[bool]

    @property
    def score(self) -> tuple[int, int]:
        """The smaller the better: the finish, then how early everything is done."""
        return max(self.end), sum(self.end)


class Hands:
    """Places the tasks of a network within a window.

    `needs` has, by place, how many hands of which resource a task takes on each day it works; `capacities` how many
    each resource has. No task needs more than there are. Pinned tasks are placed first, whatever is free.
    """

    def __init__(
        self,
        network: Network,
        window: Window,
        start: date,
        needs: Sequence[Sequence[tuple[int, int]]],
        capacities: Sequence[int],
    ) -> None:
        self.network, self.window = network, window
        self.project_start = window.number_of(start)
        self.earliest = [window.number_of(task.earliest) if task.earliest else 0 for task in network.tasks]
        self.pinned = {i: window.number_of(task.pinned) for i, task in enumerate(network.tasks) if task.pinned}
        self.arrivals: list[list[tuple[int, Link, bool]]] = [[] for _ in network.tasks]
        for before in network.order:
            for after, link, plain in network.successors[before]:
                self.arrivals[after].append((before, link, plain))
        for arrivals in self.arrivals:
            arrivals.sort(key=lambda arrival: rank_of(arrival[1]))
        counted = _Counted(capacities)
        self.needs = [counted.packed(wanted) for wanted in needs]
        self.guards = counted.guards
        self.free = self._free_beside_pinned(counted, needs, capacities)

    def forward(self, order: Sequence[int]) -> Placed:
        """Every task as early as may be, in an order in which each comes after those it waits for.

        Raises IndexError where that leaves the window.
        """
        size = len(self.network.tasks)
        placed = Placed([self.project_start] * size, [self.project_start] * size, [False] * size)
        free = self.free.copy()
        milestone_day: dict[int, int] = {}
        for i in order:
            if not self.network.duration[i]:
                self._place_milestone(i, placed, milestone_day)
                continue
            before, nth = self.window.days[i]
            if i in self.pinned:
                number = before[self.pinned[i]]
                stop = self._stop(i, number)
            else:
                allowed = before[max(self._moment(i, placed), self.earliest[i])]
                number, stop = self._first_free(free, i, allowed)
                placed.waits[i] = number > allowed
                for day in nth[number:stop]:
                    free[day] -= self.needs[i]
            placed.start[i] = nth[number]
            placed.end[i] = nth[stop - 1] + 1
        return placed

    def backward(self, placed: Placed) -> list[int]:
        """The order of the starts, once every task has been moved as late as the finish of `placed` allows.

        On short days it may come out a little too late, which an order survives: `forward` sets the dates.
        Raises IndexError where no room is left before the window.
        """
        limit = max(placed.end)
        start, end = placed.start.copy(), placed.end.copy()
        free = self.free.copy()
        for i in self.order_by([-day for day in placed.end], backward=True):
            if i in self.pinned:
                continue
            end_limit = limit
            for j, link, plain in self.network.successors[i]:
                latest = start[j] if plain else latest_end(self.network, self.window, link, i, start[j], end[j], j)
                end_limit = min(end_limit, latest)
            if not self.network.duration[i]:
                start[i] = end[i] = end_limit
                continue
            before, nth = self.window.days[i]
            number = self._last_free(free, i, before[end_limit])
            stop = self._stop(i, number)
            for day in nth[number:stop]:
                free[day] -= self.needs[i]
            start[i], end[i] = nth[number], nth[stop - 1] + 1
        return self.order_by(start)

    def improved(self, placed: Placed) -> tuple[list[int], Placed] | None:
        """What forward-backward improvement makes of `placed`; None where it finds no room."""
        try:
            order = self.backward(placed)
        except IndexError:
            return None
        return order, self.forward(order)

    def _place_milestone(self, i: int, placed: Placed, milestone_day: dict[int, int]) -> None:
        """As the forward pass of `critical_path` does it: it takes no time and no hands."""
        moment, held, in_the_evening = self.project_start, False, False
        for before, link, _plain in self.arrivals[i]:  # in the order of their ranks, so the first of equals stays
            allowed = earliest_start(self.network, self.window, link, placed.start[before], placed.end[before], i)
            if allowed > moment or (allowed == moment and not held):
                moment, held = allowed, True
                if link.lag or self.network.duration[before]:
                    in_the_evening = is_in_the_evening(link)
                else:
                    in_the_evening = milestone_day[before] < placed.start[before]
        reached = max(moment - in_the_evening, self.project_start)
        day = self.pinned.get(i, max(reached, self.earliest[i]))
        milestone_day[i] = day
        placed.start[i] = placed.end[i] = moment if day == reached else day

    def _moment(self, i: int, placed: Placed) -> int:
        moment = self.project_start
        for before, link, plain in self.arrivals[i]:
            if plain:
                allowed = placed.end[before]
            else:
                allowed = earliest_start(self.network, self.window, link, placed.start[before], placed.end[before], i)
            if allowed > moment:
                moment = allowed
        return moment

    def _stop(self, i: int, number: int) -> int:
        return end_of(self.window, i, number, self.network.duration[i])

    def _latest(self, i: int, stop: int) -> int:
        """The last working day on which the task may start to end before working day `stop`."""
        work = self.window.work.get(i)
        return work.latest_start(stop, self.network.duration[i]) if work else stop - self.network.duration[i]

    def _first_free(self, free: Row, i: int, number: int) -> tuple[int, int]:
        """The first working day from `number` on at which the task finds hands for all its days, and its end."""
        nth, needed, guards = self.window.days[i].nth, self.needs[i], self.guards
        if not needed:
            return number, self._stop(i, number)
        while True:
            stop = self._stop(i, number)
            for position in range(stop - 1, number - 1, -1):
                if (free[nth[position]] - needed) & guards != guards:
                    number = position + 1
                    break
            else:
                return number, stop

    def _last_free(self, free: Row, i: int, stop: int) -> int:
        """The last working day on which it may start and end before `stop`. Raises IndexError where there is none."""
        nth, needed, guards = self.window.days[i].nth, self.needs[i], self.guards
        while (number := self._latest(i, stop)) >= 0:
            for position in range(number, self._stop(i, number)):
                if (free[nth[position]] - needed) & guards != guards:
                    stop = position
                    break
            else:
                return number
        raise IndexError("before the window")

    def _free_beside_pinned(
        self, counted: _Counted, needs: Sequence[Sequence[tuple[int, int]]], capacities: Sequence[int]
    ) -> Row:
        """What pinned tasks leave of the hands on each day, which is nothing where they take more than there are."""
        left: dict[int, list[int]] = {}
        for i, day in self.pinned.items():
            number = self.window.days[i].before[day]
            for taken in self.window.days[i].nth[number : self._stop(i, number)]:
                of_day = left.setdefault(taken, list(capacities))
                for resource, hands in needs[i]:
                    of_day[resource] = max(of_day[resource] - hands, 0)
        free = [counted.guards | counted.packed(enumerate(capacities))] * len(self.window.project.before)
        for taken, of_day in left.items():
            free[taken] = counted.guards | counted.packed(enumerate(of_day))
        return free

    def order_by(self, rank: Sequence[int], *, backward: bool = False) -> list[int]:
        """Tasks by `rank`, each after those it waits for, or with `backward` after those that wait for it."""
        arrivals, successors = self.arrivals, self.network.successors
        waits_for = [len(links) for links in (successors if backward else arrivals)]
        ready = [(rank[i], i) for i in compress(range(len(rank)), [not count for count in waits_for])]
        heapify(ready)
        order = []
        while ready:
            _rank, i = heappop(ready)
            order.append(i)
            for j, *_link in arrivals[i] if backward else successors[i]:
                waits_for[j] -= 1
                if not waits_for[j]:
                    heappush(ready, (rank[j], j))
        return order
