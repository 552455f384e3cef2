from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client, RequestFactory
from django.utils import timezone

from planner.models import Membership, Plan, User
from planner.queries import plan_pictures
from planner.services.edits import edit_of
from tests.factories import make_advisor, make_member, make_official, make_plan

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip", "accept-language": "en"}


def browser(user: User, **options: bool) -> Client:
    """One that has been on a page before, and so brings the cookie that forms are checked by."""
    client = Client(headers=GZIP, **options)
    client.force_login(user)
    client.get("/")
    return client


def text_of(response) -> str:
    return gzip.decompress(response.content).decode()


def edit(plan: Plan) -> None:
    task = plan.workplan.tasks.order_by("order")[0]
    with edit_of(plan.workplan, user=None, now=timezone.now()) as change:
        change.change(task, version=task.version, title={"en": "Renamed just now"})


@pytest.fixture
def drawings(monkeypatch) -> list[Plan]:
    """The plans whose Gantt chart was drawn."""
    drawn: list[Plan] = []
    draw = plan_pictures._plan_gantt

    def noted(plan, **options):
        drawn.append(plan)
        return draw(plan, **options)

    monkeypatch.setattr(plan_pictures, "_plan_gantt", noted)
    return drawn


@pytest.mark.parametrize("page", ["tasks/", "gantt/", "graph/"])
def test_page_that_nobody_edited_is_the_same_to_the_byte(page):
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))

    first, second = (client.get(f"/plans/{plan.pk}/{page}") for _ in range(2))

    assert second.content == first.content
    assert second.headers["ETag"] == first.headers["ETag"]
    assert (first.templates != [], second.templates) == (True, [])


@pytest.mark.parametrize("page", ["tasks/", "gantt/", "graph/"])
def test_page_shows_an_edit_at_once(page):
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))
    before = client.get(f"/plans/{plan.pk}/{page}")

    edit(plan)
    after = client.get(f"/plans/{plan.pk}/{page}")

    assert "Renamed just now" in text_of(after)
    assert after.headers["ETag"] != before.headers["ETag"]


def test_page_would_show_an_edit_late_if_its_name_did_not_change(monkeypatch):
    monkeypatch.setattr("planner.views.unchanged.page_stamp", lambda user, plan, today: "always the same")
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))
    client.get(f"/plans/{plan.pk}/tasks/")

    edit(plan)

    assert "Renamed just now" not in text_of(client.get(f"/plans/{plan.pk}/tasks/"))


def test_who_asks_whether_a_page_changed_is_told_before_it_is_drawn(drawings):
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))
    etag = client.get(f"/plans/{plan.pk}/gantt/").headers["ETag"]
    drawings.clear()

    unchanged = client.get(f"/plans/{plan.pk}/gantt/", headers={"if-none-match": etag})
    edit(plan)
    changed = client.get(f"/plans/{plan.pk}/gantt/", headers={"if-none-match": etag})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert changed.status_code == 200
    assert len(drawings) == 1


def test_pages_of_two_people_share_the_picture_and_nothing_else(drawings):
    plan = make_plan("JOR")
    samer = make_member("JOR", Membership.Role.COORDINATOR, "samer")
    first = text_of(browser(samer).get(f"/plans/{plan.pk}/gantt/"))

    second = text_of(browser(make_official("JOR")).get(f"/plans/{plan.pk}/gantt/"))

    def token(page):
        return re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    assert len(drawings) == 1
    assert token(first) != token(second)


def test_kept_page_is_not_found_by_who_may_no_longer_see_it():
    plan = make_plan("JOR")
    user = make_official("JOR")
    client = browser(user)
    etag = client.get(f"/plans/{plan.pk}/gantt/").headers["ETag"]

    user.memberships.all().delete()

    assert client.get(f"/plans/{plan.pk}/gantt/").status_code == 404
    assert client.get(f"/plans/{plan.pk}/gantt/", headers={"if-none-match": etag}).status_code == 404


def test_kept_page_names_who_can_see_the_plan_now():
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))
    client.get(f"/plans/{plan.pk}/gantt/")

    make_member("JOR", Membership.Role.COORDINATOR, "samer")

    assert "samer" in text_of(client.get(f"/plans/{plan.pk}/gantt/"))


def test_forms_of_a_kept_page_are_accepted():
    plan, user = make_plan("JOR"), make_official("JOR")
    client = browser(user, enforce_csrf_checks=True)
    page = [text_of(client.get(f"/plans/{plan.pk}/gantt/")) for _ in range(2)][1]
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    refused = client.post("/time-direction/", {"direction": "rtl", "next": "/"})
    accepted = client.post("/time-direction/", {"direction": "rtl", "next": "/", "csrfmiddlewaretoken": token})

    assert (refused.status_code, accepted.status_code) == (403, 302)


def test_kept_page_turns_with_the_direction_of_time():
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))
    address = f"/plans/{plan.pk}/gantt/"
    left_to_right = text_of(client.get(address))

    client.post("/time-direction/", {"direction": "rtl", "next": address})

    assert 'class="gantt" dir="ltr"' in left_to_right
    assert 'class="gantt" dir="rtl"' in text_of(client.get(address))


def test_kept_page_speaks_the_language_that_is_asked_for():
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))

    pages = [
        text_of(client.get(f"/plans/{plan.pk}/gantt/", headers={"accept-language": code})) for code in ("en", "ar")
    ]

    assert ['<html lang="en" dir="ltr">' in pages[0], '<html lang="ar" dir="rtl">' in pages[1]] == [True, True]


def test_page_with_a_message_is_shown_once_and_not_kept():
    plan = make_plan("JOR")
    client = browser(make_advisor("JOR"))
    address = f"/plans/{plan.pk}/gantt/"
    client.get(address)
    messages = [Message(SUCCESS, "Saved just now")]
    client.cookies["messages"] = CookieStorage(RequestFactory().get("/"))._encode(messages)

    pages = [text_of(client.get(address)) for _ in range(2)]

    assert ["Saved just now" in page for page in pages] == [True, False]


def test_kept_page_is_still_not_stored_by_a_shared_computer():
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))

    answers = [client.get(f"/plans/{plan.pk}/gantt/") for _ in range(2)]

    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store"] * 2
    assert all("Accept-Encoding" in answer.headers["Vary"] and "Cookie" in answer.headers["Vary"] for answer in answers)


def test_page_is_drawn_for_a_browser_that_takes_no_compressed_answers():
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))

    response = client.get(f"/plans/{plan.pk}/gantt/", headers={"accept-encoding": "identity"})

    assert "Content-Encoding" not in response.headers
    assert b"<!doctype html>" in response.content


def test_fragment_and_page_are_kept_apart():
    plan = make_plan("JOR")
    client = browser(make_official("JOR"))
    whole = client.get(f"/plans/{plan.pk}/gantt/")

    table = client.get(f"/plans/{plan.pk}/gantt/", headers={"hx-request": "true"})

    assert "<html" in text_of(whole)
    assert "<html" not in text_of(table)
