"""What countries want to learn from others."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models import Commitment, Country, Indicator, Recommendation, Theme, TranslatedField, Versioned
from twinning.models.moves import RecordMove


class Need(Versioned):
    """Something a country wants, and the commitment or recommendation that it would serve."""

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("Draft")
        SUBMITTED = "SUBMITTED", _("Waiting for review")
        OPEN = "OPEN", _("Open")
        MATCHED = "MATCHED", _("Matched")
        IN_TWINNING = "IN_TWINNING", _("In twinning")
        MET = "MET", _("Met")
        PARTLY_MET = "PARTLY_MET", _("Partly met")
        WITHDRAWN = "WITHDRAWN", _("Withdrawn")

    class Priority(models.IntegerChoices):
        HIGH = 1, _("High")
        MEDIUM = 2, _("Medium")
        LOW = 3, _("Low")

    class Readiness(models.IntegerChoices):
        READY = 1, _("Ready to start")
        SOON = 2, _("Ready within a year")
        LATER = 3, _("Still to be prepared")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="needs")
    base_language = models.CharField(_("written in"), max_length=2, default="ar")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    title = TranslatedField(_("title"))
    why_now = TranslatedField(_("why now"), blank=True)
    expected_results = TranslatedField(_("expected results"), blank=True)
    decided_by = TranslatedField(_("who decides"), blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.MEDIUM)
    readiness = models.PositiveSmallIntegerField(_("readiness"), choices=Readiness.choices, default=Readiness.SOON)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    months = models.JSONField(_("preferred months"), default=list, blank=True, help_text=_("1 to 12; none is any."))
    themes = models.ManyToManyField(Theme, related_name="needs", blank=True)
    indicators = models.ManyToManyField(Indicator, related_name="needs", blank=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.SET_NULL, null=True, blank=True, related_name="needs")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="needs"
    )

    class Meta:
        ordering = ["country", "priority", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "DRAFT",
                        "SUBMITTED",
                        "OPEN",
                        "MATCHED",
                        "IN_TWINNING",
                        "MET",
                        "PARTLY_MET",
                        "WITHDRAWN",
                    ]
                ),
                name="need_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(base_language__in=["ar", "en", "fr"]), name="need_base_language_known"
            ),
            models.CheckConstraint(condition=models.Q(priority__in=[1, 2, 3]), name="need_priority_known"),
            models.CheckConstraint(condition=models.Q(readiness__in=[1, 2, 3]), name="need_readiness_known"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("need", args=[self.pk])


class NeedMove(RecordMove):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="moves")

    class Meta:
        ordering = ["need", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="need_move_leads_elsewhere")
        ]


class DismissedSuggestion(models.Model):
    """That a country does not want a need that was suggested from an indicator or from a recommendation."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="dismissed_suggestions")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    dismissed_at = models.DateTimeField()
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["country", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=False, recommendation__isnull=True)
                | models.Q(indicator__isnull=True, recommendation__isnull=False),
                name="dismissed_suggestion_of_one_origin",
            ),
            models.UniqueConstraint(fields=["country", "indicator"], name="dismissed_indicator_once"),
            models.UniqueConstraint(fields=["country", "recommendation"], name="dismissed_recommendation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.indicator_id or self.recommendation_id}"
