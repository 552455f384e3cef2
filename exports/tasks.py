"""What the workers do. A message carries only an id: no draft's text ever lies in the broker."""

import errno
import logging
from uuid import UUID

from celery import shared_task
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from exports import build, queue
from exports.models import Export, Fault
from planner.domain.graph import CyclicGraph
from planner.permissions import user_can_view_plan

logger = logging.getLogger(__name__)

# Seconds. Work that hangs without end would keep its worker from all other files; its row is taken back by the lease.
TIME_LIMIT = 600


@shared_task(time_limit=TIME_LIMIT)
def write_export(pk: str) -> None:
    """Make one file. Delivered twice, late or to a dead worker's successor, it is made once."""
    export = queue.claim(UUID(pk), now=timezone.now())
    if export is None:
        return
    try:
        if export.asked_by and not user_can_view_plan(export.asked_by, export.plan):
            queue.cancel(export, Fault.NOT_ALLOWED, now=timezone.now())
        else:
            _make(export)
    except queue.Superseded:
        logger.warning("export %s: attempt %d was taken back while it ran", pk, export.attempt)
        queue.file_of(export).unlink(missing_ok=True)


def _make(export: Export) -> None:
    def progress(step: str, percent: int) -> None:
        queue.report(export, step, percent, now=timezone.now())

    try:
        made = build.make_file(export, progress=progress, today=timezone.localdate())
    except (queue.Superseded, OperationalError, InterfaceError):
        # A database that is away can be told nothing. It may come back: the lease runs out and the next one tries.
        raise
    except Exception as error:  # the row must end in words, whatever happened
        logger.exception("export %s", export.pk)
        queue.fail(export, fault_of(error), now=timezone.now())
    else:
        queue.finish(export, sha256=made.sha256, size=made.size, now=timezone.now())


def fault_of(error: Exception) -> Fault:
    """What the reader is told of it."""
    if isinstance(error, CyclicGraph):
        return Fault.CIRCLE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault.NO_SPACE
    return Fault.UNEXPECTED


@shared_task
def sweep_exports() -> None:
    """Every few seconds, by beat."""
    queue.sweep(now=timezone.now())


@shared_task
def sweep_export_files() -> None:
    """Every hour, by beat."""
    queue.sweep_files(now=timezone.now())
