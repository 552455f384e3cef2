import pytest

from tests.factories import make_advisor, make_plan, make_user
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db


def test_start_sends_whoever_is_not_signed_in_to_sign_in():
    response = reader().get("/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/")


def test_start_shows_ones_countries_in_the_readers_language():
    response = reader(make_advisor("JOR", "TUN"), "ar").get("/")

    assert [str(card.country.name["ar"]) for card in response.context["page"].countries] == ["الأردن", "تونس"]
    assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_start_says_what_to_do_to_someone_without_a_country():
    response = reader(make_user()).get("/")

    assert "You do not belong to a country" in response.content.decode()


def test_start_takes_the_same_queries_for_one_country_and_plan_and_for_three():
    make_plan("JOR")
    one = query_count(reader(make_advisor("JOR")), "/")
    make_plan("TUN")
    make_plan("MAR")

    three = query_count(reader(make_advisor("JOR", "TUN", "MAR")), "/")

    assert three == one <= 15


def test_start_is_not_kept_by_the_browser():
    assert reader(make_user()).get("/")["Cache-Control"] == "no-store"
