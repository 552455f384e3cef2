"""How a page follows a job: its place in the queue, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Generic

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from planner.jobs import AnyJob, job_kinds
from planner.models import JobState

# Seconds until the page asks again: at once eager, later patient.
POLL_PAUSES = (1, 1, 2, 2, 3, 5, 5, 10)


@dataclass(frozen=True)
class JobRow(Generic[AnyJob]):
    """One line that follows a job. `place` is how many requests are served before it ends, itself included, while
    it waits; `poll_after` the seconds until the page asks again, None where nothing will change any more."""

    job: AnyJob
    place: int | None
    poll_after: int | None
    next_poll: int


def job_row(job: AnyJob, *, polls: int = 0) -> JobRow[AnyJob]:
    """`job` comes from `with_place`; `polls` is how often the page has asked already."""
    return JobRow(
        job=job,
        place=job.place if job.state == JobState.QUEUED else None,
        poll_after=POLL_PAUSES[min(polls, len(POLL_PAUSES) - 1)] if job.is_active else None,
        next_poll=polls + 1,
    )


def with_place(jobs: QuerySet[AnyJob]) -> QuerySet[AnyJob]:
    """Jobs of all kinds and countries wait in the same queue."""
    waiting = []
    for kind in job_kinds():
        earlier = kind.objects.filter(state=JobState.QUEUED, asked_at__lte=OuterRef("asked_at")).order_by()
        counted = earlier.values("state").annotate(count=Count("pk")).values("count")
        waiting.append(Coalesce(Subquery(counted), 0))
    return jobs.annotate(place=reduce(add, waiting))


def polls_named(text: str) -> int:
    """How often the page says it has asked; 0 for anything that is no such number."""
    return int(text) if text.isdecimal() and len(text) < 5 else 0
