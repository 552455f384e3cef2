from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.graph import (
    CyclicGraph,
    DuplicateTask,
    InvalidDuration,
    InvalidLag,
    Link,
    SelfLink,
    Task,
    TaskGraph,
    UnknownLinkKind,
    UnknownTask,
)
from planner.domain.workdays import NotADate


def make_graph(keys, arrows):
    return TaskGraph([Task(key, 1) for key in keys], [Link(*arrow) for arrow in arrows])


def test_order_puts_every_task_after_those_it_waits_for_and_keeps_to_the_given_order_otherwise():
    graph = make_graph("dcba", ["ab", "bd", "ad"])

    assert graph.order() == ["c", "a", "b", "d"]


def test_predecessors_and_successors_are_the_direct_ones_in_the_given_order():
    graph = make_graph("abcde", ["ec", "bc", "ca", "cd", "ba"])

    assert (graph.predecessors("c"), graph.successors("c")) == (["b", "e"], ["a", "d"])


def test_two_links_between_the_same_tasks_are_one_arrow():
    graph = TaskGraph([Task("a", 2), Task("b", 2)], [Link("a", "b", "SS", 1), Link("a", "b", "FF", 1)])

    assert graph.successors("a") == ["b"]


def test_a_circle_is_refused_and_named_in_order():
    with pytest.raises(CyclicGraph) as refused:
        make_graph("abcde", ["ab", "bc", "cd", "db", "de"])

    assert refused.value.cycle == ["b", "c", "d"]
    assert str(refused.value) == "These tasks wait for each other in a circle: b → c → d → b."


def test_the_circle_named_is_a_shortest_one():
    with pytest.raises(CyclicGraph) as refused:
        make_graph("abcd", ["ab", "bc", "cd", "da", "ca"])

    assert refused.value.cycle == ["a", "b", "c"]


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1])))
def test_a_graph_has_an_order_or_a_true_circle(arrows):
    try:
        order = make_graph(range(10), arrows).order()
    except CyclicGraph as refused:
        circle = refused.cycle
        assert set(zip(circle, [*circle[1:], circle[0]], strict=True)) <= arrows
        assert len(set(circle)) == len(circle) > 1
    else:
        assert sorted(order) == list(range(10))
        assert all(order.index(before) < order.index(after) for before, after in arrows)


@pytest.mark.parametrize(
    ("link", "circle"),
    [(Link("c", "a"), ["a", "b", "c"]), (Link("b", "a"), ["a", "b"]), (Link("a", "c"), None), (Link("d", "a"), None)],
)
def test_circle_closed_by_a_link_is_known_before_it_is_added(link, circle):
    graph = make_graph("abcd", ["ab", "bc"])

    assert graph.circle_closed_by(link) == circle


def test_circle_closed_by_refuses_an_unknown_task():
    with pytest.raises(UnknownTask):
        make_graph("ab", []).circle_closed_by(Link("a", "z"))


def test_graph_refuses_a_link_to_an_unknown_task():
    with pytest.raises(UnknownTask) as refused:
        make_graph("ab", ["az"])

    assert (refused.value.key, refused.value.link) == ("z", Link("a", "z"))
    assert str(refused.value) == "The link from a to z names task z, which does not exist."


def test_graph_refuses_a_key_given_twice():
    with pytest.raises(DuplicateTask) as refused:
        make_graph("aba", [])

    assert (refused.value.key, str(refused.value)) == ("a", "There is more than one task a.")


@pytest.mark.parametrize("days", [-1, 1.5, "3", True, None])
def test_task_refuses_a_duration_that_is_not_a_whole_number_of_days(days):
    with pytest.raises(InvalidDuration) as refused:
        Task("a", days)

    assert (refused.value.key, refused.value.days) == ("a", days)


@pytest.mark.parametrize("name", ["earliest", "pinned", "deadline"])
def test_task_refuses_what_is_not_a_date(name):
    with pytest.raises(NotADate):
        Task("a", 1, **{name: datetime(2027, 1, 3)})


def test_link_refuses_an_unknown_kind():
    with pytest.raises(UnknownLinkKind, match="must be one of FS, SS, FF, SF"):
        Link("a", "b", "FT")


@pytest.mark.parametrize("lag", [0.5, "1", False, None])
def test_link_refuses_a_lag_that_is_not_a_whole_number_of_days(lag):
    with pytest.raises(InvalidLag) as refused:
        Link("a", "b", "FS", lag)

    assert (refused.value.before, refused.value.after, refused.value.lag) == ("a", "b", lag)


def test_link_refuses_a_task_that_waits_for_itself():
    with pytest.raises(SelfLink, match="Task a cannot wait for itself"):
        Link("a", "a")
