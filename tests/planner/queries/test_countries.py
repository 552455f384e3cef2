from datetime import date

import pytest
from django.http import Http404
from django.utils.translation import override

from planner.models import Country, Indicator, IndicatorValue, WorkingWeek
from planner.queries.countries import (
    capabilities,
    country_page,
    current_week,
    index_table,
    start_page,
    trends,
)
from tests.factories import make_administrator, make_advisor, make_official, make_plan

TODAY = date(2026, 11, 22)


def an_index(code: str, order: int, *, family: str = "EGDI", maximum: float = 1.0) -> Indicator:
    return Indicator(code=code, family=family, name={"en": code, "ar": code}, maximum=maximum, order=order)


def a_value(indicator: Indicator, year: int, value: float, source: str = "Survey") -> IndicatorValue:
    return IndicatorValue(indicator=indicator, year=year, value=value, source=source)


def a_week(holds_from: date) -> WorkingWeek:
    return WorkingWeek(holds_from=holds_from, weekend=[4, 5])


EGDI, OSI = an_index("EGDI", 1), an_index("OSI", 2)
OPEN, TAX = an_index("OPEN", 8, family="CAPABILITY", maximum=4), an_index("TAX", 9, family="CAPABILITY", maximum=2)


def test_index_table_keeps_a_hole_where_nothing_was_published():
    table = index_table([a_value(OSI, 2022, 0.7), a_value(EGDI, 2024, 0.6, "Survey 2024"), a_value(EGDI, 2022, 0.5)])

    assert table.years == [2022, 2024]
    assert [(row.indicator.code, row.is_part, row.values) for row in table.rows] == [
        ("EGDI", False, [0.5, 0.6]),
        ("OSI", True, [0.7, None]),
    ]
    assert table.sources == ["Survey", "Survey 2024"]


def test_index_table_leaves_capabilities_out():
    assert index_table([a_value(TAX, 2022, 1)]).rows == []


def test_trends_are_those_of_the_leading_indices():
    assert trends([a_value(EGDI, 2024, 0.6), a_value(OSI, 2024, 0.7), a_value(EGDI, 2022, 0.5)]) == {
        "EGDI": {2024: 0.6, 2022: 0.5}
    }


def test_capabilities_are_measured_against_the_best_there_can_be():
    known = capabilities(
        [a_value(TAX, 2022, 2), a_value(OPEN, 2022, 3), a_value(OPEN, 2020, 4), a_value(EGDI, 2024, 1)]
    )

    assert (known.year, known.count) == (2022, 2)
    assert [(row.indicator.code, row.share) for row in known.strongest] == [("TAX", 1.0)]
    assert [(row.indicator.code, row.share) for row in known.weakest] == [("OPEN", 0.75)]


def test_capabilities_are_none_where_none_was_measured():
    known = capabilities([])

    assert (known.year, known.strongest, known.weakest, known.count) == (None, [], [], 0)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2010, 1, 1), date(2018, 1, 1)),
        (date(2021, 12, 31), date(2018, 1, 1)),
        (date(2022, 1, 1), date(2022, 1, 1)),
    ],
)
def test_current_week_is_the_one_that_holds_today(today, expected):
    weeks = [a_week(date(2022, 1, 1)), a_week(date(2018, 1, 1))]

    assert current_week(weeks, today).holds_from == expected


def test_current_week_is_none_where_none_is_known():
    assert current_week([], TODAY) is None


@pytest.mark.django_db
def test_start_page_sorts_countries_as_a_reader_of_arabic_looks_them_up():
    with override("ar"):
        page = start_page(make_advisor("MAR", "ARE", "JOR", "DZA"))

    assert [card.country.pk for card in page.countries] == ["JOR", "ARE", "DZA", "MAR"]


@pytest.mark.django_db
def test_start_page_counts_plans_for_members_only():
    make_plan("JOR")

    member, administrator = start_page(make_official("JOR")), start_page(make_administrator())

    assert [(card.country.pk, card.plan_count) for card in member.countries] == [("JOR", 1)]
    assert {card.plan_count for card in administrator.countries} == {None}
    assert len(administrator.countries) == 22
    assert (len(member.plans), administrator.plans) == (1, [])


@pytest.mark.django_db
def test_country_page_shows_only_its_own_plans():
    plan = make_plan("JOR")
    make_plan("TUN")

    page = country_page(make_advisor("JOR", "TUN"), "JOR", today=TODAY)

    assert page.plans == [plan]
    assert (page.can_start_plan, page.sees_plans) == (True, True)


@pytest.mark.django_db
def test_country_page_shows_the_next_holidays_in_order():
    page = country_page(make_official("JOR"), "JOR", today=TODAY)

    days = [holiday.day for holiday in page.holidays]
    assert days == sorted(days)
    assert days[0] >= TODAY
    assert len(days) == 6


@pytest.mark.django_db
def test_country_page_does_without_a_working_week():
    Country.objects.get(pk="JOR").working_weeks.all().delete()

    page = country_page(make_official("JOR"), "JOR", today=TODAY)

    assert (page.week, page.rest_days) == (None, [])


@pytest.mark.django_db
def test_country_page_is_not_found_for_a_stranger():
    with pytest.raises(Http404):
        country_page(make_advisor("TUN"), "JOR", today=TODAY)
