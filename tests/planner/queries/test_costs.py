from datetime import date

import pytest

from planner.domain.costs import Balance
from planner.models import Financing, Plan, Task
from planner.queries.costs import plan_costs
from tests.factories import make_plan, make_source

pytestmark = pytest.mark.django_db


def test_costs_are_read_off_the_schedule_and_set_against_what_is_given():
    plan = make_plan("JOR", start=date(2027, 11, 1))
    plan.workplan.tasks.all().delete()
    commitment = plan.commitments.get()
    commitment.running_cost = 50
    commitment.save(update_fields=["running_cost"])
    Task.objects.create(
        workplan=plan.workplan, commitment=commitment, key="one", order=1, days=60, cost=1200, running_cost=10
    )
    budget, donor = make_source(plan, is_secured=True), make_source(plan, "مانح", kind="DONOR")
    Financing.objects.create(source=budget, commitment=commitment, year=2027, amount=900)
    Financing.objects.create(source=donor, commitment=commitment, year=2028, amount=100)

    costs = plan_costs(plan)

    assert costs.last_year == 2029
    assert {row.year: row.balance for row in costs.years} == {
        2027: Balance(additional=880, financing={"BUDGET": 900}, excess=20),
        2028: Balance(additional=320, financing={"DONOR": 100}, unsecured=100, gap=220),
        2029: Balance(running=60, gap=60),
    }
    assert [(each.label, each.amount) for each in costs.total.amounts] == [("موازنة الدولة", 900), ("جهة مانحة", 100)]
    assert [(row.source, row.amount) for row in costs.sources] == [(budget, 900), (donor, 100)]


def test_a_cancelled_task_costs_nothing():
    plan = make_plan("JOR")
    cancelled = plan.workplan.tasks.filter(cost__gt=0).first()
    Task.objects.filter(pk=cancelled.pk).update(state=Task.State.CANCELLED)
    every_cost = sum(plan.workplan.tasks.values_list("cost", flat=True))

    assert plan_costs(plan).total.balance.additional == every_cost - cancelled.cost


def test_costs_take_as_many_queries_for_three_commitments_as_for_one(django_assert_num_queries):
    for codes in (("INN-01",), ("INN-01", "INN-02", "TEC-01")):
        plan = make_plan(codes=codes)
        for commitment in plan.commitments.all():
            Financing.objects.create(source=make_source(plan), commitment=commitment, year=2027, amount=1)
        plan = Plan.objects.select_related("country", "workplan").get(pk=plan.pk)

        with django_assert_num_queries(8):
            plan_costs(plan)
