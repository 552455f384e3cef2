"""What both countries say of a twinning: quarterly and final reports, and what the steering committee decides."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from planner.models import TranslatedField, Versioned
from twinning.models.moves import RecordMove
from twinning.models.rounds import Side
from twinning.models.twinnings import Twinning


class Report(Versioned):
    """Of one quarter of a twinning, or of all of it. Written by both sides, co-signed, approved by an advisor.

    It is kept once somebody has written in it; until then the period is open or locked by its dates. What was spent
    and how far each result is stands in `filed` as it was when the report was handed in. Each time it is handed in
    raises `revision`; signatures name the revision that they stand under.
    """

    class Kind(models.TextChoices):
        QUARTERLY = "QUARTERLY", _("Quarterly report")
        FINAL = "FINAL", _("Final report")

    class State(models.TextChoices):
        OPEN = "OPEN", _("Open")
        SUBMITTED = "SUBMITTED", _("Handed in")
        RETURNED = "RETURNED", _("Returned")
        APPROVED = "APPROVED", _("Approved by an advisor")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(default=0, help_text=_("Of the quarter; 0 for the final report."))
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    progress = TranslatedField(_("what was done"), blank=True)
    difficulties = TranslatedField(_("difficulties and how they were met"), blank=True)
    next_steps = TranslatedField(_("what comes next"), blank=True)
    lessons = TranslatedField(_("lessons"), blank=True)
    sustainability = TranslatedField(_("what lasts after the twinning"), blank=True)
    filed = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["twinning", "last", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["twinning", "kind", "number"], name="report_once_a_period"),
            models.CheckConstraint(
                condition=models.Q(kind="QUARTERLY", number__gte=1) | models.Q(kind="FINAL", number=0),
                name="report_kind_and_number",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["OPEN", "SUBMITTED", "RETURNED", "APPROVED"]), name="report_state_known"
            ),
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="report_period_runs_on"),
            models.CheckConstraint(
                condition=models.Q(state="OPEN") | (models.Q(revision__gte=1) & ~models.Q(sha256="")),
                name="report_handed_in_has_a_hash",
            ),
            models.CheckConstraint(
                condition=models.Q(state="APPROVED", approved_at__isnull=False, approved_by__isnull=False)
                | (~models.Q(state="APPROVED") & models.Q(approved_at__isnull=True, approved_by__isnull=True)),
                name="report_approved_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """What names it within its twinning."""
        return "final" if self.kind == Report.Kind.FINAL else f"q{self.number}"

    @property
    def title(self) -> str:
        if self.kind == Report.Kind.FINAL:
            return _now("Final report")
        return _now("Quarterly report {number}").format(number=self.number)


class ReportMove(RecordMove):
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="moves")

    class Meta:
        ordering = ["report", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="report_move_leads_elsewhere")
        ]


class ReportSignature(models.Model):
    """That the leader of one side signed a revision of a report, which had that hash."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices)
    revision = models.PositiveIntegerField(_("revision"))
    sha256 = models.CharField(max_length=64, help_text=_("Of the report's values as canonical JSON."))
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "revision", "signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "revision", "side"], name="report_signature_once_a_side"),
            models.CheckConstraint(condition=models.Q(side__in=["GIVER", "TAKER"]), name="report_signature_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.revision} {self.side}"


class SteeringMeeting(Versioned):
    """A meeting of the steering committee. `number` counts those of a twinning."""

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    chaired_by = models.CharField(_("chaired by"), max_length=200, blank=True)

    class Meta:
        ordering = ["twinning", "number"]
        constraints = [models.UniqueConstraint(fields=["twinning", "number"], name="meeting_number_once")]

    def __str__(self) -> str:
        return _now("Meeting {number}").format(number=self.number)


class MeetingDecision(Versioned):
    """What was decided, who does it until when, and the day on which it was done."""

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = TranslatedField(_("decision"))
    responsible = models.CharField(_("who does it"), max_length=200, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return str(self.text)
