import pytest

from planner.domain.states import MOVES
from planner.models import Plan
from tests.factories import make_advisor, make_coordinator, make_official, make_plan
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db


def in_state(state: str) -> Plan:
    plan = make_plan("JOR")
    Plan.objects.filter(pk=plan.pk).update(state=state)
    return plan


def post(client, plan, name, **answers):
    plan.workplan.refresh_from_db()
    answers = {"read_at_change": plan.workplan.change_number} | answers
    return client.post(f"/plans/{plan.pk}/moves/{name}/", answers, follow=True)


def test_the_overview_says_what_comes_next_and_offers_the_moves_one_may_make():
    content = reader(make_advisor("JOR")).get(f"/plans/{in_state('SUBMITTED').pk}/").content.decode()

    assert "An official approves the plan or sends it back with a reason." in content
    assert "moves/withdraw/" in content
    assert "moves/approve/" not in content
    assert "Only an official of the country can do this." in content


def test_a_plain_move_is_made_by_one_button():
    plan = in_state("DRAFT")

    page = post(reader(make_advisor("JOR")), plan, "send_for_review")

    assert "The plan is in review." in page.content.decode()
    assert Plan.objects.get(pk=plan.pk).state == "IN_REVIEW"


def test_a_move_back_asks_for_its_reason_and_shows_it_afterwards():
    plan, client = in_state("SUBMITTED"), reader(make_official("JOR"))

    refused = post(client, plan, "send_back")
    assert "Give the reason." in refused.content.decode()

    page = post(client, plan, "send_back", reason="Costs are missing\r\nin commitment 2")
    assert "Costs are missing<br>in commitment 2" in page.content.decode()
    assert Plan.objects.get(pk=plan.pk).state == "IN_CONSULTATION"


def test_what_was_typed_stays_when_a_move_is_refused():
    plan, client = in_state("SUBMITTED"), reader(make_official("JOR"))

    page = client.post(f"/plans/{plan.pk}/moves/approve/", {"read_at_change": 99, "reason": "Decision 12"})

    content = page.content.decode()
    assert "Look at it again before you decide." in content
    assert "Decision 12" in content
    assert Plan.objects.get(pk=plan.pk).state == "SUBMITTED"


def test_who_may_not_make_a_move_is_told_so_on_the_plan():
    plan = in_state("SUBMITTED")

    page = post(reader(make_advisor("JOR")), plan, "approve")

    assert page.redirect_chain == [(f"/plans/{plan.pk}/", 302)]
    assert "Only an official of the country can do this." in page.content.decode()
    assert Plan.objects.get(pk=plan.pk).state == "SUBMITTED"


def test_a_move_there_is_not_is_not_found():
    assert reader(make_advisor("JOR")).get(f"/plans/{make_plan('JOR').pk}/moves/fly/").status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("name", MOVES)
def test_every_move_is_explained_before_it_is_made(name, language):
    plan = in_state(MOVES[name].before)
    maker = make_official("JOR") if "OFFICIAL" in MOVES[name].roles else make_coordinator("JOR")

    assert reader(maker, language).get(f"/plans/{plan.pk}/moves/{name}/").status_code == 200
    assert reader(maker, language).get(f"/plans/{plan.pk}/").status_code == 200


def test_the_overview_stays_within_its_queries():
    plan = in_state("SUBMITTED")
    post(reader(make_official("JOR")), plan, "send_back", reason="Costs")

    assert query_count(reader(make_advisor("JOR")), f"/plans/{plan.pk}/") <= 15
