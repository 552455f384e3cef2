from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.deadline import latest_start
from planner.domain.schedule import Link, Task, schedule
from planner.domain.workdays import Calendar, ShortSeason

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


def test_latest_start_gives_the_nearest_try_where_a_pinned_task_is_too_late():
    tasks = [Task("summit", 1, pinned=date(2027, 5, 2))]

    start = latest_start(tasks, [], finish_by=date(2027, 3, 11), calendar=FRIDAY_SATURDAY)

    assert schedule(tasks, [], start=start, calendar=FRIDAY_SATURDAY).finish == date(2027, 5, 2)


@given(st.integers(1, 40), st.integers(0, 60), st.sampled_from([0.25, 0.5, 5 / 7]))
def test_latest_start_is_the_last_that_will_do_across_short_days(days, since, share):
    ramadan = ShortSeason(date(2027, 2, 8), date(2027, 3, 8), share)
    calendar = Calendar(weekend=frozenset({4, 5}), short_seasons=frozenset({ramadan}))
    finish_by = date(2027, 2, 20) + timedelta(days=since)
    tasks = [Task("draft", days), Task("review", 3)]
    links = [Link("draft", "review")]

    start = latest_start(tasks, links, finish_by=finish_by, calendar=calendar)

    later = calendar.offset(start, 1)
    assert schedule(tasks, links, start=start, calendar=calendar).finish <= finish_by
    assert schedule(tasks, links, start=later, calendar=calendar).finish > finish_by
