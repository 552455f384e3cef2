"""Good practices that countries can show others."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models import Country, Theme, TranslatedField, Versioned
from twinning.models.moves import RecordMove


class Practice(Versioned):
    """Something a country does well. A shipped summary is in our words; its source stands beside it.

    The questions are those of the good-practice form of UN DESA, with what the United Nations Public Service Awards
    ask besides.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("Draft")
        SUBMITTED = "SUBMITTED", _("Waiting for review")
        IN_REVIEW = "IN_REVIEW", _("In review")
        RETURNED = "RETURNED", _("Returned")
        PUBLISHED = "PUBLISHED", _("Published")
        PAUSED = "PAUSED", _("Paused")
        OUTDATED = "OUTDATED", _("Outdated")
        ARCHIVED = "ARCHIVED", _("In the archive")

    class LifeStage(models.TextChoices):
        UNKNOWN = "", _("Not stated")
        PILOT = "PILOT", _("Being tried out")
        IN_USE = "IN_USE", _("In use")
        EXTENDED = "EXTENDED", _("Extended or taken up elsewhere")
        ENDED = "ENDED", _("Ended")

    class Evidence(models.TextChoices):
        UNKNOWN = "", _("Not stated")
        DESCRIBED = "DESCRIBED", _("Results are described")
        MEASURED = "MEASURED", _("Results are measured")
        EVALUATED = "EVALUATED", _("Results were evaluated by others")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference_key = models.CharField(max_length=12, blank=True, editable=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="practices")
    base_language = models.CharField(_("written in"), max_length=2, default="ar")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)

    title = TranslatedField(_("title"))
    institution = TranslatedField(_("institution"), blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)
    summary = TranslatedField(_("summary"))
    problem = TranslatedField(_("problem before"), blank=True)
    solution = TranslatedField(_("solution and technology"), blank=True)
    stakeholders = TranslatedField(_("stakeholders"), blank=True)
    steps = TranslatedField(_("steps and time"), blank=True)
    resources = TranslatedField(_("resources and cost"), blank=True)
    results = TranslatedField(_("results"), blank=True)
    evidence = models.CharField(_("evidence"), max_length=12, choices=Evidence.choices, blank=True)
    evidence_on = models.DateField(_("date of the evidence"), null=True, blank=True)
    enabling_factors = TranslatedField(_("enabling factors"), blank=True)
    constraints = TranslatedField(_("constraints"), blank=True)
    sustainability = TranslatedField(_("sustainability"), blank=True)
    conditions = TranslatedField(_("what another country must have"), blank=True)
    lessons = TranslatedField(_("lessons"), blank=True)
    life_stage = models.CharField(_("life stage"), max_length=12, choices=LifeStage.choices, blank=True)
    themes = models.ManyToManyField(Theme, related_name="practices", blank=True)
    documents = models.JSONField(_("documents"), default=list, blank=True, help_text=_("Each an address and a title."))
    languages = models.JSONField(_("languages in which experts can teach"), default=list, blank=True)
    places = models.PositiveSmallIntegerField(_("places offered a year"), default=1)
    has_consent = models.BooleanField(_("consent to publish"), default=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    source_url = models.URLField(_("source"), max_length=500, blank=True)
    source_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["country", "reference_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference_key"], condition=~models.Q(reference_key=""), name="practice_shipped_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "DRAFT",
                        "SUBMITTED",
                        "IN_REVIEW",
                        "RETURNED",
                        "PUBLISHED",
                        "PAUSED",
                        "OUTDATED",
                        "ARCHIVED",
                    ]
                ),
                name="practice_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(life_stage__in=["", "PILOT", "IN_USE", "EXTENDED", "ENDED"]),
                name="practice_life_stage_known",
            ),
            models.CheckConstraint(
                condition=models.Q(evidence__in=["", "DESCRIBED", "MEASURED", "EVALUATED"]),
                name="practice_evidence_known",
            ),
            models.CheckConstraint(
                condition=models.Q(base_language__in=["ar", "en", "fr"]), name="practice_base_language_known"
            ),
            models.CheckConstraint(condition=models.Q(places__lte=100), name="practice_places_within_reason"),
            # What ships was made public by its source.
            models.CheckConstraint(
                condition=~models.Q(state="PUBLISHED") | models.Q(has_consent=True) | ~models.Q(reference_key=""),
                name="practice_published_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("practice", args=[self.pk])


class PracticeMove(RecordMove):
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="moves")

    class Meta:
        ordering = ["practice", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="practice_move_leads_elsewhere")
        ]


class CaseCount(models.Model):
    """How many cases ESCWA counted in a country, and the one it names as an example."""

    country = models.OneToOneField(Country, on_delete=models.CASCADE, related_name="case_count")
    cases = models.PositiveSmallIntegerField()
    example = TranslatedField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["country"]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.cases}"
