import pytest
from django.utils.translation import override

from planner.queries.wording import days_in_words, figure, link_manner


@pytest.mark.parametrize(
    ("kind", "lag", "manner"),
    [
        ("FS", 0, ""),
        ("SS", 0, "start to start"),
        ("FS", 1, "finish to start, plus 1 working day"),
        ("FF", 10, "finish to finish, plus 10 working days"),
        ("FS", -1, "finish to start, less 1 working day"),
        ("SF", -5, "start to finish, less 5 working days"),
    ],
)
def test_link_manner_says_kind_and_lag_and_nothing_of_the_plain_link(kind, lag, manner):
    with override("en"):
        assert link_manner(kind, lag) == manner


@pytest.mark.parametrize(
    ("language", "value", "digits", "written"),
    [
        ("ar", 12345.5, None, "12,345.5"),
        ("en", 12345.5, None, "12,345.5"),
        ("fr", 12345.5, None, "12\u202f345,5"),
        ("ar", 0.75124, None, "0.7512"),
        ("ar", 2.0, None, "2"),
        ("fr", 0.5, 2, "0,50"),
        ("ar", -3, None, "-3"),
    ],
)
def test_figure_writes_digits_123_with_the_signs_of_the_language(language, value, digits, written):
    with override(language):
        assert figure(value, digits=digits) == written


def test_days_in_words_counts_in_the_readers_grammar():
    with override("en"):
        assert [days_in_words(1), days_in_words(20)] == ["1 day", "20 days"]
