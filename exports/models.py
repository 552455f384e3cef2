"""One request for a file, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planner.models import LANGUAGES, Plan


class State(models.TextChoices):
    QUEUED = "QUEUED", _("Waiting")
    RUNNING = "RUNNING", _("Being made")
    READY = "READY", _("Ready")
    FAILED = "FAILED", _("Failed")
    EXPIRED = "EXPIRED", _("Expired")
    CANCELLED = "CANCELLED", _("Cancelled")


ACTIVE = (State.QUEUED, State.RUNNING)


class Step(models.TextChoices):
    """What a worker is doing, in the order it does it."""

    NOTHING = "", ""
    READING = "READING", _("Reading the plan")
    DRAWING = "DRAWING", _("Drawing the pictures")
    WRITING = "WRITING", _("Writing the document")
    CHECKING = "CHECKING", _("Checking the file")


class Fault(models.TextChoices):
    """Why a file did not come about. The sentence is shown in the reader's language, not the asker's."""

    NONE = "", ""
    LOST = (
        "LOST",
        _("The file could not be made in three attempts. Ask for it again, or tell your administrator."),
    )
    CIRCLE = "CIRCLE", _("The plan's tasks wait for each other in a circle. Mend the links, then ask again.")
    NO_SPACE = "NO_SPACE", _("There is no space left for the file. Tell your administrator, then ask again.")
    UNEXPECTED = (
        "UNEXPECTED",
        _("Something unexpected stopped the file. Ask for it again, or tell your administrator."),
    )
    NOT_ALLOWED = "NOT_ALLOWED", _("The person who asked may no longer see this plan.")


class Export(models.Model):
    """The row is the truth; a message to a worker only rings the bell.

    QUEUED → RUNNING (claimed: the attempt goes up, the lease runs)
    RUNNING → READY | FAILED | CANCELLED (the asker may no longer see the plan)
    RUNNING → QUEUED (the lease ran out) | FAILED (it did so at the third attempt)
    READY → EXPIRED (the file was swept)

    `attempt` is also the fence: a worker changes the row only while the attempt is the one it claimed. Asking again
    is a new row.
    """

    class Profile(models.TextChoices):
        FULL = "full", _("Full edition")
        SHORT = "short", _("Short edition")

    class Format(models.TextChoices):
        DOCX = "docx", _("Word")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="exports")
    revision = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    profile = models.CharField(max_length=8, choices=Profile.choices, default=Profile.FULL)
    format = models.CharField(max_length=8, choices=Format.choices, default=Format.DOCX)
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
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.NOTHING, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text=_("Bytes."))
    error = models.CharField(max_length=16, choices=Fault.choices, default=Fault.NONE, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "asked_at"], name="export_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "revision", "language", "profile", "format"],
                condition=Q(state__in=["QUEUED", "RUNNING"]),
                name="export_one_active_a_request",
            ),
            models.CheckConstraint(
                condition=~Q(state="READY") | (Q(size__gt=0) & ~Q(sha256="")), name="export_ready_has_a_file"
            ),
            models.CheckConstraint(
                condition=Q(state="RUNNING", lease_until__isnull=False)
                | (~Q(state="RUNNING") & Q(lease_until__isnull=True)),
                name="export_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["QUEUED", "RUNNING"], finished_at__isnull=True)
                | (~Q(state__in=["QUEUED", "RUNNING"]) & Q(finished_at__isnull=False)),
                name="export_finished_once_it_ends",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["FAILED", "CANCELLED"]) & ~Q(error=""))
                | (~Q(state__in=["FAILED", "CANCELLED"]) & Q(error="")),
                name="export_refused_says_why",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="export_percent_to_100"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="export_state_known"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="export_language_known"),
            models.CheckConstraint(condition=Q(profile__in=["full", "short"]), name="export_profile_known"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.language} {self.profile}: {self.state}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def can_be_asked_again(self) -> bool:
        return self.state in (State.FAILED, State.CANCELLED, State.EXPIRED)
