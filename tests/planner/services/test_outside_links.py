from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from planner.models import Change, Country, OutsideLink, Plan, Task, WorkCalendar, Workplan
from planner.queries.explanations import task_explanation
from planner.queries.plans import plan_tasks
from planner.queries.schedules import dates_of_plan, rows_of_plan, schedule_of_plan
from planner.queries.unchanged import plan_stamp
from planner.services import outside_links
from planner.services.edits import EditedMeanwhile, GoneMeanwhile
from planner.services.outside_links import NotOutside, OutsideLinkExists, add_outside_link
from planner.services.scenarios import start_scenario
from planner.services.tasks import NoSuchTask
from tests.factories import make_advisor, make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Jordan's plan from Sunday 3 January 2027: a of 5 days, which nothing holds, and b of 5 days; no holidays."""
    plan = make_plan("JOR", start=date(2027, 1, 3))
    Country.objects.get(pk="JOR").holidays.all().delete()
    plan.workplan.tasks.all().delete()
    for order, key in enumerate("ab", start=1):
        Task.objects.create(
            workplan=plan.workplan,
            commitment=plan.commitments.get(),
            key=key,
            order=order,
            days=5,
            title={"ar": f"مهمة {order}", "en": f"Task {key}"},
        )
    return plan


@pytest.fixture
def mission() -> Task:
    """Of a workplan without a plan that works every day: 3 days from Monday 11 January 2027."""
    workplan = Workplan.objects.create(start=date(2027, 1, 11))
    workplan.calendar = WorkCalendar.objects.create(workplan=workplan, name={"en": "Every day"})
    workplan.save()
    return Task.objects.create(workplan=workplan, key="m", order=1, days=3, title={"en": "Mission", "ar": "بعثة"})


def add(plan: Plan, mission: Task, after: str = "a", **values: object) -> OutsideLink:
    return add_outside_link(plan=plan, before=mission, after=after, user=None, now=NOW, **values)


def early_start(plan: Plan, key: str = "a") -> date:
    fresh = Plan.objects.get(pk=plan.pk)
    whole, alone = schedule_of_plan(fresh).result, dates_of_plan(fresh)
    assert dict(whole) == dict(alone)
    return whole[key].early_start


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    [
        # The mission ends on Wednesday the 13th; Friday and Saturday are Jordan's days of rest.
        ("FS", 0, date(2027, 1, 14)),
        ("FS", 1, date(2027, 1, 17)),
        ("FS", -1, date(2027, 1, 13)),
        ("SS", 0, date(2027, 1, 11)),
        ("SS", 2, date(2027, 1, 13)),
    ],
)
def test_a_task_starts_once_what_it_waits_for_outside_lets_it(plan, mission, kind, lag, start):
    add(plan, mission, kind=kind, lag=lag)

    assert early_start(plan) == start
    assert early_start(plan, "b") == date(2027, 1, 3)


def test_a_slip_outside_moves_the_plan_at_once(plan, mission):
    add(plan, mission)
    before = schedule_of_plan(Plan.objects.get(pk=plan.pk)).result

    mission.days = 10
    mission.save()

    after = schedule_of_plan(Plan.objects.get(pk=plan.pk)).result
    assert (before.finish, after.finish) == (date(2027, 1, 20), date(2027, 1, 27))
    assert after.critical == ["a"]


def test_a_later_date_of_its_own_outweighs_what_is_waited_for(plan, mission):
    add(plan, mission)
    plan.workplan.tasks.filter(key="a").update(earliest=date(2027, 2, 1))

    schedule = schedule_of_plan(Plan.objects.get(pk=plan.pk))

    assert schedule.result["a"].early_start == date(2027, 2, 1)
    assert schedule.held_from_outside(schedule.tasks[0]) is None


def test_a_cancelled_task_outside_holds_nothing(plan, mission):
    add(plan, mission)
    Task.objects.filter(pk=mission.pk).update(state=Task.State.CANCELLED)

    assert early_start(plan) == date(2027, 1, 3)


def test_the_row_and_the_explanation_name_what_is_waited_for(plan, mission):
    add(plan, mission)
    fresh = Plan.objects.get(pk=plan.pk)

    with override("en"):
        row = plan_tasks(fresh).groups[0].rows[0]
        explanation = task_explanation(fresh, "a")

    assert row.driver == "Waits for “Mission” of a twinning"
    assert [step.cause for step in explanation.steps] == [
        "Waits for “Mission” of a twinning; it finishes on 13 January 2027"
    ]


def test_a_link_from_outside_goes_on_record(plan, mission):
    link = add(plan, mission, days_without=9)
    outside_links.change_outside_link(plan=plan, pk=link.pk, version=1, lag=2, user=None, now=NOW)
    outside_links.remove_outside_link(plan=plan, pk=link.pk, user=None, now=NOW)

    parts = [part for change in Change.objects.order_by("number") for part in change.parts]
    assert [(part["kind"], part["field"]) for part in parts] == [
        ("outsidelink", ""),
        ("outsidelink", "lag"),
        ("outsidelink", ""),
    ]
    assert parts[0]["about"] == {"before": mission.title, "after": {"ar": "مهمة 1", "en": "Task a"}}
    assert not OutsideLink.objects.exists()


def test_a_task_of_a_plan_is_refused_as_outside(plan):
    with pytest.raises(NotOutside):
        add(plan, plan.workplan.tasks.get(key="b"))


def test_an_unknown_task_cannot_wait(plan, mission):
    with pytest.raises(NoSuchTask):
        add(plan, mission, "z")


def test_the_same_link_from_outside_is_refused_twice(plan, mission):
    add(plan, mission)

    with pytest.raises(OutsideLinkExists):
        add(plan, mission, kind="SS")


def test_a_change_over_an_older_version_is_refused(plan, mission):
    link = add(plan, mission)
    change = {"plan": plan, "pk": link.pk, "version": 1, "user": None, "now": NOW}
    outside_links.change_outside_link(**change, lag=2)

    with pytest.raises(EditedMeanwhile):
        outside_links.change_outside_link(**change, lag=3)


def test_a_link_of_another_plan_is_gone(plan, mission):
    link, other = add(plan, mission), make_plan("TUN")

    with pytest.raises(GoneMeanwhile):
        outside_links.remove_outside_link(plan=other, pk=link.pk, user=None, now=NOW)


def test_a_scenario_waits_outside_as_its_plan_does(plan, mission):
    add(plan, mission, lag=1)

    scenario = start_scenario(plan=plan, name="What if", user=make_advisor("JOR"), now=NOW)

    assert early_start(scenario) == early_start(plan) == date(2027, 1, 17)


def test_what_is_drawn_is_another_once_the_other_workplan_changes(plan, mission):
    add(plan, mission)
    fresh = Plan.objects.get(pk=plan.pk)
    before = plan_stamp(fresh, today=NOW.date())

    Workplan.objects.filter(pk=mission.workplan_id).update(change_number=1)

    assert plan_stamp(fresh, today=NOW.date()) != before


def test_a_plan_that_waits_for_nothing_outside_asks_for_nothing(plan, django_assert_num_queries):
    with django_assert_num_queries(5):
        rows_of_plan(plan)


@pytest.mark.parametrize(("constraint", "values"), [("outside_link_kind_known", {"kind": "FF"})])
def test_the_database_refuses_a_link_from_outside(plan, mission, constraint, values):
    waiting = plan.workplan.tasks.get(key="a")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OutsideLink.objects.create(before=mission, after=waiting, **values)


def test_the_database_refuses_a_link_from_outside_to_itself_and_twice(plan, mission):
    waiting = plan.workplan.tasks.get(key="a")
    OutsideLink.objects.create(before=mission, after=waiting)

    with pytest.raises(IntegrityError, match="outside_link_not_to_itself"), transaction.atomic():
        OutsideLink.objects.create(before=mission, after=mission)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideLink.objects.create(before=mission, after=waiting, kind="SS")
