from datetime import date

import pytest
from django.utils.translation import override

from planner.models import Plan
from planner.templatetags.texts import day, money, number, percent, plain, text, why_closed


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("ar", {"ar": "خطة", "en": "Plan"}, "خطة"),
        ("en", {"ar": "خطة", "en": "Plan"}, "Plan"),
        ("fr", {"ar": "خطة", "en": "Plan"}, '<bdi lang="ar" dir="rtl">خطة</bdi>'),
        ("ar", {"fr": "Plan <b>"}, '<bdi lang="fr" dir="ltr">Plan &lt;b&gt;</bdi>'),
        ("ar", {}, ""),
    ],
)
def test_text_marks_what_is_in_another_language_than_the_page(language, value, shown):
    with override(language):
        assert text(value) == shown


def test_text_falls_back_to_the_base_language_of_the_plan():
    with override("ar"):
        assert text({"en": "Plan", "fr": "Projet"}, "fr") == '<bdi lang="fr" dir="ltr">Projet</bdi>'


@pytest.mark.parametrize(
    ("language", "months", "shown"),
    [
        ("ar", "LEVANT", '<time datetime="2027-01-03">3 كانون الثاني 2027</time>'),
        ("ar", "MAGHREB", '<time datetime="2027-01-03">3 جانفي 2027</time>'),
        ("fr", "LEVANT", '<time datetime="2027-01-03">3 janvier 2027</time>'),
    ],
)
def test_day_uses_the_months_of_the_country(language, months, shown):
    with override(language):
        assert day(date(2027, 1, 3), months) == shown


@pytest.mark.parametrize(("language", "shown"), [("ar", "1,200 دولار"), ("en", "$1,200"), ("fr", "1\u202f200\u00a0$")])
def test_money_is_in_dollars(language, shown):
    with override(language):
        assert money(1200) == shown


def test_figures_for_attributes_have_a_point_in_every_language():
    with override("fr"):
        assert (number(2.25), plain(2.25), plain(4.0)) == ("2,25", "2.25", "4")


@pytest.mark.parametrize(("language", "shown"), [("ar", "50%"), ("en", "50%"), ("fr", "50\u00a0%")])
def test_percent_is_written_as_the_language_writes_it(language, shown):
    with override(language):
        assert percent(50) == shown


@pytest.mark.parametrize(
    ("state", "said"),
    [("DRAFT", ""), ("AMENDED", ""), ("IMPLEMENTING", "The plan is approved; open an amendment to change it.")],
)
def test_a_plan_that_is_closed_says_why(state, said):
    with override("en"):
        assert why_closed(Plan(state=state)) == said
