from datetime import UTC, datetime

import pytest

from planner.models import Membership, User
from planner.permissions import NotAllowed
from tests.factories import make_advisor, make_coordinator, make_member
from tests.twinning.factories import make_activity, make_person, make_twinning
from twinning.models import Side, Twinning
from twinning.queries.access import twinnings_visible_to
from twinning.queries.twinnings import invitations_of, people_to_invite
from twinning.services import people
from twinning.services.people import answer_invitation, hand_over, invite, remove_person

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twinning() -> Twinning:
    return make_twinning()


def member(country: str, name: str) -> User:
    return make_member(country, Membership.Role.TEAM_MEMBER, name)


def test_whoever_is_invited_sees_the_twinning_once_he_accepts(twinning):
    rana = member("JOR", "rana")
    invite(twinning=twinning, invited=rana, side="TAKER", role="MEMBER", user=make_coordinator("JOR"), now=NOW)
    assert (list(twinnings_visible_to(rana)), invitations_of(rana).count()) == ([], 1)

    answer_invitation(twinning=twinning, is_accepted=True, user=rana, now=NOW)

    assert (list(twinnings_visible_to(rana)), invitations_of(rana).count()) == ([twinning], 0)


def test_a_declined_invitation_can_be_made_again(twinning):
    rana, coordinator = member("JOR", "rana"), make_coordinator("JOR")
    again = {"twinning": twinning, "invited": rana, "side": "TAKER", "role": "MEMBER", "user": coordinator, "now": NOW}
    invite(**again)
    answer_invitation(twinning=twinning, is_accepted=False, user=rana, now=NOW)

    assert invite(**again).accepted_at is None


def test_only_people_of_the_country_who_are_no_advisors_are_invited(twinning):
    coordinator, hela = make_coordinator("JOR"), member("TUN", "hela")

    for other in (hela, make_advisor("JOR")):
        with pytest.raises(people.NotOfTheCountry):
            invite(twinning=twinning, invited=other, side="TAKER", role="MEMBER", user=coordinator, now=NOW)
    assert list(people_to_invite(twinning, "TAKER")) == [coordinator]


def test_the_other_side_s_coordinator_invites_nobody_here(twinning):
    with pytest.raises(NotAllowed):
        invite(
            twinning=twinning,
            invited=member("JOR", "rana"),
            side="TAKER",
            role="MEMBER",
            user=make_coordinator("TUN"),
            now=NOW,
        )


def test_a_team_has_one_leader_and_each_person_once(twinning):
    coordinator, rana = make_coordinator("JOR"), member("JOR", "rana")
    make_person(twinning, rana, role="LEADER")
    invitation = {"twinning": twinning, "side": "TAKER", "user": coordinator, "now": NOW}

    with pytest.raises(people.LeaderAlready):
        invite(**invitation, invited=member("JOR", "sami"), role="LEADER")
    with pytest.raises(people.InTeamAlready):
        invite(**invitation, invited=rana, role="MEMBER")


def test_whoever_is_removed_sees_the_twinning_no_more(twinning):
    rana = member("JOR", "rana")
    person = make_person(twinning, rana)

    remove_person(person=person, user=make_coordinator("JOR"), now=NOW)

    assert not twinnings_visible_to(rana)
    with pytest.raises(people.NotInTeam):
        remove_person(person=person, user=rana, now=NOW)


def test_a_colleague_removes_nobody(twinning):
    person = make_person(twinning, member("JOR", "rana"))
    colleague = member("JOR", "sami")
    make_person(twinning, colleague)

    with pytest.raises(NotAllowed):
        remove_person(person=person, user=colleague, now=NOW)


def test_open_activities_pass_to_the_successor_in_one_step(twinning):
    rana, sami = member("JOR", "rana"), member("JOR", "sami")
    first, second = make_person(twinning, rana, role="LEADER"), make_person(twinning, sami, role="DEPUTY")
    open_one = make_activity(twinning, taker_assignee=rana)
    done_one = make_activity(twinning, taker_assignee=rana, state="DONE")

    count = hand_over(person=first, successor=second, takes_role=True, user=rana, now=NOW)

    for row in (open_one, done_one, first, second):
        row.refresh_from_db()
    assert (count, open_one.taker_assignee, open_one.version, done_one.taker_assignee) == (1, sami, 2, rana)
    assert (first.role, second.role) == ("MEMBER", "LEADER")


def test_nothing_is_handed_over_to_the_other_team(twinning):
    rana, hela = member("JOR", "rana"), member("TUN", "hela")
    first, other = make_person(twinning, rana), make_person(twinning, hela, Side.GIVER)

    with pytest.raises(people.NotInTeam):
        hand_over(person=first, successor=other, user=rana, now=NOW)


def test_an_invitation_is_gone_with_the_membership(twinning):
    rana = member("JOR", "rana")
    make_person(twinning, rana, accepted_at=None)
    rana.memberships.all().delete()

    with pytest.raises(people.NoInvitation):
        answer_invitation(twinning=twinning, is_accepted=True, user=rana, now=NOW)
