"""One request for a file, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from planner.models import LANGUAGES, Job, Plan
from planner.models.jobs import LOST, NOT_ALLOWED
from twinning.models import Report, Round, Twinning


class Step(models.TextChoices):
    """What a worker is doing, in the order it does it."""

    NOTHING = "", ""
    READING = "READING", _("Gathering what it says")
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
    CIRCLE = "CIRCLE", _("The tasks wait for each other in a circle. Mend the links, then ask again.")
    NO_SPACE = "NO_SPACE", _("There is no space left for the file. Tell your administrator, then ask again.")
    UNEXPECTED = (
        "UNEXPECTED",
        _("Something unexpected stopped the file. Ask for it again, or tell your administrator."),
    )
    NOT_ALLOWED = NOT_ALLOWED, _("The person who asked may no longer see what the file is about.")


class Profile(models.TextChoices):
    """Which of the documents that can be made of a subject."""

    FULL = "full", _("Full edition")
    SHORT = "short", _("Short edition")
    FICHE = "fiche", _("Fiche")
    WORKPLAN = "workplan", _("Work plan")
    ROUND = "round", _("Report of the round")
    SIGNING = "signing", _("Work plan in two languages, for signing")
    REPORT = "report", _("Report")


# What files are made of, by the name of the foreign key to it, and which. exports/subjects.py tells the rest.
PROFILES_OF: Mapping[str, Sequence[Profile]] = {
    "plan": (Profile.FULL, Profile.SHORT),
    "round": (Profile.ROUND,),
    "twinning": (Profile.FICHE, Profile.WORKPLAN, Profile.SIGNING),
    "report": (Profile.REPORT,),
}


def _is_about(name: str) -> Q:
    """One subject and no other."""
    return Q(**{f"{other}__isnull": other != name for other in PROFILES_OF})


def _either(conditions: Sequence[Q]) -> Q:
    return reduce(or_, conditions)


class Export(Job):
    """One file of a plan, a round, a twinning or a report: its subject. How it moves is told at `Job`."""

    TASK = "exports.tasks.write_export"
    FIRST_STEP = Step.READING
    READ_WITH = (
        "plan__country",
        "plan__workplan",
        "round__created_by",
        "twinning__giver",
        "twinning__taker",
        "twinning__workplan",
        "report__twinning__giver",
        "report__twinning__taker",
        "report__twinning__workplan",
        "asked_by",
    )

    class Format(models.TextChoices):
        DOCX = "docx", _("Word")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="exports", null=True, blank=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="exports", null=True, blank=True)
    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="exports", null=True, blank=True)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="exports", null=True, blank=True)
    revision = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    second_language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="", blank=True)
    profile = models.CharField(max_length=8, choices=Profile.choices, default=Profile.FULL)
    format = models.CharField(max_length=8, choices=Format.choices, default=Format.DOCX)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text=_("Bytes."))
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.NOTHING, blank=True)
    error = models.CharField(max_length=16, choices=Fault.choices, default=Fault.NONE, blank=True)

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            # One for each: where the subject is another, the key is empty, and empty keys are never the same.
            *(
                models.UniqueConstraint(
                    fields=[name, "revision", "language", "second_language", "profile", "format"],
                    condition=Q(state__in=["QUEUED", "RUNNING"]),
                    name=f"export_one_active_request_a_{name}",
                )
                for name in PROFILES_OF
            ),
            models.CheckConstraint(
                condition=_either([_is_about(name) for name in PROFILES_OF]), name="export_of_one_subject"
            ),
            models.CheckConstraint(
                condition=~Q(state="READY") | (Q(size__gt=0) & ~Q(sha256="")), name="export_ready_has_a_file"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="export_language_known"),
            models.CheckConstraint(
                condition=_either(
                    [
                        Q(**{f"{name}__isnull": False}, profile__in=[profile.value for profile in profiles])
                        for name, profiles in PROFILES_OF.items()
                    ]
                ),
                name="export_profile_known",
            ),
            models.CheckConstraint(
                condition=Q(profile="signing", second_language__in=LANGUAGES) & ~Q(second_language=F("language"))
                | ~Q(profile="signing") & Q(second_language=""),
                name="export_two_languages_for_signing",
            ),
        ]

    @property
    def subject_name(self) -> str:
        """The foreign key that is set."""
        return next(name for name in PROFILES_OF if getattr(self, f"{name}_id") is not None)

    @property
    def subject(self) -> Plan | Round | Twinning | Report:
        return getattr(self, self.subject_name)

    @property
    def subject_id(self) -> UUID:
        return getattr(self, f"{self.subject_name}_id")

    @property
    def languages(self) -> str:
        """Their names: the second one only where the document has two."""
        return " · ".join(filter(None, [self.get_language_display(), self.get_second_language_display()]))

    @property
    def kilobytes(self) -> int:
        return -(-self.size // 1024)

    def __str__(self) -> str:
        return f"{self.subject_name} {self.subject_id} {self.language} {self.profile}: {self.state}"
