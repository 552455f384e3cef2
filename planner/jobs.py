"""From asking for work to having it: who claims a job, keeps it, finishes it, and what is swept up.

Every move is one conditional UPDATE that checks it changed its row, so that a message delivered twice, a worker
killed in the middle and a worker that wakes after its lease do no harm. The design and the figures behind it:
docs/decisions/0002-jobs.md. All of it works on any `Job`: files, calculations, and what comes after them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import Q

from planner.models import Job, JobState, User
from planner.models.jobs import LOST, NOT_ALLOWED

logger = logging.getLogger(__name__)

ATTEMPTS = 3
LEASE = timedelta(seconds=settings.JOB_LEASE_SECONDS)
RING_AGAIN_AFTER = timedelta(seconds=30)

AnyJob = TypeVar("AnyJob", bound=Job)
Clock = Callable[[], datetime]
# Told the step and the per cent done. Raises where the job is no longer ours, which ends the work.
Progress = Callable[[str, int], None]


class Superseded(Exception):
    """The job was taken back and belongs to another worker; what this one made is thrown away."""


def job_kinds() -> list[type[Job]]:
    return [model for model in apps.get_models() if issubclass(model, Job)]


# --- asking ---------------------------------------------------------------------------------------------


def request_once(
    kind: type[AnyJob], *, same_by: dict[str, Any], user: User | None, now: datetime, **values: Any
) -> AnyJob:
    """Ask for a job. One that is active and has the values of `same_by` is that one. `user` None is the operator.

    The kind's own unique constraint on active rows is what holds it; the caller has checked that `user` may ask.
    """
    try:
        with transaction.atomic():
            job = kind.objects.create(**same_by, **values, asked_by=user, asked_at=now, rung_at=now)
            transaction.on_commit(lambda: ring(job))
    except IntegrityError:
        # The newest stood in the way. It need not be active any more: it may have ended since.
        same = kind.objects.filter(**same_by).first()
        if same is None:
            raise
        return same
    return job


def ring(job: Job) -> bool:
    """Tell the workers. False where the broker is down or frozen; the sweep rings again.

    Somebody waits for the answer: one attempt, on a connection of its own that other threads cannot hold up, within
    the socket limits of the settings.
    """
    try:
        with current_app.connection_for_write(transport_options={"max_retries": 0}) as connection:
            current_app.send_task(job.TASK, args=[str(job.pk)], connection=connection, retry=False)
    except Exception as error:  # whatever the broker's client raises, the row is safe
        logger.warning("%s: the broker did not answer, the sweep will ring again (%s)", said(job), error)
        return False
    return True


# --- working --------------------------------------------------------------------------------------------


def work_on(
    kind: type[AnyJob],
    pk: UUID,
    *,
    make: Callable[[AnyJob, Progress], dict[str, Any]],
    may_have: Callable[[AnyJob], bool],
    fault_of: Callable[[Exception], str],
    throw_away: Callable[[AnyJob], None] = lambda job: None,
    clock: Clock,
) -> None:
    """What a worker does with one message. Delivered twice, late or to a dead worker's successor, it is done once.

    `make` returns the values that the finished row keeps; what it raises ends the row in the words of `fault_of`.
    `may_have` is asked again here because a right may have gone since. Where the job was taken back while it ran,
    `throw_away` gets rid of what was made. The database's own errors are raised.
    """
    job = claim(kind, pk, now=clock())
    if job is None:
        return
    try:
        if may_have(job):
            _make(job, make, fault_of, clock)
        else:
            cancel(job, NOT_ALLOWED, now=clock())
    except Superseded:
        logger.warning("%s was taken back while it ran", said(job))
        throw_away(job)


def _make(
    job: AnyJob,
    make: Callable[[AnyJob, Progress], dict[str, Any]],
    fault_of: Callable[[Exception], str],
    clock: Clock,
) -> None:
    try:
        made = make(job, lambda step, percent: report(job, step, percent, now=clock()))
    except (Superseded, OperationalError, InterfaceError):
        # A database that is away can be told nothing. It may come back: the lease runs out and the next one tries.
        raise
    except Exception as error:  # the row must end in words, whatever happened
        logger.exception("%s", said(job))
        fail(job, fault_of(error), now=clock())
    else:
        finish(job, now=clock(), **made)


def claim(kind: type[AnyJob], pk: UUID, *, now: datetime) -> AnyJob | None:
    """Take a job that is queued, or whose worker's lease ran out. None: it is not to be had."""
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    job = kind.objects.select_related(*kind.READ_WITH).filter(free, pk=pk).first()
    if job is None or job.attempt >= ATTEMPTS:
        return None
    # Compare and swap: the attempt that this worker goes by is the one it wrote, never one read afterwards.
    seen = kind.objects.filter(free, pk=pk, attempt=job.attempt)
    job.attempt += 1
    taken = seen.update(
        state=JobState.RUNNING, step=kind.FIRST_STEP, percent=0, attempt=job.attempt, lease_until=now + LEASE
    )
    return job if taken else None


def report(job: Job, step: str, percent: int, *, now: datetime) -> None:
    """Write progress and renew the lease. Raises `Superseded` where the job is no longer this worker's."""
    _change_own(job, step=step, percent=percent, lease_until=now + LEASE)


def finish(job: Job, *, now: datetime, **made: Any) -> None:
    """Raises `Superseded` where the job is no longer this worker's."""
    _end(job, JobState.READY, percent=100, now=now, **made)


def fail(job: Job, fault: str, *, now: datetime) -> None:
    """Raises `Superseded` where the job is no longer this worker's."""
    _end(job, JobState.FAILED, error=fault, now=now)


def cancel(job: Job, fault: str, *, now: datetime) -> None:
    """Raises `Superseded` where the job is no longer this worker's."""
    _end(job, JobState.CANCELLED, error=fault, now=now)


def _end(job: Job, state: JobState, *, now: datetime, **changes: Any) -> None:
    _change_own(job, state=state, step="", lease_until=None, finished_at=now, **changes)


def _change_own(job: Job, **changes: Any) -> None:
    own = type(job)._default_manager.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)
    if not own.update(**changes):
        raise Superseded(said(job))


# --- sweeping -------------------------------------------------------------------------------------------


def sweep(kind: type[Job], *, now: datetime, ring: Callable[[Job], bool] = ring) -> None:
    """Take back jobs whose worker died, and ring for jobs left waiting. Any number may run at once.

    One small read where there is nothing to do. A broker that does not answer is asked once.
    """
    lapsed = kind.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    silent = kind.objects.filter(state=JobState.QUEUED, rung_at__lte=now - RING_AGAIN_AFTER)
    if not (lapsed | silent).exists():
        return
    lapsed.filter(attempt__gte=ATTEMPTS).update(
        state=JobState.FAILED, step="", error=LOST, lease_until=None, finished_at=now
    )
    lapsed.update(state=JobState.QUEUED, step="", percent=0, lease_until=None, rung_at=now - RING_AGAIN_AFTER)
    broker_answers = True
    for job in list(silent.order_by("asked_at").only("pk")):
        if silent.filter(pk=job.pk).update(rung_at=now) and broker_answers:
            broker_answers = ring(job)


def said(job: Job) -> str:
    """For logs: `export 1b9d…, attempt 2`."""
    return f"{job._meta.verbose_name} {job.pk}, attempt {job.attempt}"
