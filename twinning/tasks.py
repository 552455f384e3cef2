"""What the workers do for rounds of pairing. A message carries only an id."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from planner import jobs
from twinning.models import RoundRun
from twinning.permissions import user_can_run_rounds
from twinning.services import rounds

# Seconds. Work that hangs without end would keep its worker from all other jobs; its row is taken back by the lease.
TIME_LIMIT = 600


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
