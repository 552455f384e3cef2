import pytest

from planner.models import Membership
from tests.factories import make_advisor, make_coordinator, make_member, make_official, make_user
from tests.twinning.factories import NOW, make_person, make_proposal, make_round, make_twinning
from twinning.models import Side
from twinning.permissions import side_answered_for, side_of
from twinning.queries.access import proposals_visible_to, rounds_visible_to, twinnings_visible_to

pytestmark = pytest.mark.django_db


def make_team_member(country: str):
    return make_member(country, Membership.Role.TEAM_MEMBER)


def test_rounds_are_seen_by_advisors_only():
    make_round()

    assert rounds_visible_to(make_advisor("MAR")).exists()
    assert not rounds_visible_to(make_coordinator("MAR")).exists()
    assert not rounds_visible_to(make_user("stranger")).exists()


@pytest.mark.parametrize(
    ("country", "make", "sees"),
    [
        ("JOR", make_coordinator, True),
        ("TUN", make_official, True),
        ("MAR", make_advisor, True),
        ("MAR", make_coordinator, False),
        ("JOR", make_team_member, False),
    ],
)
def test_a_proposal_is_seen_by_its_countries_and_by_advisors(country, make, sees):
    make_proposal()

    assert proposals_visible_to(make(country)).exists() is sees


@pytest.mark.parametrize(
    ("country", "make", "sees"),
    [
        ("JOR", make_coordinator, True),
        ("TUN", make_official, True),
        ("TUN", make_advisor, True),
        ("MAR", make_advisor, False),
        ("JOR", make_team_member, False),
    ],
)
def test_a_twinning_is_seen_by_its_countries(country, make, sees):
    make_twinning()

    assert twinnings_visible_to(make(country)).exists() is sees


@pytest.mark.parametrize(
    ("values", "sees"),
    [({}, True), ({"accepted_at": None}, False), ({"left_at": NOW}, False), ({"side": Side.GIVER}, False)],
)
def test_a_team_member_sees_the_twinning_in_whose_team_he_is(values, sees):
    user, twinning = make_team_member("JOR"), make_twinning()
    make_person(twinning, user, **{"side": Side.TAKER, **values})

    assert twinnings_visible_to(user).exists() is sees
    assert (side_of(user, twinning) == Side.TAKER) is sees


def test_a_team_member_who_left_the_country_sees_the_twinning_no_more():
    user, twinning = make_team_member("JOR"), make_twinning()
    make_person(twinning, user)
    user.memberships.all().delete()

    assert not twinnings_visible_to(user).exists()
    assert side_of(user, twinning) is None


def test_a_coordinator_acts_for_his_country_and_an_advisor_for_none():
    twinning, proposal = make_twinning(), make_proposal()

    assert side_of(make_coordinator("TUN"), twinning) == Side.GIVER
    assert side_of(make_coordinator("JOR"), twinning) == Side.TAKER
    assert side_of(make_advisor("JOR"), twinning) is None
    assert side_answered_for(make_coordinator("JOR"), proposal) == Side.TAKER
    assert side_answered_for(make_coordinator("MAR"), proposal) is None
