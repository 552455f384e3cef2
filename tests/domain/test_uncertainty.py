from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.schedule import Link, Task
from planner.domain.uncertainty import Estimate, NoTasks, Simulation, draw_durations, simulate
from planner.domain.workdays import Calendar

START = date(2027, 1, 3)
JORDAN = Calendar(frozenset({4, 5}))


def simulated(tasks, estimates, *, links=(), runs=1000, **options):
    return simulate(tasks, links, estimates, start=START, calendar=JORDAN, runs=runs, **options)


# --- what is drawn --------------------------------------------------------------------------------------


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 2**32))
def test_durations_are_whole_days_between_best_and_worst(one, two, three, seed):
    low, likely, high = sorted((one, two, three))

    drawn = draw_durations([Task("a", likely)], {"a": Estimate(low, high)}, runs=50, seed=seed)

    assert list(drawn) == (["a"] if likely and low < high else [])
    for column in drawn.values():
        assert column.min() >= max(low, 1)
        assert column.max() <= high


@pytest.mark.parametrize(("low", "likely", "high"), [(10, 20, 60), (20, 30, 40), (5, 40, 45)])
def test_the_mean_duration_is_that_of_pert(low, likely, high):
    drawn = draw_durations([Task("a", likely)], {"a": Estimate(low, high)}, runs=20_000, seed=7)

    assert drawn["a"].mean() == pytest.approx((low + 4 * likely + high) / 6, abs=0.2)


def test_a_task_keeps_its_luck_when_another_task_comes_or_goes():
    estimates = {"a": Estimate(5, 30), "b": Estimate(1, 9)}

    alone = draw_durations([Task("a", 10)], estimates, runs=20, seed=3)
    together = draw_durations([Task("b", 4), Task("a", 10)], estimates, runs=20, seed=3)

    assert np.array_equal(alone["a"], together["a"])


# --- the result -----------------------------------------------------------------------------------------


def test_a_plan_without_estimates_finishes_on_its_computed_day_in_every_run():
    result = simulated([Task("a", 5), Task("b", 2)], {}, runs=30)

    assert result == Simulation(finishes={date(2027, 1, 7): 30}, criticality={"a": 1.0, "b": 0.0})
    assert (result.finish_in(0.1), result.finish_in(0.9), result.mean_finish) == (date(2027, 1, 7),) * 3


def test_a_milestone_stays_one_whatever_is_estimated():
    result = simulated([Task("a", 0)], {"a": Estimate(0, 30)}, runs=10)

    assert result.finishes == {START: 10}


def test_two_equal_branches_are_critical_by_turns_and_make_the_plan_late():
    """Merge bias: two branches meet, and the later of them decides (Van Slyke, 1963)."""
    tasks = [Task("a", 20), Task("b", 20), Task("end", 0)]
    links = [Link("a", "end"), Link("b", "end")]
    estimates = {"a": Estimate(10, 30), "b": Estimate(10, 30)}

    result = simulated(tasks, estimates, links=links, runs=4000)

    planned = JORDAN.offset(START, 19)
    assert 0.5 < result.criticality["a"] < 0.6
    assert 0.5 < result.criticality["b"] < 0.6
    assert result.criticality["end"] == 1
    assert result.share_by(planned) < 0.36
    assert result.mean_finish > planned


def test_shares_of_runs_and_the_days_by_which_they_had_finished_agree():
    result = Simulation(finishes={date(2027, 2, 1): 1, date(2027, 2, 3): 6, date(2027, 2, 9): 3}, criticality={})

    days = [result.finish_in(share) for share in (0.0, 0.1, 0.5, 0.7, 0.8, 1.0)]

    assert [day.day for day in days] == [1, 1, 3, 3, 9, 9]
    assert [result.share_by(date(2027, 1, 31)), *map(result.share_by, days)] == [0.0, 0.1, 0.1, 0.7, 0.7, 1.0, 1.0]
    assert result.mean_finish == date(2027, 2, 5)


def test_the_same_seed_gives_the_same_answer_in_any_order_and_another_seed_another():
    tasks = [Task("a", 10), Task("b", 8), Task("c", 3)]
    links = [Link("a", "c"), Link("b", "c", "SS", 4)]
    estimates = {"a": Estimate(5, 25), "b": Estimate(6, 20)}

    once = simulated(tasks, estimates, links=links, seed=1)

    assert once == simulated(tasks[::-1], estimates, links=links[::-1], seed=1)
    assert once.finishes != simulated(tasks, estimates, links=links, seed=2).finishes


@pytest.mark.parametrize(("runs", "shares"), [(1, [1.0]), (500, [1.0]), (1250, [0.4, 0.8, 1.0])])
def test_progress_is_told_after_each_block(runs, shares):
    told = []

    result = simulated([Task("a", 5)], {"a": Estimate(2, 9)}, runs=runs, progress=told.append)

    assert told == shares
    assert result.runs == runs


def test_a_plan_without_tasks_is_refused():
    with pytest.raises(NoTasks):
        simulated([], {})
