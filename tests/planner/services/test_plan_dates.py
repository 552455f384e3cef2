from datetime import UTC, date, datetime

import pytest

from planner.domain.revisions import Difference
from planner.models import Change, Plan
from planner.services.edits import EditedMeanwhile
from planner.services.plan_dates import DatesRefused, change_plan_dates
from tests.factories import make_advisor, make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)
START, DEADLINE = date(2027, 1, 3), date(2028, 6, 29)

pytestmark = pytest.mark.django_db


def change(plan, *, version=1, start=START, finish_by=None, is_counted_back=False, user=None):
    change_plan_dates(
        plan=plan,
        version=version,
        start=start,
        finish_by=finish_by,
        is_counted_back=is_counted_back,
        user=user,
        now=NOW,
    )
    return Plan.objects.select_related("workplan").get(pk=plan.pk)


def test_change_plan_dates_saves_what_differs_and_puts_it_on_record():
    plan, rana = make_plan("JOR", start=START), make_advisor("JOR")

    saved = change(plan, finish_by=DEADLINE, is_counted_back=True, user=rana)

    workplan = saved.workplan
    assert (workplan.start, workplan.finish_by, workplan.is_counted_back) == (START, DEADLINE, True)
    assert (saved.version, workplan.change_number) == (2, 1)
    (kept,) = Change.objects.all()
    assert (kept.made_by, kept.made_at) == (rana, NOW)
    assert [Difference(**part) for part in kept.parts] == [
        Difference("plan", str(plan.pk), dict(plan.title), "finish_by", None, "2028-06-29"),
        Difference("plan", str(plan.pk), dict(plan.title), "is_counted_back", False, True),
    ]


def test_change_plan_dates_from_an_older_version_is_refused():
    plan = make_plan("JOR", start=START)
    change(plan, finish_by=DEADLINE)

    with pytest.raises(EditedMeanwhile) as refused:
        change(Plan.objects.get(pk=plan.pk), version=1, start=date(2027, 2, 1))

    assert refused.value.row.version == 2
    assert Plan.objects.get(pk=plan.pk).workplan.start == START


def test_change_plan_dates_to_what_they_are_is_no_change():
    plan = make_plan("JOR", start=START)

    saved = change(plan, version=0)

    assert (saved.version, saved.workplan.change_number, Change.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        pytest.param(
            {"is_counted_back": True},
            "Give the deadline from which dates are to be counted back.",
            id="no deadline to count back from",
        ),
        pytest.param(
            {"finish_by": date(2027, 1, 2)},
            "The deadline 2 January 2027 is before the start 3 January 2027.",
            id="deadline before start",
        ),
    ],
)
def test_change_plan_dates_refuses_a_deadline_that_cannot_be(dates, sentence, settings):
    settings.LANGUAGE_CODE = "en"
    plan = make_plan("JOR", start=START)

    with pytest.raises(DatesRefused) as refused:
        change(plan, **dates)

    assert (refused.value.field, str(refused.value)) == ("finish_by", sentence)
    assert Change.objects.count() == 0
