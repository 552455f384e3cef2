import pytest
from django.test import Client
from django.urls import reverse

from planner.models import Membership
from tests.factories import make_coordinator, make_member
from tests.twinning.factories import make_person, make_twinning

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
