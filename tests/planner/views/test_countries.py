from datetime import date

import pytest

from planner.models import Country, Holiday, IndicatorValue
from tests.factories import make_administrator, make_advisor, make_official, make_plan
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db


def test_country_shows_its_plans_and_lets_an_advisor_start_one():
    plan = make_plan("JOR", title="Plan 2030")

    page = reader(make_advisor("JOR")).get("/countries/JOR/").content.decode()

    assert f'href="/plans/{plan.pk}/"' in page
    assert 'href="/countries/JOR/plans/new/"' in page


def test_country_offers_no_new_plan_to_an_official():
    page = reader(make_official("JOR")).get("/countries/JOR/").content.decode()

    assert "/plans/new/" not in page


def test_country_shows_an_administrator_its_figures_but_no_plan():
    make_plan("JOR", title="Secret draft")

    page = reader(make_administrator()).get("/countries/JOR/").content.decode()

    assert "Secret draft" not in page
    assert "E-Government Development Index" in page


@pytest.mark.parametrize("code", ["TUN", "XXX", "jor"])
def test_country_is_not_found_for_a_stranger_and_where_there_is_none(code):
    assert reader(make_advisor("JOR")).get(f"/countries/{code}/").status_code == 404


def test_country_does_without_any_index_value():
    IndicatorValue.objects.filter(country="PSE").delete()

    response = reader(make_advisor("PSE")).get("/countries/PSE/")

    assert response.context["page"].chart == ""
    assert "No index value has been published" in response.content.decode()


def test_country_asks_for_its_practices_by_address_and_links_to_them():
    page = reader(make_advisor("JOR")).get("/countries/JOR/").content.decode()

    assert 'hx-get="/countries/JOR/practices/"' in page
    assert 'href="/countries/JOR/practices/"' in page


def test_country_takes_the_same_queries_for_one_plan_and_for_three():
    jordan = Country.objects.get(pk="JOR")
    client = reader(make_advisor("JOR"))
    make_plan("JOR")
    one = query_count(client, "/countries/JOR/")
    make_plan("JOR")
    make_plan("JOR")
    Holiday.objects.create(country=jordan, day=date(2099, 1, 4), name={"en": "Another day"})

    assert query_count(client, "/countries/JOR/") == one <= 15
