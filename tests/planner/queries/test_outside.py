from datetime import date

import pytest

from planner.models import Country, Link, OutsideLink, Plan, Task, WorkCalendar, Workplan
from planner.queries.outside import CostsOfYear, outside_effect, plans_waiting_for
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission() -> Task:
    """Of a workplan without a plan that works every day: 3 days from Monday 11 January 2027."""
    workplan = Workplan.objects.create(start=date(2027, 1, 11))
    workplan.calendar = WorkCalendar.objects.create(workplan=workplan, name={"en": "Every day"})
    workplan.save()
    return Task.objects.create(workplan=workplan, key="m", order=1, days=3, title={"en": "Mission"})


@pytest.fixture
def plan(mission) -> Plan:
    """Jordan's, which rests on Fridays and Saturdays, without holidays: design (5 days, 1,000 dollars), which waits for
    the mission, then build (10 days); beside them train (12 days).

    By hand. With the mission, which ends on Wednesday 13 January: design on the 14th and from the 17th to the 20th,
    build from the 21st on, 24th to 28th, 31st to 3 February. Without it, design would take 8 days and 3,000 dollars:
    3rd to 7th, 10th to 12th; build from the 13th on, to the 26th. Train from the 3rd to the 18th.
    """
    plan = make_plan("JOR", start=date(2027, 1, 3))
    Country.objects.get(pk="JOR").holidays.all().delete()
    plan.commitments.update(running_cost=0)
    plan.workplan.tasks.all().delete()
    design, build, _train = (
        Task.objects.create(
            workplan=plan.workplan,
            commitment=plan.commitments.get(),
            key=key,
            order=order,
            days=days,
            cost=cost,
            title={"en": key},
        )
        for order, (key, days, cost) in enumerate([("design", 5, 1000), ("build", 10, 0), ("train", 12, 0)], start=1)
    )
    Link.objects.create(before=design, after=build)
    OutsideLink.objects.create(before=mission, after=design, days_without=8, cost_without=3000)
    plan.workplan.may_wait_outside = True
    plan.workplan.save()
    return plan


def test_a_plan_is_seen_with_and_without_what_it_waits_for(plan, mission):
    effect = outside_effect(plan, mission.workplan)

    assert (effect.with_it.finish, effect.without.finish) == (date(2027, 2, 3), date(2027, 1, 26))
    # The 27th and 28th, the 31st, and 1 to 3 February.
    assert effect.deviation.days == 6
    assert [task.number for task in effect.with_it.critical] == ["1.1", "1.2"]
    assert [task.number for task in effect.without.critical] == ["1.1", "1.2"]
    assert (effect.with_it.cost, effect.without.cost, effect.cost_moved) == (1000, 3000, -2000)
    assert effect.years == [CostsOfYear(2027, 1000, 3000)]


def test_each_wait_tells_whether_it_sets_the_date_and_its_slack(plan, mission):
    (row,) = outside_effect(plan, mission.workplan).rows

    assert (row.number, row.wait.finish, row.wait.not_before) == ("1.1", date(2027, 1, 13), date(2027, 1, 14))
    assert (row.sets_date, row.total_slack) == (True, 0)


def test_a_slip_of_ten_days_moves_finish_and_critical_path(plan, mission):
    mission.days = 13
    mission.save()

    effect = outside_effect(Plan.objects.get(pk=plan.pk), mission.workplan)

    # The mission ends on Saturday the 23rd: design from the 24th to the 28th, build from the 31st to 11 February.
    assert effect.with_it.finish == date(2027, 2, 11)
    assert effect.deviation.days == 12


def test_a_twinning_that_saves_days_lets_the_plan_finish_earlier(plan, mission):
    OutsideLink.objects.update(days_without=30)

    # Without it 40 working days from 3 January on, with it 24.
    assert outside_effect(plan, mission.workplan).deviation.days == -16


def test_only_plans_that_wait_for_it_are_told_of(plan, mission):
    make_plan("TUN")

    assert plans_waiting_for(mission.workplan) == [plan]
