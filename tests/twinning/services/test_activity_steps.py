from datetime import date, datetime, timedelta

import pytest

from planner.permissions import NotAllowed
from planner.services.states import ReasonMissing
from tests.factories import make_advisor, make_coordinator
from tests.twinning.factories import NOW, make_activity, make_evidence, make_person, make_twinning
from twinning.domain.activity_states import Refusal
from twinning.models import Activity, Notice, Side
from twinning.services.activity_steps import MovedSinceSeen, StepRefused, take_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {"GIVER": make_coordinator("TUN"), "TAKER": make_coordinator("JOR")}


def started(**values) -> Activity:
    return make_activity(make_twinning(state="IMPLEMENTING"), **values)


def take(activity: Activity, name: str, user, *, at: datetime = NOW, **values) -> Activity:
    return take_step(activity=activity, name=name, user=user, now=at, **values)


def test_an_activity_goes_from_its_start_to_the_acceptance_of_both(people):
    activity = started()
    make_evidence(activity)

    take(activity, "start", people["TAKER"])
    take(activity, "submit", people["TAKER"], at=NOW + timedelta(days=3))
    take(activity, "accept", people["TAKER"], at=NOW + timedelta(days=4))
    take(activity, "accept", people["GIVER"], at=NOW + timedelta(days=9))

    kept = Activity.objects.select_related("task").get(pk=activity.pk)
    assert (kept.task.state, kept.task.progress) == ("DONE", 100)
    assert (kept.task.actual_start, kept.task.actual_finish) == (date(2027, 1, 3), date(2027, 1, 6))
    assert [(move.name, move.side) for move in kept.moves.order_by("pk")] == [
        ("start", "TAKER"),
        ("submit", "TAKER"),
        ("accept", "TAKER"),
        ("accept", "GIVER"),
    ]


def test_returning_says_why_and_takes_acceptances_back(people):
    activity = started(state="SUBMITTED")
    take(activity, "accept", people["TAKER"])

    with pytest.raises(ReasonMissing):
        take(activity, "return", people["GIVER"], reason="  ")
    take(activity, "return", people["GIVER"], reason="التقرير ناقص")

    kept = Activity.objects.select_related("task").get(pk=activity.pk)
    assert (kept.task.state, kept.acceptances.count(), kept.moves.first().reason) == ("RETURNED", 0, "التقرير ناقص")


def test_a_side_does_not_accept_twice(people):
    activity = started(state="SUBMITTED")
    take(activity, "accept", people["TAKER"])

    with pytest.raises(StepRefused) as refused:
        take(activity, "accept", people["TAKER"])

    assert refused.value.refusal == Refusal.ACCEPTED_ALREADY
    assert str(refused.value) == "لقد قبله جانبكم من قبل، والدور الآن على الجانب الآخر."


def test_nothing_is_submitted_without_evidence_and_nothing_accepted_that_was_not_submitted(people):
    activity = started(state="IN_PROGRESS")

    with pytest.raises(StepRefused) as without:
        take(activity, "submit", people["TAKER"])
    with pytest.raises(StepRefused) as too_early:
        take(activity, "accept", people["GIVER"])

    assert (without.value.refusal, too_early.value.refusal) == (Refusal.NO_EVIDENCE, Refusal.NOT_FROM_HERE)


def test_a_block_says_why_and_who_can_lift_it(people):
    activity = started()

    take(activity, "block", people["TAKER"], reason="ننتظر الترخيص", blocked_by="GIVER")
    blocked = Activity.objects.get(pk=activity.pk)
    take(activity, "unblock", people["GIVER"])

    kept = Activity.objects.select_related("task").get(pk=activity.pk)
    assert (blocked.blocked_reason, blocked.blocked_by) == ("ننتظر الترخيص", "GIVER")
    assert (kept.task.state, kept.blocked_reason, kept.blocked_by) == ("IN_PROGRESS", "", "")


def test_two_people_who_move_one_card_do_so_one_after_the_other(people):
    activity = started()
    seen = activity.version

    take(activity, "start", people["TAKER"], version=seen)

    with pytest.raises(MovedSinceSeen, match="قيد التنفيذ"):
        take(activity, "cancel", people["GIVER"], version=seen, reason="لم يعد مطلوباً")
    assert Activity.objects.get(pk=activity.pk).task.state == "IN_PROGRESS"


def test_without_the_version_the_second_move_would_win(people):
    activity = started()

    take(activity, "start", people["TAKER"])
    take(activity, "cancel", people["GIVER"], reason="لم يعد مطلوباً")

    assert Activity.objects.get(pk=activity.pk).task.state == "CANCELLED"


@pytest.mark.parametrize(
    "state", ["PREPARING", "AGREED", "SUSPENDED", "CLOSED", "FOLLOWED_UP", "CANCELLED", "ARCHIVED"]
)
def test_a_twinning_that_is_not_open_lets_nothing_move(people, state):
    activity = make_activity(make_twinning(state=state))

    with pytest.raises(NotAllowed):
        take(activity, "start", people["TAKER"])


def test_advisors_move_nothing():
    with pytest.raises(NotAllowed):
        take(started(), "start", make_advisor("JOR", "TUN"))


def test_those_concerned_are_told_and_whoever_did_it_is_not(people):
    activity = started(taker_assignee=people["TAKER"])
    make_evidence(activity)
    make_person(activity.twinning, people["GIVER"], side=Side.GIVER, role="LEADER")

    take(activity, "start", people["TAKER"])
    take(activity, "submit", people["TAKER"])
    take(activity, "accept", people["TAKER"])
    take(activity, "return", people["GIVER"], reason="ناقص")
    take(activity, "submit", people["TAKER"])
    take(activity, "accept", people["GIVER"])
    take(activity, "accept", people["TAKER"])

    told = [(notice.user, notice.kind) for notice in Notice.objects.order_by("created_at", "pk")]
    giver, taker = people["GIVER"], people["TAKER"]
    assert sorted(told, key=str) == sorted(
        [(giver, "SUBMITTED"), (taker, "RETURNED"), (giver, "SUBMITTED"), (giver, "ACCEPTED")], key=str
    )
