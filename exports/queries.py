"""What the export screens read."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from exports.models import Export
from exports.queue import file_of
from planner.models import JobState, Plan, User
from planner.queries.access import plans_visible_to
from planner.queries.jobs import JobRow, job_row, with_place

SHOWN = 10


def exports_visible_to(user: User) -> QuerySet[Export]:
    """The files of the plans one may see now, whoever asked for them."""
    return with_place(_with_people(Export.objects.filter(plan__in=plans_visible_to(user))))


def export_for_viewing(user: User, pk: UUID) -> Export:
    return get_object_or_404(exports_visible_to(user), pk=pk)


def file_for_download(user: User, pk: UUID) -> tuple[Export, BinaryIO]:
    """A finished export and its file, opened. One that is not ready or has expired is a 404 like one that never was."""
    export = get_object_or_404(exports_visible_to(user), pk=pk, state=JobState.READY)
    try:
        return export, file_of(export).open("rb")
    except FileNotFoundError:
        raise Http404 from None


def export_history(plan: Plan) -> list[JobRow[Export]]:
    """The latest requests for files of `plan`, newest first. One query."""
    return [job_row(export) for export in with_place(_with_people(plan.exports.all()))[:SHOWN]]


def _with_people(exports: QuerySet[Export]) -> QuerySet[Export]:
    return exports.select_related("plan__country", "asked_by")
