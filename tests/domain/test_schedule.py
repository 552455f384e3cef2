"""Dates worked out by hand. In January 2027 the 1st is a Friday, so a week of work runs from Sunday 3 to Thursday 7."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.graph import DuplicateTask, UnknownTask
from planner.domain.schedule import (
    Conflict,
    ConflictKind,
    CyclicGraph,
    Driver,
    DriverKind,
    FinishBeforeStart,
    Link,
    Slot,
    Task,
    schedule,
)
from planner.domain.workdays import Calendar, DateOutOfRange, NotADate

JORDAN = Calendar(weekend=frozenset({4, 5}))
TUNISIA = Calendar(weekend=frozenset({5, 6}))


START = date(2027, 1, 3)


def january(day):
    return date(2027, 1, day)


def make_schedule(tasks, links=(), start=START, calendar=JORDAN, finish_by=None):
    return schedule(tasks, links, start=start, calendar=calendar, finish_by=finish_by)


def early_days(result):
    """The days of January on which each task starts and finishes."""
    return {key: (slot.early_start.day, slot.early_finish.day) for key, slot in result.items()}


def late_days(result):
    return {key: (slot.late_start.day, slot.late_finish.day) for key, slot in result.items()}


def slacks(result):
    return {key: (slot.total_slack, slot.free_slack) for key, slot in result.items()}


# --- links ----------------------------------------------------------------------------------------------


def test_a_chain_skips_the_weekend_and_holidays():
    calendar = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({january(11)}))

    result = make_schedule(
        [Task("draft", 4), Task("review", 3), Task("print", 1)],
        [Link("draft", "review"), Link("review", "print")],
        calendar=calendar,
    )

    assert early_days(result) == {"draft": (3, 6), "review": (7, 12), "print": (13, 13)}
    assert (result.start, result.finish) == (january(3), january(13))
    assert result.critical == ["draft", "review", "print"]


@pytest.mark.parametrize(
    ("kind", "lag", "expected"),
    [
        ("FS", 0, (13, 14)),
        ("FS", 1, (14, 17)),
        ("FS", 2, (17, 18)),
        ("FS", -1, (12, 13)),
        ("FS", -3, (10, 11)),
        ("FS", -4, (7, 10)),
        ("SS", 0, (10, 11)),
        ("SS", 1, (11, 12)),
        ("SS", 5, (17, 18)),
        ("SS", -1, (7, 10)),
        ("FF", 0, (11, 12)),
        ("FF", 1, (12, 13)),
        ("FF", 3, (14, 17)),
        ("FF", -1, (10, 11)),
        ("FF", -2, (7, 10)),
        ("SF", 0, (6, 7)),
        ("SF", 1, (7, 10)),
        ("SF", 2, (10, 11)),
        ("SF", -1, (5, 6)),
        ("SF", -9, (3, 4)),
    ],
)
def test_a_link_holds_the_end_of_a_task_that_its_kind_and_lag_say(kind, lag, expected):
    first, second = Task("first", 3, earliest=january(10)), Task("second", 2)

    result = make_schedule([first, second], [Link("first", "second", kind, lag)])

    assert early_days(result) == {"first": (10, 12), "second": expected}


def test_the_table_of_lags_in_the_documentation_is_true():
    text = (Path(__file__).parents[2] / "docs" / "scheduling.md").read_text(encoding="utf-8")
    assert "| kind | lag −1 | lag 0 | lag 1 | lag 3 |" in text
    rows = re.findall(r"^\| (FS|SS|FF|SF) \|((?: \d+ – \d+ \|){4})$", text, re.MULTILINE)

    for kind, cells in rows:
        for lag, cell in zip([-1, 0, 1, 3], re.findall(r"(\d+) – (\d+)", cells), strict=True):
            result = make_schedule(
                [Task("first", 3, earliest=january(10)), Task("second", 2)], [Link("first", "second", kind, lag)]
            )
            assert early_days(result)["second"] == tuple(map(int, cell))
    assert len(rows) == 4


def test_the_strictest_of_several_links_counts():
    tasks = [Task("a", 2), Task("b", 5), Task("c", 1)]

    result = make_schedule(tasks, [Link("a", "c", "FS", 1), Link("b", "c", "FF"), Link("b", "c", "SS", 3)])

    assert early_days(result) == {"a": (3, 4), "b": (3, 7), "c": (7, 7)}


# --- calendars ------------------------------------------------------------------------------------------


def test_a_task_follows_its_own_calendar():
    result = make_schedule([Task("home", 5), Task("partner", 2, TUNISIA)], [Link("home", "partner")])

    assert early_days(result) == {"home": (3, 7), "partner": (8, 11)}


def test_a_joint_task_takes_the_days_on_which_both_countries_work():
    result = make_schedule([Task("visit", 5, JORDAN & TUNISIA)])

    assert early_days(result) == {"visit": (4, 11)}


def test_a_lag_counts_the_working_days_of_the_project():
    tasks = [Task("home", 4), Task("partner", 1, TUNISIA)]

    result = make_schedule(tasks, [Link("home", "partner", "FS", 1)])

    assert early_days(result) == {"home": (3, 6), "partner": (8, 8)}


def test_a_lead_reaches_back_to_the_morning_of_a_working_day_of_the_project():
    tasks = [Task("home", 6), Task("partner", 1, TUNISIA)]

    result = make_schedule(tasks, [Link("home", "partner", "FS", -1)])

    assert early_days(result) == {"home": (3, 10), "partner": (11, 11)}


def test_a_task_does_not_finish_on_its_weekend_before_the_one_it_finishes_with():
    tasks = [Task("home", 6), Task("partner", 1, TUNISIA)]

    result = make_schedule(tasks, [Link("home", "partner", "FF")])

    assert early_days(result) == {"home": (3, 10), "partner": (11, 11)}


def test_slack_is_counted_on_the_calendar_of_the_task():
    tasks = [Task("home", 5), Task("partner", 1, TUNISIA), Task("end", 1)]

    result = make_schedule(tasks, [Link("home", "end"), Link("partner", "end")])

    assert early_days(result) == {"home": (3, 7), "partner": (4, 4), "end": (10, 10)}
    assert late_days(result) == {"home": (3, 7), "partner": (8, 8), "end": (10, 10)}
    assert slacks(result) == {"home": (0, 0), "partner": (4, 4), "end": (0, 0)}


# --- milestones -----------------------------------------------------------------------------------------


def test_a_milestone_is_reached_on_the_day_of_the_finish_that_drives_it():
    tasks = [Task("work", 5), Task("done", 0), Task("approved", 0), Task("next", 1)]

    result = make_schedule(tasks, [Link("work", "done"), Link("done", "approved"), Link("approved", "next")])

    assert early_days(result) == {"work": (3, 7), "done": (7, 7), "approved": (7, 7), "next": (10, 10)}
    assert late_days(result) == early_days(result)
    assert result.critical == ["work", "done", "approved", "next"]


def test_a_milestone_that_nothing_drives_is_reached_at_the_start_of_the_project():
    result = make_schedule([Task("kick-off", 0), Task("work", 2)], [Link("kick-off", "work")], start=january(1))

    assert early_days(result) == {"kick-off": (1, 1), "work": (3, 4)}
    assert result["kick-off"].total_slack == 0


@pytest.mark.parametrize(
    ("kind", "lag", "expected"),
    [
        ("FS", 0, 7),
        ("FS", 1, 10),
        ("FS", 2, 11),
        ("FS", -1, 7),
        ("FF", 1, 10),
        ("SS", 0, 3),
        ("SF", 0, 3),
        ("SS", 1, 3),
        ("SS", 2, 4),
    ],
)
def test_a_milestone_waits_for_a_lag_and_is_reached_on_its_last_day(kind, lag, expected):
    result = make_schedule([Task("work", 5), Task("done", 0)], [Link("work", "done", kind, lag)])

    assert result["done"].early_start == result["done"].early_finish == january(expected)


def test_a_milestone_held_by_an_evening_and_the_next_morning_shows_the_morning():
    tasks = [Task("a", 2), Task("b", 1, earliest=january(5)), Task("both", 0)]

    result = make_schedule(tasks, [Link("a", "both"), Link("b", "both", "SS")])

    assert result["both"].early_finish == january(5)
    assert result["both"].driver == Driver(DriverKind.LINK, Link("b", "both", "SS"))


def test_a_milestone_is_not_reached_before_the_project_starts():
    tasks = [Task("ahead", 1, pinned=january(2)), Task("done", 0)]

    result = make_schedule(tasks, [Link("ahead", "done")], calendar=Calendar.everyday())

    assert early_days(result) == {"ahead": (2, 2), "done": (3, 3)}


def test_a_milestone_with_slack_shows_the_last_day_on_which_it_may_be_reached():
    tasks = [Task("short", 1), Task("reached", 0), Task("long", 5), Task("end", 1)]
    links = [Link("short", "reached"), Link("reached", "end"), Link("long", "end")]

    result = make_schedule(tasks, links)

    assert result["reached"] == Slot(
        january(3), january(3), january(7), january(7), 4, 4, False, Driver(DriverKind.LINK, links[0])
    )


# --- slack and the critical path ------------------------------------------------------------------------


def test_slack_says_how_far_a_task_may_slip():
    tasks = [Task("a", 2), Task("b", 4), Task("c", 1), Task("d", 1), Task("e", 1)]
    links = [Link("a", "b"), Link("a", "c"), Link("c", "d"), Link("b", "e"), Link("d", "e")]

    result = make_schedule(tasks, links)

    assert early_days(result) == {"a": (3, 4), "b": (5, 10), "c": (5, 5), "d": (6, 6), "e": (11, 11)}
    assert late_days(result) == {"a": (3, 4), "b": (5, 10), "c": (7, 7), "d": (10, 10), "e": (11, 11)}
    assert slacks(result) == {"a": (0, 0), "b": (0, 0), "c": (2, 0), "d": (2, 2), "e": (0, 0)}
    assert result.critical == ["a", "b", "e"]


def test_slack_of_a_task_without_successors_reaches_to_the_finish():
    result = make_schedule([Task("long", 8), Task("short", 3)])

    assert slacks(result) == {"long": (0, 0), "short": (5, 5)}


def test_a_start_to_start_link_leaves_slack_to_the_finish_only_as_far_as_the_start_may_slip():
    tasks = [Task("survey", 2), Task("analysis", 3), Task("hiring", 9)]

    result = make_schedule(tasks, [Link("survey", "analysis", "SS", 1)])

    assert early_days(result) == {"survey": (3, 4), "analysis": (4, 6), "hiring": (3, 13)}
    assert slacks(result) == {"survey": (5, 0), "analysis": (5, 5), "hiring": (0, 0)}


def test_finish_by_before_the_finish_gives_negative_slack():
    result = make_schedule([Task("a", 3), Task("b", 3), Task("c", 1)], [Link("a", "b")], finish_by=january(7))

    assert slacks(result) == {"a": (-1, 0), "b": (-1, 0), "c": (4, 5)}
    assert result["a"].late_start == date(2026, 12, 31)
    assert result["b"].late_finish == january(7)
    assert result.critical == ["a", "b"]


def test_finish_by_after_the_finish_gives_slack_and_leaves_the_critical_path():
    result = make_schedule([Task("a", 3), Task("b", 1)], finish_by=january(10))

    assert slacks(result) == {"a": (3, 0), "b": (5, 2)}
    assert result.critical == ["a"]


# --- what drives a date ---------------------------------------------------------------------------------


def test_the_driver_says_what_sets_the_early_start():
    tasks = [
        Task("first", 2),
        Task("partner", 1, TUNISIA),
        Task("waits", 1, earliest=january(4)),
        Task("not before", 1, earliest=january(12)),
        Task("fair", 1, pinned=january(13)),
    ]
    links = [Link("first", "waits"), Link("partner", "waits", "SS"), Link("first", "not before")]

    result = make_schedule(tasks, links)

    assert {key: slot.driver for key, slot in result.items()} == {
        "first": Driver(DriverKind.PROJECT_START),
        "partner": Driver(DriverKind.CALENDAR),
        "waits": Driver(DriverKind.LINK, links[0]),
        "not before": Driver(DriverKind.EARLIEST),
        "fair": Driver(DriverKind.PINNED),
    }


def test_a_link_that_asks_for_the_same_day_as_the_tasks_own_date_is_the_driver():
    links = [Link("a", "b")]

    result = make_schedule([Task("a", 5), Task("b", 1, earliest=january(10))], links)

    assert result["b"].driver == Driver(DriverKind.LINK, links[0])


# --- dates of a task's own ------------------------------------------------------------------------------


def test_an_earliest_date_on_a_day_of_rest_means_the_next_working_day():
    result = make_schedule([Task("a", 1, earliest=january(8))])

    assert (early_days(result), result.conflicts) == ({"a": (10, 10)}, [])


def test_a_pinned_task_starts_on_its_day_and_holds_those_before_it():
    tasks = [Task("prepare", 2), Task("conference", 1, pinned=january(12)), Task("report", 1), Task("other", 9)]

    result = make_schedule(tasks, [Link("prepare", "conference"), Link("conference", "report")])

    assert early_days(result) == {"prepare": (3, 4), "conference": (12, 12), "report": (13, 13), "other": (3, 13)}
    assert slacks(result) == {"prepare": (5, 5), "conference": (0, 0), "report": (0, 0), "other": (0, 0)}
    assert result.conflicts == []


def test_a_pinned_date_that_its_links_do_not_allow_is_kept_and_reported():
    links = [Link("prepare", "conference"), Link("book", "conference")]
    tasks = [Task("prepare", 7), Task("book", 1), Task("conference", 2, pinned=january(7))]

    result = make_schedule(tasks, links)

    assert early_days(result) == {"prepare": (3, 11), "book": (3, 3), "conference": (7, 10)}
    assert result.conflicts == [Conflict("conference", ConflictKind.PINNED, january(7), 3, links[0])]
    assert slacks(result) == {"prepare": (-3, 0), "book": (3, 3), "conference": (0, 0)}


def test_a_pinned_date_before_the_project_starts_or_the_task_may_is_reported():
    tasks = [Task("a", 1, pinned=date(2026, 12, 31)), Task("b", 1, earliest=january(6), pinned=january(5))]

    result = make_schedule(tasks)

    assert result.conflicts == [
        Conflict("a", ConflictKind.PINNED, date(2026, 12, 31), 1),
        Conflict("b", ConflictKind.PINNED, january(5), 1),
    ]
    assert (result.start, result.finish) == (date(2026, 12, 31), january(5))


def test_a_pinned_day_of_rest_is_moved_to_the_next_working_day_and_reported():
    result = make_schedule([Task("a", 1, pinned=january(8))])

    assert early_days(result) == {"a": (10, 10)}
    assert result.conflicts == [Conflict("a", ConflictKind.REST_DAY, january(8), 1)]


def test_a_pinned_milestone_keeps_its_day_even_on_a_day_of_rest():
    tasks = [Task("a", 5), Task("opening", 0, pinned=january(8)), Task("b", 1)]

    result = make_schedule(tasks, [Link("a", "opening"), Link("opening", "b")])

    assert (early_days(result), result.conflicts) == ({"a": (3, 7), "opening": (8, 8), "b": (10, 10)}, [])


def test_a_milestone_pinned_to_the_day_its_links_reach_is_no_conflict():
    result = make_schedule([Task("a", 5), Task("done", 0, pinned=january(7))], [Link("a", "done")])

    assert (result["done"].early_finish, result.conflicts) == (january(7), [])


def test_a_milestone_pinned_too_early_is_reported():
    link = Link("a", "done")

    result = make_schedule([Task("a", 6), Task("done", 0, pinned=january(6))], [link])

    assert result["done"].early_finish == january(6)
    assert result.conflicts == [Conflict("done", ConflictKind.PINNED, january(6), 2, link)]


def test_a_missed_deadline_is_reported_and_moves_no_date():
    tasks = [Task("late", 6, deadline=january(6)), Task("in time", 4, deadline=january(6)), Task("old", 1)]
    with_deadline = make_schedule([*tasks[:2], Task("old", 1, deadline=date(2026, 12, 31))])

    without = make_schedule([Task("late", 6), Task("in time", 4), Task("old", 1)])

    assert with_deadline == without
    assert with_deadline.conflicts == [
        Conflict("late", ConflictKind.DEADLINE, january(6), 2),
        Conflict("old", ConflictKind.DEADLINE, date(2026, 12, 31), 1),
    ]


# --- the result -----------------------------------------------------------------------------------------


def test_a_schedule_is_a_mapping_in_the_order_of_the_tasks():
    result = make_schedule([Task("b", 1), Task("a", 1)], [Link("a", "b")])

    assert (list(result), len(result), "a" in result, result.get("c")) == (["b", "a"], 2, True, None)


def test_critical_tasks_come_in_the_order_of_their_dates():
    tasks = [Task("end", 0), Task("second", 1), Task("first", 1)]

    assert make_schedule(tasks, [Link("first", "second"), Link("second", "end")]).critical == [
        "first",
        "second",
        "end",
    ]


def test_a_plan_without_tasks_starts_and_finishes_at_its_start():
    result = make_schedule([])

    assert (dict(result), result.start, result.finish, result.critical) == ({}, january(3), january(3), [])


def test_keys_may_be_anything_that_can_be_looked_up():
    result = make_schedule([Task(1, 1), Task(("a", 2), 1)], [Link(1, ("a", 2))])

    assert early_days(result) == {1: (3, 3), ("a", 2): (4, 4)}


# --- far away -------------------------------------------------------------------------------------------


def test_a_task_may_last_for_decades():
    result = make_schedule([Task("a", 20_000), Task("b", 1)], [Link("a", "b")])

    assert result.finish == JORDAN.offset(january(3), 20_000)
    assert result.critical == ["a", "b"]


def test_a_lag_may_last_for_decades():
    result = make_schedule([Task("a", 1), Task("b", 1)], [Link("a", "b", "FS", 9_000)])

    assert result.finish == JORDAN.offset(january(3), 9_001)


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
def test_a_lead_of_decades_starts_a_task_with_the_project(kind):
    result = make_schedule([Task("a", 5), Task("b", 2)], [Link("a", "b", kind, -9_000)])

    assert early_days(result) == {"a": (3, 7), "b": (3, 4)}


def test_a_long_task_that_finishes_with_a_short_one_starts_with_the_project():
    result = make_schedule([Task("short", 1), Task("long", 2_000)], [Link("short", "long", "FF")])

    assert result["long"].early_start == january(3)


def test_a_finish_by_long_before_the_finish_leads_far_back():
    tasks, links = [Task("a", 5_000), Task("b", 5_000)], [Link("a", "b")]

    result = make_schedule(tasks, links, finish_by=january(3))

    assert result["a"].late_start == JORDAN.offset(january(3), -9_999)
    assert result["a"].total_slack == -9_999


def test_a_finish_by_long_before_the_finish_leads_back_over_a_long_lag():
    tasks = [Task("a", 1), Task("b", 1), Task("much later", 1, earliest=date(2030, 1, 6))]

    result = make_schedule(tasks, [Link("a", "b", "FS", 400)], finish_by=january(3))

    assert result["a"].late_start == JORDAN.offset(january(3), -401)


def test_a_calendar_that_rests_for_years_is_waited_for():
    years_off = frozenset(january(3) + timedelta(days=i) for i in range(3_000))

    result = make_schedule([Task("a", 1, Calendar(weekend=frozenset(), holidays=years_off))])

    assert result["a"].early_start == january(3) + timedelta(days=3_000)
    assert result["a"].driver == Driver(DriverKind.CALENDAR)


@pytest.mark.parametrize(
    ("tasks", "links", "start"),
    [
        ([Task("a", 10)], [], date(9999, 12, 28)),
        ([Task("a", 10**30)], [], january(3)),
        ([Task("a", 1), Task("b", 1)], [Link("a", "b", "FS", 10**30)], january(3)),
        ([Task("a", 1, earliest=date(9999, 1, 1))], [], january(3)),
    ],
)
def test_a_plan_that_runs_out_of_the_years_is_refused(tasks, links, start):
    with pytest.raises(DateOutOfRange):
        make_schedule(tasks, links, start=start)


def test_a_plan_may_end_on_the_last_day_there_is():
    result = make_schedule([Task("a", 1)], start=date(9999, 12, 30), calendar=Calendar(weekend=frozenset({3})))

    assert result.finish == date(9999, 12, 31)


# --- bad input ------------------------------------------------------------------------------------------


def test_a_circle_is_refused_and_named():
    with pytest.raises(CyclicGraph) as refused:
        make_schedule([Task(key, 1) for key in "abcd"], [Link(*pair) for pair in ("ab", "bc", "cb", "cd")])

    assert refused.value.cycle == ["b", "c"]


def test_a_key_given_twice_is_refused():
    with pytest.raises(DuplicateTask) as refused:
        make_schedule([Task("a", 1), Task("b", 1), Task("b", 2)])

    assert refused.value.key == "b"


def test_a_link_to_an_unknown_task_is_refused():
    with pytest.raises(UnknownTask) as refused:
        make_schedule([Task("a", 1)], [Link("a", "b")])

    assert (refused.value.key, refused.value.link) == ("b", Link("a", "b"))


@pytest.mark.parametrize("value", ["2027-01-03", datetime(2027, 1, 3), None])
def test_a_start_that_is_not_a_date_is_refused(value):
    with pytest.raises(NotADate):
        make_schedule([Task("a", 1)], start=value)


def test_a_finish_by_that_is_not_a_date_is_refused():
    with pytest.raises(NotADate):
        make_schedule([Task("a", 1)], finish_by="2027-01-03")


def test_a_finish_by_before_the_start_is_refused():
    with pytest.raises(FinishBeforeStart) as refused:
        make_schedule([Task("a", 1)], finish_by=date(2026, 12, 31))

    assert str(refused.value) == "The plan is to finish by 2026-12-31, before it starts on 2027-01-03."
