from datetime import date

import pytest

from twinning.domain.agreements import fingerprint
from twinning.domain.twinning_states import TWINNING_MOVES, months_later, moves_from_state


def test_equal_values_have_one_fingerprint_whatever_their_order():
    assert fingerprint({"a": 1, "b": {"ar": "نص", "en": "text"}}) == fingerprint(
        {"b": {"en": "text", "ar": "نص"}, "a": 1}
    )


def test_the_fingerprint_is_that_of_the_canonical_form():
    # printf '{"a":1}' | sha256sum
    assert fingerprint({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2027-01-31", 6, "2027-07-31"), ("2027-08-31", 6, "2028-02-29"), ("2027-12-15", 12, "2028-12-15")],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, later):
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_nothing_leads_out_of_the_archive_and_all_else_leads_on():
    states = {state for step in TWINNING_MOVES.values() for state in (*step.before, step.after)}

    assert not moves_from_state("ARCHIVED")
    assert all(any(state in step.before for step in TWINNING_MOVES.values()) for state in states - {"ARCHIVED"})
