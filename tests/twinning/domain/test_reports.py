from datetime import date
from itertools import pairwise

import pytest

from twinning.domain.reports import Period, periods


@pytest.mark.parametrize(
    ("start", "finish", "expected"),
    [
        (
            date(2027, 3, 1),
            date(2027, 9, 15),
            [
                Period(1, date(2027, 3, 1), date(2027, 5, 31), date(2027, 6, 30)),
                Period(2, date(2027, 6, 1), date(2027, 8, 31), date(2027, 9, 30)),
                Period(3, date(2027, 9, 1), date(2027, 9, 15), date(2027, 10, 15)),
                Period(0, date(2027, 3, 1), date(2027, 9, 15), date(2027, 12, 15)),
            ],
        ),
        # The last day of a short month, and a twinning without a task.
        (
            date(2026, 11, 30),
            date(2026, 11, 30),
            [
                Period(1, date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 30)),
                Period(0, date(2026, 11, 30), date(2026, 11, 30), date(2027, 2, 28)),
            ],
        ),
    ],
)
def test_periods_are_quarters_from_the_first_day_and_then_the_whole(start, finish, expected):
    assert periods(start, finish) == expected


def test_periods_leave_no_day_out():
    found = periods(date(2026, 11, 30), date(2028, 2, 10))[:-1]

    gaps = [(later.first - earlier.last).days for earlier, later in pairwise(found)]
    assert gaps == [1] * (len(found) - 1)
    assert (found[0].first, found[-1].last) == (date(2026, 11, 30), date(2028, 2, 10))


def test_periods_of_a_mistaken_century_end():
    assert len(periods(date(2027, 1, 1), date(2099, 1, 1))) == 81
