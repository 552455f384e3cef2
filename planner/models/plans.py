"""A country's national action plan and its commitments."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from planner.models.countries import Country
from planner.models.studies import IndicatorDetails, Recommendation, RiskDetails, Theme
from planner.models.translated import Translated, TranslatedField
from planner.models.versions import Versioned
from planner.models.workplans import Institution, Workplan


class Plan(Versioned):
    """A national action plan. Its period is that of its schedule.

    A scenario is a plan too, one that was copied from `scenario_of` to be changed without touching it; it belongs to
    the same people, has no states of its own, and is never listed among the country's plans. `copied_at_change` is
    the change number the original had then; `scenario_name` tells the scenarios of one plan apart.
    """

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
    introduction = TranslatedField(_("introduction"), blank=True)
    efforts = TranslatedField(_("efforts to date"), blank=True)
    monitoring_roles = TranslatedField(_("who monitors"), blank=True)
    political_review = TranslatedField(_("review at the political level"), blank=True)
    civil_society = TranslatedField(_("part of civil society in monitoring"), blank=True)
    activity_report_months = models.PositiveSmallIntegerField(
        _("months between activity reports"), null=True, blank=True
    )
    outcome_report_months = models.PositiveSmallIntegerField(_("months between outcome reports"), null=True, blank=True)
    published_address = models.URLField(_("address where it is published"), blank=True)
    scenario_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="scenarios", editable=False
    )
    copied_at_change = models.PositiveIntegerField(null=True, blank=True, editable=False)
    scenario_name = models.CharField(_("name of the scenario"), max_length=120, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(scenario_of__isnull=True, copied_at_change__isnull=True)
                | models.Q(scenario_of__isnull=False, copied_at_change__isnull=False),
                name="plan_scenario_knows_its_origin",
            ),
            models.CheckConstraint(
                condition=models.Q(scenario_of__isnull=True, scenario_name="")
                | (models.Q(scenario_of__isnull=False) & ~models.Q(scenario_name="")),
                name="plan_scenario_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.pk])

    @property
    def is_scenario(self) -> bool:
        return self.scenario_of_id is not None

    @property
    def full_title(self) -> Translated:
        """What stands on a file: the title, and of a scenario that it is one and which."""
        if not self.is_scenario:
            return Translated(self.title)
        titles = {}
        for language, title in self.title.items():
            with override(language):
                words = {"title": title, "name": self.scenario_name}
                titles[language] = gettext("%(title)s – scenario “%(name)s”") % words
        return Translated(titles)

    @property
    def reference(self) -> str:
        """What people read out on the telephone: `JOR-1A2B3C4D`."""
        return f"{self.country_id}-{str(self.pk)[:8].upper()}"


class Commitment(Versioned):
    """One promise inside a plan, in the form of the Open Government Partnership's sheet.

    It adopts a recommendation, or is the country's own where that is empty.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="commitments")
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text=_("Stays the same for the life of the plan."))
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    order = models.PositiveSmallIntegerField()
    title = TranslatedField(_("title"))
    problem = TranslatedField(_("problem"))
    solution = TranslatedField(_("solution"))
    results = TranslatedField(_("expected results"))
    lead = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("lead body"),
    )
    supporting = TranslatedField(_("supporting bodies"), blank=True)
    running_cost = models.PositiveIntegerField(_("running cost a year"), default=0)
    themes = models.ManyToManyField(Theme, related_name="commitments", blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "recommendation"], name="commitment_adopts_once"),
            models.UniqueConstraint(fields=["plan", "order"], name="commitment_order_once"),
            models.UniqueConstraint(fields=["plan", "key"], name="commitment_key_once_in_a_plan"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class CommitmentIndicator(IndicatorDetails, Versioned):
    """An indicator of a commitment. The baseline is empty until the country has measured it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="indicators")
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text=_("Stays the same for the life of the plan."))
    owner = TranslatedField()
    baseline = models.FloatField(null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["commitment__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "key"], name="indicator_key_once_in_a_commitment"),
        ]


class IndicatorTarget(models.Model):
    """What an indicator is to reach in one year, and what it did reach once that was measured."""

    indicator = models.ForeignKey(CommitmentIndicator, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    target = models.FloatField(_("target"))
    actual = models.FloatField(_("reached"), null=True, blank=True)

    class Meta:
        ordering = ["indicator", "year"]
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="indicator_target_one_a_year")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}: {self.target}"


class CommitmentRisk(RiskDetails, Versioned):
    class State(models.TextChoices):
        OPEN = "OPEN", _("Open")
        OCCURRED = "OCCURRED", _("Occurred")
        CLOSED = "CLOSED", _("Closed")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="risks")
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text=_("Stays the same for the life of the plan."))
    owner = TranslatedField()
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)

    class Meta:
        ordering = ["commitment__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "key"], name="risk_key_once_in_a_commitment"),
            models.CheckConstraint(
                condition=models.Q(state__in=["OPEN", "OCCURRED", "CLOSED"]), name="risk_state_known"
            ),
        ]


class FinancingSource(Versioned):
    """Who pays for a plan: the budget, a donor, or somebody else."""

    class Kind(models.TextChoices):
        BUDGET = "BUDGET", _("State budget")
        DONOR = "DONOR", _("Donor")
        LOAN = "LOAN", _("Loan")
        OTHER = "OTHER", _("Other")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="financing_sources")
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text=_("Stays the same for the life of the plan."))
    name = TranslatedField(_("name"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    is_secured = models.BooleanField(_("secured"), default=False)

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="financing_source_key_once_in_a_plan"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["BUDGET", "DONOR", "LOAN", "OTHER"]), name="financing_source_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Financing(models.Model):
    """What a source gives to a commitment in one year. US dollars."""

    source = models.ForeignKey(FinancingSource, on_delete=models.CASCADE, related_name="amounts")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="financing")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.PositiveIntegerField(_("amount"))

    class Meta:
        ordering = ["source", "commitment", "year"]
        constraints = [
            models.UniqueConstraint(fields=["source", "commitment", "year"], name="financing_one_amount_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.commitment_id} {self.year}: {self.amount}"


class Contribution(Versioned):
    """One proposal made in a consultation, and the reasoned response that the country owes to it."""

    class Response(models.TextChoices):
        PENDING = "PENDING", _("Not answered yet")
        TAKEN_IN = "TAKEN_IN", _("Taken in")
        PARTLY = "PARTLY", _("Partly taken in")
        NOT_TAKEN_IN = "NOT_TAKEN_IN", _("Not taken in")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="contributions")
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text=_("Stays the same for the life of the plan."))
    commitment = models.ForeignKey(
        Commitment, on_delete=models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    received_on = models.DateField(_("received on"))
    contributor = TranslatedField(_("who proposed it"))
    occasion = TranslatedField(_("occasion"), blank=True)
    text = TranslatedField(_("proposal"))
    response = models.CharField(_("response"), max_length=12, choices=Response.choices, default=Response.PENDING)
    reason = TranslatedField(_("reason"), blank=True)

    class Meta:
        ordering = ["plan", "received_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="contribution_key_once_in_a_plan"),
            models.CheckConstraint(
                condition=models.Q(response__in=["PENDING", "TAKEN_IN", "PARTLY", "NOT_TAKEN_IN"]),
                name="contribution_response_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Revision(models.Model):
    """A plan as it stood when something was decided about it: whole, with its dates, and never changed again.

    `contents` are the plain values of `planner.domain.contents.PlanContents`, and under `schedule` the dates that
    were computed for them. A baseline is what progress is measured against from then on.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("revision"))
    is_baseline = models.BooleanField(_("baseline"), default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    contents = models.JSONField()

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="revision_number_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.number}"


class PlanMove(models.Model):
    """That somebody moved a plan from one state to another. `name` is one of `planner.domain.states.MOVES`."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="moves")
    name = models.CharField(max_length=24)
    before = models.CharField(max_length=16, choices=Plan.State.choices)
    after = models.CharField(max_length=16, choices=Plan.State.choices)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["plan", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="plan_move_leads_elsewhere")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.before} → {self.after}"
