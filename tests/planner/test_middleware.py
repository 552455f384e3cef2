import pytest

from tests.factories import make_user
from tests.planner.views.pages import HTMX, reader

pytestmark = pytest.mark.django_db


def test_a_fragment_asked_for_after_the_session_ended_sends_the_page_to_sign_in_and_back():
    headers = {**HTMX, "HX-Current-URL": "http://testserver/library/?q=plan"}

    response = reader().get("/library/?q=pla", headers=headers)

    assert response.status_code == 200
    assert response["HX-Redirect"] == "/accounts/login/?next=/library/%3Fq%3Dplan"
    assert response.content == b""


def test_a_fragment_of_an_unknown_page_sends_to_sign_in_and_to_the_start():
    response = reader().get("/library/", headers=HTMX)

    assert response["HX-Redirect"] == "/accounts/login/?next=/"


def test_signed_in_pages_are_not_kept_and_the_sign_in_page_may_be():
    assert reader(make_user()).get("/library/")["Cache-Control"] == "no-store"
    assert "no-store" in reader().get("/accounts/login/")["Cache-Control"]
