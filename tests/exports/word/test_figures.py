from decimal import Decimal

import pytest

from exports.word.figures import number, percentage


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (1250000, "ar", "1,250,000"),
        (1250000, "en", "1,250,000"),
        (1250000, "fr", "1\u202f250\u202f000"),
        (Decimal("0.6890"), "ar", "0.6890"),
        (Decimal("0.6890"), "fr", "0,6890"),
        (Decimal("1E+3"), "en", "1,000"),
        (0, "fr", "0"),
        (-3, "ar", "\u200e−3\u200e"),
    ],
)
def test_number_is_written_as_the_language_has_it(value, language, written):
    assert number(value, language) == written


@pytest.mark.parametrize(("language", "written"), [("ar", "33%"), ("en", "33%"), ("fr", "33\u202f%")])
def test_percentage_is_whole(language, written):
    assert percentage(Decimal(1), Decimal(3), language) == written
