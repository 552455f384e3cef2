import pytest

from planner.domain.indicators import YearValue, is_reached, latest_measured


@pytest.mark.parametrize(
    ("value", "rises", "expected"),
    [
        (YearValue(60), True, None),
        (YearValue(60, 60), True, True),
        (YearValue(60, 59.5), True, False),
        (YearValue(10, 12), False, False),
        (YearValue(10, 8), False, True),
        (YearValue(0, 0), True, True),
    ],
)
def test_an_indicator_is_reached_in_the_direction_it_is_to_go(value, rises, expected):
    assert is_reached(value, rises=rises) is expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({}, None),
        ({2027: YearValue(1)}, None),
        ({2027: YearValue(1, 0), 2028: YearValue(2, 2), 2029: YearValue(3)}, 2028),
    ],
)
def test_the_latest_measured_year_is_the_last_with_a_value(years, expected):
    assert latest_measured(years) == expected
