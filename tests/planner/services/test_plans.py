from datetime import date

import pytest

from planner.models import Commitment, Country, Link, Plan, Recommendation, Task, Translated, Workplan
from planner.queries.proposals import (
    DeadlineBeforeStart,
    NoDate,
    NothingChosen,
    UnknownRecommendation,
    proposal_for,
)
from planner.queries.schedules import schedule_of_plan
from planner.services.plans import create_plan, default_title
from tests.factories import make_plan

pytestmark = pytest.mark.django_db
START = date(2027, 1, 3)


@pytest.fixture
def jordan():
    return Country.objects.get(pk="JOR")


def test_create_plan_makes_a_commitment_of_each_recommendation_in_the_library_s_order(jordan):
    plan = create_plan(country=jordan, codes=["POL-04", "INN-01"], start=START)

    assert list(plan.commitments.values_list("order", "recommendation")) == [(1, "INN-01"), (2, "POL-04")]
    assert plan.state == Plan.State.DRAFT
    assert plan.workplan.start == START


def test_create_plan_copies_what_the_recommendation_says(jordan):
    recommendation = Recommendation.objects.get(pk="INN-01")

    commitment = create_plan(country=jordan, codes=["INN-01"], start=START).commitments.get()

    assert commitment.title == recommendation.title
    assert commitment.lead.name == recommendation.lead.name
    assert [row.name for row in commitment.indicators.all()] == [row.name for row in recommendation.indicators.all()]
    assert [row.baseline for row in commitment.indicators.all()] == [None, None]
    assert [row.text for row in commitment.risks.all()] == [row.text for row in recommendation.risks.all()]


def test_create_plan_brings_a_shared_task_once_and_says_whom_else_it_serves(jordan):
    plan = create_plan(country=jordan, codes=["INN-01", "INN-07"], start=START)

    steering = plan.workplan.tasks.get(key="SH-STEERING")

    assert steering.commitment.recommendation_id == "INN-01"
    assert [commitment.recommendation_id for commitment in steering.also_serves.all()] == ["INN-07"]


def test_create_plan_links_tasks_of_two_recommendations(jordan):
    plan = create_plan(country=jordan, codes=["INN-01", "INN-02"], start=START)

    across = Link.objects.filter(
        after__workplan=plan.workplan,
        before__commitment__recommendation="INN-01",
        after__commitment__recommendation="INN-02",
    )

    assert across.exists()


def test_the_whole_library_makes_one_graph_without_a_circle(jordan):
    codes = list(Recommendation.objects.values_list("code", flat=True))

    schedule = schedule_of_plan(create_plan(country=jordan, codes=codes, start=START))

    assert len(schedule.tasks) >= 130
    assert len(schedule.links) >= 180
    assert schedule.result.critical


def test_create_plan_from_a_deadline_is_counted_back_from_it(jordan):
    plan = create_plan(country=jordan, codes=["INN-01"], finish_by=date(2028, 6, 29), today=date(2027, 1, 10))

    schedule = schedule_of_plan(plan)

    assert (plan.workplan.is_counted_back, plan.workplan.start) == (True, date(2027, 1, 10))
    assert schedule.result.finish <= date(2028, 6, 29)
    later = schedule.calendar.offset(schedule.start, 1)
    assert proposal_for(country=jordan, codes=["INN-01"], start=later, finish_by=None).finish > date(2028, 6, 29)


@pytest.mark.parametrize(
    ("today", "start"),
    [
        pytest.param(None, "as proposed", id="nobody said what day it is"),
        pytest.param(date(2028, 7, 1), date(2028, 6, 29), id="the deadline is past"),
    ],
)
def test_create_plan_from_a_deadline_may_not_start_after_it(jordan, today, start):
    proposal = proposal_for(country=jordan, codes=["INN-01"], start=None, finish_by=date(2028, 6, 29))

    plan = create_plan(country=jordan, codes=["INN-01"], finish_by=date(2028, 6, 29), today=today)

    assert plan.workplan.start == (proposal.start if start == "as proposed" else start)


def test_create_plan_with_a_start_is_counted_forward(jordan):
    plan = create_plan(country=jordan, codes=["INN-01"], start=START, finish_by=date(2028, 6, 29))

    assert (plan.workplan.is_counted_back, plan.workplan.start) == (False, START)


@pytest.mark.parametrize(
    ("choice", "refusal"),
    [
        ({"codes": [], "start": START}, NothingChosen),
        ({"codes": ["XYZ-9"], "start": START}, UnknownRecommendation),
        ({"codes": ["INN-01"]}, NoDate),
        ({"codes": ["INN-01"], "start": START, "finish_by": date(2026, 12, 31)}, DeadlineBeforeStart),
    ],
)
def test_create_plan_refuses_and_saves_nothing(jordan, choice, refusal):
    with pytest.raises(refusal):
        create_plan(country=jordan, **choice)

    assert not Plan.objects.exists()
    assert not Workplan.objects.exists()


def test_create_plan_saves_nothing_when_it_breaks_in_the_middle(jordan, monkeypatch):
    def disk_full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(Link.objects, "bulk_create", disk_full)

    with pytest.raises(OSError, match="no space left"):
        create_plan(country=jordan, codes=["INN-01"], start=START)

    assert not Plan.objects.exists()
    assert not Commitment.objects.exists()
    assert not Task.objects.exists()


def test_default_title_is_given_in_three_languages(jordan):
    assert default_title(jordan) == Translated(
        ar="خطة العمل الوطنية – الأردن",
        en="National action plan – Jordan",
        fr="Plan d’action national – Jordanie",
    )


def test_schedule_of_plan_takes_as_many_queries_for_one_recommendation_as_for_five(django_assert_num_queries):
    for codes in (("INN-01",), ("INN-01", "INN-02", "TEC-01", "POL-01", "POL-04")):
        plan = Plan.objects.select_related("country", "workplan").get(pk=make_plan(codes=codes).pk)

        with django_assert_num_queries(5):
            schedule_of_plan(plan)
