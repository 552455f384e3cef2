from datetime import date

import pytest
from django.http import Http404
from django.utils.translation import override

from planner.models import Holiday, ShortHours, WorkingWeek
from planner.queries.calendars import Day, calendar_page, share_in_words
from tests.factories import make_coordinator, make_official

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 3)


def page_of(year: int, user=None, iso3: str = "JOR"):
    with override("en"):
        return calendar_page(user or make_official("JOR"), iso3, year=year, today=TODAY)


def test_a_year_shows_why_each_day_is_not_worked_or_short():
    Holiday.objects.create(country_id="JOR", day=date(2027, 2, 5), name={"en": "Day in exchange"}, is_working=True)
    ShortHours.objects.filter(country="JOR", first=date(2027, 2, 8)).update(share=0.75)

    page = page_of(2027)

    assert [name for _, name in page.weekdays] == [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ]
    february = page.months[1]
    assert (february.name, february.working_days) == ("February", 21)
    assert february.weeks[0] == [
        None,
        Day(1, "", ""),
        Day(2, "", ""),
        Day(3, "", ""),
        Day(4, "", ""),
        Day(5, "working", "working day: Day in exchange"),
        Day(6, "weekend", "weekly rest"),
    ]
    assert february.weeks[1][1] == Day(8, "short", "short hours")
    march = page.months[2].weeks[1]
    assert march[1:4] == [
        Day(8, "short", "short hours"),
        Day(9, "estimated", "holiday, estimated: Eid al-Fitr"),
        Day(10, "estimated", "holiday, estimated: Eid al-Fitr holiday"),
    ]
    assert page.months[4].weeks[4][2] == Day(25, "holiday", "holiday: Independence Day")
    assert page.working_days == 252


def test_a_week_that_changes_within_the_year_is_seen_in_it():
    WorkingWeek.objects.create(country_id="JOR", holds_from=date(2027, 6, 1), weekend=[5, 6], source={"en": "x"})

    page = page_of(2027)

    assert [day.kind for day in page.months[3].weeks[3]] == ["", "", "", "", "", "weekend", "weekend"]
    assert [day.kind for day in page.months[6].weeks[1]] == ["weekend", "", "", "", "", "", "weekend"]
    assert [(week.rest_days, week.holds_today) for week in page.weeks] == [
        (["Friday", "Saturday"], True),
        (["Sunday", "Saturday"], False),
    ]


def test_only_the_days_of_the_year_and_the_seasons_that_touch_it_are_listed():
    page = page_of(2031)

    assert {item.row.day.year for item in page.days} == {2031}
    assert [(item.row.first, item.row.last) for item in page.seasons] == [
        (date(2030, 12, 26), date(2031, 1, 23)),
        (date(2031, 12, 15), date(2032, 1, 13)),
    ]


@pytest.mark.parametrize(
    ("language", "season", "said"),
    [
        ("en", ShortHours(share=5 / 7), "71%"),
        ("fr", ShortHours(share=0.8), "80\u00a0%"),
        ("en", ShortHours(share=1.0), "full days"),
        ("en", ShortHours(share=1.0, is_seeded=True), "not set: full days"),
    ],
)
def test_a_share_is_said_as_a_percentage(language, season, said):
    with override(language):
        assert share_in_words(season) == said


@pytest.mark.parametrize(("asked", "shown"), [(1066, 2000), (9999, 2100)])
def test_a_year_far_away_gives_the_nearest_that_can_be_planned(asked, shown):
    page = page_of(asked)

    assert (page.year, page.earlier is None, page.later is None) == (shown, shown == 2000, shown == 2100)


def test_who_may_change_it_is_said():
    assert page_of(2027, make_coordinator("JOR")).can_edit
    assert not page_of(2027, make_official("JOR")).can_edit


def test_a_calendar_of_another_country_is_not_found():
    with pytest.raises(Http404):
        page_of(2027, make_coordinator("TUN"))
