"""Files are checked first and taken over afterwards: all of what they say, or nothing."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from planner.interchange.refusals import FileRefused, Refusal
from planner.interchange.sheets.columns import TASKS
from planner.models import Change, Country, Plan, Upload
from planner.queries.sheets import workbook_of_plan
from planner.services.edits import edit_of
from planner.services.uploads import (
    KEPT_FOR,
    ChangedMeanwhile,
    RowsAreWrong,
    apply_sheet,
    create_plan_from_upload,
    keep_sheet,
)
from tests.factories import make_advisor, make_plan, make_upload
from tests.planner.interchange.workbooks import changed

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def brought(plan: Plan, content: bytes, user=None) -> Upload:
    user = user or make_advisor("JOR")
    return keep_sheet(plan=plan, source=io.BytesIO(content), file_name="x.xlsx", user=user, now=NOW)


def with_days(plan: Plan, days: object) -> bytes:
    return changed(workbook_of_plan(plan), {(TASKS, plan.workplan.tasks.first().key, "days"): days})


def apply(upload: Upload, plan: Plan) -> None:
    apply_sheet(upload=upload, plan=Plan.objects.get(pk=plan.pk), user=upload.uploaded_by, now=NOW)


def test_checking_a_sheet_changes_nothing_and_applying_it_goes_on_record():
    plan = make_plan("JOR")
    upload = brought(plan, with_days(plan, 25))

    before = plan.workplan.tasks.first().days
    apply(upload, plan)

    change = Change.objects.get(workplan=plan.workplan)
    assert before != plan.workplan.tasks.first().days == 25
    assert [(part["field"], part["after"]) for part in change.parts] == [("days", 25)]
    assert change.made_by == upload.uploaded_by
    assert not Upload.objects.exists()


def test_a_sheet_is_not_applied_over_somebody_s_edit():
    plan = make_plan("JOR")
    upload = brought(plan, with_days(plan, 25))
    task = plan.workplan.tasks.last()
    with edit_of(plan.workplan, user=None, now=NOW) as edit:
        edit.change(task, version=task.version, days=9)

    with pytest.raises(ChangedMeanwhile):
        apply(upload, plan)

    assert plan.workplan.tasks.first().days != 25
    assert Change.objects.filter(workplan=plan.workplan).count() == 1


def test_a_sheet_with_wrong_rows_is_not_applied():
    plan = make_plan("JOR")
    upload = brought(plan, with_days(plan, "many"))

    with pytest.raises(RowsAreWrong):
        apply(upload, plan)

    assert not Change.objects.exists()


def test_the_sheet_of_another_plan_is_refused():
    plan, other = make_plan("JOR"), make_plan("JOR")

    with pytest.raises(FileRefused) as error:
        brought(plan, workbook_of_plan(other))

    assert error.value.refusal == Refusal.OTHER_PLAN
    assert not Upload.objects.exists()


def test_what_nobody_decided_on_goes_after_a_day():
    plan = make_plan("JOR")
    old = brought(plan, workbook_of_plan(plan))
    Upload.objects.update(uploaded_at=NOW - KEPT_FOR - timedelta(seconds=1))

    brought(plan, workbook_of_plan(plan))

    assert not Upload.objects.filter(pk=old.pk).exists()
    assert Upload.objects.count() == 1


def test_a_project_file_makes_a_plan_once_it_is_accepted():
    user = make_advisor("JOR")
    upload = make_upload(user)
    assert not Plan.objects.exists()

    plan = create_plan_from_upload(upload=upload, title="خطة", user=user, now=NOW)

    assert plan.created_by == user
    assert plan.title["en"] == "خطة"
    assert plan.workplan.tasks.count() == 5
    assert not Upload.objects.exists()


def test_a_sheet_belongs_to_a_plan():
    with pytest.raises(IntegrityError):
        Upload.objects.create(
            kind="SHEET",
            country=Country.objects.get(pk="JOR"),
            uploaded_by=make_advisor("JOR"),
            uploaded_at=NOW,
            file_name="x",
            contents={},
            report={},
        )
