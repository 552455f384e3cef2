import pytest

from tests.factories import make_advisor, make_coordinator, make_official, make_plan
from tests.planner.approvals import NOW, TO_SUBMITTED, move_on
from twinning.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    make_coordinator("TUN")
    return {"COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR"), "ADVISOR": make_advisor("JOR")}


@pytest.mark.parametrize(
    ("moves", "kind", "told"),
    [
        ((), "PLAN_SUBMITTED", ["OFFICIAL"]),
        (("approve",), "PLAN_APPROVED", ["ADVISOR", "COORDINATOR"]),
        (("send_back",), "PLAN_SENT_BACK", ["ADVISOR", "COORDINATOR"]),
    ],
)
def test_the_people_of_a_plan_are_told_what_was_decided(people, moves, kind, told):
    plan = move_on(make_plan(), people, *TO_SUBMITTED, *moves)

    notices = Notice.objects.filter(kind=kind, plan=plan, created_at=NOW)
    roles = {user.pk: role for role, user in people.items()}
    assert sorted(roles[user] for user in notices.values_list("user", flat=True)) == told


def test_nobody_is_told_of_what_is_still_being_written(people):
    move_on(make_plan(), people, "send_for_review", "open_consultation")

    assert not Notice.objects.exists()
