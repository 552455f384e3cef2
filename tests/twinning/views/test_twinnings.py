import pytest
from django.test import Client
from django.urls import reverse

from planner.models import Membership
from tests.factories import make_coordinator, make_member
from tests.twinning.factories import NOW, make_activity, make_person, make_twinning

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_the_list_shows_the_twinnings_of_one_s_country():
    make_twinning()

    assert "Tunisia shows, Jordan learns" in signed_in(make_coordinator("JOR")).get("/twinnings/").content.decode()
    assert "There is no twinning" in signed_in(make_coordinator("MAR")).get("/twinnings/").content.decode()


def test_each_page_says_who_can_see_the_twinning():
    twinning = make_twinning()
    make_member("TUN", Membership.Role.COORDINATOR, "hela")
    inside, outside = (make_member("JOR", Membership.Role.TEAM_MEMBER, name) for name in ("rana", "sami"))
    make_person(twinning, inside)

    page = signed_in(inside).get(reverse("twinning", args=[twinning.pk])).content.decode()

    assert "Tunisia: <bdi>hela</bdi> · Jordan: <bdi>rana</bdi>" in page
    assert str(outside) not in page


def test_whoever_is_invited_accepts_on_the_list_and_finds_the_twinning():
    twinning, rana = make_twinning(), make_member("JOR", Membership.Role.TEAM_MEMBER, "rana")
    make_person(twinning, rana, accepted_at=None)
    client = signed_in(rana)

    assert "Jordan with Tunisia, as Team member." in client.get("/twinnings/").content.decode()
    response = client.post(reverse("invitation_answer", args=[twinning.pk]), {"answer": "accept"}, follow=True)

    assert response.redirect_chain == [(twinning.get_absolute_url(), 302)]
    assert "You are in the team." in response.content.decode()


def test_a_person_who_is_removed_is_shut_out_with_the_next_request():
    twinning, rana = make_twinning(), make_member("JOR", Membership.Role.TEAM_MEMBER, "rana")
    person = make_person(twinning, rana)
    client = signed_in(rana)
    assert client.get(twinning.get_absolute_url()).status_code == 200

    signed_in(make_coordinator("JOR")).post(reverse("person_remove", args=[twinning.pk, person.pk]))

    assert client.get(twinning.get_absolute_url()).status_code == 404


def test_a_move_that_needs_a_reason_asks_for_it_and_keeps_the_page():
    twinning = make_twinning(state="IMPLEMENTING")
    client, address = signed_in(make_coordinator("JOR")), reverse("twinning_move", args=[twinning.pk, "suspend"])

    refused = client.post(address, {"reason": "", "read_at_version": 1})
    client.post(address, {"reason": "Elections", "read_at_version": 1})

    assert (refused.status_code, "Give the reason." in refused.content.decode()) == (422, True)
    twinning.refresh_from_db()
    assert (twinning.state, twinning.moves.get().reason) == ("SUSPENDED", "Elections")


def test_a_second_save_of_the_texts_shows_both_versions():
    twinning = make_twinning()
    address = reverse("agreement_change", args=[twinning.pk])
    texts = {"title_ar": "توأمة", "version": 1}
    signed_in(make_coordinator("JOR")).post(address, {**texts, "review_ar": "أولى"})

    response = signed_in(make_coordinator("TUN")).post(address, {**texts, "review_ar": "ثانية"})

    page = response.content.decode()
    assert (response.status_code, "أولى" in page, "ثانية" in page) == (409, True, True)
    twinning.refresh_from_db()
    assert twinning.review == {"ar": "أولى"}


def test_the_agreement_shows_its_nine_articles_and_who_has_signed():
    twinning, rana = make_twinning(), make_member("JOR", Membership.Role.TEAM_MEMBER, "rana")
    make_person(twinning, rana, role="LEADER")

    page = signed_in(rana).get(reverse("agreement", args=[twinning.pk])).content.decode()

    assert [f"Article {number}." in page for number in range(1, 11)] == [True] * 9 + [False]
    assert "no project leader yet" in page
    assert ">Sign</button>" in page


@pytest.mark.parametrize("address", ["twinning", "agreement", "twinning_results", "twinning_people", "twinning_plans"])
def test_a_page_takes_as_many_queries_with_many_rows_as_with_few(address, django_assert_max_num_queries):
    twinning, client = make_twinning(state="IMPLEMENTING"), signed_in(make_coordinator("JOR"))
    for number in range(1, 7):
        twinning.results.create(order=number, title={"ar": "نتيجة"})
        twinning.risks.create(order=number, text={"ar": "خطر"})
        twinning.remarks.create(article="risks", text="؟", written_at=NOW)
        make_person(twinning, make_member("JOR", Membership.Role.TEAM_MEMBER))
        make_activity(twinning)

    with django_assert_max_num_queries(15):
        client.get(reverse(address, args=[twinning.pk]))
