from __future__ import annotations

from datetime import date

import pytest
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from planner.models import Country, Institution, Plan, Workplan
from planner.queries.unchanged import kept, name_of, plan_stamp
from planner.services.edits import edit_of
from tests.factories import make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 3)


def stamp(plan: Plan, *, today: date = TODAY) -> str:
    return plan_stamp(Plan.objects.select_related("country", "workplan").get(pk=plan.pk), today=today)


def edit_a_task(plan: Plan) -> None:
    task = plan.workplan.tasks.first()
    with edit_of(plan.workplan, user=None, now=timezone.now()) as edit:
        edit.change(task, version=task.version, days=task.days + 1)


def rename_an_institution(plan: Plan) -> None:
    institution = plan.country.institutions.first()
    Institution.objects.filter(pk=institution.pk).update(name={"ar": "أخرى"}, version=F("version") + 1)


@pytest.mark.parametrize(
    "happens",
    [
        edit_a_task,
        rename_an_institution,
        lambda plan: Plan.objects.filter(pk=plan.pk).update(state="APPROVED"),
        lambda plan: Plan.objects.filter(pk=plan.pk).update(title={"ar": "خطة أخرى"}),
        lambda plan: Workplan.objects.filter(pk=plan.workplan_id).update(start=date(2027, 2, 1)),
        lambda plan: Country.objects.filter(pk="JOR").update(calendar_number=F("calendar_number") + 1),
    ],
)
def test_plan_stamp_is_another_one_once_something_changed(happens):
    plan = make_plan("JOR")
    before = stamp(plan)

    happens(plan)

    assert stamp(plan) != before


def test_plan_stamp_stays_as_long_as_nothing_changes():
    plan, other = make_plan("JOR"), make_plan("JOR")
    before = stamp(plan)

    edit_a_task(other)

    assert stamp(plan) == before


def test_plan_stamp_differs_by_day_and_by_language():
    plan = make_plan("JOR")

    stamps = {stamp(plan), stamp(plan, today=date(2027, 1, 4))}
    with override("fr"):
        stamps.add(stamp(plan))

    assert len(stamps) == 3


def test_plan_stamp_of_a_scenario_follows_its_original():
    plan, scenario = make_plan("JOR"), make_plan("JOR")
    Plan.objects.filter(pk=scenario.pk).update(scenario_of=plan, copied_at_change=0, scenario_name="x")
    before = stamp(scenario)

    edit_a_task(plan)

    assert stamp(scenario) != before


@pytest.mark.parametrize("release", ["1", "2"])
def test_plan_stamp_differs_by_release(settings, release):
    plan = make_plan("JOR")
    before = stamp(plan)

    settings.RELEASE = release

    assert stamp(plan) != before


def test_kept_makes_a_thing_once():
    made = iter("ab")
    name = name_of("test", timezone.now())

    assert [kept(name, lambda: next(made)) for _ in range(3)] == ["a", "a", "a"]
