from datetime import UTC, date, datetime

import pytest

from planner.permissions import NotAllowed
from planner.services.states import ReasonMissing
from tests.factories import make_advisor, make_coordinator, make_official
from tests.twinning.factories import (
    ANSWER_BY,
    NOW,
    make_candidate,
    make_need,
    make_practice,
    make_proposal,
    make_round,
    make_twinning,
)
from twinning.models import Need, Notice, Places, Practice, Proposal, Round, RoundRule, Side, Twinning
from twinning.services.proposals import (
    AnsweredAlready,
    NoLongerOpen,
    PracticeWithdrawn,
    answer_proposal,
    expire_proposals,
)

pytestmark = pytest.mark.django_db

TOO_LATE = datetime(2027, 2, 2, 9, tzinfo=UTC)


def two_candidates():
    """Tunisia's practice is proposed for Jordan's need; Morocco's would come next."""
    need = make_need("JOR", state=Need.State.MATCHED)
    first = make_practice("TUN", title="بوابة", state=Practice.State.PUBLISHED)
    second = make_practice("MAR", title="سجل", state=Practice.State.PUBLISHED)
    candidates = [make_candidate(first, need), make_candidate(second, need, score=0.5)]
    round_ = make_round(state=Round.State.ADOPTED, candidates=candidates)
    return make_proposal(practice=first, need=need, round=round_), second


def accept(proposal, user, **values):
    return answer_proposal(proposal=proposal, user=user, is_accepted=True, **{"now": NOW, **values})


def decline(proposal, user, **values):
    said = {"reason": "الميزانية", "now": NOW, **values}
    return answer_proposal(proposal=proposal, user=user, is_accepted=False, **said)


def test_one_side_that_accepts_leaves_the_other_to_answer():
    proposal, _second = two_candidates()
    coordinator = make_coordinator("JOR")

    answered = accept(proposal, coordinator)

    answer = answered.answers.get()
    assert (answered.state, answered.version) == ("HALF_ACCEPTED", 2)
    assert (answer.side, answer.is_accepted, answer.answered_by) == (Side.TAKER, True, coordinator)
    assert not Twinning.objects.exists()


def test_both_sides_that_accept_start_a_twinning():
    proposal, _second = two_candidates()

    accept(proposal, make_coordinator("JOR"))
    confirmed = accept(proposal, make_coordinator("TUN"))

    assert (confirmed.state, confirmed.twinning.state) == ("CONFIRMED", "PREPARING")
    assert Need.objects.get(pk=proposal.need_id).state == "IN_TWINNING"


@pytest.mark.parametrize("accepts_first", [False, True])
def test_a_side_that_declines_makes_room_for_the_next_best(accepts_first):
    proposal, second = two_candidates()
    if accepts_first:
        accept(proposal, make_coordinator("TUN"))

    declined = decline(proposal, make_coordinator("JOR"))

    following = declined.next_best
    assert (declined.state, declined.answers.get(side=Side.TAKER).reason) == ("DECLINED", "الميزانية")
    assert (following.practice, following.need, following.state) == (second, proposal.need, "PROPOSED")
    assert (following.giver_id, following.taker_id, following.score) == ("MAR", "JOR", 0.5)
    assert (following.criteria, following.answer_by) == ({"THEME": 0.5}, ANSWER_BY)
    assert Need.objects.get(pk=proposal.need_id).state == "MATCHED"


def test_a_side_that_declines_opens_the_need_where_nobody_is_left():
    proposal, _second = two_candidates()
    Places.objects.create(country_id="MAR", as_giver=0)

    declined = decline(proposal, make_coordinator("JOR"))

    need = Need.objects.get(pk=proposal.need_id)
    assert not Proposal.objects.filter(next_after=declined).exists()
    assert (need.state, need.moves.get().name) == ("OPEN", "release")


def test_the_next_best_is_not_one_that_the_round_forbids():
    proposal, second = two_candidates()
    RoundRule.objects.create(round=proposal.round, practice=second, need=proposal.need, kind="FORBIDDEN")

    decline(proposal, make_coordinator("JOR"))

    assert Need.objects.get(pk=proposal.need_id).state == "OPEN"


def test_the_next_best_is_not_of_a_country_whose_place_another_round_has_taken():
    proposal, _second = two_candidates()
    make_twinning(practice=make_practice("MAR"), need=make_need("EGY", state=Need.State.IN_TWINNING))

    decline(proposal, make_coordinator("JOR"))

    assert Need.objects.get(pk=proposal.need_id).state == "OPEN"


def test_the_next_best_is_not_of_a_country_that_meets_the_other_already():
    proposal, second = two_candidates()
    Places.objects.create(country_id="MAR", as_giver=2)
    Places.objects.create(country_id="JOR", as_taker=2)
    other = make_need("JOR", state=Need.State.MATCHED)
    make_proposal(practice=second, need=other, round=proposal.round, state=Proposal.State.HALF_ACCEPTED)
    Practice.objects.filter(pk=second.pk).update(places=2)

    decline(proposal, make_coordinator("JOR"))

    assert Need.objects.get(pk=proposal.need_id).state == "OPEN"


def test_the_next_best_is_not_a_practice_that_was_paused_meanwhile():
    proposal, second = two_candidates()
    Practice.objects.filter(pk=second.pk).update(state=Practice.State.PAUSED)

    decline(proposal, make_coordinator("JOR"))

    assert Need.objects.get(pk=proposal.need_id).state == "OPEN"


def test_declines_one_after_another_come_to_an_end():
    proposal, _second = two_candidates()
    jordan = make_coordinator("JOR")

    following = decline(proposal, jordan).next_best
    decline(following, jordan)

    assert list(Proposal.objects.values_list("state", flat=True)) == ["DECLINED", "DECLINED"]
    assert Need.objects.get(pk=proposal.need_id).state == "OPEN"


@pytest.mark.parametrize("make_person", [make_advisor, make_official, lambda _country: make_coordinator("EGY")])
def test_only_a_coordinator_of_either_country_answers(make_person):
    proposal, _second = two_candidates()

    with pytest.raises(NotAllowed, match="المنسّق الوطني"):
        accept(proposal, make_person("JOR"))

    assert not proposal.answers.exists()


@pytest.mark.parametrize("again", [accept, decline])
def test_a_side_answers_once(again):
    proposal, _second = two_candidates()
    jordan = make_coordinator("JOR")
    accept(proposal, jordan)

    with pytest.raises(AnsweredAlready):
        again(proposal, jordan)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.answers.count()) == ("HALF_ACCEPTED", 1)


def test_a_second_coordinator_of_the_same_side_does_not_answer_again():
    proposal, _second = two_candidates()
    accept(proposal, make_coordinator("JOR"))

    with pytest.raises(AnsweredAlready):
        accept(proposal, make_coordinator("JOR"))


def test_nobody_answers_what_the_other_side_declined():
    proposal, _second = two_candidates()
    decline(proposal, make_coordinator("JOR"))

    with pytest.raises(NoLongerOpen):
        accept(proposal, make_coordinator("TUN"))

    assert not Twinning.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_side_declines_with_a_reason(reason):
    proposal, _second = two_candidates()

    with pytest.raises(ReasonMissing):
        decline(proposal, make_coordinator("JOR"), reason=reason)

    proposal.refresh_from_db()
    assert proposal.state == "PROPOSED"


def test_a_practice_that_was_paused_is_not_accepted_but_declined():
    proposal, _second = two_candidates()
    Practice.objects.filter(pk=proposal.practice_id).update(state=Practice.State.PAUSED)
    proposal = Proposal.objects.get(pk=proposal.pk)

    with pytest.raises(PracticeWithdrawn):
        accept(proposal, make_coordinator("JOR"))
    declined = decline(proposal, make_coordinator("JOR"))

    assert declined.state == "DECLINED"


def test_an_answer_is_given_on_the_last_day_and_not_after():
    proposal, second = two_candidates()
    last_day = datetime(2027, 2, 1, 20, tzinfo=UTC)

    accept(proposal, make_coordinator("JOR"), now=last_day)
    with pytest.raises(NoLongerOpen):
        accept(proposal, make_coordinator("TUN"), now=TOO_LATE)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.next_best.practice) == ("EXPIRED", second)


def test_expire_proposals_closes_what_is_overdue_and_proposes_the_next_best():
    proposal, second = two_candidates()

    expired = expire_proposals(now=TOO_LATE)
    again = expire_proposals(now=TOO_LATE)

    proposal.refresh_from_db()
    assert (expired, again, proposal.state) == (1, 0, "EXPIRED")
    assert (proposal.next_best.practice, proposal.next_best.answer_by) == (second, date(2027, 3, 3))


def test_expire_proposals_leaves_what_was_confirmed():
    proposal, _second = two_candidates()
    accept(proposal, make_coordinator("JOR"))
    accept(proposal, make_coordinator("TUN"))

    assert expire_proposals(now=TOO_LATE) == 0


def test_the_coordinators_of_both_countries_are_told():
    proposal, _second = two_candidates()
    jordan, tunisia, morocco = (make_coordinator(iso3) for iso3 in ("JOR", "TUN", "MAR"))

    decline(proposal, jordan)

    told = {(notice.user, notice.kind, notice.proposal_id) for notice in Notice.objects.all()}
    following = proposal.next_best.pk
    assert told == {
        (tunisia, "PROPOSAL_DECLINED", proposal.pk),
        (jordan, "PROPOSED", following),
        (morocco, "PROPOSED", following),
    }


def test_an_answer_that_cannot_be_followed_leaves_nothing_behind():
    proposal, _second = two_candidates()
    accept(proposal, make_coordinator("JOR"))
    Need.objects.filter(pk=proposal.need_id).update(state=Need.State.OPEN)

    with pytest.raises(AssertionError, match="starts from MATCHED"):
        accept(proposal, make_coordinator("TUN"))

    proposal.refresh_from_db()
    assert (proposal.state, proposal.answers.count(), Twinning.objects.count()) == ("HALF_ACCEPTED", 1, 0)
