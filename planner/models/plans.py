"""A country's national action plan and its commitments."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models.countries import Country
from planner.models.studies import IndicatorDetails, Recommendation, RiskDetails
from planner.models.translated import TranslatedField
from planner.models.workplans import Workplan


class Plan(models.Model):
    """A national action plan. Its period is that of its schedule."""

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("Draft")
        IN_REVIEW = "IN_REVIEW", _("In review")
        IN_CONSULTATION = "IN_CONSULTATION", _("In consultation")
        SUBMITTED = "SUBMITTED", _("Submitted")
        APPROVED = "APPROVED", _("Approved")
        IMPLEMENTING = "IMPLEMENTING", _("Being implemented")
        AMENDED = "AMENDED", _("Amended")
        COMPLETED = "COMPLETED", _("Completed")
        ARCHIVED = "ARCHIVED", _("Archived")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="plans")
    workplan = models.OneToOneField(Workplan, on_delete=models.PROTECT, related_name="plan")
    title = TranslatedField(_("title"))
    base_language = models.CharField(_("base language"), max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="plan_revision_from_one"),
            models.CheckConstraint(condition=models.Q(base_language__in=["ar", "en", "fr"]), name="plan_base_language"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "DRAFT",
                        "IN_REVIEW",
                        "IN_CONSULTATION",
                        "SUBMITTED",
                        "APPROVED",
                        "IMPLEMENTING",
                        "AMENDED",
                        "COMPLETED",
                        "ARCHIVED",
                    ]
                ),
                name="plan_state_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.pk])

    @property
    def reference(self) -> str:
        """What people read out on the telephone: `JOR-1A2B3C4D`."""
        return f"{self.country_id}-{str(self.pk)[:8].upper()}"


class Commitment(models.Model):
    """One adopted recommendation inside a plan, in the form of the Open Government Partnership's sheet."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="commitments")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="commitments")
    order = models.PositiveSmallIntegerField()
    title = TranslatedField(_("title"))
    problem = TranslatedField(_("problem"))
    solution = TranslatedField(_("solution"))
    results = TranslatedField(_("expected results"))
    lead = TranslatedField(_("lead body"))
    supporting = TranslatedField(_("supporting bodies"), blank=True)
    running_cost = models.PositiveIntegerField(_("running cost a year"), default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "recommendation"], name="commitment_adopts_once"),
            models.UniqueConstraint(fields=["plan", "order"], name="commitment_order_once"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class CommitmentIndicator(IndicatorDetails):
    """An indicator of a commitment. The baseline is empty until the country has measured it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="indicators")
    owner = TranslatedField()
    baseline = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["commitment__order", "order"]


class CommitmentRisk(RiskDetails):
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="risks")
    owner = TranslatedField()

    class Meta:
        ordering = ["commitment__order", "order"]
