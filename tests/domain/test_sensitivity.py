from datetime import date

import pytest

from planner.domain.schedule import Link, Task, schedule
from planner.domain.sensitivity import CriticalChange, critical_change, moving_tasks, with_days_moved
from planner.domain.workdays import Calendar, ShortSeason

# A Friday and Saturday are free; so is Tuesday 5 January 2027, for certain, and Thursday 7, by estimate.
CERTAIN, ESTIMATED = date(2027, 1, 5), date(2027, 1, 7)
CALENDAR = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({CERTAIN, ESTIMATED}))


@pytest.mark.parametrize(
    ("days", "holidays"),
    [
        pytest.param(0, {CERTAIN, ESTIMATED}, id="as estimated"),
        pytest.param(1, {CERTAIN, date(2027, 1, 8)}, id="a day later"),
        pytest.param(-2, {CERTAIN}, id="onto another holiday"),
    ],
)
def test_with_days_moved_moves_estimated_holidays_and_no_others(days, holidays):
    moved = with_days_moved(CALENDAR, holidays=frozenset({ESTIMATED}), days=days)

    assert moved == Calendar(weekend=frozenset({4, 5}), holidays=frozenset(holidays))


def test_with_days_moved_moves_seasons_named_by_their_first_day():
    ramadan = ShortSeason(date(2027, 2, 8), date(2027, 3, 9), 0.75)
    winter = ShortSeason(date(2027, 12, 1), date(2027, 12, 31), 0.5)
    calendar = Calendar(weekend=frozenset({4, 5}), short_seasons=frozenset({ramadan, winter}))

    moved = with_days_moved(calendar, holidays=frozenset(), seasons=frozenset({ramadan.first}), days=-1)

    assert {(season.first, season.last) for season in moved.short_seasons} == {
        (date(2027, 2, 7), date(2027, 3, 8)),
        (winter.first, winter.last),
    }


def test_moving_tasks_and_critical_change_compare_schedules_task_by_task():
    # Two chains side by side: one rests on the estimated holiday, the other works on a calendar without any.
    tasks = [
        Task("before", 2),
        Task("over the holiday", 3),
        Task("abroad", 6, calendar=Calendar.everyday()),
    ]
    links = [Link("before", "over the holiday")]

    def at(days):
        calendar = with_days_moved(CALENDAR, holidays=frozenset({ESTIMATED}), days=days)
        return schedule(tasks, links, start=date(2027, 1, 3), calendar=calendar)

    planned, later = at(0), at(1)

    assert planned["over the holiday"].early_finish == date(2027, 1, 11)
    assert later["over the holiday"].early_finish == date(2027, 1, 10)
    assert moving_tasks(planned, later) == {"over the holiday"}
    assert moving_tasks(planned, planned) == set()
    assert critical_change(planned, later) == CriticalChange(became=[], ceased=[])


def test_critical_change_names_the_tasks_that_become_critical_and_those_that_cease_to_be():
    # Here the 4th and 5th are holidays, and three days take until the 7th; four days abroad take until the 6th.
    tasks = [Task("here", 3), Task("abroad", 4, calendar=Calendar.everyday())]
    holidays = frozenset({date(2027, 1, 4), date(2027, 1, 5)})
    calendar = Calendar(weekend=frozenset({4, 5}), holidays=holidays)
    start = date(2027, 1, 3)

    planned = schedule(tasks, [], start=start, calendar=calendar)
    moved = schedule(tasks, [], start=start, calendar=with_days_moved(calendar, holidays=holidays, days=7))

    assert critical_change(planned, moved) == CriticalChange(became=["abroad"], ceased=["here"])
    assert critical_change(moved, planned) == CriticalChange(became=["here"], ceased=["abroad"])
