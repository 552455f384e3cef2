"""What the export screens read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from exports.models import Export
from exports.queue import file_of
from planner.models import JobState, Plan, User
from planner.queries.access import plans_visible_to

SHOWN = 10
# Seconds until the page asks again: at once eager, later patient.
POLL_PAUSES = (1, 1, 2, 2, 3, 5, 5, 10)


@dataclass(frozen=True)
class ExportRow:
    """One line of the panel. `place` is how many requests are served before it ends, itself included, while it
    waits; `poll_after` the seconds until the page asks again, None where nothing will change any more."""

    export: Export
    place: int | None
    poll_after: int | None
    next_poll: int

    @property
    def kilobytes(self) -> int:
        return -(-self.export.size // 1024)


def exports_visible_to(user: User) -> QuerySet[Export]:
    """The files of the plans one may see now, whoever asked for them."""
    return _with_place(Export.objects.filter(plan__in=plans_visible_to(user)))


def export_for_viewing(user: User, pk: UUID) -> Export:
    return get_object_or_404(exports_visible_to(user), pk=pk)


def file_for_download(user: User, pk: UUID) -> tuple[Export, BinaryIO]:
    """A finished export and its file, opened. One that is not ready or has expired is a 404 like one that never was."""
    export = get_object_or_404(exports_visible_to(user), pk=pk, state=JobState.READY)
    try:
        return export, file_of(export).open("rb")
    except FileNotFoundError:
        raise Http404 from None


def export_row(export: Export, *, polls: int = 0) -> ExportRow:
    """`export` comes from one of these queries; `polls` is how often the page has asked already."""
    return ExportRow(
        export=export,
        place=export.place if export.state == JobState.QUEUED else None,
        poll_after=POLL_PAUSES[min(polls, len(POLL_PAUSES) - 1)] if export.is_active else None,
        next_poll=polls + 1,
    )


def export_history(plan: Plan) -> list[ExportRow]:
    """The latest requests for files of `plan`, newest first. One query."""
    return [export_row(export) for export in _with_place(plan.exports)[:SHOWN]]


def _with_place(exports: QuerySet[Export]) -> QuerySet[Export]:
    waiting = Export.objects.filter(state=JobState.QUEUED, asked_at__lte=OuterRef("asked_at")).order_by()
    place = Subquery(waiting.values("state").annotate(count=Count("pk")).values("count"))
    return exports.select_related("plan__country", "asked_by").annotate(place=place)
