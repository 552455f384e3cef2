"""Work that is done in the background: a file, a simulation, a levelling."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "QUEUED", _("Waiting")
    RUNNING = "RUNNING", _("Being made")
    READY = "READY", _("Ready")
    FAILED = "FAILED", _("Failed")
    EXPIRED = "EXPIRED", _("Expired")
    CANCELLED = "CANCELLED", _("Cancelled")


ACTIVE_STATES = (JobState.QUEUED, JobState.RUNNING)

# Why a job of any kind may come to nothing. Each kind says it in words of its own, beside other reasons.
LOST = "LOST"
NOT_ALLOWED = "NOT_ALLOWED"


class Job(models.Model):
    """The row is the truth; a message to a worker only rings the bell.

    QUEUED → RUNNING (claimed: the attempt goes up, the lease runs)
    RUNNING → READY | FAILED | CANCELLED (the asker may no longer see the plan)
    RUNNING → QUEUED (the lease ran out) | FAILED (it did so at the third attempt)
    READY → EXPIRED (what was made was swept)

    `attempt` is also the fence: a worker changes the row only while the attempt is the one it claimed. Asking again
    is a new row. `step` and `error` take the words of the kind of job. `planner.jobs` makes the moves.

    Each kind names the Celery `TASK` that works on it, its `FIRST_STEP`, and the rows that a worker reads with it.
    """

    TASK: ClassVar[str]
    FIRST_STEP: ClassVar[str]
    READ_WITH: ClassVar[tuple[str, ...]] = ("asked_by",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty where the operator asked on the command line."),
    )
    asked_at = models.DateTimeField()
    rung_at = models.DateTimeField(help_text=_("When the workers were last told of it."))
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.QUEUED)
    step = models.CharField(max_length=12, default="", blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=16, default="", blank=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "asked_at"], name="%(class)s_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="RUNNING", lease_until__isnull=False)
                | (~Q(state="RUNNING") & Q(lease_until__isnull=True)),
                name="%(class)s_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["QUEUED", "RUNNING"], finished_at__isnull=True)
                | (~Q(state__in=["QUEUED", "RUNNING"]) & Q(finished_at__isnull=False)),
                name="%(class)s_finished_once_it_ends",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["FAILED", "CANCELLED"]) & ~Q(error=""))
                | (~Q(state__in=["FAILED", "CANCELLED"]) & Q(error="")),
                name="%(class)s_refused_says_why",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="%(class)s_percent_to_100"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="%(class)s_state_known"),
        ]

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def is_ready(self) -> bool:
        return self.state == JobState.READY

    @property
    def can_be_asked_again(self) -> bool:
        return self.state in (JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED)
