from datetime import date

import pytest
from django.utils.translation import override

from planner.models import Link, Plan, Task
from planner.queries.plans import plan_overview, plan_tasks
from tests.factories import make_plan

pytestmark = pytest.mark.django_db
SUNDAY = date(2027, 2, 7)  # no holiday in Jordan for weeks


def make_small_plan(**tasks: int) -> Plan:
    """Jordan's plan with one commitment and these tasks only: days by key."""
    plan = make_plan("JOR", start=SUNDAY)
    commitment = plan.commitments.get()
    plan.workplan.tasks.all().delete()
    for order, (key, days) in enumerate(tasks.items(), start=1):
        Task.objects.create(
            workplan=plan.workplan, commitment=commitment, key=key, order=order, days=days, cost=100, title={"en": key}
        )
    return plan


def link(plan: Plan, before: str, after: str, kind: str = "FS", lag: int = 0) -> None:
    tasks = plan.workplan.tasks
    Link.objects.create(before=tasks.get(key=before), after=tasks.get(key=after), kind=kind, lag=lag)


def told(plan: Plan) -> dict[str, str]:
    """What sets each task's date, in English words."""
    with override("en"):
        rows = [row for group in plan_tasks(plan).groups for row in group.rows]
        return {row.number: row.driver + "".join(wait.sentence for wait in row.waits if wait.sets_date) for row in rows}


def test_plan_tasks_say_what_sets_each_date():
    plan = make_small_plan(start=5, follows=2, lags=1, overlaps=3, pinned=1, later=1)
    link(plan, "start", "follows")
    link(plan, "start", "lags", lag=3)
    link(plan, "follows", "overlaps", kind="SS", lag=-1)
    plan.workplan.tasks.filter(key="pinned").update(pinned=date(2027, 3, 1))
    plan.workplan.tasks.filter(key="later").update(earliest=date(2027, 4, 1))

    assert told(plan) == {
        "1.1": "The plan's start",
        "1.2": "Waits for 1.1",
        "1.3": "Waits for 1.1: finish to start, plus 3 working days",
        "1.4": "Waits for 1.2: start to start, less 1 working day",
        "1.5": "Fixed to this day",
        "1.6": "May not start before this day",
    }


def test_plan_tasks_say_so_when_the_plan_starts_on_a_day_of_rest():
    plan = make_small_plan(first=1)
    plan.workplan.start = date(2027, 2, 5)
    plan.workplan.save()

    assert told(plan) == {"1.1": "First working day after the plan's start"}


def test_plan_tasks_keep_apart_what_sets_the_date_and_what_else_is_waited_for():
    plan = make_small_plan(short=1, long=9, last=1)
    link(plan, "short", "last")
    link(plan, "long", "last", kind="FS", lag=2)

    last = plan_tasks(plan).groups[0].rows[2]

    assert [wait.number for wait in last.waits if wait.sets_date] == ["1.2"]
    assert [(wait.number, wait.anchor, wait.manner) for wait in last.other_waits] == [("1.1", "task-1.1", "")]


def test_plan_tasks_sum_up_the_schedule():
    plan = make_small_plan(first=5, aside=1, end=0)
    link(plan, "first", "end")
    link(plan, "aside", "end")

    facts = plan_tasks(plan).facts

    assert (facts.start, facts.finish, facts.working_days) == (SUNDAY, date(2027, 2, 11), 5)
    assert (facts.task_count, facts.milestone_count, facts.critical_count) == (3, 1, 2)


def test_plan_tasks_warn_of_dates_that_cannot_be_kept():
    plan = make_small_plan(first=5, fixed=1, due=10)
    link(plan, "first", "fixed")
    plan.workplan.tasks.filter(key="fixed").update(pinned=date(2027, 2, 10))
    plan.workplan.tasks.filter(key="due").update(deadline=date(2027, 2, 11))
    plan.workplan.finish_by = date(2027, 2, 17)
    plan.workplan.save()

    with override("en"):
        warnings = [(warning.sentence, warning.number) for warning in plan_tasks(plan).warnings]

    assert warnings == [
        ("The plan finishes 1 working day after its deadline, 17 February 2027.", ""),
        ("Task 1.2 is fixed to 10 February 2027, but what it waits for needs 2 working days more.", "1.2"),
        ("Task 1.3 finishes 5 working days after its deadline, 11 February 2027.", "1.3"),
    ]


def test_plan_tasks_count_lateness_from_a_deadline_on_a_day_of_rest():
    plan = make_small_plan(only=6)
    plan.workplan.finish_by = date(2027, 2, 12)
    plan.workplan.save()

    with override("en"):
        (warning,) = plan_tasks(plan).warnings

    assert warning.sentence == "The plan finishes 1 working day after its deadline, 12 February 2027."


def test_plan_tasks_name_the_estimated_holidays_within_the_plan():
    plan = make_small_plan(first=100)

    estimated = plan_tasks(plan).sensitivity.holidays

    assert estimated == sorted(estimated)
    assert all(SUNDAY <= day <= plan_tasks(plan).facts.finish for day in estimated)
    assert estimated


def test_plan_overview_adds_up_costs_and_periods():
    plan = make_small_plan(first=5, second=5)
    link(plan, "first", "second")
    plan.commitments.update(running_cost=70)
    plan.workplan.tasks.update(running_cost=5)

    overview = plan_overview(plan)

    (sheet,) = overview.sheets
    assert (sheet.start, sheet.finish) == (SUNDAY, date(2027, 2, 18))
    assert (sheet.task_count, sheet.cost, sheet.has_critical) == (2, 200, True)
    assert (overview.cost, overview.running_cost) == (200, 80)


def test_plan_overview_has_no_period_for_a_commitment_whose_tasks_others_bring():
    plan = make_small_plan()

    (sheet,) = plan_overview(plan).sheets

    assert (sheet.start, sheet.finish, sheet.task_count, sheet.has_critical) == (None, None, 0, False)


def test_plan_overview_counts_the_commitments_that_serve_each_theme():
    plan = make_plan("JOR", codes=("INN-01", "INN-02"))

    with override("en"):
        coverage = plan_overview(plan).coverage

    assert [part.label for part in coverage] == ["RITE pillar", "SDG target", "Challenge"]
    pillars = {served.theme.code: served.commitment_count for served in coverage[0].themes}
    assert pillars["EFFECTIVENESS"] == 2
