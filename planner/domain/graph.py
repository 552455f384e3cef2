"""Which task waits for which, and does any task wait for itself in the end?

A workplan is a task dependency graph: tasks are its nodes and links its arrows, as in the precedence diagram
of Roy (1959) and Fondahl (1961).
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from planner.domain.workdays import Calendar, SchedulingError, check_date

__all__ = [
    "LINK_KINDS",
    "CyclicGraph",
    "DuplicateTask",
    "InvalidDuration",
    "InvalidLag",
    "Key",
    "Link",
    "SelfLink",
    "Task",
    "TaskGraph",
    "UnknownLinkKind",
    "UnknownTask",
    "circle_in",
]

Key = Hashable

LINK_KINDS = ("FS", "SS", "FF", "SF")


class InvalidDuration(SchedulingError):
    def __init__(self, key: Key, days: object) -> None:
        self.key, self.days = key, days
        super().__init__(f"Task {key} lasts {days!r}: a duration is a whole number of working days, 0 or more.")


class UnknownLinkKind(SchedulingError):
    def __init__(self, kind: object) -> None:
        self.kind = kind
        super().__init__(f"{kind!r} is not a kind of link: it must be one of {', '.join(LINK_KINDS)}.")


class InvalidLag(SchedulingError):
    def __init__(self, before: Key, after: Key, lag: object) -> None:
        self.before, self.after, self.lag = before, after, lag
        super().__init__(
            f"The link from {before} to {after} has a lag of {lag!r}: it must be a whole number of working days."
        )


class SelfLink(SchedulingError):
    def __init__(self, key: Key) -> None:
        self.key = key
        super().__init__(f"Task {key} cannot wait for itself.")


class DuplicateTask(SchedulingError):
    def __init__(self, key: Key) -> None:
        self.key = key
        super().__init__(f"There is more than one task {key}.")


class UnknownTask(SchedulingError):
    def __init__(self, key: Key, link: "Link") -> None:
        self.key, self.link = key, link
        super().__init__(f"The link from {link.before} to {link.after} names task {key}, which does not exist.")


class CyclicGraph(SchedulingError):
    """`cycle` lists the tasks of the circle in order: each is waited for by the next, the last by the first."""

    def __init__(self, cycle: Sequence[Key]) -> None:
        self.cycle = list(cycle)
        circle = " → ".join(str(key) for key in [*cycle, cycle[0]])
        super().__init__(f"These tasks wait for each other in a circle: {circle}.")


@dataclass(frozen=True, slots=True)
class Task:
    """A node of the graph: `days` working days of work on its calendar, or a milestone when it is 0.

    Without a `calendar` of its own the task follows the project's. `earliest` is the first day it may start,
    `pinned` the day it must start whatever its links say, `deadline` the last day it may finish.
    Raises InvalidDuration or NotADate.
    """

    key: Key
    days: int
    calendar: Calendar | None = None
    earliest: date | None = None
    pinned: date | None = None
    deadline: date | None = None

    def __post_init__(self) -> None:
        if not _is_whole_number(self.days) or self.days < 0:
            raise InvalidDuration(self.key, self.days)
        for day in (self.earliest, self.pinned, self.deadline):
            if day is not None:
                check_date(day)


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow of the graph: `after` waits for `before`.

    The first letter of `kind` says which end of `before` counts and the second which end of `after` waits
    for it: S is the start, F the finish. `lag` is in working days of the project's calendar and below zero
    for a lead. Raises UnknownLinkKind, InvalidLag or SelfLink.
    """

    before: Key
    after: Key
    kind: str = "FS"
    lag: int = 0

    def __post_init__(self) -> None:
        if self.kind not in LINK_KINDS:
            raise UnknownLinkKind(self.kind)
        if not _is_whole_number(self.lag):
            raise InvalidLag(self.before, self.after, self.lag)
        if self.before == self.after:
            raise SelfLink(self.before)


def _is_whole_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


class TaskGraph:
    """The graph of a workplan, for asking who waits for whom. Dates are the business of `schedule`.

    Raises DuplicateTask, UnknownTask and CyclicGraph: a TaskGraph that exists has an order.
    """

    def __init__(self, tasks: Iterable[Task], links: Iterable[Link]) -> None:
        self._place: dict[Key, int] = {}
        for task in tasks:
            if task.key in self._place:
                raise DuplicateTask(task.key)
            self._place[task.key] = len(self._place)
        links = list(links)
        for link in links:
            self._check_ends(link)
        self._graph = _build(self._place, links)
        if not nx.is_directed_acyclic_graph(self._graph):
            raise CyclicGraph(_shortest_circle(self._graph))

    def order(self) -> list[Key]:
        """All tasks, each after those it waits for; where there is a choice, in the order they were given."""
        return list(nx.lexicographical_topological_sort(self._graph, key=self._place.__getitem__))

    def predecessors(self, key: Key) -> list[Key]:
        """The tasks that `key` waits for directly, in the order they were given."""
        return sorted(self._graph.predecessors(key), key=self._place.__getitem__)

    def successors(self, key: Key) -> list[Key]:
        """The tasks that wait for `key` directly, in the order they were given."""
        return sorted(self._graph.successors(key), key=self._place.__getitem__)

    def circle_closed_by(self, link: Link) -> list[Key] | None:
        """The circle that `link` would close if it were added, in order from `link.after`; None if none."""
        self._check_ends(link)
        if nx.has_path(self._graph, link.after, link.before):
            return list(nx.shortest_path(self._graph, link.after, link.before))
        return None

    def _check_ends(self, link: Link) -> None:
        for key in (link.before, link.after):
            if key not in self._place:
                raise UnknownTask(key, link)


def circle_in(keys: Iterable[Key], links: Iterable[Link]) -> list[Key]:
    """A circle of tasks that is known to be there, in order, from the first of `keys` that is part of one."""
    return _shortest_circle(_build(keys, links))


def _build(keys: Iterable[Key], links: Iterable[Link]) -> "nx.DiGraph[Key]":
    graph: nx.DiGraph[Key] = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from((link.before, link.after) for link in links)
    return graph


def _shortest_circle(graph: "nx.DiGraph[Key]") -> list[Key]:
    circling = set().union(*(part for part in nx.strongly_connected_components(graph) if len(part) > 1))
    first = next(key for key in graph if key in circling)
    back_to_first = nx.single_target_shortest_path(graph.subgraph(circling), first)
    return [first, *min((back_to_first[key] for key in graph[first] if key in back_to_first), key=len)[:-1]]
