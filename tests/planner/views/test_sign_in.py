import pytest

from tests.factories import make_user
from tests.planner.views.pages import reader

pytestmark = pytest.mark.django_db


def test_signing_in_leads_to_where_one_was_going():
    make_user("rima")

    response = reader().post("/accounts/login/", {"username": "rima", "password": "correct horse", "next": "/library/"})

    assert (response.status_code, response["Location"]) == (302, "/library/")


def test_signing_in_never_leads_to_another_site():
    make_user("rima")

    response = reader().post(
        "/accounts/login/", {"username": "rima", "password": "correct horse", "next": "https://evil.example/"}
    )

    assert response["Location"] == "/"


@pytest.mark.parametrize("name", ["rima", "nobody"])
def test_signing_in_answers_alike_to_a_wrong_password_and_an_unknown_name(name):
    make_user("rima")

    response = reader().post("/accounts/login/", {"username": name, "password": "wrong"})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "This user name and password do not belong together. Mind capital and small letters."
    ]
    assert f'value="{name}"' in response.content.decode()


def test_signing_out_takes_a_form_and_ends_the_session():
    client = reader(make_user())

    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"
    assert client.get("/").status_code == 302


def test_the_language_switch_stays_on_the_page_and_in_its_choice():
    client = reader(make_user())
    address = "/library/?q=%D8%AE%D8%B7%D8%A9&study=TECH"

    page = client.get(address)
    switched = client.post("/language/", {"language": "fr", "next": address})

    assert f'value="{address.replace("&", "&amp;")}"' in page.content.decode()
    assert switched["Location"] == address
    assert '<html lang="fr" dir="ltr">' in client.get(address).content.decode()
