import pickle
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.workdays import (
    Calendar,
    DateOutOfRange,
    InvalidSeason,
    LaterWeek,
    NotADate,
    NoWorkingDay,
    ShortSeason,
    UnknownWeekday,
    check_date,
)

FRIDAY_SATURDAY = Calendar(weekend=frozenset({4, 5}))
SATURDAY_SUNDAY = Calendar(weekend=frozenset({5, 6}))

# January 2027: the 1st is a Friday.
JANUARY = [date(2027, 1, day) for day in range(1, 32)]


@st.composite
def calendars(draw):
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=6))
    near = st.dates(date(2026, 12, 1), date(2027, 3, 31))
    days = st.frozensets(near, max_size=12)
    weeks = st.lists(st.builds(LaterWeek, near, st.frozensets(st.integers(0, 6), max_size=6)), max_size=3)
    return Calendar(weekend=weekend, holidays=draw(days), extra_working=draw(days), later_weeks=tuple(draw(weeks)))


def test_calendar_rests_on_the_weekend_and_on_holidays():
    calendar = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2027, 1, 7)}))

    working = [day.day for day in JANUARY[:14] if calendar.is_working(day)]

    assert working == [3, 4, 5, 6, 10, 11, 12, 13, 14]


def test_calendar_works_on_extra_working_days_that_fall_on_a_weekend_or_a_holiday():
    calendar = Calendar(
        weekend=frozenset({4, 5}),
        holidays=frozenset({date(2027, 1, 6), date(2027, 1, 7)}),
        extra_working=frozenset({date(2027, 1, 7), date(2027, 1, 8)}),
    )

    working = [day.day for day in JANUARY[2:14] if calendar.is_working(day)]

    assert working == [3, 4, 5, 7, 8, 10, 11, 12, 13, 14]


def test_calendar_rests_by_the_week_that_holds_on_each_day():
    calendar = Calendar(
        weekend=frozenset({4, 5}), later_weeks=(LaterWeek(date(2027, 1, 20), {6}), LaterWeek(date(2027, 1, 9), {5, 6}))
    )

    resting = [day.day for day in JANUARY if not calendar.is_working(day)]

    assert resting == [1, 2, 8, 9, 10, 16, 17, 24, 31]
    assert calendar.weekend_on(date(2027, 1, 9)) == {5, 6}
    assert not calendar.is_weekend(date(2027, 1, 15))


def test_a_later_week_of_seven_days_of_rest_is_refused():
    with pytest.raises(NoWorkingDay):
        Calendar(weekend=frozenset(), later_weeks=(LaterWeek(date(2027, 1, 9), frozenset(range(7))),))


def test_a_short_day_brings_its_share_and_a_day_of_rest_nothing():
    calendar = Calendar(
        weekend=frozenset({4, 5}),
        short_seasons=frozenset({ShortSeason(date(2027, 1, 5), date(2027, 1, 8), 5 / 7)}),
    )

    assert [calendar.share(day) for day in JANUARY[3:9]] == [1, Fraction(5, 7), Fraction(5, 7), Fraction(5, 7), 0, 0]


def test_where_seasons_overlap_the_smallest_share_counts():
    first, second = ShortSeason(JANUARY[0], JANUARY[9], 0.5), ShortSeason(JANUARY[5], JANUARY[12], 0.75)
    one, other = Calendar(weekend=set(), short_seasons={first}), Calendar(weekend=set(), short_seasons={second})

    shares = [(one & other).share(day) for day in (JANUARY[0], JANUARY[7], JANUARY[11], JANUARY[20])]

    assert shares == [0.5, 0.5, 0.75, 1]
    assert one & other == Calendar(weekend=set(), short_seasons={first, second})


def test_a_season_of_full_days_is_like_none():
    season = ShortSeason(date(2027, 2, 8), date(2027, 3, 8), 1.0)

    assert Calendar(weekend={4, 5}, short_seasons={season}) == Calendar(weekend={4, 5})


@pytest.mark.parametrize(
    "season",
    [
        ShortSeason(date(2027, 2, 8), date(2027, 2, 7), 0.5),
        ShortSeason(date(2027, 2, 8), date(2027, 3, 8), 0),
        ShortSeason(date(2027, 2, 8), date(2027, 3, 8), 1.01),
    ],
)
def test_a_season_that_cannot_be_is_refused(season):
    with pytest.raises(InvalidSeason, match="2027-02-08"):
        Calendar(weekend={4, 5}, short_seasons={season})


def test_everyday_works_on_all_days():
    assert all(Calendar.everyday().is_working(day) for day in JANUARY)


@pytest.mark.parametrize(
    ("day", "working_days", "expected"),
    [
        (date(2027, 1, 3), 0, date(2027, 1, 3)),
        (date(2027, 1, 3), 4, date(2027, 1, 7)),
        (date(2027, 1, 3), 5, date(2027, 1, 10)),
        (date(2027, 1, 3), -1, date(2026, 12, 31)),
        (date(2027, 1, 1), 0, date(2027, 1, 3)),
        (date(2027, 1, 1), 1, date(2027, 1, 4)),
        (date(2027, 1, 1), -1, date(2026, 12, 31)),
        (date(2027, 1, 3), 261, date(2028, 1, 3)),
    ],
)
def test_offset_counts_working_days_from_the_day_or_the_next_one_worked(day, working_days, expected):
    assert FRIDAY_SATURDAY.offset(day, working_days) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2027, 1, 1), date(2027, 1, 31), 21),
        (date(2027, 1, 3), date(2027, 1, 3), 1),
        (date(2027, 1, 1), date(2027, 1, 2), 0),
        (date(2027, 1, 4), date(2027, 1, 3), 0),
        (date(2027, 1, 31), date(2027, 1, 1), 0),
    ],
)
def test_count_includes_both_ends(first, last, expected):
    assert FRIDAY_SATURDAY.count(first, last) == expected


def test_two_calendars_share_the_days_on_which_both_work():
    jordan = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2027, 1, 5)}))
    tunisia = Calendar(weekend=frozenset({5, 6}), extra_working=frozenset({date(2027, 1, 10)}))

    common = [day.day for day in JANUARY[:14] if (jordan & tunisia).is_working(day)]

    assert common == [4, 6, 7, 10, 11, 12, 13, 14]


@given(calendars(), calendars(), st.dates(date(2026, 12, 1), date(2027, 3, 31)))
def test_the_common_calendar_works_exactly_when_both_do(one, other, day):
    changes = [date.min, *(week.holds_from for week in one.later_weeks + other.later_weeks)]
    if any(one.weekend_on(change) | other.weekend_on(change) == set(range(7)) for change in changes):
        with pytest.raises(NoWorkingDay):
            _ = one & other
    else:
        assert (one & other).is_working(day) == (one.is_working(day) and other.is_working(day))


@given(calendars(), st.dates(date(2026, 12, 1), date(2027, 3, 31)), st.integers(-25, 25))
def test_offset_and_count_agree_with_walking_from_day_to_day(calendar, day, working_days):
    step = timedelta(days=1 if working_days >= 0 else -1)
    reached = day
    while not calendar.is_working(reached) and working_days >= 0:
        reached += step
    for _ in range(abs(working_days)):
        reached += step
        while not calendar.is_working(reached):
            reached += step

    first, last = min(day, reached), max(day, reached)
    walked = [first + timedelta(days=i) for i in range((last - first).days + 1)]

    assert calendar.offset(day, working_days) == reached
    assert calendar.count(first, last) == sum(map(calendar.is_working, walked))


@given(calendars(), st.dates(date(2026, 10, 1), date(2027, 3, 31)), st.integers(0, 200))
def test_written_out_days_agree_with_the_calendar(calendar, first, length):
    days = [first + timedelta(days=i) for i in range(length + 1)]

    written_out = calendar.written_out(first.toordinal(), days[-1].toordinal())

    assert list(written_out.before) == [0, *(calendar.count(first, day) for day in days)]
    assert [days[i] for i in written_out.nth] == [day for day in days if calendar.is_working(day)]


def test_offset_finds_its_way_over_years_without_a_working_day():
    sundays_off = frozenset(date(2027, 1, 3) + timedelta(weeks=week) for week in range(520))
    calendar = Calendar(weekend=frozenset(range(6)), holidays=sundays_off)

    assert calendar.offset(date(2027, 1, 1), 0) == date(2036, 12, 21)


def test_a_calendar_survives_pickling_after_use():
    calendar = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2027, 1, 3)}))
    calendar.offset(date(2027, 1, 1), 5)

    copy = pickle.loads(pickle.dumps(calendar))

    assert (copy, copy.offset(date(2027, 1, 1), 5)) == (calendar, date(2027, 1, 11))


def test_a_calendar_takes_any_set():
    assert Calendar(weekend={4, 5}, holidays={date(2027, 1, 3)}) == Calendar(
        weekend=frozenset({4, 5}), holidays=frozenset({date(2027, 1, 3)})
    )


@pytest.mark.parametrize(("day", "offset"), [(date(9999, 12, 31), 1), (date(1, 1, 1), -1), (date(2027, 1, 1), 10**30)])
def test_offset_refuses_to_leave_the_years_that_have_dates(day, offset):
    with pytest.raises(DateOutOfRange):
        FRIDAY_SATURDAY.offset(day, offset)


def test_calendar_refuses_a_week_without_a_working_day():
    with pytest.raises(NoWorkingDay, match="rests on all seven days"):
        Calendar(weekend=frozenset(range(7)))


@pytest.mark.parametrize("weekday", [7, -1, "Friday"])
def test_calendar_refuses_what_is_not_a_day_of_the_week(weekday):
    with pytest.raises(UnknownWeekday) as refused:
        Calendar(weekend=frozenset({weekday}))

    assert refused.value.weekday == weekday


@pytest.mark.parametrize("value", ["2027-01-03", datetime(2027, 1, 3), 3, None])
def test_what_is_not_a_plain_date_is_refused(value):
    with pytest.raises(NotADate) as refused:
        check_date(value)
    with pytest.raises(NotADate):
        Calendar(weekend=frozenset(), holidays=frozenset({value}))

    assert refused.value.value == value
