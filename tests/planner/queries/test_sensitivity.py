from datetime import date

import pytest
from django.utils.translation import override

from planner.models import Country, Holiday, Link, Plan, Task, WorkCalendar
from planner.queries.explanations import task_explanation
from planner.queries.plans import plan_overview, plan_tasks
from planner.queries.schedules import schedule_of_plan
from planner.queries.sensitivity import sensitivity_of
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Two tasks in Jordan from Sunday 3 January 2027, of which the second rests on an estimated holiday, the 7th."""
    plan = make_plan("JOR", start=date(2027, 1, 3))
    jordan = Country.objects.get(pk="JOR")
    jordan.holidays.all().delete()
    jordan.short_hours.all().delete()
    Holiday.objects.create(country_id="JOR", day=date(2027, 1, 7), name={"en": "Feast"}, is_estimated=True)
    commitment = plan.commitments.first()
    plan.workplan.tasks.all().delete()
    before, after = Task.objects.bulk_create(
        Task(workplan=plan.workplan, commitment=commitment, key=key, order=order, title={"en": key}, days=days)
        for order, (key, days) in enumerate({"before": 2, "after": 3}.items(), start=1)
    )
    Link.objects.create(before=before, after=after)
    return plan


def found(plan):
    with override("en"):
        return sensitivity_of(plan, schedule_of_plan(plan))


def test_sensitivity_tells_the_finish_if_all_estimated_holidays_fall_a_day_earlier_or_later(plan):
    sensitivity = found(plan)

    assert sensitivity.holidays == [date(2027, 1, 7)]
    assert (sensitivity.earlier.finish, sensitivity.later.finish) == (date(2027, 1, 10), date(2027, 1, 7))
    assert sensitivity.moving == {"after"}
    assert sensitivity.sentences == [
        "If all of them fall a day earlier, the finish stays on 10 January 2027.",
        "If all of them fall a day later, the plan finishes on 7 January 2027.",
    ]


def test_sensitivity_tells_how_the_critical_path_changes(plan):
    Task.objects.create(
        workplan=plan.workplan,
        commitment=plan.commitments.first(),
        key="abroad",
        order=3,
        title={"en": "abroad"},
        days=5,
        calendar=WorkCalendar.objects.create(workplan=plan.workplan, name={"en": "Every day"}),
    )

    assert found(plan).sentences == [
        "If all of them fall a day earlier, the finish stays on 10 January 2027.",
        "If all of them fall a day later, the plan finishes on 7 January 2027.",
        "Then 1 task more is critical: 1.3.",
    ]


def test_sensitivity_moves_the_holidays_of_every_country_that_shares_a_calendar(plan):
    tunisia = Country.objects.get(pk="TUN")
    tunisia.holidays.all().delete()
    Holiday.objects.create(country=tunisia, day=date(2027, 1, 4), name={"en": "Other feast"}, is_estimated=True)
    shared = WorkCalendar.objects.create(workplan=plan.workplan, name={"en": "Both"})
    shared.countries.set(["JOR", "TUN"])
    Task.objects.filter(key="before").update(calendar=shared)

    sensitivity = found(plan)

    assert sensitivity.holidays == [date(2027, 1, 4), date(2027, 1, 7)]
    assert "before" in sensitivity.moving


def test_sensitivity_is_not_there_without_an_estimated_holiday_in_the_plan(plan):
    Holiday.objects.update(is_estimated=False)

    assert found(plan) is None
    with override("en"):
        assert plan_overview(plan).sensitivity is None
        assert task_explanation(plan, "after").if_estimates_move == []


def test_plan_pages_flag_what_may_move(plan):
    with override("en"):
        tasks, overview = plan_tasks(plan), plan_overview(plan)
        explanation = task_explanation(plan, "after")

    assert [(row.number, row.may_move) for group in tasks.groups for row in group.rows] == [
        ("1.1", False),
        ("1.2", True),
    ]
    assert tasks.sensitivity.sentences == overview.sensitivity.sentences
    assert explanation.if_estimates_move == [
        "If all estimated holidays fall a day earlier: 5 January 2027 to 10 January 2027",
        "If all estimated holidays fall a day later: 5 January 2027 to 7 January 2027",
    ]


def test_sensitivity_asks_the_database_nothing(plan, django_assert_num_queries):
    schedule = schedule_of_plan(plan)

    with django_assert_num_queries(0):
        sensitivity_of(plan, schedule)
