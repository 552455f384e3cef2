from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from planner.domain.contents import (
    AmountPart,
    CommitmentPart,
    IndicatorPart,
    LinkPart,
    PlanContents,
    PlanPart,
    SourcePart,
    TaskPart,
    WorkplanPart,
)
from planner.domain.quality import Criterion, Finding, Place, Points, Quality, Yardstick, assess
from planner.domain.schedule import Link, Task, schedule
from planner.domain.workdays import Calendar

START = date(2027, 1, 3)
SAID = {"en": "said"}


def task(key: str, **changes) -> TaskPart:
    good = {
        "order": 1,
        "title": SAID,
        "days": 5,
        "commitment": "one",
        "responsible": SAID,
        "indicator": SAID,
        "cost": 10,
    }
    return TaskPart(key=key, **(good | changes))


GOOD = PlanContents(
    plan=PlanPart(
        title=SAID,
        monitoring_roles=SAID,
        political_review=SAID,
        civil_society=SAID,
        activity_report_months=12,
        outcome_report_months=24,
        published_address="https://example.org/plan",
    ),
    workplan=WorkplanPart(start=START),
    commitments=(
        CommitmentPart(
            key="one",
            order=1,
            title=SAID,
            problem=SAID,
            solution=SAID,
            results=SAID,
            lead=SAID,
            supporting=SAID,
            running_cost=3,
            themes=("T",),
        ),
    ),
    tasks=(task("a"), task("b"), task("end", days=0, cost=0)),
    links=(LinkPart(before="a", after="b"), LinkPart(before="b", after="end")),
    indicators=(
        IndicatorPart(
            key="i",
            commitment="one",
            order=1,
            name=SAID,
            definition=SAID,
            formula=SAID,
            source=SAID,
            owner=SAID,
            baseline=1.0,
            target=2.0,
        ),
    ),
    sources=(SourcePart(key="s", name=SAID, kind="DONOR"),),
    amounts=(AmountPart(source="s", commitment="one", year=2027, amount=20),),
)


def quality_of(contents: PlanContents, **options) -> Quality:
    kept = [part for part in contents.tasks if part.state != "CANCELLED"]
    keys = {part.key for part in kept}
    return assess(
        contents,
        schedule(
            [Task(part.key, part.days, pinned=part.pinned) for part in kept],
            [
                Link(one.before, one.after, one.kind, one.lag)
                for one in contents.links
                if {one.before, one.after} <= keys
            ],
            start=START,
            calendar=Calendar.everyday(),
            **options,
        ),
    )


def finding_of(quality: Quality, criterion: Criterion) -> Finding:
    (finding,) = [one for one in quality.findings if one.criterion == criterion]
    return finding


def about(**changes) -> PlanContents:
    return replace(GOOD, plan=replace(GOOD.plan, **changes))


def with_tasks(*tasks: TaskPart, links=GOOD.links) -> PlanContents:
    return replace(GOOD, tasks=tasks, links=links)


def with_commitment(**changes) -> PlanContents:
    return replace(GOOD, commitments=(replace(GOOD.commitments[0], **changes),))


def with_indicator(**changes) -> PlanContents:
    return replace(GOOD, indicators=(replace(GOOD.indicators[0], **changes),))


def test_a_good_plan_reaches_every_point():
    quality = quality_of(GOOD)

    assert [one for one in quality.findings if not one.is_met or one.places] == []
    assert {yardstick: quality.points(yardstick) for yardstick in Yardstick} == {
        Yardstick.ACTION_PLAN: Points(5, 5),
        Yardstick.MONITORING: Points(7, 7),
        Yardstick.COSTING: Points(5, 5),
        Yardstick.COMMITMENTS: Points(11, 11),
        Yardstick.SCHEDULE: Points(8, 8),
    }


a, b, end = GOOD.tasks


@pytest.mark.parametrize(
    ("contents", "criterion", "places"),
    [
        (with_tasks(replace(a, responsible={}), b, end), Criterion.RESPONSIBLE, [Place("task", "a", "responsible")]),
        (with_tasks(a, b), Criterion.TIMETABLE, [Place("commitment", "one", "tasks")]),
        (replace(GOOD, amounts=()), Criterion.FINANCED, [Place("commitment", "one", "financing")]),
        (
            replace(with_tasks(replace(a, indicator={}), b, end), indicators=()),
            Criterion.INDICATORS_AT_BOTH_LEVELS,
            [Place("commitment", "one", "indicators"), Place("task", "a", "indicator")],
        ),
        (about(published_address=""), Criterion.PUBLISHED, [Place("plan", "", "published_address")]),
        (about(political_review={}), Criterion.POLITICAL_REVIEW, [Place("plan", "", "political_review")]),
        (about(monitoring_roles={}), Criterion.ROLES, [Place("plan", "", "monitoring_roles")]),
        (replace(GOOD, indicators=()), Criterion.OBJECTIVES_MEASURED, [Place("commitment", "one", "indicators")]),
        (
            with_indicator(formula={}, baseline=None, target=0),
            Criterion.INDICATORS_DESCRIBED,
            [Place("commitmentindicator", "i", name) for name in ("formula", "baseline", "target")],
        ),
        (about(activity_report_months=13), Criterion.ACTIVITY_REPORT, [Place("plan", "", "activity_report_months")]),
        (about(outcome_report_months=None), Criterion.OUTCOME_REPORT, [Place("plan", "", "outcome_report_months")]),
        (about(civil_society={}), Criterion.CIVIL_SOCIETY, [Place("plan", "", "civil_society")]),
        (
            with_tasks(*(replace(one, cost=0) for one in GOOD.tasks)),
            Criterion.COSTED,
            [Place("commitment", "one", "cost")],
        ),
        (with_commitment(running_cost=0), Criterion.RUNNING_COSTS_APART, [Place("commitment", "one", "running_cost")]),
        (replace(GOOD, amounts=()), Criterion.SOURCES_NAMED, [Place("commitment", "one", "financing")]),
        (
            replace(GOOD, sources=(replace(GOOD.sources[0], kind="OTHER"),)),
            Criterion.DONORS_APART,
            [Place("financingsource", "s", "kind")],
        ),
        (
            replace(GOOD, amounts=(replace(GOOD.amounts[0], amount=19),)),
            Criterion.COST_COVERED,
            [Place("commitment", "one", "financing")],
        ),
        (with_commitment(lead={}), Criterion.COMPLETE_SHEET, [Place("commitment", "one", "lead")]),
        (with_tasks(a, b, end, links=GOOD.links[:1]), Criterion.MISSING_LOGIC, [Place("task", "end", "links")]),
        (
            with_tasks(a, b, end, links=(replace(GOOD.links[0], lag=-1), GOOD.links[1])),
            Criterion.LEADS,
            [Place("link", "b", "lag")],
        ),
        (
            with_tasks(a, b, end, links=(replace(GOOD.links[0], lag=6), GOOD.links[1])),
            Criterion.LONG_LAGS,
            [Place("link", "b", "lag")],
        ),
        (
            with_tasks(a, b, end, links=(replace(GOOD.links[0], kind="SS"), GOOD.links[1])),
            Criterion.PLAIN_LINKS,
            [Place("link", "b", "kind")],
        ),
        (
            with_tasks(replace(a, pinned=START), b, end),
            Criterion.HARD_CONSTRAINTS,
            [Place("task", "a", "pinned")],
        ),
        (
            with_tasks(a, replace(b, days=60), task("c"), end, links=GOOD.links),
            Criterion.HIGH_SLACK,
            [Place("task", "c", "links")],
        ),
        (with_tasks(a, replace(b, days=45), end), Criterion.LONG_DURATIONS, [Place("task", "b", "days")]),
    ],
)
def test_a_point_is_lost_where_it_can_be_mended(contents, criterion, places):
    finding = finding_of(quality_of(contents), criterion)

    assert (finding.is_met, list(finding.places)) == (False, places)


def test_negative_slack_is_never_put_up_with():
    finding = finding_of(quality_of(GOOD, finish_by=date(2027, 1, 8)), Criterion.NEGATIVE_SLACK)

    assert (finding.is_met, [place.key for place in finding.places]) == (False, ["a", "b", "end"])


def test_the_schedule_may_have_a_few_exceptions_and_names_them_all_the_same():
    chain = [task(f"t{n}") for n in range(20)] + [end]
    links = tuple(LinkPart(before=one.key, after=two.key) for one, two in pairwise(chain))
    contents = with_tasks(replace(chain[0], days=45), *chain[1:], links=links)

    finding = finding_of(quality_of(contents), Criterion.LONG_DURATIONS)

    assert (finding.is_met, finding.met_count, finding.count) == (True, 19, 20)
    assert finding.places == (Place("task", "t0", "days"),)


def test_cancelled_tasks_are_not_looked_at():
    contents = with_tasks(a, b, end, task("gone", state="CANCELLED", responsible={}, days=90))

    assert quality_of(contents) == quality_of(GOOD)


def test_a_shared_task_serves_both_commitments_and_costs_one():
    two = replace(GOOD.commitments[0], key="two", order=2)
    contents = replace(with_tasks(a, b, replace(end, also_serves=("two",))), commitments=(*GOOD.commitments, two))

    quality = quality_of(contents)

    assert finding_of(quality, Criterion.TIMETABLE).is_met
    assert finding_of(quality, Criterion.COSTED).places == (Place("commitment", "two", "cost"),)


def test_an_empty_plan_has_no_point_for_what_is_asked_of_it():
    empty = PlanContents(plan=PlanPart(title=SAID), workplan=WorkplanPart(start=START))

    quality = quality_of(empty)

    assert [quality.points(yardstick) for yardstick in Yardstick] == [
        Points(0, 5),
        Points(0, 7),
        Points(0, 5),
        Points(0, 0),
        Points(8, 8),
    ]
