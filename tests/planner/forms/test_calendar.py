from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from planner.forms.calendar import DayForm, Difference, SeasonForm, WeekForm
from planner.models import Country, Holiday, ShortHours

COUNTRY = Country(iso3="JOR", month_names="LEVANT")


def season(**typed: str) -> SeasonForm:
    return SeasonForm({"first": "2027-02-08", "last": "2027-03-08", "share": "1", "name_ar": "رمضان"} | typed)


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("5/7", 5 / 7),
        ("٥/٧", 5 / 7),
        (" 5 / 7 ", 5 / 7),
        ("0.75", 0.75),
        ("0,75", 0.75),
        ("٠٫٧٥", 0.75),
        ("75%", 0.75),
        ("٧٥٪", 0.75),
        ("1", 1.0),
        ("7/5", 1.4),
    ],
)
def test_a_share_is_read_as_people_write_it(typed, share):
    form = season(share=typed)

    assert form.is_valid(), form.errors
    assert form.row_values()["share"] == share


@pytest.mark.parametrize("typed", ["five", "5/0", "-1", "1e9", "5/7/9", "99999", "5//7", "½"])
def test_a_share_that_cannot_be_read_is_answered_with_an_example(typed):
    with override("en"):
        form = season(share=typed)

        assert form.errors == {"share": ["Write the share as 5/7, for five hours instead of seven, or as 71%."]}


@pytest.mark.parametrize(("share", "shown"), [(5 / 7, "5/7"), (0.75, "3/4"), (0.71, "0.71"), (1.0, "1")])
def test_a_share_is_shown_as_it_was_typed(share, shown):
    answers = SeasonForm.answers_of(ShortHours(country=COUNTRY, share=share))

    assert SeasonForm(initial=answers)["share"].value() == shown


def test_dates_are_read_with_any_digits_and_a_name_in_one_language_is_enough():
    form = DayForm({"day": "٢٠/١/٢٠٢٧", "is_working": "yes", "name_fr": "Pont"})

    assert form.is_valid(), form.errors
    assert form.row_values() == {
        "day": date(2027, 1, 20),
        "is_working": True,
        "is_estimated": False,
        "name": {"fr": "Pont"},
    }


def test_an_empty_day_is_answered_field_by_field():
    with override("en"):
        form = DayForm({})

        assert form.errors == {
            "day": ["This field is required."],
            "name_en": ["Give the name in one language at least."],
        }


def test_a_week_needs_rest_days_and_a_source():
    answers = QueryDict("holds_from=2027-06-01&weekend=6&weekend=5&source_ar=تعميم")
    with override("en"):
        form, empty = WeekForm(answers), WeekForm({"holds_from": "2027-06-01"})

        assert form.is_valid(), form.errors
        assert form.row_values()["weekend"] == [5, 6]
        assert set(empty.errors) == {"weekend", "source_en"}


def test_the_reader_s_own_language_is_asked_for_first_and_others_open_when_one_has_an_error():
    with override("fr"):
        parts = DayForm({"day": "2027-01-20", "name_ar": "أ\u202e"}).parts()

        assert (parts[-1]["box"].name, [box.name for box in parts[-1]["others"]]) == ("name_fr", ["name_ar", "name_en"])
        assert parts[-1]["is_open"]


def test_two_versions_differ_in_what_was_typed_and_not_in_how():
    row = Holiday(country=COUNTRY, day=date(2027, 1, 20), name={"en": "Tree day"}, is_estimated=True)
    with override("en"):
        form = DayForm({"day": "20/1/2027", "is_working": "", "name_en": "Day of the tree"})

        assert form.differences_from(row) == [
            Difference("Estimated", "yes", "no"),
            Difference("Name in English", "Tree day", "Day of the tree"),
        ]
