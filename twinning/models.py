"""Good practices that countries can show others."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models import Country, TranslatedField


class Practice(models.Model):
    """Something a country does well. A shipped summary is in our words; its source stands beside it."""

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("Draft")
        PUBLISHED = "PUBLISHED", _("Published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference_key = models.CharField(max_length=12, blank=True, editable=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="practices")
    title = TranslatedField(_("title"))
    institution = TranslatedField(_("institution"), blank=True)
    summary = TranslatedField(_("summary"))
    period = models.CharField(_("period"), max_length=40, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)

    class Meta:
        ordering = ["country", "reference_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference_key"], condition=~models.Q(reference_key=""), name="practice_shipped_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=["DRAFT", "PUBLISHED"]), name="practice_state_known"),
        ]

    def __str__(self) -> str:
        return str(self.title)


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
