"""What the export screens read."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import BinaryIO
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from exports.models import Export
from exports.queue import file_of
from exports.subjects import SUBJECTS, Subject, subject_of_row
from planner.models import JobState, User
from planner.queries.jobs import JobRow, job_row, with_place

SHOWN = 10


def exports_visible_to(user: User) -> QuerySet[Export]:
    """The files of what one may see now, whoever asked for them."""
    mine = reduce(or_, (Q(**{f"{name}__in": subject.visible_to(user)}) for name, subject in SUBJECTS.items()))
    return with_place(_with_rows(Export.objects.filter(mine), *SUBJECTS.values()))


def export_for_viewing(user: User, pk: UUID) -> Export:
    return get_object_or_404(exports_visible_to(user), pk=pk)


def file_for_download(user: User, pk: UUID) -> tuple[Export, BinaryIO]:
    """A finished export and its file, opened. One that is not ready or has expired is a 404 like one that never was."""
    export = get_object_or_404(exports_visible_to(user), pk=pk, state=JobState.READY)
    try:
        return export, file_of(export).open("rb")
    except FileNotFoundError:
        raise Http404 from None


def export_history(row: Model) -> list[JobRow[Export]]:
    """The latest requests for files of a plan, a twinning …, newest first. One query."""
    subject = subject_of_row(row)
    exports = _with_rows(Export.objects.filter(**{subject.name: row}), subject)
    return [job_row(export) for export in with_place(exports)[:SHOWN]]


def _with_rows(exports: QuerySet[Export], *subjects: Subject) -> QuerySet[Export]:
    return exports.select_related("asked_by", *(name for subject in subjects for name in subject.reads))
