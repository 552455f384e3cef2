from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.levelling import (
    Levelled,
    TooLarge,
    WeekLoad,
    first_day_of_week,
    level,
    levelled_tasks,
    loads,
)
from planner.domain.schedule import CyclicGraph, Link, Task, schedule
from planner.domain.workdays import Calendar
from tests.domain.test_critical_path import ONE_DAY, START, is_kept, plans

SUNDAY = date(2027, 1, 3)
JORDAN = Calendar(frozenset({4, 5}))
RESOURCES = ("ministry", "office")


def levelled(tasks, needs, capacities, *, links=(), calendar=JORDAN, evaluations=60, **options):
    return level(tasks, links, needs, capacities, start=SUNDAY, calendar=calendar, evaluations=evaluations, **options)


# --- what holds for every plan --------------------------------------------------------------------------


@st.composite
def plans_with_hands(draw, pinned=False):
    tasks, links, calendar = draw(plans(milestones=True, pinned=pinned))
    capacities = {resource: draw(st.integers(1, 3)) for resource in RESOURCES if draw(st.booleans())}
    needs = {task.key: {draw(st.sampled_from(RESOURCES)): draw(st.integers(1, 3))} for task in tasks}
    return tasks, links, calendar, needs, capacities


def scheduled_within(plan, evaluations=20):
    tasks, links, calendar, needs, capacities = plan
    found = level(tasks, links, needs, capacities, start=START, calendar=calendar, evaluations=evaluations)
    own = levelled_tasks(tasks, found.not_before)
    return own, schedule(own, links, start=START, calendar=calendar), found


def working(tasks, result, project):
    """Each day on which a task works, with the task."""
    for task in tasks:
        if task.days:
            slot, calendar = result[task.key], task.calendar or project
            for n in range((slot.early_finish - slot.early_start).days + 1):
                day = slot.early_start + n * ONE_DAY
                if calendar.is_working(day):
                    yield day, task


def taken(plan, tasks, result):
    """Hands by resource and day; a task that is too large takes all there are."""
    _tasks, _links, calendar, needs, capacities = plan
    used = Counter()
    for day, task in working(tasks, result, calendar):
        for resource, hands in needs[task.key].items():
            if resource in capacities:
                used[resource, day] += min(hands, capacities[resource])
    return used


@given(plans_with_hands())
def test_no_resource_ever_needs_more_hands_than_it_has(plan):
    tasks, result, _found = scheduled_within(plan)

    assert [(key, hands) for key, hands in taken(plan, tasks, result).items() if hands > plan[4][key[0]]] == []


@given(plans_with_hands(pinned=True))
def test_where_pinned_tasks_take_too_much_no_other_task_adds_to_it(plan):
    tasks, result, _found = scheduled_within(plan)

    used = taken(plan, tasks, result)
    for day, task in working(tasks, result, plan[2]):
        for resource in plan[3][task.key]:
            if resource in plan[4] and used[resource, day] > plan[4][resource]:
                assert task.pinned


@given(plans_with_hands())
def test_no_link_is_broken_and_no_task_starts_before_its_own_dates(plan):
    tasks, result, _found = scheduled_within(plan)

    original = {task.key: task for task in plan[0]}
    spans = {}
    for task in tasks:
        slot = result[task.key]
        spans[task.key] = (slot.early_start, slot.early_finish + ONE_DAY)
        assert slot.early_start >= max(START, original[task.key].earliest or START) or not task.days
    for link in plan[1]:
        before, after = original[link.before], original[link.after]
        if before.days and after.days:
            own = after.calendar or plan[2]
            assert is_kept(link, spans[link.before], spans[link.after], after, own, plan[2])


@given(plans_with_hands(pinned=True))
def test_only_tasks_that_take_hands_wait_for_them_and_pinned_ones_never(plan):
    _tasks, _result, found = scheduled_within(plan)

    for key in found.not_before:
        (task,) = (task for task in plan[0] if task.key == key)
        assert task.days
        assert task.pinned is None
        assert set(plan[3][key]) & set(plan[4])


@given(plans_with_hands())
def test_the_answer_does_not_depend_on_the_order_of_tasks_and_links(plan):
    tasks, links, calendar, needs, capacities = plan

    once, again = (
        level(ts, ls, needs, capacities, start=START, calendar=calendar, evaluations=20)
        for ts, ls in ((tasks, links), (tasks[::-1], links[::-1]))
    )

    assert once == again


# --- examples -------------------------------------------------------------------------------------------


def test_one_pair_of_hands_does_one_task_after_the_other():
    tasks = [Task("a", 3), Task("b", 2), Task("c", 4)]
    needs = {task.key: {"ministry": 1} for task in tasks}

    found = levelled(tasks, needs, {"ministry": 1})

    result = schedule(levelled_tasks(tasks, found.not_before), [], start=SUNDAY, calendar=JORDAN)
    assert len(found.not_before) == 2
    assert result.finish == JORDAN.offset(SUNDAY, 8)


def test_a_plan_whose_hands_suffice_is_left_as_it_is_at_once():
    tasks = [Task("a", 3), Task("b", 2)]
    told = []

    found = levelled(tasks, {"a": {"ministry": 1}, "b": {"ministry": 1}}, {"ministry": 2}, progress=told.append)

    assert found == Levelled(not_before={}, too_large=[])
    assert told[-1] == 1.0


def test_resources_without_a_capacity_are_unlimited():
    tasks = [Task("a", 3), Task("b", 2)]

    assert levelled(tasks, {"a": {"ministry": 9}, "b": {"ministry": 9}}, {}).not_before == {}


def test_a_task_that_alone_is_too_large_is_reported_and_works_alone():
    tasks = [Task("a", 3), Task("b", 2)]
    needs = {"a": {"ministry": 5}, "b": {"ministry": 1}}

    found = levelled(tasks, needs, {"ministry": 2})

    assert found.too_large == [TooLarge("a", "ministry", needed=5, capacity=2)]
    assert len(found.not_before) == 1


def test_a_better_order_is_found_than_that_of_the_latest_finish():
    """Taken in the order of latest finish the short tasks come first, and the long chain waits for them."""
    tasks = [Task("long", 10), Task("after", 10), *(Task(f"short {n}", 5) for n in range(4))]
    needs = {task.key: {"office": 1} for task in tasks}

    found = levelled(tasks, needs, {"office": 2}, links=[Link("long", "after")], evaluations=200)

    result = schedule(levelled_tasks(tasks, found.not_before), [Link("long", "after")], start=SUNDAY, calendar=JORDAN)
    assert result.finish == JORDAN.offset(SUNDAY, 19)


def test_the_search_ends_where_it_is_told_that_it_is_enough():
    tasks = [Task(n, 3) for n in range(12)]
    needs = {n: {"office": 1} for n in range(12)}
    asked = []

    levelled(tasks, needs, {"office": 5}, evaluations=10_000, is_enough=lambda: asked.append(1) or len(asked) > 3)

    assert 4 <= len(asked) <= 6


def test_a_circle_is_refused_as_the_schedule_refuses_it():
    with pytest.raises(CyclicGraph):
        levelled([Task("a", 1), Task("b", 1)], {}, {}, links=[Link("a", "b"), Link("b", "a")])


# --- loads ----------------------------------------------------------------------------------------------


def test_loads_count_the_most_hands_on_a_day_and_the_days_over_by_week():
    tasks = [Task("a", 7), Task("b", 3), Task("c", 0), Task("d", 2)]
    needs = {"a": {"ministry": 1}, "b": {"ministry": 2}, "c": {"ministry": 9}, "d": {"office": 1}}
    result = schedule(tasks, [], start=SUNDAY, calendar=JORDAN)

    found = loads(tasks, result, needs, {"ministry": 2}, calendar=JORDAN)

    assert found == {
        "ministry": [WeekLoad(SUNDAY, 3, 3), WeekLoad(SUNDAY + timedelta(days=7), 1, 0)],
        "office": [WeekLoad(SUNDAY, 1, 0)],
    }


@pytest.mark.parametrize(
    ("weekend", "first"), [({4, 5}, 6), ({5, 6}, 0), ({4}, 5), ({6}, 0), ({3, 4}, 5), (set(), 0), ({1}, 2)]
)
def test_a_week_begins_after_the_weekly_rest(weekend, first):
    assert first_day_of_week(Calendar(frozenset(weekend))) == first
