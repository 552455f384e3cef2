from datetime import date

import pytest
from hypothesis import given

from planner.domain.deadline import latest_start
from planner.domain.schedule import ConflictKind, Link, Task, schedule
from planner.domain.workdays import Calendar
from tests.domain.generated_plans import ONE_DAY, START, near_start, plans

FRIDAY_SATURDAY = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2027, 3, 9)}))


def test_latest_start_meets_the_deadline_to_the_day():
    tasks = [Task("draft", 5), Task("review", 3), Task("adopted", 0)]
    links = [Link("draft", "review"), Link("review", "adopted")]

    start = latest_start(tasks, links, finish_by=date(2027, 3, 11), calendar=FRIDAY_SATURDAY)

    # Back from Thursday 11 March: 11, 10, 8, 7, then 4, 3, 2, 1 (the 9th is a holiday, 5 and 6 a weekend).
    assert start == date(2027, 3, 1)
    assert schedule(tasks, links, start=start, calendar=FRIDAY_SATURDAY).finish == date(2027, 3, 11)


def test_latest_start_ends_before_a_deadline_on_a_day_of_rest():
    start = latest_start([Task("draft", 2)], [], finish_by=date(2027, 3, 13), calendar=FRIDAY_SATURDAY)

    assert start == date(2027, 3, 10)


def test_latest_start_without_tasks_is_the_last_working_day():
    assert latest_start([], [], finish_by=date(2027, 3, 13), calendar=FRIDAY_SATURDAY) == date(2027, 3, 11)


def test_latest_start_leaves_time_for_what_comes_before_a_pinned_task():
    tasks = [Task("prepare", 3), Task("summit", 1, pinned=date(2027, 3, 8))]

    start = latest_start(tasks, [Link("prepare", "summit")], finish_by=date(2027, 3, 31), calendar=FRIDAY_SATURDAY)

    # Sunday 7, then Thursday 4 and Wednesday 3.
    assert start == date(2027, 3, 3)


def test_latest_start_is_not_pulled_forward_by_a_task_that_is_late_by_its_own_date():
    tasks = [Task("draft", 2), Task("summit", 1, pinned=date(2027, 5, 2))]

    start = latest_start(tasks, [], finish_by=date(2027, 3, 11), calendar=FRIDAY_SATURDAY)

    assert start == date(2027, 3, 10)


def test_latest_start_leaves_no_time_for_a_pinned_day_that_the_task_itself_cannot_keep():
    tasks = [Task("prepare", 1), Task("summit", 1, pinned=date(2027, 3, 1), earliest=date(2027, 3, 4))]

    start = latest_start(tasks, [Link("prepare", "summit")], finish_by=date(2027, 3, 11), calendar=FRIDAY_SATURDAY)

    # The plan starts no later than its pinned task, whose conflict no earlier start would mend.
    assert start == date(2027, 3, 1)


def test_latest_start_is_not_pulled_forward_by_a_milestone_on_the_morning_after_the_deadline():
    tasks = [Task("agreed", 0), Task("signed", 0, earliest=date(2027, 3, 8))]

    start = latest_start(tasks, [Link("agreed", "signed", lag=2)], finish_by=date(2027, 3, 7), calendar=FRIDAY_SATURDAY)

    # The lag takes the 7th and the 8th, on which the milestone is late by its own date anyhow.
    assert start == date(2027, 3, 7)


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
def test_latest_start_counts_from_where_a_milestone_stands(kind):
    tasks = [Task("agreed", 0), Task("work", 2)]
    links = [Link("agreed", "work", kind)]

    start = latest_start(tasks, links, finish_by=date(2027, 3, 13), calendar=FRIDAY_SATURDAY)

    assert schedule(tasks, links, start=start, calendar=FRIDAY_SATURDAY).finish <= date(2027, 3, 13)
    later = schedule(tasks, links, start=start + ONE_DAY, calendar=FRIDAY_SATURDAY)
    assert later.finish > date(2027, 3, 13)


# --- against trying every day ---------------------------------------------------------------------------

LONG_AGO = START - 400 * ONE_DAY


def lateness(plan, start, finish_by):
    """How late each task is for the deadline, and by how much each pinned task starts too early or before the plan."""
    tasks, links, calendar = plan
    result = schedule(tasks, links, start=start, calendar=calendar)
    missing = {c.key: c.days_short for c in result.conflicts if c.kind == ConflictKind.PINNED}
    return [
        (max(slot.early_finish, finish_by), missing.get(key, 0), max(start, slot.early_start) - slot.early_start)
        for key, slot in result.items()
    ]


def latest_start_by_trying(plan, finish_by):
    unavoidable = lateness(plan, LONG_AGO, finish_by)
    day = finish_by
    while lateness(plan, day, finish_by) != unavoidable:
        day -= ONE_DAY
    return day


@given(plans(pinned=True), near_start)
def test_latest_start_is_the_last_day_that_makes_nothing_late(plan, finish_by):
    tasks, links, calendar = plan

    start = latest_start(tasks, links, finish_by=finish_by, calendar=calendar)

    assert start == latest_start_by_trying(plan, finish_by)


@given(plans(milestones=True), near_start)
def test_latest_start_among_milestones_is_the_last_day_that_makes_nothing_late(plan, finish_by):
    tasks, links, calendar = plan

    start = latest_start(tasks, links, finish_by=finish_by, calendar=calendar)

    assert start == latest_start_by_trying(plan, finish_by)
