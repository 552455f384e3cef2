"""Truth that the database itself enforces, and texts in three languages."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from planner.models import (
    BlueprintLink,
    BlueprintPart,
    Commitment,
    CommitmentIndicator,
    CommitmentRisk,
    Country,
    Holiday,
    IndicatorValue,
    Link,
    Membership,
    Plan,
    PlanMove,
    ShortHours,
    Task,
    Translated,
    TranslatedField,
    WorkCalendar,
    WorkingWeek,
    Workplan,
)
from tests.factories import make_plan, make_user
from tests.planner.calculations import make_calculation

pytestmark = pytest.mark.django_db


def second_of(model, **fields):
    """Two rows that differ in nothing that a constraint looks at."""
    model.objects.create(**fields)
    model.objects.create(**fields)


def same_key(rows):
    first, second = rows[:2]
    type(first).objects.filter(pk=second.pk).update(key=first.key, commitment=first.commitment)


@pytest.mark.parametrize(
    ("constraint", "break_it"),
    [
        (
            "membership_role_known",
            lambda plan: Membership.objects.create(user=make_user(), country_id="JOR", role="KING"),
        ),
        (
            "membership_one_role_in_a_country",
            lambda plan: second_of(Membership, user=make_user(), country_id="JOR", role="ADVISOR"),
        ),
        (
            "working_week_one_a_date",
            lambda plan: second_of(
                WorkingWeek, country_id="JOR", holds_from=date(2031, 1, 1), weekend=[4], source={"en": "x"}
            ),
        ),
        ("holiday_one_a_day", lambda plan: second_of(Holiday, country_id="JOR", day=date(2099, 1, 1))),
        (
            "holiday_working_day_is_certain",
            lambda plan: Holiday.objects.create(
                country_id="JOR", day=date(2099, 1, 1), is_working=True, is_estimated=True
            ),
        ),
        ("short_hours_one_a_first_day", lambda plan: second_of(ShortHours, **season())),
        ("short_hours_end_after_start", lambda plan: ShortHours.objects.create(**season(last=date(2099, 1, 1)))),
        ("short_hours_share_of_a_day", lambda plan: ShortHours.objects.create(**season(share=0))),
        ("short_hours_share_of_a_day", lambda plan: ShortHours.objects.create(**season(share=1.01))),
        (
            "indicator_value_one_a_year",
            lambda plan: second_of(
                IndicatorValue, country_id="JOR", indicator_id="EGDI", year=1999, value=1, source="x"
            ),
        ),
        (
            "indicator_value_not_negative",
            lambda plan: IndicatorValue.objects.create(
                country_id="JOR", indicator_id="EGDI", year=1999, value=-1, source="x"
            ),
        ),
        (
            "blueprint_link_not_to_itself",
            lambda plan: BlueprintLink.objects.create(before_id="INN-01-T1", after_id="INN-01-T1"),
        ),
        (
            "blueprint_link_once",
            lambda plan: second_of(BlueprintLink, before_id="INN-01-T1", after_id="POL-08-T1"),
        ),
        (
            "blueprint_link_kind_known",
            lambda plan: BlueprintLink.objects.create(before_id="INN-01-T1", after_id="POL-08-T1", kind="XX"),
        ),
        (
            "blueprint_part_once",
            lambda plan: second_of(BlueprintPart, recommendation_id="INN-01", task_id="POL-08-T1", order=99),
        ),
        (
            "workplan_deadline_not_before_start",
            lambda plan: Workplan.objects.create(start=date(2027, 1, 3), finish_by=date(2027, 1, 2)),
        ),
        (
            "task_key_once_in_a_workplan",
            lambda plan: second_of(
                Task, workplan=plan.workplan, commitment=plan.commitments.get(), key="new", order=99, days=1
            ),
        ),
        ("link_not_to_itself", lambda plan: Link.objects.create(before=first_task(plan), after=first_task(plan))),
        (
            "link_once",
            lambda plan: second_of(Link, before=plan.workplan.tasks.last(), after=first_task(plan), kind="SF"),
        ),
        (
            "link_kind_known",
            lambda plan: Link.objects.create(before=plan.workplan.tasks.last(), after=first_task(plan), kind="XX"),
        ),
        ("plan_scenario_has_a_name", lambda plan: Plan.objects.filter(pk=plan.pk).update(scenario_name="Two teams")),
        (
            "plan_move_leads_elsewhere",
            lambda plan: PlanMove.objects.create(
                plan=plan, name="stay", before="DRAFT", after="DRAFT", moved_at=timezone.now()
            ),
        ),
        ("plan_revision_from_one", lambda plan: Plan.objects.filter(pk=plan.pk).update(revision=0)),
        ("plan_base_language", lambda plan: Plan.objects.filter(pk=plan.pk).update(base_language="de")),
        ("plan_state_known", lambda plan: Plan.objects.filter(pk=plan.pk).update(state="LOST")),
        (
            "commitment_adopts_once",
            lambda plan: Commitment.objects.create(plan=plan, recommendation_id="INN-01", order=99),
        ),
        (
            "commitment_order_once",
            lambda plan: Commitment.objects.create(plan=plan, recommendation_id="POL-08", order=1),
        ),
        (
            "indicator_key_once_in_a_commitment",
            lambda plan: same_key(CommitmentIndicator.objects.filter(commitment__plan=plan)),
        ),
        ("risk_key_once_in_a_commitment", lambda plan: same_key(CommitmentRisk.objects.filter(commitment__plan=plan))),
        (
            "work_calendar_key_once_in_a_workplan",
            lambda plan: second_of(WorkCalendar, workplan=plan.workplan, key=uuid4(), name={"en": "x"}),
        ),
    ],
)
def test_the_database_refuses(constraint, break_it):
    plan = make_plan(codes=("INN-01",))

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        break_it(plan)

    # SQLite names the columns of a broken unique constraint, not the constraint.
    assert constraint in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def season(**fields):
    return {"country_id": "JOR", "first": date(2099, 1, 2), "last": date(2099, 1, 9), "share": 0.5} | fields


def first_task(plan):
    return plan.workplan.tasks.first()


def test_a_text_reads_in_the_reader_s_language():
    jordan = Country.objects.get(pk="JOR")

    said = []
    for language in ("ar", "en", "fr"):
        with override(language):
            said.append(str(jordan))

    assert said == ["الأردن", "Jordan", "Jordanie"]


def test_a_missing_translation_falls_back_to_the_base_language():
    text = Translated(fr="Plan d’action", en="")

    assert text.in_language("en", base="fr") == "Plan d’action"
    assert text.in_language("ar", base="en") == "Plan d’action"
    assert Translated().in_language("ar") == ""


def test_a_plain_dictionary_becomes_a_text_before_it_is_saved():
    assert str(Country(name={"ar": "الأردن"}).name) == "الأردن"


@pytest.mark.parametrize("value", [{"de": "Plan"}, {"en": 7}])
def test_a_text_of_another_language_or_kind_is_refused(value):
    with pytest.raises(ValidationError):
        TranslatedField().validate(value, None)


def test_a_reference_can_be_read_out_on_the_telephone():
    plan = make_plan("JOR")

    assert plan.reference == f"JOR-{str(plan.pk)[:8].upper()}"


@pytest.mark.parametrize(
    ("constraint", "state", "fields"),
    [
        ("calculation_ready_has_a_result", "READY", {"result": None}),
        ("calculation_kind_known", "QUEUED", {"kind": "GUESS"}),
        ("calculation_lease_while_running", "RUNNING", {"lease_until": None}),
        ("calculation_finished_once_it_ends", "READY", {"finished_at": None}),
        ("calculation_refused_says_why", "FAILED", {"error": ""}),
        ("calculation_percent_to_100", "QUEUED", {"percent": 101}),
        ("calculation_state_known", "LOST", {}),
    ],
)
def test_the_database_refuses_a_calculation(constraint, state, fields):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_calculation(make_plan(), state, **fields)


def test_the_database_refuses_the_same_calculation_twice_while_one_is_active():
    plan = make_plan()
    make_calculation(plan, "RUNNING")
    make_calculation(plan, kind="LEVELLING")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_calculation(plan)
