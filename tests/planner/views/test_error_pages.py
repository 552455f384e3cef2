import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils.translation import override
from django.views.csrf import csrf_failure

from planner.permissions import NotAllowed
from tests.factories import make_user
from tests.planner.views.pages import reader

pytestmark = pytest.mark.django_db


def test_a_missing_page_is_said_to_be_missing_or_not_open():
    response = reader(make_user()).get("/nowhere/")

    assert response.status_code == 404
    assert "does not exist, or it is not open to you" in response.content.decode()


def test_missing_pages_are_the_same_to_the_byte():
    client = reader(make_user())

    assert client.get("/nowhere/").content == client.get("/plans/nothing/").content


def test_a_refusal_is_told_in_its_own_words():
    handler = get_resolver().resolve_error_handler(403)
    request = RequestFactory().get("/")
    request.user = make_user()

    response = handler(request, exception=NotAllowed("Only the national coordinator can do this."))

    assert response.status_code == 403
    assert "Only the national coordinator can do this." in response.content.decode()


def test_an_expired_form_says_that_nothing_was_saved():
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})

    response = client.post("/accounts/login/", {})

    assert response.status_code == 403
    assert "Nothing was saved." in response.content.decode()
    assert csrf_failure.__module__ == "django.views.csrf"


def test_the_page_for_our_own_faults_needs_nothing_but_itself():
    with override("en"):
        assert "The fault is ours" in render_to_string("500.html")
