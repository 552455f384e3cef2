"""What the workers do for rounds of pairing, proposals and mail. A message carries only an id."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from planner import jobs
from twinning.models import Mail, RoundRun
from twinning.permissions import user_can_run_rounds
from twinning.services import evidence, mails, notices, proposals, rounds

# Seconds. Work that hangs without end would keep its worker from all other jobs; its row is taken back by the lease.
TIME_LIMIT = 600
MAIL_TIME_LIMIT = 120


@shared_task(time_limit=TIME_LIMIT)
def run_round(pk: str) -> None:
    jobs.work_on(
        RoundRun,
        UUID(pk),
        make=lambda run, progress: rounds.run(run, progress, clock=timezone.now),
        may_have=lambda run: run.asked_by is None or user_can_run_rounds(run.asked_by),
        fault_of=rounds.fault_of,
        clock=timezone.now,
    )


@shared_task(time_limit=MAIL_TIME_LIMIT)
def send_mail(pk: str) -> None:
    jobs.work_on(Mail, UUID(pk), make=mails.send, may_have=mails.may_have, fault_of=mails.fault_of, clock=timezone.now)


@shared_task
def ask_for_digests() -> None:
    """Every few minutes, by beat; it is 08:00 somewhere else each time."""
    mails.ask_for_digests(now=timezone.now())


@shared_task
def expire_proposals() -> None:
    """Every hour, by beat: the last day ends at midnight."""
    proposals.expire_proposals(now=timezone.now())


@shared_task
def tell_of_follow_ups() -> None:
    """Every hour, by beat."""
    notices.tell_of_follow_ups(now=timezone.now())


@shared_task
def forget_old_notices() -> None:
    """Every hour, by beat."""
    notices.forget_old_notices(now=timezone.now())


@shared_task
def sweep_evidence_files() -> None:
    """Every hour, by beat."""
    evidence.sweep_evidence_files(now=timezone.now())
