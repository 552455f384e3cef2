from datetime import date

import pytest

from planner.domain.workdays import LaterWeek
from planner.models import Country, Holiday, ShortHours, WorkCalendar, WorkingWeek
from planner.queries.schedules import Rest, calendar_of, schedule_of_plan
from tests.factories import make_plan

pytestmark = pytest.mark.django_db
FRI, SAT, SUN = 4, 5, 6


def jordan() -> Country:
    return Country.objects.get(pk="JOR")


def make_week(holds_from: date, *weekend: int) -> WorkingWeek:
    return WorkingWeek.objects.create(
        country_id="JOR", holds_from=holds_from, weekend=list(weekend), source={"en": "Circular"}
    )


def test_each_working_week_holds_from_its_date_on():
    make_week(date(2027, 3, 1), SAT, SUN)

    calendar = calendar_of(jordan(), on=date(2027, 1, 3)).calendar

    assert calendar.weekend == {FRI, SAT}
    assert calendar.later_weeks == (LaterWeek(date(2027, 3, 1), frozenset({SAT, SUN})),)
    assert [calendar.is_working(day) for day in (date(2027, 2, 26), date(2027, 2, 28))] == [False, True]
    assert [calendar.is_working(day) for day in (date(2027, 3, 5), date(2027, 3, 7))] == [True, False]


def test_a_week_that_holds_on_the_first_day_that_matters_stands_alone():
    make_week(date(2026, 3, 1), SAT, SUN)

    calendar = calendar_of(jordan(), on=date(2027, 1, 3)).calendar

    assert (calendar.weekend, calendar.later_weeks) == ({SAT, SUN}, ())


@pytest.mark.parametrize("on", [None, date(2001, 1, 1)])
def test_before_the_first_week_known_that_one_holds(on):
    assert calendar_of(jordan(), on=on).calendar.weekend == {FRI, SAT}


def test_a_day_that_is_not_worked_has_its_reason():
    make_week(date(2027, 5, 1), SAT, SUN)
    Holiday.objects.create(country_id="JOR", day=date(2027, 2, 5), is_working=True)

    calendar = calendar_of(jordan(), on=date(2027, 1, 3))

    with_reasons = {
        day: calendar.why_not_worked(day)
        for day in (date(2027, 1, 3), date(2027, 2, 5), date(2027, 4, 30), date(2027, 5, 7), date(2027, 5, 16))
    }
    assert with_reasons == {
        date(2027, 1, 3): None,
        date(2027, 2, 5): None,
        date(2027, 4, 30): Rest(is_weekend=True, holiday="", is_estimated=False),
        date(2027, 5, 7): None,
        date(2027, 5, 16): Rest(is_weekend=True, holiday=str(name_of(date(2027, 5, 16))), is_estimated=True),
    }


def name_of(day: date) -> dict:
    return Holiday.objects.get(country="JOR", day=day).name


def test_a_plan_takes_longer_where_the_days_of_ramadan_are_short():
    plan = make_plan("JOR", codes=("INN-01", "TEC-01"))
    before = schedule_of_plan(plan).result.finish

    ShortHours.objects.filter(country="JOR", first=date(2027, 2, 8)).update(share=0.5)

    assert schedule_of_plan(plan).result.finish > before


def test_days_that_countries_share_are_short_where_they_are_for_one_of_them():
    plan = make_plan("JOR")
    shared = WorkCalendar.objects.create(workplan=plan.workplan, name={"en": "Common days"})
    shared.countries.set(["JOR", "TUN"])
    plan.workplan.calendar = shared
    plan.workplan.save()
    ShortHours.objects.filter(country="TUN", first=date(2027, 2, 8)).update(share=0.5)

    calendar = schedule_of_plan(plan).calendar

    assert [calendar.share(day) for day in (date(2027, 2, 4), date(2027, 2, 5), date(2027, 2, 9))] == [1, 0, 0.5]
