from datetime import date

import pytest

from planner.domain.uncertainty import Estimate
from planner.models import JobState, Task, Workplan
from planner.queries.uncertainty import estimates_of, plan_uncertainty
from tests.factories import make_plan
from tests.planner.calculations import make_calculation


@pytest.mark.parametrize(
    ("assumption", "estimate"), [("NONE", None), ("SOME", Estimate(9, 13)), ("MUCH", Estimate(8, 16))]
)
def test_estimates_of_tasks_that_have_none(assumption, estimate):
    assert estimates_of([Task(key="a", days=10)], assumption).get("a") == estimate


def test_estimates_of_a_tasks_own():
    task = Task(key="a", days=10, optimistic_days=4, pessimistic_days=30)

    assert estimates_of([task], "MUCH") == {"a": Estimate(4, 30)}


def result_for(plan, finishes, **changes):
    tasks = [task.key for task in plan.workplan.tasks.all()]
    return {
        "planned": "2027-05-02",
        "finishes": finishes,
        "criticality": {key: 0.5 if n == 1 else 0.004 if n == 2 else 0.0 for n, key in enumerate(tasks)},
        "estimated": 3,
        "tasks": 9,
        "calendar_number": plan.country.calendar_number,
    } | changes


def simulated(plan, finishes, **changes):
    return make_calculation(
        plan,
        JobState.READY,
        options={"runs": 10, "assumption": "SOME"},
        result=result_for(plan, finishes, **changes),
    )


@pytest.mark.django_db
def test_the_page_of_a_plan_that_was_never_simulated_has_no_result():
    page = plan_uncertainty(make_plan())

    assert (page.result, page.calculated.following, page.estimated) == (None, None, 0)


@pytest.mark.django_db
def test_the_result_says_how_many_of_a_hundred_runs_finish_by_when():
    plan = make_plan(finish_by=date(2027, 5, 4))
    simulated(plan, {"2027-05-02": 1, "2027-05-03": 6, "2027-05-09": 3})

    result = plan_uncertainty(plan).result

    assert [(chance.percent, chance.day.day) for chance in result.chances] == [(10, 2), (50, 3), (80, 9), (90, 9)]
    assert (result.planned.percent, result.deadline.percent, result.mean) == (10, 70, date(2027, 5, 5))
    assert [(row.percent, row.number) for row in result.rows] == [(50, "1.2"), (0, "1.3")]
    assert (result.runs, result.estimated, result.is_outdated) == (10, 3, False)
    assert result.picture.startswith("<svg")


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "percent"), [(0, 0), (1, 1), (999, 99), (1000, 100)])
def test_certainty_is_only_what_happened_in_every_run(count, percent):
    plan = make_plan()
    simulated(plan, {day: n for day, n in {"2027-05-02": count, "2027-06-01": 1000 - count}.items() if n})

    assert plan_uncertainty(plan).result.planned.percent == percent


@pytest.mark.django_db
def test_a_result_is_outdated_once_the_plan_or_the_calendar_has_changed():
    plan = make_plan()
    simulated(plan, {"2027-05-02": 1})
    plan.country.calendar_number += 1
    by_calendar = plan_uncertainty(plan).result.is_outdated
    plan.country.calendar_number -= 1
    Workplan.objects.filter(pk=plan.workplan_id).update(change_number=9)
    plan.workplan.refresh_from_db()

    assert (by_calendar, plan_uncertainty(plan).result.is_outdated) == (True, True)


@pytest.mark.django_db
def test_the_result_before_stays_while_another_is_made_or_has_failed():
    plan = make_plan()
    ready = simulated(plan, {"2027-05-02": 1})
    failed = make_calculation(plan, JobState.FAILED, now=ready.asked_at.replace(hour=10))

    page = plan_uncertainty(plan)

    assert (page.result.calculation, page.calculated.following.job) == (ready, failed)
