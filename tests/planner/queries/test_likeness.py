import pytest
from django.http import Http404

from planner.models import IndicatorValue
from planner.queries.likeness import likeness_page
from tests.factories import make_advisor, make_official

pytestmark = pytest.mark.django_db


def test_likeness_page_puts_a_country_beside_five_others():
    page = likeness_page(make_official("JOR"), "JOR")

    assert (page.country.pk, len(page.alike), page.has_indices) == ("JOR", 5, True)
    assert page.country not in page.alike
    assert page.rows[0].indicator.pk == "EGDI"
    assert all(len(row.others) == 5 for row in page.rows)
    assert "<svg" in page.chart


def test_likeness_page_works_for_a_country_without_an_index_value():
    IndicatorValue.objects.filter(country="JOR").delete()

    page = likeness_page(make_official("JOR"), "JOR")

    assert (page.has_indices, {country.region for country in page.alike}) == (False, {page.country.region})
    assert {row.own for row in page.rows} == {None}


def test_likeness_page_works_where_nothing_was_published():
    IndicatorValue.objects.all().delete()

    page = likeness_page(make_official("JOR"), "JOR")

    assert (page.rows, page.chart, len(page.alike)) == ([], "", 5)


def test_likeness_page_is_not_for_another_country():
    with pytest.raises(Http404):
        likeness_page(make_advisor("TUN"), "JOR")
