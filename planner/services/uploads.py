"""Bringing a plan in from a file in two steps: what the file says is kept and shown, and then made so or dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from planner.domain.contents import PlanContents
from planner.domain.revisions import differences
from planner.interchange.languages import language_of
from planner.interchange.msproject.reader import ReadProject, read_project
from planner.interchange.refusals import FileRefused, Refusal, Remark
from planner.interchange.sheets.cells import read_sheets
from planner.interchange.sheets.merging import merge
from planner.models import Country, Plan, Upload, User
from planner.queries.project_files import country_calendar
from planner.queries.revisions import contents_of
from planner.queries.sheets import surroundings_of
from planner.services.contents import apply_contents
from planner.services.edits import EditRefused, edit_of
from planner.services.project_files import create_plan_from_values, values_of_project

KEPT_FOR = timedelta(hours=24)
# Nobody reads more of them.
MOST_ERRORS = 200
MOST_REMARKS = 200


class ChangedMeanwhile(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The plan has changed since the file was checked. Bring the file in again."))


class RowsAreWrong(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Rows of the file are wrong, so nothing of it was taken over."))


def keep_sheet(*, plan: Plan, source: BinaryIO, file_name: str, user: User, now: datetime) -> Upload:
    """What the plan's workbook asks for, to be looked at. Nothing of the plan changes. Raises FileRefused."""
    sheets = read_sheets(source)
    if sheets.about.get("plan") != str(plan.pk):
        raise FileRefused(Refusal.OTHER_PLAN)
    before = contents_of(plan)
    merged = merge(before, sheets, surroundings_of(plan))
    taken_at = sheets.about.get("change", "")
    return _keep(
        now=now,
        kind=Upload.Kind.SHEET,
        country=plan.country,
        plan=plan,
        change_number=plan.workplan.change_number,
        uploaded_by=user,
        file_name=file_name,
        contents=merged.contents.as_values(),
        report={
            "errors": [error.as_values() for error in merged.errors[:MOST_ERRORS]],
            "error_count": len(merged.errors),
            "differences": [part.as_values() for part in differences(before, merged.contents)],
            "is_older": taken_at.isdecimal() and taken_at != str(plan.workplan.change_number),
        },
    )


def apply_sheet(*, upload: Upload, plan: Plan, user: User, now: datetime) -> None:
    """Make the plan hold what the sheet asked for: all of it, on record, or nothing.

    Raises ChangedMeanwhile or RowsAreWrong.
    """
    if upload.report["errors"]:
        raise RowsAreWrong
    with edit_of(plan.workplan, user=user, now=now) as edit:
        if edit.number - 1 != upload.change_number:
            raise ChangedMeanwhile
        apply_contents(plan, PlanContents.from_values(upload.contents), edit)
        upload.delete()


def keep_project(
    *,
    country: Country,
    source: BinaryIO,
    file_name: str,
    keeps_calendar: bool,
    language: str,
    user: User,
    now: datetime,
) -> Upload:
    """What a Microsoft Project file would bring, to be looked at. Without a `language` it is guessed.

    Raises FileRefused.
    """
    calendar = None if keeps_calendar else country_calendar(country, language=language or "ar")
    read = read_project(source, calendar=calendar)
    return _keep(
        now=now,
        kind=Upload.Kind.PROJECT,
        country=country,
        uploaded_by=user,
        file_name=file_name,
        contents=values_of_project(
            country=country,
            read=read,
            language=language or language_of(task.title for task in read.project.tasks),
            keeps_calendar=keeps_calendar,
        ),
        report=_report(read, keeps_calendar),
    )


@transaction.atomic
def create_plan_from_upload(*, upload: Upload, title: str, user: User, now: datetime) -> Plan:
    """The draft that a Microsoft Project file brings. Without a `title` it keeps the file's."""
    values = upload.contents
    if title:
        values["contents"]["plan"]["title"] = {values["contents"]["plan"].get("base_language", "ar"): title}
    plan = create_plan_from_values(country=upload.country, values=values, now=now, created_by=user)
    upload.delete()
    return plan


def _keep(*, now: datetime, file_name: str, **columns: Any) -> Upload:
    """What nobody decided on goes on the way."""
    Upload.objects.filter(uploaded_at__lt=now - KEPT_FOR).delete()
    return Upload.objects.create(uploaded_at=now, file_name=file_name[:200], **columns)


def _report(read: ReadProject, keeps_calendar: bool) -> dict[str, Any]:
    differing = read.differing()
    return {
        "start": read.result.start.isoformat(),
        "finish": read.result.finish.isoformat(),
        "keeps_calendar": keeps_calendar,
        "remarks": _remarks(read.remarks),
        "remark_count": len(read.remarks),
        "with_dates": sum(bool(stored.start) for stored in read.stored.values()),
        "differing_count": len(differing),
        "differing": [
            {
                "title": task.title,
                "here": [day.isoformat() for day in read.result[task.key][:2]],
                "there": [day.isoformat() for day in (stored.start, stored.finish) if day],
            }
            for task, stored in differing[:MOST_REMARKS]
        ],
    }


def _remarks(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    return [remark.as_values() for remark in list(remarks)[:MOST_REMARKS]]
