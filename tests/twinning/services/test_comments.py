import pytest

from planner.permissions import NotAllowed
from tests.factories import make_advisor, make_coordinator, make_member, make_user
from tests.twinning.factories import NOW, make_activity, make_person, make_twinning
from twinning.models import Notice
from twinning.services.comments import NothingSaid, add_comment

pytestmark = pytest.mark.django_db


def test_people_of_the_twinning_are_mentioned_and_nobody_else():
    twinning = make_twinning()
    activity = make_activity(twinning)
    member = make_member("JOR", "TEAM_MEMBER", "rana")
    make_person(twinning, member)
    make_member("JOR", "TEAM_MEMBER", "outsider")
    make_user("stranger")
    advisor = make_advisor("TUN")

    comment = add_comment(
        activity=activity, text=f"@rana @outsider @stranger @{advisor.username}", user=advisor, now=NOW
    )

    assert set(comment.mentions.all()) == {member, advisor}
    assert [(notice.user, notice.kind) for notice in Notice.objects.all()] == [(member, "MENTIONED")]


def test_a_comment_says_something():
    with pytest.raises(NothingSaid):
        add_comment(activity=make_activity(make_twinning()), text=" \n ", user=make_advisor("JOR"), now=NOW)


@pytest.mark.parametrize("state", ["CANCELLED", "ARCHIVED"])
def test_what_is_over_is_not_commented_on(state):
    activity = make_activity(make_twinning(state=state))

    with pytest.raises(NotAllowed):
        add_comment(activity=activity, text="ملاحظة", user=make_coordinator("JOR"), now=NOW)
