"""The joint project of two countries: its agreement, its people, and what it must achieve."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models import Country, Level, TranslatedField, Versioned, Workplan
from twinning.models.moves import RecordMove
from twinning.models.needs import Need
from twinning.models.practices import Practice
from twinning.models.rounds import Proposal, Side


class Twinning(Versioned):
    """What two countries agreed to do together, from the accepted proposal to the look back a year later.

    The texts are the articles of a twinning work plan that are not lists of their own: background, field of
    cooperation, resources, management and monitoring, review. Mandatory results, risks and tasks have rows. `revision`
    is the one that was signed last, or is the first to be; one that changes what both have signed is the next.
    """

    class State(models.TextChoices):
        PREPARING = "PREPARING", _("In preparation")
        AGREED = "AGREED", _("Agreed")
        INCEPTION = "INCEPTION", _("Inception")
        IMPLEMENTING = "IMPLEMENTING", _("Being implemented")
        SUSPENDED = "SUSPENDED", _("Suspended")
        FINALISING = "FINALISING", _("Being finalised")
        CLOSED = "CLOSED", _("Closed")
        FOLLOWED_UP = "FOLLOWED_UP", _("Followed up")
        CANCELLED = "CANCELLED", _("Cancelled")
        ARCHIVED = "ARCHIVED", _("In the archive")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="twinning", null=True, blank=True)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="twinnings")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="twinnings")
    giver = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="twinnings_given")
    taker = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="twinnings_taken")
    workplan = models.OneToOneField(Workplan, on_delete=models.PROTECT, related_name="twinning")
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PREPARING)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    base_language = models.CharField(_("written in"), max_length=2, default="ar")
    title = TranslatedField(_("title"))
    background = TranslatedField(_("background"), blank=True)
    cooperation = TranslatedField(_("field of cooperation"), blank=True)
    resources = TranslatedField(_("resources"), blank=True)
    management = TranslatedField(_("management and monitoring"), blank=True)
    review = TranslatedField(_("review"), blank=True)
    created_at = models.DateTimeField()
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "PREPARING",
                        "AGREED",
                        "INCEPTION",
                        "IMPLEMENTING",
                        "SUSPENDED",
                        "FINALISING",
                        "CLOSED",
                        "FOLLOWED_UP",
                        "CANCELLED",
                        "ARCHIVED",
                    ]
                ),
                name="twinning_state_known",
            ),
            models.CheckConstraint(condition=~models.Q(giver=models.F("taker")), name="twinning_of_two_countries"),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="twinning_revision_from_one"),
            models.CheckConstraint(
                condition=models.Q(base_language__in=["ar", "en", "fr"]), name="twinning_base_language_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("twinning", args=[self.pk])

    def country_of(self, side: str) -> Country:
        return self.giver if side == Side.GIVER else self.taker


class TwinningMove(RecordMove):
    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="moves")

    class Meta:
        ordering = ["twinning", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="twinning_move_leads_elsewhere")
        ]


class TwinningPerson(models.Model):
    """A person of one side's team. Counts from `accepted_at` until `left_at`, and only while he or she belongs to the
    country of that side.
    """

    class Role(models.TextChoices):
        LEADER = "LEADER", _("Project leader")
        DEPUTY = "DEPUTY", _("Deputy")
        MEMBER = "MEMBER", _("Team member")

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="twinning_places")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices)
    role = models.CharField(_("role"), max_length=6, choices=Role.choices, default=Role.MEMBER)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["twinning", "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["twinning", "user"],
                condition=models.Q(left_at__isnull=True),
                name="twinning_person_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["twinning", "side"],
                condition=models.Q(left_at__isnull=True, role="LEADER"),
                name="twinning_one_leader_a_side",
            ),
            models.CheckConstraint(condition=models.Q(side__in=["GIVER", "TAKER"]), name="twinning_person_side_known"),
            models.CheckConstraint(
                condition=models.Q(role__in=["LEADER", "DEPUTY", "MEMBER"]), name="twinning_person_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.side}"


class Signature(models.Model):
    """That the leader of one side signed a revision of the agreement, whose text had that hash. It stands as long as
    the text has it; signing again takes its place.
    """

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices)
    revision = models.PositiveIntegerField(_("revision"))
    sha256 = models.CharField(max_length=64, help_text=_("Of the agreement's values as canonical JSON."))
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["twinning", "revision", "signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["twinning", "revision", "side"], name="signature_once_a_side"),
            models.CheckConstraint(condition=models.Q(side__in=["GIVER", "TAKER"]), name="signature_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.twinning_id} {self.revision} {self.side}"


class MandatoryResult(Versioned):
    """What a twinning must achieve. It closes only once the receiving team has done it alone, with evidence."""

    class Completion(models.TextChoices):
        """The five levels of the Open Government Partnership."""

        UNKNOWN = "", _("Not assessed")
        NOT_STARTED = "NOT_STARTED", _("Not started")
        LIMITED = "LIMITED", _("Limited")
        SUBSTANTIAL = "SUBSTANTIAL", _("Substantial")
        COMPLETE = "COMPLETE", _("Complete")
        WITHDRAWN = "WITHDRAWN", _("Withdrawn")

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="results")
    order = models.PositiveSmallIntegerField()
    title = TranslatedField(_("title"))
    indicator = TranslatedField(_("indicator"), blank=True)
    self_assessed = models.CharField(
        _("assessed by the countries"),
        max_length=12,
        choices=Completion.choices,
        default=Completion.UNKNOWN,
        blank=True,
    )
    advisor_assessed = models.CharField(
        _("assessed by the advisor"), max_length=12, choices=Completion.choices, blank=True
    )
    done_alone_on = models.DateField(_("done alone on"), null=True, blank=True)
    done_alone_how = models.TextField(_("how it was done alone"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["twinning", "order"]
        constraints = [
            models.UniqueConstraint(fields=["twinning", "order"], name="mandatory_result_order_once"),
            models.CheckConstraint(
                condition=models.Q(
                    self_assessed__in=["", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE", "WITHDRAWN"],
                    advisor_assessed__in=["", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE", "WITHDRAWN"],
                ),
                name="mandatory_result_completion_known",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(done_alone_on__isnull=False),
                name="mandatory_result_closed_once_done_alone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class TwinningRisk(Versioned):
    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="risks")
    order = models.PositiveSmallIntegerField()
    text = TranslatedField(_("risk"))
    likelihood = models.CharField(_("likelihood"), max_length=6, choices=Level.choices, default=Level.MEDIUM)
    effect = models.CharField(_("effect"), max_length=6, choices=Level.choices, default=Level.MEDIUM)
    mitigation = TranslatedField(_("mitigation"), blank=True)
    owner = TranslatedField(_("owner"), blank=True)

    class Meta:
        ordering = ["twinning", "order"]
        constraints = [
            models.UniqueConstraint(fields=["twinning", "order"], name="twinning_risk_order_once"),
            models.CheckConstraint(
                condition=models.Q(likelihood__in=["LOW", "MEDIUM", "HIGH"], effect__in=["LOW", "MEDIUM", "HIGH"]),
                name="twinning_risk_level_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class FollowUp(models.Model):
    """A look back at a closed twinning, six or twelve months later: what of it is still in use."""

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("months after closing"))
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    finding = models.TextField(_("finding"), blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["twinning", "months"]
        constraints = [
            models.UniqueConstraint(fields=["twinning", "months"], name="follow_up_once"),
            models.CheckConstraint(condition=models.Q(months__in=[6, 12]), name="follow_up_at_6_and_12_months"),
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True) | ~models.Q(finding=""), name="follow_up_done_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.twinning_id}: {self.months}"
