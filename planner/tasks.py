"""What the workers do for plans, and the clock's sweep of every kind of job. A message carries only an id."""

from celery import shared_task
from django.utils import timezone

from planner import jobs


@shared_task
def sweep_jobs() -> None:
    """Every few seconds, by beat."""
    for kind in jobs.job_kinds():
        jobs.sweep(kind, now=timezone.now())
