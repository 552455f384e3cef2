"""From asking for a file to having it: who claims a job, keeps it, finishes it, and what is swept up.

Every move is one conditional UPDATE that checks it changed its row, so that a message delivered twice, a worker
killed in the middle and a worker that wakes after its lease do no harm. The design and the figures behind it:
docs/decisions/0002-jobs.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from exports.models import Export, Fault, Step
from planner.models import JobState, Plan, User

logger = logging.getLogger(__name__)

ATTEMPTS = 3
LEASE = timedelta(seconds=settings.EXPORT_LEASE_SECONDS)
RING_AGAIN_AFTER = timedelta(seconds=30)
KEPT_FOR = timedelta(days=7)
# A file without a row may be one that a worker is about to finish.
ORPHAN_KEPT_FOR = timedelta(hours=1)


class Superseded(Exception):
    """The job was taken back and belongs to another worker; what this one made is thrown away."""


# --- asking ---------------------------------------------------------------------------------------------


def request_export(*, user: User | None, plan: Plan, language: str, profile: str, now: datetime) -> Export:
    """Ask for a file of `plan`. The same request while one is active is that one. `user` None is the operator.

    The caller has fetched `plan` through `plan_for_viewing`, which is the permission to ask.
    """
    request = {
        "plan": plan,
        "revision": plan.revision,
        "language": language,
        "profile": profile,
        "format": Export.Format.DOCX,
    }
    try:
        with transaction.atomic():
            export = Export.objects.create(**request, asked_by=user, asked_at=now, rung_at=now)
            transaction.on_commit(lambda: ring(export.pk))
    except IntegrityError:
        # The newest stood in the way. It need not be active any more: it may have ended since.
        same = Export.objects.filter(**request).first()
        if same is None:
            raise
        return same
    return export


def ring(pk: UUID) -> bool:
    """Tell the workers. False where the broker is down or frozen; the sweep rings again.

    Somebody waits for the answer: one attempt, on a connection of its own that other threads cannot hold up, within
    the socket limits of the settings.
    """
    try:
        with current_app.connection_for_write(transport_options={"max_retries": 0}) as connection:
            current_app.send_task("exports.tasks.write_export", args=[str(pk)], connection=connection, retry=False)
    except Exception as error:  # whatever the broker's client raises, the row is safe
        logger.warning("export %s: the broker did not answer, the sweep will ring again (%s)", pk, error)
        return False
    return True


# --- working --------------------------------------------------------------------------------------------


def claim(pk: UUID, *, now: datetime) -> Export | None:
    """Take a job that is queued, or whose worker's lease ran out. None: it is not to be had."""
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    export = Export.objects.select_related("plan__country", "plan__workplan", "asked_by").filter(free, pk=pk).first()
    if export is None or export.attempt >= ATTEMPTS:
        return None
    # Compare and swap: the attempt that this worker goes by is the one it wrote, never one read afterwards.
    seen = Export.objects.filter(free, pk=pk, attempt=export.attempt)
    export.attempt += 1
    taken = seen.update(
        state=JobState.RUNNING, step=Step.READING, percent=0, attempt=export.attempt, lease_until=now + LEASE
    )
    return export if taken else None


def report(export: Export, step: str, percent: int, *, now: datetime) -> None:
    """Write progress and renew the lease. Raises `Superseded` where the job is no longer this worker's."""
    _change_own(export, step=step, percent=percent, lease_until=now + LEASE)


def finish(export: Export, *, sha256: str, size: int, now: datetime) -> None:
    """Raises `Superseded` where the job is no longer this worker's."""
    _end(export, JobState.READY, percent=100, sha256=sha256, size=size, now=now)


def fail(export: Export, fault: Fault, *, now: datetime) -> None:
    """Raises `Superseded` where the job is no longer this worker's."""
    _end(export, JobState.FAILED, error=fault, now=now)


def cancel(export: Export, fault: Fault, *, now: datetime) -> None:
    """Raises `Superseded` where the job is no longer this worker's."""
    _end(export, JobState.CANCELLED, error=fault, now=now)


def _end(export: Export, state: JobState, *, now: datetime, **changes: object) -> None:
    _change_own(export, state=state, step=Step.NOTHING, lease_until=None, finished_at=now, **changes)


def _change_own(export: Export, **changes: object) -> None:
    own = Export.objects.filter(pk=export.pk, state=JobState.RUNNING, attempt=export.attempt)
    if not own.update(**changes):
        raise Superseded(str(export.pk))


# --- sweeping -------------------------------------------------------------------------------------------


def sweep(*, now: datetime, ring: Callable[[UUID], bool] = ring) -> None:
    """Take back jobs whose worker died, and ring for jobs left waiting. Any number may run at once.

    One small read where there is nothing to do. A broker that does not answer is asked once.
    """
    lapsed = Export.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    silent = Export.objects.filter(state=JobState.QUEUED, rung_at__lte=now - RING_AGAIN_AFTER)
    if not (lapsed | silent).exists():
        return
    lapsed.filter(attempt__gte=ATTEMPTS).update(
        state=JobState.FAILED, step=Step.NOTHING, error=Fault.LOST, lease_until=None, finished_at=now
    )
    lapsed.update(state=JobState.QUEUED, step=Step.NOTHING, percent=0, lease_until=None, rung_at=now - RING_AGAIN_AFTER)
    broker_answers = True
    for pk in list(silent.order_by("asked_at").values_list("pk", flat=True)):
        if silent.filter(pk=pk).update(rung_at=now) and broker_answers:
            broker_answers = ring(pk)


def sweep_files(*, now: datetime) -> None:
    """Make rows and files agree: expire what is old or gone, delete what no row stands for."""
    ready = Export.objects.filter(state=JobState.READY)
    ready.filter(finished_at__lt=now - KEPT_FOR).update(state=JobState.EXPIRED)
    kept = set()
    for export in ready:
        if file_of(export).exists():
            kept.add(file_of(export))
        else:
            ready.filter(pk=export.pk).update(state=JobState.EXPIRED)
    for path in settings.EXPORTS_DIR.iterdir():
        if path not in kept and _is_older(path, now - ORPHAN_KEPT_FOR):
            path.unlink(missing_ok=True)


def _is_older(path: Path, moment: datetime) -> bool:
    """False also for a file that went away while it was looked at."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def file_of(export: Export) -> Path:
    """Where the file of this attempt lies once it is whole. A worker that lost its lease writes to another name."""
    return settings.EXPORTS_DIR / f"{export.pk}-{export.attempt}.{export.format}"
