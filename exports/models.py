"""One request for a file, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planner.models import LANGUAGES, Job, Plan
from planner.models.jobs import LOST, NOT_ALLOWED


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
        LOST,
        _("The file could not be made in three attempts. Ask for it again, or tell your administrator."),
    )
    CIRCLE = "CIRCLE", _("The plan's tasks wait for each other in a circle. Mend the links, then ask again.")
    NO_SPACE = "NO_SPACE", _("There is no space left for the file. Tell your administrator, then ask again.")
    UNEXPECTED = (
        "UNEXPECTED",
        _("Something unexpected stopped the file. Ask for it again, or tell your administrator."),
    )
    NOT_ALLOWED = NOT_ALLOWED, _("The person who asked may no longer see this plan.")


class Export(Job):
    """One file of a plan; how it moves is told at `Job`."""

    TASK = "exports.tasks.write_export"
    FIRST_STEP = Step.READING
    READ_WITH = ("plan__country", "plan__workplan", "asked_by")

    class Profile(models.TextChoices):
        FULL = "full", _("Full edition")
        SHORT = "short", _("Short edition")

    class Format(models.TextChoices):
        DOCX = "docx", _("Word")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="exports")
    revision = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    profile = models.CharField(max_length=8, choices=Profile.choices, default=Profile.FULL)
    format = models.CharField(max_length=8, choices=Format.choices, default=Format.DOCX)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text=_("Bytes."))
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.NOTHING, blank=True)
    error = models.CharField(max_length=16, choices=Fault.choices, default=Fault.NONE, blank=True)

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "revision", "language", "profile", "format"],
                condition=Q(state__in=["QUEUED", "RUNNING"]),
                name="export_one_active_a_request",
            ),
            models.CheckConstraint(
                condition=~Q(state="READY") | (Q(size__gt=0) & ~Q(sha256="")), name="export_ready_has_a_file"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="export_language_known"),
            models.CheckConstraint(condition=Q(profile__in=["full", "short"]), name="export_profile_known"),
        ]

    @property
    def kilobytes(self) -> int:
        return -(-self.size // 1024)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.language} {self.profile}: {self.state}"
