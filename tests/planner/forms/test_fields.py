import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from planner.forms.fields import MoneyField, NumberField
from planner.forms.texts import TextsField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1200", 1200),
        ("1,200", 1200),
        ("1.200.000", 1_200_000),
        ("1\u202f200", 1200),
        ("١٬٢٠٠", 1200),
        ("۱۲۰۰", 1200),
        (" 0 ", 0),
        ("", None),
    ],
)
def test_money_is_read_in_any_digits_and_groups(typed, amount):
    assert MoneyField(required=False).clean(typed) == amount


@pytest.mark.parametrize("typed", ["-1", "−1", "1,50", "1.5", "1,2345", "12 dollars", "2000000001", "١٢٫٥"])
def test_money_refuses_what_is_no_whole_amount(typed):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("ar", "١٢٫٥", 12.5),
        ("en", "1,234.5", 1234.5),
        ("en", "12,5", 12.5),
        ("fr", "12,5", 12.5),
        ("fr", "1,234", 1.234),
        ("fr", "1\u202f234,5", 1234.5),
        ("en", "-3", -3),
        ("ar", "−3", -3),
    ],
)
def test_a_number_is_read_as_the_reader_writes_it(language, typed, number):
    with override(language):
        assert NumberField().clean(typed) == number


@pytest.mark.parametrize("typed", ["nan", "inf", "1e999", "a", "1.2.3"])
def test_a_number_is_a_finite_number(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)


def texts_field(**options) -> TextsField:
    field = TextsField(**options)
    field.base = "fr"
    return field


def test_texts_are_kept_by_language_without_the_empty_ones():
    assert texts_field(rows=3).clean([" نص\r\nثان ", "", "texte"]) == {"ar": "نص\nثان", "fr": "texte"}


@pytest.mark.parametrize("typed", [["نص", "text", ""], ["", "", ""], []])
def test_texts_are_required_in_the_language_of_the_plan(typed):
    with pytest.raises(ValidationError) as refused:
        texts_field().clean(typed)

    with override("en"):
        assert refused.value.messages == ["Give the text in the language the plan is written in."]


@pytest.mark.parametrize("typed", ["a\x00b", "a\u202eb"])
def test_texts_have_no_characters_that_cannot_be_seen(typed):
    with pytest.raises(ValidationError):
        texts_field(rows=3).clean(["", "", typed])


def test_texts_that_are_not_required_may_be_empty():
    assert texts_field(required=False).clean(["", "", ""]) == {}
