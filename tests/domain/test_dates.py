from datetime import date

import pytest

from planner.domain.dates import UnknownMonthNames, families_of_both, format_date, month_name

DAY = date(2027, 1, 3)


@pytest.mark.parametrize(
    ("language", "months", "said"),
    [
        ("ar", "LEVANT", "3 كانون الثاني 2027"),
        ("ar", "MAGHREB", "3 جانفي 2027"),
        ("ar", "MOROCCO", "3 يناير 2027"),
        ("ar", "MAURITANIA", "3 يناير 2027"),
        ("ar", "COMMON", "3 يناير 2027"),
        ("en", "LEVANT", "3 January 2027"),
        ("fr", "MAGHREB", "3 janvier 2027"),
    ],
)
def test_format_date_says_the_month_as_the_country_does(language, months, said):
    assert format_date(DAY, language, months) == said


def test_format_date_counts_the_first_of_a_month_in_french():
    assert format_date(date(2027, 5, 1), "fr", "COMMON") == "1er mai 2027"


@pytest.mark.parametrize(
    ("months", "july_and_august"),
    [
        ("LEVANT", ["تموز", "آب"]),
        ("MAGHREB", ["جويلية", "أوت"]),
        ("MOROCCO", ["يوليوز", "غشت"]),
        ("MAURITANIA", ["يوليو", "أغشت"]),
        ("COMMON", ["يوليو", "أغسطس"]),
    ],
)
def test_month_name_differs_between_the_families(months, july_and_august):
    assert [month_name(date(2027, month, 1), "ar", months) for month in (7, 8)] == july_and_august


def test_an_unknown_family_is_named():
    with pytest.raises(UnknownMonthNames, match="'MARS' is not one of LEVANT, MAGHREB"):
        format_date(DAY, "ar", "MARS")


@pytest.mark.parametrize(
    ("language", "both", "said"),
    [
        ("ar", ("LEVANT", "MAGHREB"), "3 كانون الثاني/جانفي 2027"),
        ("ar", ("MOROCCO", "COMMON"), "3 يناير 2027"),
        ("ar", ("LEVANT", "LEVANT"), "3 كانون الثاني 2027"),
        ("en", ("LEVANT", "MAGHREB"), "3 January 2027"),
        ("fr", ("LEVANT", "MAGHREB"), "3 janvier 2027"),
    ],
)
def test_a_month_that_two_countries_call_differently_bears_both_names(language, both, said):
    assert format_date(DAY, language, families_of_both(*both)) == said
