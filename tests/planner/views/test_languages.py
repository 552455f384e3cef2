import pytest
from django.test import Client
from django.urls import reverse

from planner.models import User
from planner.queries.people import language_of, own_country
from tests.factories import make_coordinator, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("asked", "kept"), [("fr", "fr"), ("ar", "ar"), ("de", ""), ("", "")])
def test_the_language_of_the_pages_is_that_of_what_is_written_to_the_person(client, asked, kept):
    user = make_user()
    client.force_login(user)

    response = client.post(reverse("set_language"), {"language": asked, "next": "/library/"})

    assert response["Location"] == "/library/"
    assert User.objects.get(pk=user.pk).language == kept


def test_whoever_is_not_signed_in_chooses_for_the_browser():
    response = Client().post(reverse("set_language"), {"language": "fr", "next": "/accounts/login/"})

    assert response.cookies["django_language"].value == "fr"


@pytest.mark.parametrize(
    ("chosen", "country", "language"), [("fr", "JOR", "fr"), ("", "JOR", "ar"), ("", "", "ar"), ("en", "", "en")]
)
def test_without_a_choice_one_is_written_to_as_ones_country_works(chosen, country, language):
    user = make_coordinator(country) if country else make_user()
    user.language = chosen

    assert language_of(user, own_country(user)) == language
