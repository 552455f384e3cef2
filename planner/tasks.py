"""What the workers do for plans, and the clock's sweep of every kind of job. A message carries only an id."""

import time
from typing import Any
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from planner import jobs
from planner.models import Calculation
from planner.permissions import user_can_edit_plan, user_can_view_plan
from planner.services import calculations

# Seconds. Work that hangs without end would keep its worker from all other jobs; its row is taken back by the lease.
TIME_LIMIT = 600


@shared_task(time_limit=TIME_LIMIT)
def run_calculation(pk: str) -> None:
    jobs.work_on(
        Calculation,
        UUID(pk),
        make=_calculate,
        may_have=_may_have,
        fault_of=calculations.fault_of,
        clock=timezone.now,
    )


def _calculate(calculation: Calculation, progress: jobs.Progress) -> dict[str, Any]:
    until = time.monotonic() + calculations.LEVELLING_SECONDS
    return calculations.calculate(calculation, progress, is_enough=lambda: time.monotonic() > until)


def _may_have(calculation: Calculation) -> bool:
    may = user_can_edit_plan if calculation.kind == Calculation.Kind.LEVELLING else user_can_view_plan
    return calculation.asked_by is None or may(calculation.asked_by, calculation.plan)


@shared_task
def sweep_jobs() -> None:
    """Every few seconds, by beat."""
    for kind in jobs.job_kinds():
        jobs.sweep(kind, now=timezone.now())
