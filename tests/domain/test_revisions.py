from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from planner.domain.contents import AmountPart, CommitmentPart, ContributionPart, LinkPart, SourcePart, TaskPart
from planner.domain.revisions import (
    Difference,
    KeptSchedule,
    cost_of,
    differences,
    with_progress_of,
    working_days_later,
)
from planner.domain.workdays import Calendar
from tests.domain.plans import make_contents, plan_contents, some_plans


@some_plans
@given(plan_contents(), plan_contents())
def test_there_are_differences_exactly_where_two_plans_are_not_the_same(one, other):
    assert (differences(one, other) == []) == (one == other)


@some_plans
@given(plan_contents())
def test_a_plan_does_not_differ_from_itself(contents):
    assert differences(contents, contents) == []


@some_plans
@given(plan_contents(), plan_contents())
def test_the_way_back_has_as_many_differences(one, other):
    there, back = differences(one, other), differences(other, one)

    assert sorted((d.kind, d.key, d.field) for d in there) == sorted((d.kind, d.key, d.field) for d in back)


WORK = CommitmentPart(key="work", order=1, title={"en": "Work"})
DRAW = TaskPart(key="draw", order=1, title={"en": "Draw"}, days=5, commitment="work")
BUILD = TaskPart(key="build", order=2, title={"en": "Build"}, days=8, commitment="work")


def test_each_value_that_changed_is_told_with_what_it_was():
    before = make_contents(commitments=(WORK,), tasks=(DRAW, BUILD))
    after = make_contents(commitments=(WORK,), tasks=(replace(DRAW, days=7, deadline=date(2027, 3, 1)), BUILD))

    assert differences(before, after) == [
        Difference("task", "draw", {"en": "Draw"}, "days", 5, 7),
        Difference("task", "draw", {"en": "Draw"}, "deadline", None, "2027-03-01"),
    ]


def test_what_came_and_what_went_is_told_whole_and_by_names():
    before = make_contents(commitments=(WORK,), tasks=(DRAW,))
    after = make_contents(commitments=(WORK,), tasks=(BUILD,))

    values = {"order": 2, "title": {"en": "Build"}, "days": 8, "commitment": {"en": "Work"}}
    assert differences(before, after) == [
        Difference(
            "task",
            "draw",
            {"en": "Draw"},
            "",
            {"key": "draw", "order": 1, "title": {"en": "Draw"}, "days": 5, "commitment": {"en": "Work"}},
            None,
        ),
        Difference("task", "build", {"en": "Build"}, "", None, {"key": "build", **values}),
    ]


def test_a_link_is_told_by_the_names_of_its_tasks():
    before = make_contents(tasks=(replace(DRAW, commitment=None), replace(BUILD, commitment=None)))
    after = replace(before, links=(LinkPart(before="draw", after="build", lag=2),))

    ends = {"before": {"en": "Draw"}, "after": {"en": "Build"}}
    assert differences(before, after) == [
        Difference("link", "draw/build/FS", {}, "", None, {**ends, "lag": 2}, about=ends)
    ]


def test_an_amount_is_told_by_source_commitment_and_year():
    donor = SourcePart(key="donor", name={"en": "Donor"})
    before = make_contents(
        commitments=(WORK,),
        sources=(donor,),
        amounts=(AmountPart(source="donor", commitment="work", year=2028, amount=1),),
    )
    after = replace(before, amounts=(AmountPart(source="donor", commitment="work", year=2028, amount=2),))

    about = {"source": {"en": "Donor"}, "commitment": {"en": "Work"}, "year": 2028}
    assert differences(before, after) == [Difference("financing", "donor/work/2028", {}, "amount", 1, 2, about=about)]


def test_a_kept_schedule_comes_back_as_it_went():
    kept = KeptSchedule(
        start=date(2027, 1, 3),
        finish=date(2027, 2, 3),
        dates={"draw": (date(2027, 1, 3), date(2027, 2, 3))},
        critical=("draw",),
        cost=5,
        running_cost=2,
    )

    assert KeptSchedule.from_values(kept.as_values()) == kept


def test_what_has_come_to_pass_stays_where_a_plan_is_put_back():
    approved = make_contents(commitments=(WORK,), tasks=(DRAW, BUILD))
    reported = make_contents(
        commitments=(WORK,),
        tasks=(
            replace(DRAW, days=9, state="DONE", progress=100, actual_start=date(2027, 1, 3)),
            replace(BUILD, state="CANCELLED", progress=10),
        ),
    )

    assert with_progress_of(approved, reported).tasks == (
        replace(DRAW, state="DONE", progress=100, actual_start=date(2027, 1, 3)),
        replace(BUILD, progress=10),
    )


def test_the_consultation_goes_on_where_a_plan_is_put_back():
    said = ContributionPart(key="said", received_on=date(2027, 1, 3), text={"en": "More"}, commitment="new")
    new = CommitmentPart(key="new", order=2, title={"en": "New"})

    kept = with_progress_of(
        make_contents(commitments=(WORK,)), make_contents(commitments=(WORK, new), contributions=(said,))
    )

    assert kept.contributions == (replace(said, commitment=None),)
    kept.check()


def test_a_cancelled_task_costs_nothing():
    contents = make_contents(
        commitments=(replace(WORK, running_cost=7),),
        tasks=(replace(DRAW, cost=100, running_cost=5), replace(BUILD, cost=40, running_cost=3, state="CANCELLED")),
    )

    assert cost_of(contents) == (100, 12)


SUNDAY = date(2027, 1, 3)


@pytest.mark.parametrize(
    ("agreed", "day", "later"),
    [
        (SUNDAY, SUNDAY, 0),
        (SUNDAY, date(2027, 1, 4), 1),
        (SUNDAY, date(2027, 1, 10), 5),
        (date(2027, 1, 10), SUNDAY, -5),
        (date(2027, 1, 7), date(2027, 1, 8), 1),  # to a day of rest
        (date(2027, 1, 8), date(2027, 1, 7), -1),
    ],
)
def test_days_later_are_working_days(agreed, day, later):
    assert working_days_later(Calendar(weekend=frozenset({4, 5})), agreed, day) == later
