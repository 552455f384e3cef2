import pytest
from django.utils.translation import override

from planner.models import Country, Membership
from planner.permissions import (
    NotAllowed,
    check_user_can_edit_plan,
    check_user_can_start_plan,
    check_user_can_view_plan,
    user_can_edit_plan,
    user_can_start_plan,
    user_can_view_plan,
)
from tests.factories import make_administrator, make_member, make_plan, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "may_edit"), [("ADVISOR", True), ("COORDINATOR", True), ("OFFICIAL", False), ("TEAM_MEMBER", False)]
)
def test_members_read_and_some_edit_their_own_country(role, may_edit):
    plan = make_plan("JOR")
    member = make_member("JOR", role)

    assert user_can_view_plan(member, plan)
    assert user_can_edit_plan(member, plan) == may_edit
    assert user_can_start_plan(member, plan.country) == may_edit


@pytest.mark.parametrize("role", Membership.Role.values)
def test_members_of_another_country_may_nothing(role):
    plan = make_plan("JOR")
    neighbour = make_member("TUN", role)

    assert not user_can_view_plan(neighbour, plan)
    assert not user_can_edit_plan(neighbour, plan)
    assert not user_can_start_plan(neighbour, plan.country)


def test_an_administrator_does_not_read_drafts():
    assert not user_can_view_plan(make_administrator(), make_plan("JOR"))


def test_a_person_who_is_switched_off_reads_nothing():
    official = make_member("JOR", "OFFICIAL")
    official.is_active = False

    assert not user_can_view_plan(official, make_plan("JOR"))


def test_a_refusal_is_a_sentence():
    stranger, plan = make_user(), make_plan("JOR")

    with override("en"), pytest.raises(NotAllowed, match="advisor or the national coordinator can change"):
        check_user_can_edit_plan(stranger, plan)
    with override("en"), pytest.raises(NotAllowed, match="advisor or the national coordinator can start"):
        check_user_can_start_plan(stranger, Country.objects.get(pk="JOR"))
    with override("en"), pytest.raises(NotAllowed, match="open to its own country"):
        check_user_can_view_plan(stranger, plan)
