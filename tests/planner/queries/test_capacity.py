import pytest

from planner.models import Institution, JobState
from planner.queries.capacity import plan_capacity
from planner.services.capacity import accept_levelling
from tests.factories import make_plan
from tests.planner.calculations import NOW, days_waited_for, make_busy_plan, make_calculation, make_levelling

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_busy_plan()


def test_a_plan_without_capacities_shows_what_is_needed_and_nothing_too_much():
    page = plan_capacity(make_plan())

    assert (page.has_capacities, page.over, page.proposal, page.levelled_count) == (False, [], None, 0)
    assert all(load.busiest.most >= 1 and load.task_count >= 1 for load in page.institutions)
    assert page.picture.startswith("<svg")


def test_an_institution_with_too_much_to_do_is_named_with_its_weeks(plan):
    (load,) = plan_capacity(plan).over

    assert load.task_count == plan.workplan.tasks.filter(days__gt=0).count()
    assert load.days_over == sum(week.days_over for week in load.weeks_over) > 0
    assert all(week.most > 1 for week in load.weeks_over)


def test_people_are_counted_where_people_are_the_capacity(plan):
    Institution.objects.update(counts="PEOPLE", capacity=9)
    plan.workplan.tasks.update(people=5)

    (load,) = plan_capacity(plan).institutions

    assert load.busiest.most % 5 == 0


def test_a_proposal_is_compared_with_the_plan_without_limits(plan):
    calculation = make_levelling(plan)

    proposal = plan_capacity(plan).proposal

    assert (proposal.is_outdated, proposal.is_accepted, proposal.too_large) == (False, False, [])
    assert proposal.finish > proposal.unlimited_finish
    assert proposal.delay > 0
    assert {row.task.key for row in proposal.moved if row.waits} == set(calculation.result["not_before"])
    assert all(row.after > row.before and row.days > 0 for row in proposal.moved if row.task.days)
    assert [(load.before > 0, load.after) for load in proposal.loads] == [(True, 0)]


def test_an_accepted_proposal_is_not_outdated_by_its_own_edit(plan):
    accept_levelling(plan=plan, calculation=make_levelling(plan), user=None, now=NOW)
    plan.refresh_from_db()

    page = plan_capacity(plan)

    assert (page.proposal.is_accepted, page.proposal.is_outdated) == (True, False)
    assert (page.levelled_count, page.over) == (len(days_waited_for(plan)), [])


def test_a_proposal_from_before_a_change_shows_its_finishes_only(plan):
    make_levelling(plan)
    Institution.objects.update(capacity=2)

    proposal = plan_capacity(plan).proposal

    assert (proposal.is_outdated, proposal.moved, proposal.loads) == (True, [], [])


def test_a_task_that_is_too_large_is_named(plan):
    Institution.objects.update(counts="PEOPLE", capacity=2)
    key = plan.workplan.tasks.filter(days__gt=0).first().key
    plan.workplan.tasks.filter(key=key).update(people=3)
    make_levelling(plan)

    (one,) = plan_capacity(plan).proposal.too_large

    assert (one.task.key, one.needed, one.capacity) == (key, 3, 2)


def test_a_calculation_that_failed_is_followed(plan):
    failed = make_calculation(plan, JobState.FAILED, kind="LEVELLING")

    assert plan_capacity(plan).calculated.following.job == failed
