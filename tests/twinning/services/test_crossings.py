from datetime import UTC, date, datetime

import pytest

from planner.models import Country, Plan, Task
from planner.queries.schedules import dates_of_plan
from planner.services.outside_links import add_outside_link
from tests.factories import make_advisor, make_coordinator, make_plan
from tests.twinning.factories import make_activity, make_twinning
from twinning.models import Activity, Notice, Twinning
from twinning.services.crossings import plans_told

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twinning() -> Twinning:
    """Tunisia shows, Jordan learns, on days that both work: Monday to Thursday. No holidays."""
    Country.objects.get(pk="JOR").holidays.all().delete()
    Country.objects.get(pk="TUN").holidays.all().delete()
    twinning = make_twinning(start=date(2027, 1, 4))
    return twinning


@pytest.fixture
def mission(twinning) -> Activity:
    return make_activity(twinning, title="بعثة", days=3, where="JOINT", kind="EXPERT_MISSION")


@pytest.fixture
def plan(mission) -> Plan:
    """Jordan's, of one task of 5 days that waits for the mission."""
    plan = make_plan("JOR", start=date(2027, 1, 3))
    plan.workplan.tasks.all().delete()
    Task.objects.create(
        workplan=plan.workplan, commitment=plan.commitments.get(), key="a", order=1, days=5, title={"ar": "أ"}
    )
    add_outside_link(plan=plan, before=mission.task, after="a", user=None, now=NOW)
    return plan


def slip(twinning: Twinning, mission: Activity, days: int) -> None:
    with plans_told(twinning, by=None, now=NOW):
        mission.task.days += days
        mission.task.save()


def test_a_slip_of_ten_days_moves_the_plan_and_is_told_to_its_drafters(twinning, mission, plan):
    advisor, coordinator = make_advisor("JOR"), make_coordinator("JOR")
    make_advisor("TUN")
    # The mission: Monday 4 to Wednesday 6 January; the task: Thursday the 7th, then Sunday the 10th to the 13th.
    assert dates_of_plan(plan).finish == date(2027, 1, 13)

    slip(twinning, mission, 10)

    # 13 days that both work, four a week: the 4th to the 7th, 11th to 14th, 18th to 21st, and Monday the 25th. The
    # task from Tuesday the 26th to Thursday the 28th, then Sunday the 31st and 1 February.
    assert dates_of_plan(plan).finish == date(2027, 2, 1)
    told = {(notice.user, notice.kind, notice.plan) for notice in Notice.objects.all()}
    assert told == {(advisor, "PLAN_SLIPPED", plan), (coordinator, "PLAN_SLIPPED", plan)}


def test_a_change_that_moves_no_finish_is_not_told(twinning, mission, plan):
    make_advisor("JOR")
    plan.workplan.tasks.update(earliest=date(2027, 6, 1))

    slip(twinning, mission, 10)

    assert not Notice.objects.exists()


def test_a_twinning_that_no_plan_waits_for_costs_one_query(twinning, django_assert_num_queries):
    with django_assert_num_queries(1), plans_told(twinning, by=None, now=NOW):
        pass
