from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.pictures.timescale import Zoom, timescale
from tests.planner.pictures.plans import make_almanac

SUNDAY = 6


def make_scale(first, last, *, zoom=None):
    return timescale(first, last, origin=300, room=800, week_starts_on=SUNDAY, zoom=zoom)


@pytest.mark.parametrize(
    ("last", "zoom", "first_shown", "last_shown"),
    [
        (date(2027, 1, 5), Zoom.DAY, date(2027, 1, 5), date(2027, 2, 1)),
        (date(2027, 8, 30), Zoom.WEEK, date(2027, 1, 3), date(2027, 9, 4)),
        (date(2028, 12, 10), Zoom.MONTH, date(2027, 1, 1), date(2028, 12, 31)),
        (date(2033, 2, 10), Zoom.QUARTER, date(2027, 1, 1), date(2033, 3, 31)),
        (date(2060, 2, 10), Zoom.YEAR, date(2027, 1, 1), date(2060, 12, 31)),
    ],
)
def test_timescale_chooses_the_closest_view_that_fits(last, zoom, first_shown, last_shown):
    scale = make_scale(date(2027, 1, 5), last)

    assert (scale.zoom, scale.first, scale.last) == (zoom, first_shown, last_shown)
    assert scale.until == pytest.approx(1100)


def test_timescale_grows_for_a_zoom_asked_for():
    scale = make_scale(date(2027, 1, 1), date(2028, 12, 31), zoom=Zoom.DAY)

    assert scale.until == 300 + 731 * 16


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 5000), st.sampled_from([None, *Zoom]))
def test_columns_and_bands_hold_every_day_once(first, days, zoom):
    scale = make_scale(first, first + timedelta(days=days), zoom=zoom)

    for cells in (scale.columns(), scale.bands()):
        assert cells[0][0] == scale.first <= first
        assert cells[-1][1] == scale.last >= first + timedelta(days=days)
        assert [after - timedelta(days=1) for after, _ in cells[1:]] == [last for _, last in cells[:-1]]


def test_columns_of_weeks_begin_on_the_first_working_day():
    scale = make_scale(date(2027, 1, 5), date(2027, 8, 30))

    assert {first.weekday() for first, _ in scale.columns()} == {SUNDAY}


def test_runs_are_first_and_last_day_of_neighbours():
    scale = make_scale(date(2027, 1, 3), date(2027, 1, 16))

    assert scale.runs(lambda day: day.day in (5, 6, 9)) == [
        (date(2027, 1, 5), date(2027, 1, 6)),
        (date(2027, 1, 9), date(2027, 1, 9)),
    ]


@pytest.mark.parametrize(("weekend", "starts_on"), [((4, 5), SUNDAY), ((5, 6), 0), ((4,), 5), ((), 0)])
def test_week_starts_after_the_days_of_rest(weekend, starts_on):
    almanac = make_almanac(non_working=lambda day: day.weekday() in weekend or day == date(2027, 1, 13))

    assert almanac.week_starts_on(date(2027, 1, 1)) == (starts_on if weekend else 3)
