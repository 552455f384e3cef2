"""What is said about a date is compared with the schedule, and with the schedule of a plan that has slipped."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.domain.explain import Limit, LimitKind, Rest, RestKind, StretchKind, explain
from planner.domain.schedule import ConflictKind, DriverKind, Link, Task, schedule
from planner.domain.workdays import Calendar
from tests.domain.generated_plans import ONE_DAY, START, delayed, make_schedule, near_start, plans, prolonged, with_task

JORDAN = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2027, 1, 6), date(2027, 1, 8)}))


def explained(tasks, links, key, *, start=date(2027, 1, 3), calendar=JORDAN, finish_by=None):
    result = schedule(tasks, links, start=start, calendar=calendar, finish_by=finish_by)
    return explain(result, tasks, links, key=key, start=start, calendar=calendar, finish_by=finish_by)


def explained_in(plan, key, **options):
    tasks, links, calendar = plan
    result = make_schedule(plan, **options)
    return explain(result, tasks, links, key=key, start=START, calendar=calendar, **options)


# --- cases by hand --------------------------------------------------------------------------------------


def test_a_chain_names_its_tasks_and_the_days_skipped_between_them():
    # Monday 4 to Tuesday 5 January; the 6th is a holiday, the 8th and 9th are a weekend.
    tasks = [Task("draft", 2, earliest=date(2027, 1, 4)), Task("review", 1), Task("adopt", 1)]
    links = [Link("draft", "review"), Link("review", "adopt", lag=1)]

    found = explained(tasks, links, "adopt")

    assert found.origin == date(2027, 1, 4)
    assert [(step.key, step.driver.kind, step.start, step.finish) for step in found.steps] == [
        ("draft", DriverKind.EARLIEST, date(2027, 1, 4), date(2027, 1, 5)),
        ("review", DriverKind.LINK, date(2027, 1, 7), date(2027, 1, 7)),
        ("adopt", DriverKind.LINK, date(2027, 1, 11), date(2027, 1, 11)),
    ]
    assert [(s.kind, s.first, s.last, s.worked) for s in found.steps[1].way] == [
        (StretchKind.WORK, date(2027, 1, 4), date(2027, 1, 5), 2),
        (StretchKind.WAIT, date(2027, 1, 6), date(2027, 1, 6), 0),
    ]
    assert found.steps[1].way[1].rests == (Rest(date(2027, 1, 6), RestKind.HOLIDAY),)
    lag = found.steps[2].way[1]
    assert (lag.kind, lag.first, lag.last, lag.worked) == (StretchKind.LAG, date(2027, 1, 8), date(2027, 1, 10), 1)
    # The holiday of the 8th falls on a Friday, which is free anyway.
    assert lag.rests == (Rest(date(2027, 1, 8), RestKind.WEEKEND), Rest(date(2027, 1, 9), RestKind.WEEKEND))


@pytest.mark.parametrize(
    ("task", "kind", "origin", "skipped"),
    [
        pytest.param(Task("a", 1), DriverKind.PROJECT_START, date(2027, 1, 3), [], id="project start"),
        pytest.param(
            Task("a", 1, earliest=date(2027, 1, 8)),
            DriverKind.EARLIEST,
            date(2027, 1, 8),
            [date(2027, 1, 8), date(2027, 1, 9)],
            id="not before a weekend",
        ),
        pytest.param(
            Task("a", 1, pinned=date(2027, 1, 6)),
            DriverKind.PINNED,
            date(2027, 1, 6),
            [date(2027, 1, 6)],
            id="fixed to a holiday",
        ),
        pytest.param(
            Task("a", 1, calendar=Calendar(weekend=frozenset({5, 6}))),
            DriverKind.CALENDAR,
            date(2027, 1, 3),
            [date(2027, 1, 3)],
            id="own day of rest",
        ),
    ],
)
def test_a_date_that_no_link_sets_comes_from_its_origin(task, kind, origin, skipped):
    found = explained([task], [], "a")

    assert (found.steps[0].driver.kind, found.origin) == (kind, origin)
    assert [rest.day for stretch in found.steps[0].way for rest in stretch.rests] == skipped


def test_limits_lead_from_the_task_to_the_finish():
    tasks = [Task("a", 1), Task("b", 1), Task("long", 4)]
    links = [Link("a", "b"), Link("b", "long", "FF")]

    found = explained(tasks, links, "a")

    assert found.limits == [
        Limit("a", LimitKind.LINK, date(2027, 1, 7), Link("a", "b")),
        Limit("b", LimitKind.LINK, date(2027, 1, 7), Link("b", "long", "FF")),
        Limit("long", LimitKind.FINISH, date(2027, 1, 7)),
    ]
    assert (found.total_slack, found.finish_slack, found.deadline_slack) == (2, 2, None)


def test_slack_before_a_pinned_task_is_told_apart_from_slack_before_the_finish():
    tasks = [Task("prepare", 1), Task("summit", 1, pinned=date(2027, 1, 5)), Task("other", 9)]
    links = [Link("prepare", "summit")]

    found = explained(tasks, links, "prepare")

    assert (found.total_slack, found.finish_slack) == (1, 8)
    assert found.limits[-1] == Limit("summit", LimitKind.PINNED, date(2027, 1, 5))


@pytest.mark.parametrize(
    ("deadline", "slack"),
    [
        pytest.param(date(2027, 1, 5), 2, id="to spare"),
        pytest.param(date(2027, 1, 3), 0, id="met to the day"),
        pytest.param(date(2027, 1, 2), -1, id="missed"),
    ],
)
def test_own_deadline_slack_counts_working_days_to_the_tasks_deadline(deadline, slack):
    assert explained([Task("a", 1, deadline=deadline)], [], "a").own_deadline_slack == slack


# --- properties -----------------------------------------------------------------------------------------


@given(plans(milestones=True, pinned=True), st.data())
def test_the_chain_adds_up_to_the_date_of_every_step(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))
    by_key = {other.key: other for other in plan[0]}

    found = explained_in(plan, task.key)

    assert found.steps[-1].key == task.key
    assert [step.driver for step in found.steps] == [result[step.key].driver for step in found.steps]
    assert [step.driver.link.before for step in found.steps[1:]] == [step.key for step in found.steps[:-1]]
    day = found.origin
    for step in found.steps:
        day += sum(stretch.days for stretch in step.way) * ONE_DAY
        slot = result[step.key]
        assert (step.start, step.finish) == (slot.early_start, slot.early_finish)
        # What a milestone waits for may come in the evening of the day it shows.
        assert day == slot.early_start or (by_key[step.key].days == 0 and day == slot.early_start + ONE_DAY)


@given(plans(milestones=True, pinned=True), st.data())
def test_every_day_of_the_way_is_worked_or_has_a_reason_not_to_be(plan, data):
    tasks, _, project = plan
    result = make_schedule(plan)
    by_key = {other.key: other for other in tasks}

    for step in explained_in(plan, data.draw(st.sampled_from(tasks)).key).steps:
        own = by_key[step.key].calendar or project
        for stretch in step.way:
            calendar = own
            if stretch.kind == StretchKind.WORK:
                task, slot = by_key[stretch.key], result[stretch.key]
                calendar = task.calendar or project
                assert (stretch.first, stretch.last) == (slot.early_start, slot.early_finish)
                assert stretch.worked == calendar.count(stretch.first, stretch.last)
                assert stretch.worked == task.days or calendar.short_seasons
            elif stretch.kind == StretchKind.LAG:
                calendar = project
                assert stretch.worked == abs(step.driver.link.lag)
                assert stretch.is_back == (step.driver.link.lag < 0)
            else:
                assert stretch.worked == 0 or (own.short_seasons and step.driver.link.kind[1] == "F")
            days = [stretch.first + n * ONE_DAY for n in range((stretch.last - stretch.first).days + 1)]
            assert [rest.day for rest in stretch.rests] == [day for day in days if not calendar.is_working(day)]
            for rest in stretch.rests:
                assert (rest.kind == RestKind.WEEKEND) == calendar.is_weekend(rest.day)
                assert rest.kind == RestKind.WEEKEND or rest.day in calendar.holidays


def slipped(plan, result, task, working_days):
    """The plan in which `task` starts so many working days later, whether or not it is pinned."""
    if task.pinned is None:
        return delayed(plan, result, task, working_days)
    calendar = task.calendar or plan[2]
    return with_task(plan, replace(task, pinned=calendar.offset(result[task.key].early_start, working_days)))


@given(plans(pinned=True, short=False), st.data())
def test_the_finish_moves_when_a_task_slips_by_more_than_its_finish_slack(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))

    slack = explained_in(plan, task.key).finish_slack

    assert make_schedule(slipped(plan, result, task, slack)).finish == result.finish
    assert make_schedule(slipped(plan, result, task, slack + 1)).finish > result.finish


@given(plans(), st.data())
def test_with_short_days_finish_slack_is_how_much_later_a_task_may_start_and_end(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))
    slot = result[task.key]

    slack = explained_in(plan, task.key).finish_slack

    def finishes(days):
        later = (delayed(plan, result, task, days), prolonged(plan, slot, task, days))
        return [make_schedule(slipped).finish for slipped in later]

    assert finishes(slack) == [result.finish, result.finish]
    assert max(finishes(slack + 1)) > result.finish


@given(plans(pinned=True, short=False), st.data())
def test_the_deadline_is_missed_when_a_task_slips_by_more_than_its_deadline_slack(plan, data):
    result = make_schedule(plan)
    finish_by = data.draw(st.dates(result.finish, result.finish + 20 * ONE_DAY))
    task = data.draw(st.sampled_from(plan[0]))

    slack = explained_in(plan, task.key, finish_by=finish_by).deadline_slack

    assert make_schedule(slipped(plan, result, task, slack)).finish <= finish_by
    assert make_schedule(slipped(plan, result, task, slack + 1)).finish > finish_by


@given(plans(), near_start, st.data())
def test_deadline_slack_is_negative_only_where_the_deadline_is_missed(plan, finish_by, data):
    task = data.draw(st.sampled_from(plan[0]))

    found = explained_in(plan, task.key, finish_by=finish_by)

    assert found.deadline_slack == found.total_slack
    if found.deadline_slack < 0:
        assert make_schedule(plan).finish > finish_by


@given(plans(milestones=True, pinned=True), near_start | st.none(), st.data())
def test_total_slack_is_that_of_the_schedule(plan, finish_by, data):
    key = data.draw(st.sampled_from(plan[0])).key

    found = explained_in(plan, key, finish_by=finish_by)

    assert found.total_slack == make_schedule(plan, finish_by=finish_by)[key].total_slack


@given(plans(short=False), st.data())
def test_every_limit_gives_when_the_task_slips_by_a_day_more_than_its_slack(plan, data):
    result = make_schedule(plan)
    task = data.draw(st.sampled_from(plan[0]))

    found = explained_in(plan, task.key)
    late = make_schedule(delayed(plan, result, task, found.total_slack + 1))

    *over_links, last = found.limits
    assert (last.kind, last.day) == (LimitKind.FINISH, result.finish)
    for limit in over_links:
        slot = late[limit.link.after]
        reached = slot.early_start if limit.link.kind[1] == "S" else slot.early_finish
        assert reached > limit.day
    assert late.finish > result.finish


@given(plans(milestones=True), st.data())
def test_the_limiting_link_alone_leaves_no_more_slack(plan, data):
    tasks, links, calendar = plan
    task = data.draw(st.sampled_from(tasks))

    found = explained_in(plan, task.key)

    limit = found.limits[0]
    others = [link for link in links if link.before == task.key and link != limit.link]
    alone = make_schedule((tasks, [link for link in links if link not in others], calendar))
    assume(alone.finish == make_schedule(plan).finish)
    assert alone[task.key].total_slack == found.total_slack


@given(plans(short=False), st.data())
def test_the_last_limit_gives_be_it_a_fixed_date_or_the_finish(plan, data):
    """One task is fixed to its latest start; those it waits for are limited by that, or by something nearer."""
    tasks, links, _ = plan
    assume(links)
    link = data.draw(st.sampled_from(links))
    by_key = {task.key: task for task in tasks}
    late_start = make_schedule(plan)[link.after].late_start
    plan = with_task(plan, replace(by_key[link.after], pinned=late_start, earliest=None))
    result = make_schedule(plan)
    assert result.conflicts == []

    found = explained_in(plan, link.before)
    late = make_schedule(delayed(plan, result, by_key[link.before], found.total_slack + 1))

    last = found.limits[-1]
    if last.kind == LimitKind.PINNED:
        assert (last.key, last.day) == (link.after, late_start)
        assert [(conflict.key, conflict.kind) for conflict in late.conflicts] == [(last.key, ConflictKind.PINNED)]
    else:
        assert last.kind == LimitKind.FINISH
        assert late.finish > result.finish
