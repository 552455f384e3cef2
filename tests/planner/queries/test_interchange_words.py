from datetime import date

import pytest
from django.utils.translation import override

from planner.interchange.refusals import FileRefused, Refusal, Remark, RemarkKind
from planner.queries.interchange_words import (
    REFUSALS,
    REMARKS,
    refusal_in_words,
    remark_in_words,
)


def test_every_refusal_and_every_remark_has_a_sentence():
    assert set(REFUSALS) == set(Refusal)
    assert set(REMARKS) == set(RemarkKind)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_sizes_are_said_in_megabytes_and_circles_in_a_row(language):
    with override(language):
        size = refusal_in_words(FileRefused(Refusal.TOO_LARGE, largest=20 * 1024 * 1024))
        circle = refusal_in_words(FileRefused(Refusal.CIRCLE, titles=["a", "b"]))

    assert "20" in size
    assert "a · b" in circle


def test_days_are_said_with_the_country_s_months():
    remark = Remark(RemarkKind.MANUAL_LATER, "x", {"day": date(2027, 1, 3)})

    with override("ar"):
        assert "3 كانون الثاني 2027" in remark_in_words(remark, months="LEVANT")
