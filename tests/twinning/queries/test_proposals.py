from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils.translation import override

from tests.factories import make_administrator, make_advisor, make_coordinator, make_member, make_official
from tests.twinning.factories import ANSWER_BY, NOW, make_need, make_practice, make_proposal
from twinning.models import Need, Practice, Proposal, ProposalAnswer, Side
from twinning.queries.proposals import proposal_page, proposals_of_record, proposals_page

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 30)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def answer(proposal, side, *, is_accepted=True, reason=""):
    return ProposalAnswer.objects.create(
        proposal=proposal, side=side, is_accepted=is_accepted, reason=reason, answered_at=NOW
    )


def between(giver, taker, **values):
    return make_proposal(
        practice=make_practice(giver, state=Practice.State.PUBLISHED),
        need=make_need(taker, state=Need.State.MATCHED),
        **values,
    )


@pytest.mark.parametrize(
    ("state", "answers", "today", "expected"),
    [
        pytest.param("PROPOSED", [], TODAY, ("It waits for your country's answer.", "2 days left to answer"), id="new"),
        pytest.param(
            "HALF_ACCEPTED",
            [Side.TAKER],
            TODAY,
            ("It waits for: Tunisia.", "2 days left to answer"),
            id="the other is to answer",
        ),
        pytest.param(
            "PROPOSED",
            [],
            ANSWER_BY,
            ("It waits for your country's answer.", "Today is the last day to answer."),
            id="last day",
        ),
        pytest.param("PROPOSED", [], date(2027, 2, 2), ("It was not answered by both in time.", ""), id="too late"),
        pytest.param("EXPIRED", [], TODAY, ("It was not answered by both in time.", ""), id="expired"),
        pytest.param(
            "CONFIRMED", [Side.GIVER, Side.TAKER], TODAY, ("Both countries have accepted.", ""), id="confirmed"
        ),
    ],
)
def test_a_proposal_is_told_in_plain_words(state, answers, today, expected):
    proposal = make_proposal(state=state)
    for side in answers:
        answer(proposal, side)

    row = proposal_page(make_coordinator("JOR"), proposal.pk, today=today).row

    assert (row.sentence, row.days_left) == expected


def test_a_declined_proposal_says_by_whom_and_why():
    proposal = make_proposal(state=Proposal.State.DECLINED)
    answer(proposal, Side.GIVER, is_accepted=False, reason="No experts")

    row = proposal_page(make_coordinator("JOR"), proposal.pk, today=TODAY).row

    assert (row.sentence, row.reason.answer.reason, row.is_mine) == ("Declined by: Tunisia.", "No experts", False)


def test_those_that_wait_for_the_reader_come_first_by_their_last_day():
    later = between("TUN", "JOR", answer_by=ANSWER_BY + timedelta(days=3))
    sooner = between("JOR", "MAR")
    answered = between("EGY", "JOR", state=Proposal.State.HALF_ACCEPTED)
    answer(answered, Side.TAKER)
    settled = between("JOR", "OMN", state=Proposal.State.DECLINED)
    answer(settled, Side.TAKER, is_accepted=False, reason="No")
    between("TUN", "MAR")

    page = proposals_page(make_coordinator("JOR"), today=TODAY, number=None)

    assert [row.proposal for row in page.waiting] == [sooner, later]
    assert [row.proposal for row in page.rows] == [answered, settled]


def test_an_advisor_sees_all_proposals_and_answers_none():
    between("TUN", "MAR")

    page = proposals_page(make_advisor("JOR"), today=TODAY, number=None)

    assert (page.waiting, [row.sentence for row in page.rows]) == ([], ["It waits for: Tunisia, Morocco."])


def test_the_proposals_of_a_country_are_those_in_which_it_takes_part():
    ours = between("TUN", "JOR")
    between("TUN", "MAR")

    page = proposals_page(make_official("JOR"), today=TODAY, number=None, iso3="JOR")

    assert [row.proposal for row in page.rows] == [ours]


@pytest.mark.parametrize(
    "make_person",
    [lambda: make_coordinator("TUN"), lambda: make_member("JOR", "TEAM_MEMBER"), make_administrator],
)
def test_the_proposals_of_a_country_are_not_for_others(make_person):
    with pytest.raises(Http404):
        proposals_page(make_person(), today=TODAY, number=None, iso3="JOR")


def test_one_proposal_says_on_which_days_both_countries_work():
    page = proposal_page(make_coordinator("JOR"), make_proposal().pk, today=TODAY)

    # Sunday to Thursday there, Monday to Friday here: four days a week at most.
    assert [(month.name, month.year) for month in page.months][::11] == [("March", 2027), ("February", 2028)]
    assert all(0 < month.days <= 19 for month in page.months)
    assert sum(month.days for month in page.months) < 209


def test_one_proposal_says_what_was_proposed_instead():
    first = make_proposal(state=Proposal.State.DECLINED)
    answer(first, Side.TAKER, is_accepted=False, reason="No")
    second = make_proposal(
        practice=make_practice("MAR", state=Practice.State.PUBLISHED),
        need=first.need,
        round=first.round,
        next_after=first,
    )
    reader = make_coordinator("JOR")

    pages = [proposal_page(reader, one.pk, today=TODAY) for one in (first, second)]

    assert [(page.earlier, page.later, page.is_at_an_end) for page in pages] == [
        (None, second, False),
        (first, None, False),
    ]


def test_the_country_that_declined_does_not_see_to_whom_it_went_instead():
    first = make_proposal(state=Proposal.State.DECLINED)
    answer(first, Side.GIVER, is_accepted=False, reason="No")
    make_proposal(practice=make_practice("MAR"), need=first.need, round=first.round, next_after=first)

    page = proposal_page(make_coordinator("TUN"), first.pk, today=TODAY)

    assert (page.later, page.is_at_an_end) == (None, False)


def test_a_record_shows_its_proposals_to_whoever_may_see_them():
    proposal = make_proposal()
    readers = [make_coordinator("JOR"), make_coordinator("TUN"), make_coordinator("EGY")]

    seen = [[row.proposal for row in proposals_of_record(reader, proposal.need, today=TODAY)] for reader in readers]

    assert seen == [[proposal], [proposal], []]
