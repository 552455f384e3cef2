import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_coordinator
from twinning.models import Feed

pytestmark = pytest.mark.django_db

CHOICES = {"scope": "ALL"}


@pytest.fixture
def reader(client):
    user = make_coordinator("JOR")
    client.force_login(user)
    return user


def address_in(page) -> str:
    return re.search(r"http://testserver(/feeds/[\w-]+\.ics)", page.content.decode())[1]


def test_the_address_is_shown_once_and_read_without_signing_in(client, reader):
    made = client.post(reverse("feed_renew"), CHOICES)
    again = client.get(reverse("feed_settings"))

    answer = Client().get(address_in(made))

    assert made["Cache-Control"] == "no-store"
    assert "webcal://testserver/feeds/" in made.content.decode()
    assert "/feeds/" not in again.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_feed_that_has_not_changed_is_not_sent_again(client, reader):
    address = address_in(client.post(reverse("feed_renew"), CHOICES))
    etag = Client().get(address)["ETag"]

    answer = Client().get(address, headers={"if-none-match": etag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


def test_the_head_of_a_feed_is_answered(client, reader):
    address = address_in(client.post(reverse("feed_renew"), CHOICES))

    answer = Client().head(address)

    assert (answer.status_code, answer.content) == (200, b"")
    assert Client().post(address).status_code == 405


def test_an_address_taken_back_is_not_found_even_with_the_right_etag(client, reader):
    address = address_in(client.post(reverse("feed_renew"), CHOICES))
    etag = Client().get(address)["ETag"]

    client.post(reverse("feed_revoke"))

    assert Client().get(address, headers={"if-none-match": etag}).status_code == 404
    assert not Feed.objects.exists()


def test_choices_are_changed_under_the_same_address(client, reader):
    address = address_in(client.post(reverse("feed_renew"), CHOICES))
    etag = Client().get(address)["ETag"]

    client.post(reverse("feed_settings"), {"scope": "MINE", "says_titles": "on"})

    assert Client().get(address)["ETag"] != etag
    feed = Feed.objects.get()
    assert (feed.scope, feed.says_titles) == ("MINE", True)


@pytest.mark.parametrize("name", ["feed_settings", "feed_renew"])
def test_a_choice_that_does_not_exist_is_refused(client, reader, name):
    page = client.post(reverse(name), {"scope": "OTHERS"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["scope"]
    assert not Feed.objects.exists()
