from datetime import date

import pytest

from planner.models import Country
from planner.queries.country_calendars import calendar_of
from planner.queries.proposals import proposal_for

pytestmark = pytest.mark.django_db
START = date(2027, 1, 3)


def propose(codes, *, start=START, finish_by=None):
    return proposal_for(country=Country.objects.get(pk="JOR"), codes=codes, start=start, finish_by=finish_by)


def test_a_proposal_names_missing_prerequisites_down_to_the_ground():
    proposal = propose(["TEC-08"])

    named = [(p.recommendation.code, [asking.code for asking in p.asked_by]) for p in proposal.prerequisites]

    assert named == [("TEC-02", ["TEC-08"]), ("TEC-01", ["TEC-02"])]


def test_a_proposal_counts_tasks_shared_by_two_once():
    alone = propose(["INN-01"]).task_count + propose(["INN-07"]).task_count

    together = propose(["INN-01", "INN-07"])

    assert together.shared_count == 1
    assert together.task_count == alone - 1


def test_a_proposal_says_how_many_working_days_it_is_late():
    calendar = calendar_of(Country.objects.get(pk="JOR"), on=START).calendar
    finish = propose(["INN-01"]).finish

    late_days = [propose(["INN-01"], finish_by=calendar.offset(finish, -n)).late_days for n in (0, 1, 7)]

    assert late_days == [0, 1, 7]


def test_a_deadline_on_a_day_of_rest_counts_the_working_days_after_it():
    # 2 April 2027 is a Friday; Jordan works again on Sunday.
    friday, sunday = date(2027, 4, 2), date(2027, 4, 4)
    calendar = calendar_of(Country.objects.get(pk="JOR"), on=START).calendar
    proposal = propose(["INN-01"], finish_by=friday)

    assert proposal.late_days == calendar.count(sunday, proposal.finish)


def test_a_proposal_takes_the_same_queries_for_one_and_for_many(django_assert_num_queries):
    with django_assert_num_queries(9):
        propose(["INN-01"])
    with django_assert_num_queries(9):
        propose(["INN-01", "INN-02", "INN-03", "TEC-01", "POL-01"])
