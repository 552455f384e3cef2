from datetime import date

import pytest

from planner.models import Country
from planner.queries.library import recommendations_in_order
from planner.queries.new_plan import choice_of
from planner.queries.proposals import NoDate, NothingChosen, UnknownRecommendation, proposal_for

pytestmark = pytest.mark.django_db
START = date(2027, 1, 3)


def choose(*codes: str, start: date | None = START, taken: list[str] | None = None):
    country = Country.objects.get(pk="JOR")
    return choice_of(country, list(recommendations_in_order()), codes, start=start, finish_by=None, taken=taken)


def test_a_choice_takes_its_missing_prerequisites_along():
    choice = choose("TEC-08")

    alone = proposal_for(country=Country.objects.get(pk="JOR"), codes=["TEC-08"], start=START, finish_by=None)
    assert [row.code for row in choice.chosen] == ["TEC-08"]
    assert [(row.recommendation.code, [by.code for by in row.asked_by]) for row in choice.prerequisites] == [
        ("TEC-02", ["TEC-08"]),
        ("TEC-01", ["TEC-02"]),
    ]
    assert choice.taken == ["TEC-02", "TEC-01"]
    assert choice.proposal.task_count > alone.task_count


def test_a_choice_leaves_out_the_prerequisites_that_were_unticked():
    choice = choose("TEC-08", taken=[])

    assert len(choice.prerequisites) == 2
    assert [row.code for row in choice.proposal.recommendations] == ["TEC-08"]


@pytest.mark.parametrize(
    ("codes", "start", "taken", "refusal"),
    [
        ([], START, None, NothingChosen),
        (["TEC-08"], None, None, NoDate),
        (["TEC-08"], START, ["NONE-1"], UnknownRecommendation),
    ],
)
def test_a_choice_that_makes_no_plan_says_why(codes, start, taken, refusal):
    choice = choose(*codes, start=start, taken=taken)

    assert choice.proposal is None
    assert type(choice.refused) is refusal
