"""Every run must have the answers that `schedule` gives for its durations."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.many_runs import run_through
from planner.domain.schedule import CyclicGraph, Link, Task, schedule
from planner.domain.workdays import Calendar
from tests.domain.test_critical_path import START, plans


@st.composite
def plans_with_durations(draw):
    tasks, links, calendar = draw(plans(milestones=True, pinned=True))
    runs = draw(st.integers(1, 4))
    some = [task for task in tasks if task.days and draw(st.booleans())]
    durations = {
        task.key: np.array(draw(st.lists(st.integers(1, 30), min_size=runs, max_size=runs)), np.int32) for task in some
    }
    return tasks, links, calendar, durations, runs


@given(plans_with_durations())
def test_each_run_finishes_and_is_critical_as_its_own_schedule(plan):
    tasks, links, calendar, durations, runs = plan

    found = run_through(tasks, links, durations, runs=runs, start=START, calendar=calendar)

    for run in range(runs):
        own = [replace(task, days=int(durations[task.key][run])) if task.key in durations else task for task in tasks]
        result = schedule(own, links, start=START, calendar=calendar)
        assert found.finish[run] == result.finish.toordinal()
        assert {key: bool(flags[run]) for key, flags in found.critical.items()} == {
            key: slot.critical for key, slot in result.items()
        }


def test_dates_far_beyond_the_first_window_are_found():
    """A calendar that rests for ten years."""
    holidays = {date_ for n in range(1, 3650) for date_ in [START.fromordinal(START.toordinal() + n)]}
    calendar = Calendar(frozenset(), holidays=frozenset(holidays))
    tasks, links = [Task("a", 1), Task("b", 1)], [Link("a", "b", lag=2)]
    durations = {"b": np.array([1, 40], np.int32)}

    found = run_through(tasks, links, durations, runs=2, start=START, calendar=calendar)

    own = [schedule([tasks[0], Task("b", days)], links, start=START, calendar=calendar) for days in (1, 40)]
    assert found.finish.tolist() == [result.finish.toordinal() for result in own]


def test_a_circle_is_refused_as_the_schedule_refuses_it():
    with pytest.raises(CyclicGraph):
        run_through(
            [Task("a", 1), Task("b", 1)],
            [Link("a", "b"), Link("b", "a")],
            {},
            runs=1,
            start=START,
            calendar=Calendar.everyday(),
        )
