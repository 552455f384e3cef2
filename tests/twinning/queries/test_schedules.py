from datetime import date

import pytest

from planner.models import Country, Link
from planner.queries.country_calendars import calendar_of
from tests.twinning.factories import make_activity, make_need, make_practice, make_twinning
from twinning.domain.common_days import common_days_by_month
from twinning.models import Activity
from twinning.queries.schedules import common_days_of, months_of, schedule_of_twinning

pytestmark = pytest.mark.django_db


def twinning_of(giver: str, taker: str, **values):
    return make_twinning(
        practice=make_practice(giver, state="PUBLISHED"), need=make_need(taker, state="IN_TWINNING"), **values
    )


# Counted on a paper calendar of 2027: the days from Monday to Thursday, which neither Abu Dhabi (Saturday and Sunday
# off) nor Amman (Friday and Saturday off) has as days of rest, less the holidays that fall on them.
EMIRATES_AND_JORDAN = {
    1: 16 - 1,  # 5th, Isra' and Mi'raj (Jordan)
    2: 16,
    3: 19 - 3,  # 9th to 11th, Eid al-Fitr (both)
    4: 17,
    5: 17 - 3,  # 17th and 18th, Eid al-Adha (both); 25th, Independence Day (Jordan)
    6: 18,  # the Islamic New Year is a Sunday
    7: 17,
    8: 18,  # the Prophet's Birthday is a Saturday
    9: 18,
    10: 16,
    11: 18,
    12: 18 - 1,  # 2nd, National Day (Emirates)
}
# Both rest on Saturday and Sunday: the days from Monday to Friday, less the holidays of either.
MOROCCO_AND_TUNISIA = {
    1: 21 - 3,  # 1st, New Year; 11th, Proclamation of Independence (Morocco); 14th, both have a holiday
    2: 20,
    3: 23 - 3,  # 9th and 10th, Eid al-Fitr (both); 11th (Tunisia)
    4: 22 - 1,  # 9th, Martyrs' Day (Tunisia)
    5: 21 - 2,  # 17th, Eid al-Adha (both); 18th (Tunisia)
    6: 22,
    7: 22 - 1,  # 30th, Throne Day (Morocco)
    8: 22 - 2,  # 13th, Women's Day (Tunisia); 20th, Revolution of the King and the People (Morocco)
    9: 22,
    10: 21 - 1,  # 15th, Evacuation Day (Tunisia)
    11: 22 - 1,  # 18th, Independence Day (Morocco)
    12: 23,
}


@pytest.mark.parametrize(
    ("countries", "by_hand"),
    [(("ARE", "JOR"), EMIRATES_AND_JORDAN), (("MAR", "TUN"), MOROCCO_AND_TUNISIA)],
)
def test_common_days_of_2027_are_those_counted_by_hand(countries, by_hand):
    giver, taker = (calendar_of(Country.objects.get(pk=iso3), on=date(2027, 1, 1)).calendar for iso3 in countries)

    months = common_days_by_month(giver, taker, first=date(2027, 1, 1), months=12)

    assert {month.first.month: month.common for month in months} == by_hand


def test_an_activity_runs_on_the_days_of_its_side_or_on_those_of_both():
    # 1 April 2027 is a Thursday; the Emirates rest on Saturday and Sunday, Jordan on Friday and Saturday.
    twinning = twinning_of("ARE", "JOR", start=date(2027, 4, 1))
    keys = {
        where: make_activity(twinning, days=2, where=where, kind="TASK").task.key for where in Activity.Where.values
    }

    result = schedule_of_twinning(twinning).result

    assert {where: (result[key].early_start, result[key].early_finish) for where, key in keys.items()} == {
        "GIVER": (date(2027, 4, 1), date(2027, 4, 2)),
        "TAKER": (date(2027, 4, 1), date(2027, 4, 4)),
        "JOINT": (date(2027, 4, 1), date(2027, 4, 5)),
    }


def test_lags_count_in_days_that_both_work():
    twinning = twinning_of("ARE", "JOR", start=date(2027, 4, 1))
    before = make_activity(twinning, days=1, where="TAKER").task
    after = make_activity(twinning, days=1, where="TAKER").task
    Link.objects.create(before=before, after=after, lag=1)

    result = schedule_of_twinning(twinning).result

    # Monday is the one day in between: on Friday, Saturday or Sunday one of the two rests.
    assert result[after.key].early_start == date(2027, 4, 6)


def test_tasks_are_numbered_in_one_row_and_estimated_holidays_of_both_are_known():
    twinning = twinning_of("ARE", "JOR", start=date(2027, 5, 10))
    tasks = [make_activity(twinning, days=5, where="JOINT").task for _count in range(3)]

    schedule = schedule_of_twinning(twinning)

    assert [schedule.numbers[task.key] for task in tasks] == ["1", "2", "3"]
    assert date(2027, 5, 17) in schedule.estimated
    assert schedule.result_with_estimates_moved(1).finish >= schedule.result.finish


@pytest.mark.parametrize("count", [1, 3])
def test_the_schedule_takes_seven_queries_at_any_number(count, django_assert_num_queries):
    twinning = make_twinning()
    for _number in range(count):
        make_activity(twinning)
    twinning = type(twinning).objects.select_related("workplan", "giver", "taker").get(pk=twinning.pk)

    with django_assert_num_queries(7):
        schedule_of_twinning(twinning)


def test_a_work_plan_without_calendars_of_its_own_follows_the_days_of_both():
    twinning = twinning_of("ARE", "JOR", start=date(2027, 4, 1))
    task = make_activity(twinning, days=2, where="TAKER").task
    twinning.workplan.calendars.all().delete()
    twinning.workplan.refresh_from_db()

    assert schedule_of_twinning(twinning).result[task.key].early_finish == date(2027, 4, 5)


def test_common_days_of_a_twinning_and_its_month_names_are_of_both_countries():
    twinning = make_twinning()

    months = common_days_of(twinning, first=date(2027, 3, 15), months=2)

    assert [(month.first, month.common) for month in months] == [(date(2027, 3, 1), 16), (date(2027, 4, 1), 17)]
    assert months_of(twinning) == "MAGHREB/LEVANT"
