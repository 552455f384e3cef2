from datetime import date

import pytest
from django.http import Http404
from django.utils.translation import override

from planner.models import Country, Holiday, Link, Plan, ShortHours, Task
from planner.queries.explanations import LimitStep, SkippedDays, task_explanation
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Three tasks in Jordan: 2 days from Monday 4 January 2027, then 1 day, and beside them one of 10 days.

    Wednesday the 6th is an estimated holiday, the 8th and 9th are a weekend.
    """
    plan = make_plan("JOR", start=date(2027, 1, 4))
    jordan = Country.objects.get(pk="JOR")
    jordan.holidays.all().delete()
    jordan.short_hours.all().delete()
    Holiday.objects.create(
        country_id="JOR", day=date(2027, 1, 6), name={"en": "Feast", "ar": "عيد", "fr": "Fête"}, is_estimated=True
    )
    workplan = plan.workplan
    commitment = plan.commitments.first()
    workplan.tasks.all().delete()
    draft, review, _other = Task.objects.bulk_create(
        Task(workplan=workplan, commitment=commitment, key=key, order=order, title={"en": key}, days=days)
        for order, (key, days) in enumerate({"draft": 2, "review": 1, "other": 10}.items(), start=1)
    )
    Link.objects.create(before=draft, after=review, lag=1)
    return plan


def explanation(plan, key, language="en"):
    with override(language):
        return task_explanation(Plan.objects.get(pk=plan.pk), key)


def test_task_explanation_tells_the_chain_and_what_was_skipped(plan):
    found = explanation(plan, "review")

    assert (found.number, found.slot.critical) == ("1.2", False)
    first, second = found.steps
    assert (first.number, first.cause, first.skipped) == ("1.1", "The plan starts on 4 January 2027", [])
    assert (first.period, first.work) == ("4 January 2027 to 5 January 2027", "2 working days")
    assert second.cause == "Waits for 1.1: finish to start, plus 1 working day"
    # The 7th is the day of the lag; the wait ends with the weekend.
    assert second.skipped == [
        SkippedDays("6 January 2027", "Feast", is_estimated=True),
        SkippedDays("8 January 2027 to 9 January 2027", "weekend", is_estimated=False),
    ]
    assert (second.period, second.is_asked_for) == ("10 January 2027", True)


def test_task_explanation_tells_the_holidays_within_a_task(plan):
    (step,) = explanation(plan, "other").steps

    assert step.holidays_within == [SkippedDays("6 January 2027", "Feast", is_estimated=True)]


def test_task_explanation_tells_what_limits_the_slack_and_what_a_slip_moves(plan):
    found = explanation(plan, "draft")

    assert [(limit.sentence, limit.number) for limit in found.limits] == [
        ("Must start by 18 January 2027", "1.2"),
        ("The plan finishes on 18 January 2027", ""),
    ]
    assert found.limits[0].manner == "finish to start, plus 1 working day"
    assert found.consequences == [
        "The plan's finish, 18 January 2027, moves if this task slips by more than 6 working days."
    ]


@pytest.mark.parametrize(
    ("key", "deadline", "sentence"),
    [
        pytest.param(
            "review",
            date(2027, 1, 13),
            "The finish moves past the deadline, 13 January 2027, if this task slips by more than 3 working days.",
            id="to spare",
        ),
        pytest.param(
            "other",
            date(2027, 1, 18),
            "The finish moves past the deadline, 18 January 2027, if this task slips at all.",
            id="to the day",
        ),
        pytest.param(
            "other",
            date(2027, 1, 17),
            "To keep the deadline, 17 January 2027, this task would have to finish 1 working day earlier.",
            id="late",
        ),
    ],
)
def test_task_explanation_counts_the_days_to_the_plans_deadline(plan, key, deadline, sentence):
    plan.workplan.finish_by = deadline
    plan.workplan.save()

    assert sentence in explanation(plan, key).consequences


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"earliest": date(2027, 1, 10)}, "May not start before 10 January 2027"),
        ({"pinned": date(2027, 1, 10)}, "Fixed to 10 January 2027"),
        ({"levelled_start": date(2027, 1, 10)}, "Moved to 10 January 2027 for want of hands"),
        (
            {"levelled_start": date(2027, 1, 7), "earliest": date(2027, 1, 10)},
            "May not start before 10 January 2027",
        ),
    ],
)
def test_task_explanation_names_a_date_of_the_tasks_own(plan, values, cause):
    Task.objects.filter(key="other").update(**values)

    assert [step.cause for step in explanation(plan, "other").steps] == [cause]


def test_task_explanation_tells_of_a_fixed_task_that_waits_and_of_deadlines(plan):
    Task.objects.filter(key="review").update(pinned=date(2027, 1, 12), deadline=date(2027, 1, 11))

    draft, review = explanation(plan, "draft"), explanation(plan, "review")

    assert draft.limits[-1] == LimitStep("Is fixed to 12 January 2027", "", review.task, "1.2")
    assert draft.consequences[-1] == (
        "Task 1.2, fixed to 12 January 2027, starts too early if this task slips by more than 2 working days."
    )
    assert review.limits == [LimitStep("This task is fixed to 12 January 2027")]
    assert review.consequences[-1] == "It finishes 1 working day after its own deadline, 11 January 2027."


@pytest.mark.parametrize("key", ["nothing", "cancelled"])
def test_task_explanation_is_not_found_for_a_task_without_dates(plan, key):
    Task.objects.filter(key="other").update(key="cancelled", state="CANCELLED")

    with pytest.raises(Http404):
        explanation(plan, key)


def test_task_explanation_names_months_as_the_country_does(plan):
    assert explanation(plan, "draft", "ar").steps[0].cause == "تبدأ الخطة في 4 كانون الثاني 2027"


def test_task_explanation_says_when_short_days_spread_a_task(plan):
    ShortHours.objects.create(
        country_id="JOR", name={"en": "Ramadan"}, first=date(2027, 1, 4), last=date(2027, 1, 8), share=0.5
    )

    assert explanation(plan, "draft").steps[0].work == "2 working days, spread over 4 because of short days"


def test_task_explanation_shows_the_ends_of_a_long_chain():
    plan = make_plan("JOR")
    commitment = plan.commitments.first()
    plan.workplan.tasks.all().delete()
    tasks = Task.objects.bulk_create(
        Task(workplan=plan.workplan, commitment=commitment, key=f"t{n}", order=n, title={"en": f"t{n}"}, days=1)
        for n in range(1, 8)
    )
    Link.objects.bulk_create(Link(before=tasks[n], after=tasks[n + 1]) for n in range(6))

    with override("en"):
        last, first = (task_explanation(plan, key, most_steps=3) for key in ("t7", "t1"))

    assert ([step.number for step in last.steps], last.steps_left_out) == (["1.1", "1.6", "1.7"], 4)
    assert ([limit.number for limit in first.limits], first.limits_left_out) == (["1.2", "1.3", ""], 4)
    assert (len(last.limits), last.limits_left_out, len(first.steps), first.steps_left_out) == (1, 0, 1, 0)
