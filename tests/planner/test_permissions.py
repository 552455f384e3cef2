import pytest
from django.utils.translation import override

from planner.domain.states import MOVES, moves_from
from planner.models import Country, Membership, Plan
from planner.permissions import (
    NotAllowed,
    check_user_can_edit_calendar,
    check_user_can_edit_plan,
    check_user_can_start_plan,
    check_user_can_view_plan,
    refusal_of_move,
    user_can_edit_calendar,
    user_can_edit_plan,
    user_can_report_progress,
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
    assert user_can_edit_calendar(member, plan.country) == may_edit


@pytest.mark.parametrize("role", Membership.Role.values)
def test_members_of_another_country_may_nothing(role):
    plan = make_plan("JOR")
    neighbour = make_member("TUN", role)

    assert not user_can_view_plan(neighbour, plan)
    assert not user_can_edit_plan(neighbour, plan)
    assert not user_can_start_plan(neighbour, plan.country)
    assert not user_can_edit_calendar(neighbour, plan.country)


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
    with override("en"), pytest.raises(NotAllowed, match="coordinator or an advisor can change this calendar"):
        check_user_can_edit_calendar(stranger, Country.objects.get(pk="JOR"))
    with override("en"), pytest.raises(NotAllowed, match="open to its own country"):
        check_user_can_view_plan(stranger, plan)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize(
    ("state", "may_edit", "may_report"),
    [
        ("DRAFT", True, True),
        ("IN_REVIEW", True, True),
        ("IN_CONSULTATION", True, True),
        ("SUBMITTED", False, False),
        ("APPROVED", False, False),
        ("IMPLEMENTING", False, True),
        ("AMENDED", True, True),
        ("COMPLETED", False, False),
        ("ARCHIVED", False, False),
    ],
)
def test_a_plan_is_changed_and_reported_on_in_some_states_only(state, may_edit, may_report, language):
    plan, advisor, official = make_plan("JOR"), make_member("JOR", "ADVISOR"), make_member("JOR", "OFFICIAL")
    plan.state = state

    with override(language):
        assert user_can_edit_plan(advisor, plan) == may_edit
        assert user_can_report_progress(advisor, plan) == may_report
        assert not user_can_edit_plan(official, plan)
        assert not user_can_report_progress(official, plan)


def test_who_cannot_change_a_plan_is_told_what_to_do():
    plan, advisor = make_plan("JOR"), make_member("JOR", "ADVISOR")
    plan.state = "IMPLEMENTING"

    with override("en"), pytest.raises(NotAllowed, match="The plan is approved; open an amendment to change it"):
        check_user_can_edit_plan(advisor, plan)


ROLES = ("ADVISOR", "COORDINATOR", "OFFICIAL", "TEAM_MEMBER", "")


@pytest.mark.parametrize("state", Plan.State.values)
def test_who_may_move_a_plan_on_from_each_state(state):
    plan = make_plan("JOR")
    plan.state = state

    allowed = {role: {name for name in MOVES if not refusal_of_move(role, plan, name)} for role in ROLES}

    onward = moves_from(state)
    assert allowed == {role: {name for name, move in onward.items() if role in move.roles} for role in ROLES}
    assert allowed["TEAM_MEMBER"] == allowed[""] == set()


def test_a_move_that_is_not_possible_now_says_when_it_is():
    plan = make_plan("JOR")

    with override("en"):
        assert refusal_of_move("OFFICIAL", plan, "approve") == (
            "This can only be done while the plan is in this state: Submitted. Now it is: Draft."
        )


def test_a_scenario_is_not_moved():
    plan = make_plan("JOR")
    plan.scenario_of, plan.copied_at_change = make_plan("JOR"), 0

    with override("en"):
        assert refusal_of_move("ADVISOR", plan, "send_for_review").startswith("A scenario has no states of its own")
