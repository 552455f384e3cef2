"""What the workers do. A message carries only an id: no draft's text ever lies in the broker."""

import errno
from typing import Any
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from exports import build, queue
from exports.models import Export, Fault
from exports.subjects import subject_of
from planner import jobs
from planner.domain.graph import CyclicGraph

# Seconds. Work that hangs without end would keep its worker from all other files; its row is taken back by the lease.
TIME_LIMIT = 600


@shared_task(time_limit=TIME_LIMIT)
def write_export(pk: str) -> None:
    jobs.work_on(
        Export,
        UUID(pk),
        make=_make,
        may_have=_may_have,
        fault_of=fault_of,
        throw_away=lambda export: queue.file_of(export).unlink(missing_ok=True),
        clock=timezone.now,
    )


def _may_have(export: Export) -> bool:
    asker = export.asked_by
    return asker is None or subject_of(export).is_visible_to(asker, export.subject_id)


def _make(export: Export, progress: jobs.Progress) -> dict[str, Any]:
    made = build.make_file(export, progress=progress, today=timezone.localdate())
    return {"sha256": made.sha256, "size": made.size}


def fault_of(error: Exception) -> Fault:
    """What the reader is told of it."""
    if isinstance(error, CyclicGraph):
        return Fault.CIRCLE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault.NO_SPACE
    return Fault.UNEXPECTED


@shared_task
def sweep_export_files() -> None:
    """Every hour, by beat."""
    queue.sweep_files(now=timezone.now())
