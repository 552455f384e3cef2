from datetime import date

import pytest
from django.db.models import F

from planner.domain.graph import CyclicGraph
from planner.domain.uncertainty import NoTasks
from planner.domain.workdays import DateOutOfRange
from planner.models import Calculation, JobState, Workplan
from planner.queries.schedules import schedule_of_plan
from planner.services.calculations import (
    SimulationOptions,
    calculate,
    fault_of,
    request_levelling,
    request_simulation,
)
from tests.factories import make_official, make_plan
from tests.planner.calculations import NOW, make_busy_plan, make_calculation

pytestmark = pytest.mark.django_db

OPTIONS = {"runs": 600, "assumption": "SOME"}


def unheard(step, percent):
    """Nobody listens to the progress."""


def test_request_simulation_keeps_what_was_asked():
    user, plan = make_official("JOR"), make_plan("JOR")

    asked = request_simulation(user=user, plan=plan, options=SimulationOptions(1000, "MUCH"), now=NOW)

    row = Calculation.objects.get()
    assert row == asked
    assert (row.plan, row.kind, row.state, row.asked_by) == (plan, "SIMULATION", JobState.QUEUED, user)
    assert row.options == {"runs": 1000, "assumption": "MUCH"}


def test_request_simulation_is_the_active_one_when_asked_twice_and_levelling_is_another():
    plan = make_plan()
    first = request_simulation(user=None, plan=plan, options=SimulationOptions(1000, "NONE"), now=NOW)

    second = request_simulation(user=None, plan=plan, options=SimulationOptions(5000, "MUCH"), now=NOW)
    other = request_levelling(user=None, plan=plan, now=NOW)

    assert second == first
    assert other != first


def test_a_simulation_counts_finishes_and_critical_tasks():
    plan = make_plan()
    told = []

    made = calculate(make_calculation(plan, options=OPTIONS), lambda step, percent: told.append((step, percent)))

    current = schedule_of_plan(plan)
    result = made["result"]
    assert sum(result["finishes"].values()) == 600
    assert set(result["criticality"]) == {task.key for task in current.tasks}
    assert (result["planned"], result["estimated"]) == (current.result.finish.isoformat(), 0)
    assert told == [("SIMULATING", 83), ("SIMULATING", 100)]


def test_a_simulation_takes_the_tasks_own_estimates():
    plan = make_plan()
    critical = schedule_of_plan(plan).result.critical
    plan.workplan.tasks.filter(key__in=critical, days__gt=0).update(
        optimistic_days=F("days"), pessimistic_days=F("days") * 3
    )

    made = calculate(make_calculation(plan, options={"runs": 500, "assumption": "NONE"}), unheard)

    planned = made["result"]["planned"]
    assert made["result"]["estimated"] > 0
    assert all(day >= planned for day in made["result"]["finishes"])
    assert max(made["result"]["finishes"]) > planned


def test_a_calculation_stands_for_the_plan_it_read():
    """An edit that comes while it runs shows as one."""
    plan = make_plan()
    Workplan.objects.filter(pk=plan.workplan_id).update(change_number=7)
    calculation = Calculation.objects.select_related("plan__workplan", "plan__country").get(
        pk=make_calculation(plan, options=OPTIONS, change_number=5).pk
    )

    made = calculate(
        calculation,
        lambda step, percent: Workplan.objects.filter(pk=plan.workplan_id).update(change_number=8),
    )

    assert made["change_number"] == 7


def test_a_levelling_says_which_tasks_wait_and_when_all_is_done():
    plan = make_busy_plan()

    made = calculate(make_calculation(plan, kind="LEVELLING"), unheard)

    result = made["result"]
    assert result["not_before"]
    assert all(date.fromisoformat(day) > date(2027, 1, 1) for day in result["not_before"].values())
    assert result["finish"] >= result["unlimited_finish"]
    assert result["too_large"] == []
    assert set(map(tuple, result["capacities"].values())) == {(1, "TASKS")}


def test_a_levelling_leaves_started_tasks_where_they_are():
    plan = make_busy_plan()
    plan.workplan.tasks.update(state="IN_PROGRESS")

    made = calculate(make_calculation(plan, kind="LEVELLING"), unheard)

    assert made["result"]["not_before"] == {}


def test_a_plan_without_tasks_is_refused():
    plan = make_plan()
    plan.workplan.tasks.update(state="CANCELLED")

    with pytest.raises(NoTasks):
        calculate(make_calculation(plan, options=OPTIONS), unheard)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (CyclicGraph(["a", "b"]), "CIRCLE"),
        (NoTasks(), "NO_TASKS"),
        (DateOutOfRange(), "OUT_OF_RANGE"),
        (ZeroDivisionError(), "UNEXPECTED"),
    ],
)
def test_what_the_reader_is_told_of_an_error(error, fault):
    assert fault_of(error) == fault
