"""The task is called as a worker calls it; with a real worker: tests/journeys/test_calculations.py."""

import pytest
from django.utils import timezone

from planner.models import Calculation, JobState, Link, Membership
from planner.tasks import run_calculation
from tests.factories import make_coordinator, make_official, make_plan
from tests.planner.calculations import make_calculation

pytestmark = pytest.mark.django_db

OPTIONS = {"runs": 500, "assumption": "SOME"}


def run(calculation):
    run_calculation(str(calculation.pk))
    calculation.refresh_from_db()
    return calculation


def asked_for(plan, **fields):
    return make_calculation(plan, now=timezone.now(), options=OPTIONS, **fields)


@pytest.mark.parametrize("kind", Calculation.Kind)
def test_run_calculation_keeps_a_result_once_however_often_it_is_told(kind):
    calculation = asked_for(make_plan(), kind=kind)

    for _delivery in range(3):
        run(calculation)

    assert (calculation.state, calculation.attempt, calculation.percent) == (JobState.READY, 1, 100)
    assert calculation.result


def test_run_calculation_of_a_job_that_is_gone_does_nothing():
    run_calculation("00000000-0000-4000-8000-000000000000")

    assert Calculation.objects.count() == 0


def test_a_simulation_is_cancelled_where_the_asker_may_no_longer_see_the_plan():
    user = make_official("JOR")
    calculation = asked_for(make_plan("JOR"), asked_by=user)
    user.memberships.all().delete()

    run(calculation)

    assert (calculation.state, calculation.error) == (JobState.CANCELLED, "NOT_ALLOWED")


def test_a_levelling_is_cancelled_where_the_asker_may_no_longer_change_the_plan():
    user = make_coordinator("JOR")
    calculation = asked_for(make_plan("JOR"), kind="LEVELLING", asked_by=user)
    user.memberships.update(role=Membership.Role.OFFICIAL)

    run(calculation)

    assert (calculation.state, calculation.error) == (JobState.CANCELLED, "NOT_ALLOWED")


def test_a_calculation_fails_in_words_where_tasks_wait_in_a_circle():
    plan = make_plan()
    link = Link.objects.filter(after__workplan=plan.workplan).first()
    Link.objects.create(before=link.after, after=link.before)
    calculation = asked_for(plan)

    run(calculation)

    assert (calculation.state, calculation.error) == (JobState.FAILED, "CIRCLE")
