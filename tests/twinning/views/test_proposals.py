from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_advisor, make_coordinator
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of
from tests.twinning.factories import make_need, make_practice, make_proposal
from twinning.models import Need, Practice, Proposal, Twinning

pytestmark = pytest.mark.django_db


def open_proposal(**values):
    return make_proposal(answer_by=timezone.localdate() + timedelta(days=5), **values)


def answer_to(client, proposal, **posted):
    return client.post(f"/proposals/{proposal.pk}/answer/", posted, follow=True)


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_the_proposals_of_a_country_answer_with_the_page_or_with_the_list(headers, is_whole):
    proposal = open_proposal()

    response = reader(make_coordinator("JOR")).get("/countries/JOR/proposals/", headers=headers)

    assert ("twinning/proposals.html" in templates_of(response)) is is_whole
    assert proposal.get_absolute_url() in response.content.decode()
    assert response["Vary"].count("HX-Request") == 1


@pytest.mark.parametrize("address", ["/proposals/", "/countries/JOR/proposals/"])
def test_proposals_take_the_same_queries_for_one_and_for_three(address):
    client = reader(make_coordinator("JOR"))
    open_proposal()
    one = query_count(client, address)
    for giver in ("MAR", "EGY"):
        open_proposal(practice=make_practice(giver), need=make_need("JOR", state=Need.State.MATCHED))

    assert query_count(client, address) == one <= 15


def test_one_proposal_takes_few_queries():
    client = reader(make_coordinator("JOR"))

    assert query_count(client, open_proposal().get_absolute_url()) <= 15


def test_two_coordinators_accept_and_a_twinning_begins():
    proposal = open_proposal()

    first = answer_to(reader(make_coordinator("JOR")), proposal, answer="accept")
    second = answer_to(reader(make_coordinator("TUN")), proposal, answer="accept")

    twinning = Twinning.objects.get()
    assert "Your country has accepted. The other country is asked now." in first.content.decode()
    assert "Both countries have accepted. The twinning is in preparation." in second.content.decode()
    assert twinning.get_absolute_url() in second.content.decode()


def test_a_second_click_says_that_the_answer_is_there_already():
    proposal = open_proposal()
    client = reader(make_coordinator("JOR"))
    answer_to(client, proposal, answer="accept")

    again = answer_to(client, proposal, answer="accept")

    assert "Your country has accepted this proposal already." in again.content.decode()
    assert proposal.answers.count() == 1


def test_declining_without_a_reason_is_asked_again():
    proposal = open_proposal()

    response = answer_to(reader(make_coordinator("JOR")), proposal, answer="decline", reason=" ")

    proposal.refresh_from_db()
    assert (response.status_code, proposal.state) == (422, "PROPOSED")
    assert "Give the reason." in response.content.decode()


def test_declining_opens_the_need_again_and_says_so_on_its_page():
    proposal = open_proposal()
    client = reader(make_coordinator("JOR"))

    answer_to(client, proposal, answer="decline", reason="No <budget>")

    page = client.get(proposal.need.get_absolute_url()).content.decode()
    assert Need.objects.get(pk=proposal.need_id).state == "OPEN"
    assert "No &lt;budget&gt;" in page


def test_the_form_is_for_the_coordinator_whose_turn_it_is():
    proposal = open_proposal()
    pages = {
        name: reader(user).get(proposal.get_absolute_url()).content.decode()
        for name, user in {"coordinator": make_coordinator("JOR"), "advisor": make_advisor("JOR")}.items()
    }

    assert ('value="accept"' in pages["coordinator"], 'value="accept"' in pages["advisor"]) == (True, False)


def test_a_proposal_whose_last_day_is_over_is_closed_when_it_is_looked_at():
    proposal = make_proposal(answer_by=timezone.localdate() - timedelta(days=1))

    page = reader(make_coordinator("JOR")).get(proposal.get_absolute_url()).content.decode()

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.EXPIRED
    assert "It was not answered by both in time." in page


def test_a_practice_that_was_paused_is_not_led_to():
    proposal = open_proposal()
    Practice.objects.filter(pk=proposal.practice_id).update(state=Practice.State.PAUSED)

    page = reader(make_coordinator("JOR")).get(proposal.get_absolute_url()).content.decode()

    assert proposal.practice.get_absolute_url() not in page
