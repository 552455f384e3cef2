"""What a person is told: that something happened to a twinning, an activity, a proposal, a round or a plan."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models import Plan
from twinning.models.activities import Activity
from twinning.models.mails import Mail
from twinning.models.rounds import Proposal, Round
from twinning.models.twinnings import Twinning

SUBJECTS = ("twinning", "proposal", "round", "plan")


def _about_one_of_its_subjects() -> Q:
    condition = Q()
    for subject in SUBJECTS:
        condition |= Q(**{f"{other}__isnull": other != subject for other in SUBJECTS})
    return condition


class Notice(models.Model):
    """One thing that one person is told. It names what it is about, by key, and keeps no text of it: what is read is
    the title as it stands, and only while the reader may see it.

    `detail` is a state, for what moved to another one. An activity's notice is about its twinning as well.
    """

    class Kind(models.TextChoices):
        ASSIGNED = "ASSIGNED", _("You were given an activity")
        HANDED_OVER = "HANDED_OVER", _("The activities of a colleague were handed over to you")
        SUBMITTED = "SUBMITTED", _("An activity was submitted")
        ACCEPTED = "ACCEPTED", _("An activity was accepted")
        RETURNED = "RETURNED", _("An activity was returned")
        BLOCKED = "BLOCKED", _("An activity is blocked")
        UNBLOCKED = "UNBLOCKED", _("An activity is no longer blocked")
        MENTIONED = "MENTIONED", _("You were mentioned in a comment")
        INVITED = "INVITED", _("You were invited to a twinning")
        SIGNED = "SIGNED", _("An agreement was signed")
        MOVED = "MOVED", _("A twinning moved on")
        SUSPENDED = "SUSPENDED", _("A twinning was suspended")
        MEETING_CALLED = "MEETING_CALLED", _("A steering meeting was called")
        FOLLOW_UP_DUE = "FOLLOW_UP_DUE", _("A follow-up is due")
        REPORT_SUBMITTED = "REPORT_SUBMITTED", _("A report was submitted")
        REPORT_RETURNED = "REPORT_RETURNED", _("A report was returned")
        REPORT_APPROVED = "REPORT_APPROVED", _("A report was approved")
        PROPOSED = "PROPOSED", _("A proposal waits for your country's answer")
        PROPOSAL_ACCEPTED = "PROPOSAL_ACCEPTED", _("A proposal was accepted by one side")
        PROPOSAL_CONFIRMED = "PROPOSAL_CONFIRMED", _("A proposal was accepted by both sides")
        PROPOSAL_DECLINED = "PROPOSAL_DECLINED", _("A proposal was declined")
        PROPOSAL_EXPIRED = "PROPOSAL_EXPIRED", _("A proposal expired")
        ROUND_ADOPTED = "ROUND_ADOPTED", _("A round of pairing was adopted")
        PLAN_SUBMITTED = "PLAN_SUBMITTED", _("A plan waits for a decision")
        PLAN_SENT_BACK = "PLAN_SENT_BACK", _("A plan was sent back")
        PLAN_APPROVED = "PLAN_APPROVED", _("A plan was approved")
        PLAN_SLIPPED = "PLAN_SLIPPED", _("A twinning moved the dates of a plan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=18, choices=Kind.choices)
    detail = models.CharField(max_length=16, blank=True)
    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, null=True, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, related_name="notices")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_by_user"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "ASSIGNED",
                        "HANDED_OVER",
                        "SUBMITTED",
                        "ACCEPTED",
                        "RETURNED",
                        "BLOCKED",
                        "UNBLOCKED",
                        "MENTIONED",
                        "INVITED",
                        "SIGNED",
                        "MOVED",
                        "SUSPENDED",
                        "MEETING_CALLED",
                        "FOLLOW_UP_DUE",
                        "REPORT_SUBMITTED",
                        "REPORT_RETURNED",
                        "REPORT_APPROVED",
                        "PROPOSED",
                        "PROPOSAL_ACCEPTED",
                        "PROPOSAL_CONFIRMED",
                        "PROPOSAL_DECLINED",
                        "PROPOSAL_EXPIRED",
                        "ROUND_ADOPTED",
                        "PLAN_SUBMITTED",
                        "PLAN_SENT_BACK",
                        "PLAN_APPROVED",
                        "PLAN_SLIPPED",
                    ]
                ),
                name="notice_kind_known",
            ),
            models.CheckConstraint(condition=_about_one_of_its_subjects(), name="notice_about_one_thing"),
            models.CheckConstraint(
                condition=Q(activity__isnull=True) | Q(twinning__isnull=False), name="notice_of_activity_has_twinning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Of what it is about; an invitation is answered above all twinnings, for it opens none yet."""
        return reverse("twinnings") if self.kind == self.Kind.INVITED else self.about.get_absolute_url()

    @property
    def about(self) -> Activity | Twinning | Proposal | Round | Plan:
        """What it is about, as read with the notice: by `notices_visible_to`, without a query."""
        return self.activity or self.twinning or self.proposal or self.round or self.plan
