from datetime import date

import pytest

from planner.models import Change, Institution, Workplan
from planner.queries.schedules import schedule_of_plan
from planner.services.capacity import (
    CapacityChange,
    PlanChangedSince,
    accept_levelling,
    change_capacities,
    undo_levelling,
)
from planner.services.edits import EditedMeanwhile
from tests.factories import make_coordinator
from tests.planner.calculations import NOW, days_waited_for, make_busy_plan, make_levelling

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_busy_plan()


def test_change_capacities_saves_all_in_one_edit(plan):
    user = make_coordinator("JOR")
    one, other = Institution.objects.all()[:2]

    change_capacities(
        plan=plan,
        changes=[CapacityChange(one, 1, 4, "PEOPLE"), CapacityChange(other, 1, None, "TASKS")],
        user=user,
        now=NOW,
    )

    saved = Institution.objects.filter(pk__in=[one.pk, other.pk]).values_list("capacity", "counts", "version")
    assert list(saved) == [(4, "PEOPLE", 2), (None, "TASKS", 2)]
    assert [(change.made_by, len(change.parts)) for change in Change.objects.all()] == [(user, 3)]


def test_change_capacities_saves_none_where_somebody_was_quicker_with_one(plan):
    one, other = Institution.objects.all()[:2]
    Institution.objects.filter(pk=other.pk).update(capacity=7, version=2)

    with pytest.raises(EditedMeanwhile):
        change_capacities(
            plan=plan,
            changes=[CapacityChange(one, 1, 4, "TASKS"), CapacityChange(other, 1, 5, "TASKS")],
            user=None,
            now=NOW,
        )

    assert list(Institution.objects.filter(pk__in=[one.pk, other.pk]).values_list("capacity", flat=True)) == [1, 7]
    assert Change.objects.count() == 0


def test_accept_levelling_moves_the_plan_to_what_was_proposed_in_one_edit(plan):
    calculation = make_levelling(plan)

    count = accept_levelling(plan=plan, calculation=calculation, user=None, now=NOW)

    assert days_waited_for(plan) == calculation.result["not_before"]
    assert count == len(calculation.result["not_before"]) > 3
    assert schedule_of_plan(plan).result.finish == date.fromisoformat(calculation.result["finish"])
    assert [len(change.parts) for change in Change.objects.all()] == [count]
    assert set(plan.workplan.tasks.filter(levelled_start__isnull=False).values_list("version", flat=True)) == {2}


def test_accept_levelling_takes_as_many_queries_at_any_number_of_waiting_tasks(plan, django_assert_max_num_queries):
    calculation = make_levelling(plan)

    with django_assert_max_num_queries(17):
        accept_levelling(plan=plan, calculation=calculation, user=None, now=NOW)


def change_a_duration(plan):
    undo_levelling(plan=plan, user=None, now=NOW)
    plan.workplan.change_number += 1
    plan.workplan.save()


def change_the_calendar(plan):
    plan.country.calendar_number += 1
    plan.country.save()


def change_a_capacity(plan):
    """On the page of another plan of the country, which leaves this plan's number as it is."""
    Institution.objects.update(capacity=2)


@pytest.mark.parametrize("change", [change_a_duration, change_the_calendar, change_a_capacity])
def test_accept_levelling_refuses_a_proposal_from_before_a_change(plan, change):
    calculation = make_levelling(plan)
    change(plan)

    with pytest.raises(PlanChangedSince):
        accept_levelling(plan=plan, calculation=calculation, user=None, now=NOW)

    assert days_waited_for(plan) == {}


def test_undo_levelling_lets_no_task_wait_any_more(plan):
    before = schedule_of_plan(plan).result.finish
    accept_levelling(plan=plan, calculation=make_levelling(plan), user=None, now=NOW)

    undo_levelling(plan=plan, user=None, now=NOW)

    assert days_waited_for(plan) == {}
    assert schedule_of_plan(plan).result.finish == before
    assert Change.objects.count() == 2


def test_a_levelled_plan_is_levelled_anew_from_the_start(plan):
    first = make_levelling(plan)
    accept_levelling(plan=plan, calculation=first, user=None, now=NOW)

    second = make_levelling(plan)

    names = ("not_before", "unlimited_finish", "finish")
    assert [second.result[name] for name in names] == [first.result[name] for name in names]


def test_a_task_that_was_started_keeps_the_day_it_was_moved_to(plan):
    accept_levelling(plan=plan, calculation=make_levelling(plan), user=None, now=NOW)
    key, day = next(iter(days_waited_for(plan).items()))
    plan.workplan.tasks.filter(key=key).update(state="IN_PROGRESS")
    Institution.objects.update(capacity=9)

    accept_levelling(plan=plan, calculation=make_levelling(plan), user=None, now=NOW)

    assert days_waited_for(plan) == {key: day}


def test_a_plan_counted_back_keeps_its_start_when_it_is_levelled(plan):
    Workplan.objects.filter(pk=plan.workplan_id).update(finish_by=date(2030, 6, 27), is_counted_back=True)
    plan.workplan.refresh_from_db()
    before = schedule_of_plan(plan)
    calculation = make_levelling(plan)

    accept_levelling(plan=plan, calculation=calculation, user=None, now=NOW)

    after = schedule_of_plan(plan)
    assert after.start == before.start > date(2027, 1, 3)
    assert after.result.finish == date.fromisoformat(calculation.result["finish"]) > before.result.finish
