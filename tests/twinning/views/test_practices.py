import pytest

from tests.factories import make_administrator, make_advisor
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of
from twinning.models import Practice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_practices_answers_with_the_page_or_with_the_list(headers, is_whole):
    response = reader(make_advisor("JOR")).get("/countries/JOR/practices/", headers=headers)

    assert ("twinning/country_practices.html" in templates_of(response)) is is_whole
    assert "Development and Promotion of Open Government Data in Jordan" in response.content.decode()
    assert response["Vary"].count("HX-Request") == 1


def test_practices_are_open_to_an_administrator_and_not_to_strangers():
    assert reader(make_administrator()).get("/countries/JOR/practices/").status_code == 200
    assert reader(make_advisor("TUN")).get("/countries/JOR/practices/").status_code == 404


def test_practices_say_when_there_is_none():
    Practice.objects.filter(country="JOR").delete()

    page = reader(make_advisor("JOR")).get("/countries/JOR/practices/").content.decode()

    assert "No practice of this country has been published here yet." in page


def test_practices_take_the_same_queries_for_one_and_for_three():
    client = reader(make_advisor("JOR"))
    many = query_count(client, "/countries/JOR/practices/")
    Practice.objects.filter(country="JOR").exclude(reference_key="P01").delete()

    assert query_count(client, "/countries/JOR/practices/") == many <= 15
