from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from planner.models import Country, Holiday, ShortHours, WorkCalendar, WorkingWeek
from planner.queries.schedules import schedule_of_plan
from planner.services.calendars import (
    CalendarRefused,
    DayTaken,
    EndsBeforeStart,
    NoDayWorked,
    OnlyWeek,
    SeasonsOverlap,
    SeasonTooLong,
    ShareOutOfRange,
    WeekFromThatDay,
    WorkingDayEstimated,
    add_to_calendar,
    change_in_calendar,
    confirm_week,
    raise_calendar_number,
    remove_from_calendar,
    restore_year,
    year_against_seed,
)
from planner.services.edits import EditedMeanwhile, GoneMeanwhile
from planner.services.reference import load_reference
from tests.factories import make_plan

pytestmark = pytest.mark.django_db

EID = date(2027, 5, 16)
RAMADAN = date(2027, 2, 8)


def jordan() -> Country:
    return Country.objects.get(pk="JOR")


def make_day(day: date = date(2027, 1, 20), **values: object) -> Holiday:
    return Holiday(country=jordan(), day=day, **{"name": {"ar": "يوم"}} | values)


def make_week(holds_from: date = date(2027, 6, 1), weekend: tuple[int, ...] = (5, 6), **values: object) -> WorkingWeek:
    return WorkingWeek(country=jordan(), holds_from=holds_from, weekend=list(weekend), source={"ar": "تعميم"}, **values)


def make_season(
    first: date = date(2027, 7, 1), last: date = date(2027, 7, 31), share: float = 0.8, **values: object
) -> ShortHours:
    return ShortHours(country=jordan(), first=first, last=last, share=share, name={"ar": "الصيف"}, **values)


def calendar_numbers(*countries: str) -> list[int]:
    return [Country.objects.get(pk=iso3).calendar_number for iso3 in countries]


# --- the calendar number --------------------------------------------------------------------------------


def test_an_edit_of_a_calendar_raises_its_number_once_whatever_plans_there_are():
    make_plan("JOR")
    make_plan("JOR")
    make_plan("TUN")

    raise_calendar_number("JOR")

    assert calendar_numbers("JOR", "TUN") == [1, 0]


def test_an_edit_also_raises_the_number_of_countries_whose_plans_share_its_days():
    shared = WorkCalendar.objects.create(workplan=make_plan("JOR").workplan, name={"en": "Common days"})
    shared.countries.set(["JOR", "TUN"])

    raise_calendar_number("TUN")

    assert calendar_numbers("JOR", "TUN", "MAR") == [1, 1, 0]


def test_loading_reference_data_keeps_the_number_and_raises_it_when_days_are_new():
    make_plan("JOR")
    raise_calendar_number("JOR")

    load_reference()
    kept = calendar_numbers("JOR", "TUN")
    Holiday.objects.filter(country="JOR", day__year=2035).delete()
    load_reference()

    assert (kept, calendar_numbers("JOR", "TUN")) == ([1, 0], [2, 0])


def test_every_kind_of_edit_raises_the_number():
    day = add_to_calendar(make_day())
    day = change_in_calendar(day, version=1, is_estimated=True)
    remove_from_calendar(day, version=2)
    restore_year(jordan(), year=2027)

    assert calendar_numbers("JOR") == [4]


# --- adding, changing, removing -------------------------------------------------------------------------


@pytest.mark.parametrize("make_row", [make_day, make_week, make_season])
def test_a_row_is_added_changed_and_removed(make_row):
    row = add_to_calendar(make_row())
    values = {"source": {"ar": "قرار"}} if hasattr(row, "source") else {"name": {"ar": "يوم آخر"}}

    changed = change_in_calendar(row, version=1, **values)
    remove_from_calendar(row, version=changed.version)

    assert changed.version == 2
    assert {name: dict(getattr(changed, name)) for name in values} == values
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_a_change_moves_the_dates_of_a_plan():
    plan = make_plan("JOR")
    before = schedule_of_plan(plan).result.finish

    for day in range(10, 15):
        add_to_calendar(make_day(date(2027, 1, day)))

    assert schedule_of_plan(plan).result.finish > before


def test_a_change_from_an_older_version_is_refused_and_shows_how_the_row_stands():
    row = add_to_calendar(make_season())
    change_in_calendar(row, version=1, share=0.6)

    with pytest.raises(EditedMeanwhile) as refused:
        change_in_calendar(row, version=1, share=0.7)

    assert (refused.value.row.share, refused.value.row.version) == (0.6, 2)
    assert calendar_numbers("JOR") == [2]


def test_a_removal_of_what_was_changed_meanwhile_is_refused():
    row = add_to_calendar(make_day())
    change_in_calendar(row, version=1, is_estimated=True)

    with pytest.raises(EditedMeanwhile):
        remove_from_calendar(row, version=1)

    assert Holiday.objects.filter(pk=row.pk).exists()


def test_a_change_of_what_is_gone_says_so():
    row = add_to_calendar(make_day())
    Holiday.objects.filter(pk=row.pk).delete()

    with pytest.raises(GoneMeanwhile):
        change_in_calendar(row, version=1, is_estimated=True)
    with pytest.raises(GoneMeanwhile):
        remove_from_calendar(row, version=1)


def test_a_working_week_is_confirmed():
    week = add_to_calendar(make_week(needs_confirmation=True))

    confirm_week(week, version=1)

    week.refresh_from_db()
    assert (week.needs_confirmation, week.version) == (False, 2)


# --- what is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make_row", "refusal", "field", "sentence"),
    [
        (lambda: make_week(weekend=tuple(range(7))), NoDayWorked, "weekend", "seven rest days leaves no day"),
        (lambda: make_week(date(2018, 1, 1)), WeekFromThatDay, "holds_from", "from 1 January 2018 is there already"),
        (lambda: make_day(EID), DayTaken, "day", "16 May 2027 is in the calendar already: Eid al-Adha"),
        (lambda: make_day(is_working=True, is_estimated=True), WorkingDayEstimated, "is_estimated", "certain date"),
        (
            lambda: make_season(last=date(2027, 6, 30)),
            EndsBeforeStart,
            "last",
            "The last day, 30 June 2027, comes before the first, 1 July 2027.",
        ),
        (lambda: make_season(last=date(2028, 7, 1)), SeasonTooLong, "last", "a year at most"),
        (lambda: make_season(share=0.0), ShareOutOfRange, "share", "more than 0 and at most 1"),
        (lambda: make_season(share=1.01), ShareOutOfRange, "share", "more than 0 and at most 1"),
        (
            lambda: make_season(date(2027, 3, 8), date(2027, 4, 1)),
            SeasonsOverlap,
            "first",
            "overlap with Ramadan, from 8 February 2027 to 8 March 2027",
        ),
    ],
)
def test_what_cannot_be_in_a_calendar_is_refused_in_a_sentence(make_row, refusal, field, sentence):
    row = make_row()

    with override("en"), pytest.raises(refusal, match=sentence) as refused:
        add_to_calendar(row)

    assert isinstance(refused.value, CalendarRefused)
    assert refused.value.field == field
    assert (row.pk, calendar_numbers("JOR")) == (None, [0])


def test_a_change_is_held_to_the_same_and_a_row_does_not_stand_in_its_own_way():
    eid = Holiday.objects.get(country="JOR", day=EID)
    eid = change_in_calendar(eid, version=1, day=EID, is_estimated=False)

    with pytest.raises(DayTaken):
        change_in_calendar(eid, version=2, day=date(2027, 5, 17))

    eid.refresh_from_db()
    assert (eid.day, eid.is_estimated) == (EID, False)


def test_the_only_working_week_stays():
    week = WorkingWeek.objects.get(country="JOR")

    with pytest.raises(OnlyWeek):
        remove_from_calendar(week, version=1)
    add_to_calendar(make_week())
    remove_from_calendar(week, version=1)

    assert WorkingWeek.objects.filter(country="JOR").count() == 1


def test_an_edit_waits_for_another_of_the_same_calendar_before_it_looks_at_anything():
    """Two people who look first would both find the day free."""
    row = make_day()

    with CaptureQueriesContext(connection) as captured:
        add_to_calendar(row)

    statements = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert statements[0].startswith('UPDATE "planner_country" SET "calendar_number"')


# --- back to the seed -----------------------------------------------------------------------------------


def test_a_year_as_it_was_seeded_has_nothing_to_restore():
    assert not year_against_seed(jordan(), 2027)


def test_restoring_a_year_takes_back_what_the_country_did_in_it_and_leaves_other_years():
    own = add_to_calendar(make_day())
    elsewhere = add_to_calendar(make_day(date(2028, 1, 20)))
    eid = Holiday.objects.get(country="JOR", day=EID)
    change_in_calendar(eid, version=1, name={"ar": "العيد"})
    moved = Holiday.objects.get(country="JOR", day=date(2027, 5, 17))
    change_in_calendar(moved, version=1, day=date(2027, 5, 20))
    ramadan = ShortHours.objects.get(country="JOR", first=RAMADAN)
    change_in_calendar(ramadan, version=1, share=0.5)

    done = restore_year(jordan(), year=2027)

    assert [row.day for row in done.removed] == [own.day, date(2027, 5, 20)]
    assert [row.day for row in done.added] == [date(2027, 5, 17)]
    assert done.changed_rows == [eid, ramadan]
    assert not year_against_seed(jordan(), 2027)
    eid.refresh_from_db()
    assert (eid.name["en"], eid.version) == ("Eid al-Adha", 3)
    assert Holiday.objects.filter(pk=elsewhere.pk).exists()
