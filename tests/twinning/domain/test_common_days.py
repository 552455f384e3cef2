from datetime import date

from planner.domain.workdays import Calendar
from twinning.domain.common_days import MonthOfDays, common_days_by_month, next_working_days

FRI, SAT, SUN = 4, 5, 6
GULF = Calendar(weekend=frozenset({SAT, SUN}), holidays=frozenset({date(2027, 12, 2)}))
LEVANT = Calendar(weekend=frozenset({FRI, SAT}), holidays=frozenset({date(2027, 12, 25)}))


def test_each_month_counts_the_days_of_each_country_and_of_both():
    # December 2027 begins on a Wednesday: 18 days from Monday to Thursday, 5 Fridays and 4 Sundays.
    assert common_days_by_month(GULF, LEVANT, first=date(2027, 12, 20), months=2) == [
        MonthOfDays(date(2027, 12, 1), giver=18 + 5 - 1, taker=18 + 4, common=18 - 1),
        MonthOfDays(date(2028, 1, 1), giver=21, taker=22, common=17),
    ]


def test_the_next_days_that_both_work_leave_out_either_weekend():
    assert next_working_days(GULF & LEVANT, after=date(2027, 12, 1), count=3) == [
        date(2027, 12, 6),
        date(2027, 12, 7),
        date(2027, 12, 8),
    ]
