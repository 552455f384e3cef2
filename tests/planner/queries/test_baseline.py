from datetime import date, timedelta

import pytest
from django.utils.translation import override

from planner.models import Task, User
from planner.queries.baseline import Deviation, plan_baseline
from planner.queries.schedules import schedule_of_plan
from planner.services.edits import edit_of
from tests.factories import make_coordinator, make_official, make_plan
from tests.planner.approvals import NOW, TO_AMENDED, TO_APPROVED, TO_IMPLEMENTING, change_first_task, move_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db) -> dict[str, User]:
    return {"COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR")}


def rows_of(plan):
    return {row.task.key: row for group in plan_baseline(plan).groups for row in group.rows}


def test_a_plan_that_was_never_approved_has_nothing_to_measure_against(people):
    assert plan_baseline(make_plan("JOR")) is None


def test_a_plan_as_it_was_approved_deviates_nowhere(people):
    plan = move_on(make_plan("JOR"), people, *TO_APPROVED)

    page = plan_baseline(plan)

    assert {row.deviation.days for row in rows_of(plan).values()} == {0}
    assert (page.deviation.days, page.late_count, page.gone) == (0, 0, [])


def test_what_takes_longer_is_later_by_working_days(people):
    plan = move_on(make_plan("JOR"), people, *TO_AMENDED)
    first = plan.workplan.tasks.first()
    change_first_task(plan, days=first.days + 5)

    row = rows_of(plan)[first.key]

    schedule = schedule_of_plan(plan)
    assert row.deviation.days == 5
    assert schedule.calendar.offset(row.approved[1], 5) == row.planned[1]
    assert plan_baseline(plan).late_count >= 1


def test_the_actual_finish_counts_once_there_is_one(people):
    plan = move_on(make_plan("JOR"), people, *TO_IMPLEMENTING)
    first = plan.workplan.tasks.first()
    approved = rows_of(plan)[first.key].approved
    early = schedule_of_plan(plan).calendar.offset(approved[1], -2)
    change_first_task(plan, actual_start=approved[0], actual_finish=early, state="DONE", progress=100)

    assert rows_of(plan)[first.key].deviation.days == -2
    assert plan_baseline(plan).done_count == 1


def test_new_cancelled_and_removed_tasks_are_told_apart(people):
    plan = move_on(make_plan("JOR"), people, *TO_AMENDED)
    first, second = plan.workplan.tasks.all()[:2]
    with edit_of(plan.workplan, user=None, now=NOW) as edit:
        edit.change(first, version=1, state="CANCELLED")
        edit.removed(second)
    title = second.title
    second.delete()
    new = Task.objects.create(workplan=plan.workplan, commitment=first.commitment, key="new", order=99, days=3)

    rows = rows_of(plan)

    assert (rows[first.key].planned, rows[first.key].deviation.days) == (None, None)
    assert rows[first.key].approved is not None
    assert (rows[new.key].approved, rows[new.key].deviation.days) == (None, None)
    assert plan_baseline(plan).gone == [title]


@pytest.mark.parametrize(
    ("days", "arabic", "english"),
    [
        (None, "", ""),
        (0, "كما أُقرّ", "as approved"),
        (1, "بعد الموعد بيوم عمل واحد", "1 working day later"),
        (5, "بعد الموعد بمقدار 5 أيام عمل", "5 working days later"),
        (-2, "قبل الموعد بيومي عمل", "2 working days earlier"),
    ],
)
def test_a_deviation_is_said_in_words(days, arabic, english):
    said = {}
    for language in ("ar", "en"):
        with override(language):
            said[language] = Deviation(days).in_words

    assert said == {"ar": arabic, "en": english}
    assert Deviation(days).is_late == (days is not None and days > 0)


def test_dates_of_the_baseline_do_not_follow_the_plan(people):
    plan = move_on(make_plan("JOR"), people, *TO_AMENDED)
    before = {key: row.approved for key, row in rows_of(plan).items()}

    with edit_of(plan.workplan, user=None, now=NOW):
        plan.workplan.start += timedelta(days=70)
        plan.workplan.save(update_fields=["start"])

    assert {key: row.approved for key, row in rows_of(plan).items()} == before
    assert plan_baseline(plan).finish > date(2027, 3, 1)
