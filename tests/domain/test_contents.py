import json
from datetime import date

import pytest
from hypothesis import given

from planner.domain.contents import (
    LISTS,
    CommitmentPart,
    DuplicateKey,
    LinkPart,
    PlanContents,
    PlanPart,
    TaskPart,
    UnknownReference,
    WorkplanPart,
)
from planner.domain.graph import CyclicGraph
from tests.domain.plans import make_contents, plan_contents, some_plans


@some_plans
@given(plan_contents())
def test_contents_come_back_from_json_as_they_went(contents):
    written = json.loads(json.dumps(contents.as_values()))

    assert PlanContents.from_values(written) == contents


@some_plans
@given(plan_contents())
def test_the_order_in_which_parts_are_given_does_not_matter(contents):
    turned = {name: tuple(reversed(getattr(contents, name))) for name in LISTS}

    assert PlanContents(plan=contents.plan, workplan=contents.workplan, **turned) == contents


@some_plans
@given(plan_contents())
def test_contents_of_any_plan_are_sound(contents):
    contents.check()


def test_an_empty_text_is_no_text():
    assert TaskPart(key="a", order=1, title={"ar": "أ", "en": ""}, days=1).title == {"ar": "أ"}


def test_what_is_as_it_would_be_anyway_is_not_written():
    assert LinkPart(before="a", after="b").as_values() == {"before": "a", "after": "b"}


def test_names_of_a_later_version_are_passed_over():
    values = {"before": "a", "after": "b", "colour": "green"}

    assert LinkPart.from_values(values) == LinkPart(before="a", after="b")


TASKS = tuple(TaskPart(key=key, order=1, title={"en": key}, days=1) for key in "abc")


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"tasks": (TASKS[0], TASKS[0])}, DuplicateKey),
        ({"tasks": TASKS, "links": (LinkPart(before="a", after="d"),)}, UnknownReference),
        ({"tasks": (TaskPart(key="a", order=1, title={}, days=1, commitment="none"),)}, UnknownReference),
        ({"tasks": (TaskPart(key="a", order=1, title={}, days=1, also_serves=("none",)),)}, UnknownReference),
        (
            {"tasks": TASKS, "links": (LinkPart(before="a", after="b"), LinkPart(before="b", after="a"))},
            CyclicGraph,
        ),
        (
            {"commitments": tuple(CommitmentPart(key=key, order=1, title={}) for key in "ab")},
            DuplicateKey,
        ),
        (
            {
                "commitments": tuple(
                    CommitmentPart(key=key, order=ord(key), title={}, recommendation="INN-01") for key in "ab"
                )
            },
            DuplicateKey,
        ),
    ],
    ids=[
        "a key twice",
        "a link to nothing",
        "a task in nothing",
        "a task for nothing",
        "a circle",
        "a place twice",
        "a recommendation twice",
    ],
)
def test_what_cannot_be_a_plan_is_refused(parts, refusal):
    contents = make_contents(**parts)

    with pytest.raises(refusal):
        contents.check()


def test_dates_are_read_as_dates():
    contents = PlanContents.from_values({"plan": {"title": {"en": "Plan"}}, "workplan": {"start": "2027-01-03"}})

    assert contents == PlanContents(plan=PlanPart(title={"en": "Plan"}), workplan=WorkplanPart(start=date(2027, 1, 3)))
