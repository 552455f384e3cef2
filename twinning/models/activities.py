"""What makes a task of a workplan an activity of two countries, and what people say and show about it."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models import Task, Versioned
from twinning.models.rounds import Side
from twinning.models.twinnings import MandatoryResult, Twinning


class Activity(Versioned):
    """The twinning's part of a task: what kind it is, on whose working days, who does it, who accepted it.

    A joint activity runs on days that both countries work, any other on those of its own side. The task has the
    title, the days and the state; dates are computed. An activity is accepted once both sides have.
    """

    class Kind(models.TextChoices):
        TASK = "TASK", _("Task at home")
        EXPERT_MISSION = "EXPERT_MISSION", _("Expert mission")
        STUDY_VISIT = "STUDY_VISIT", _("Study visit")
        WORKSHOP = "WORKSHOP", _("Workshop")
        ASSESSMENT = "ASSESSMENT", _("Assessment mission")
        TRAINING = "TRAINING", _("Training")
        REMOTE = "REMOTE", _("Remote session")
        STEERING = "STEERING", _("Steering meeting")

    class Where(models.TextChoices):
        """Whose working days count."""

        GIVER = "GIVER", _("Giving country")
        TAKER = "TAKER", _("Receiving country")
        JOINT = "JOINT", _("Both countries")

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="activities")
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="activity")
    result = models.ForeignKey(
        MandatoryResult, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.TASK)
    where = models.CharField(_("working days of"), max_length=5, choices=Where.choices, default=Where.TAKER)
    people = models.PositiveSmallIntegerField(_("people taking part"), null=True, blank=True)
    giver_assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taker_assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    blocked_reason = models.TextField(_("why it is blocked"), blank=True)
    blocked_by = models.CharField(_("who can lift it"), max_length=5, choices=Side.choices, blank=True)

    class Meta:
        ordering = ["twinning", "task__order"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "TASK",
                        "EXPERT_MISSION",
                        "STUDY_VISIT",
                        "WORKSHOP",
                        "ASSESSMENT",
                        "TRAINING",
                        "REMOTE",
                        "STEERING",
                    ]
                ),
                name="activity_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(where__in=["GIVER", "TAKER", "JOINT"]), name="activity_where_known"
            ),
            models.CheckConstraint(
                condition=models.Q(blocked_by__in=["", "GIVER", "TAKER"]), name="activity_blocked_by_known"
            ),
            # The kinds for which two parties travel or meet need days that both work.
            models.CheckConstraint(
                condition=~models.Q(kind__in=["EXPERT_MISSION", "STUDY_VISIT", "WORKSHOP", "ASSESSMENT", "STEERING"])
                | models.Q(where="JOINT"),
                name="activity_of_two_countries_is_joint",
            ),
        ]

    def __str__(self) -> str:
        return str(self.task)

    def get_absolute_url(self) -> str:
        return reverse("activity", args=[self.twinning_id, self.task.key])


class ActivityMove(models.Model):
    """One step of an activity: started, blocked, submitted, accepted by one side, returned … and who took it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="moves")
    name = models.CharField(max_length=24)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    side = models.CharField(max_length=5, choices=Side.choices, blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["activity", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=["", "GIVER", "TAKER"]), name="activity_move_side_known")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.name}"


class Acceptance(models.Model):
    """That one side accepted what was submitted. Gone again once the activity is returned."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="acceptances")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices)
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity", "accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "side"], name="acceptance_once_a_side"),
            models.CheckConstraint(condition=models.Q(side__in=["GIVER", "TAKER"]), name="acceptance_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.side}"


class Evidence(models.Model):
    """A file that shows what an activity achieved, or that a result was done alone. It lies under its own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="evidence")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="evidence")
    result = models.ForeignKey(
        MandatoryResult, on_delete=models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_("Bytes."))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["twinning", "uploaded_at"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(activity__isnull=False, result__isnull=True)
                | models.Q(activity__isnull=True, result__isnull=False),
                name="evidence_of_an_activity_or_of_a_result",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"))
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["activity", "written_at"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something")]

    def __str__(self) -> str:
        return self.text[:60]


class CostLine(models.Model):
    """What an activity costs, of one kind, in US dollars: planned, and spent so far."""

    class Kind(models.TextChoices):
        TRAVEL = "TRAVEL", _("Travel")
        STAY = "STAY", _("Daily allowances")
        VENUE = "VENUE", _("Venue and catering")
        INTERPRETATION = "INTERPRETATION", _("Interpretation")
        TRANSLATION = "TRANSLATION", _("Translation")
        MATERIALS = "MATERIALS", _("Materials")
        OTHER = "OTHER", _("Other")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    planned = models.PositiveIntegerField(_("planned"), default=0, help_text=_("US dollars."))
    spent = models.PositiveIntegerField(_("spent"), default=0, help_text=_("US dollars."))

    class Meta:
        ordering = ["activity", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "kind"], name="cost_line_kind_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["TRAVEL", "STAY", "VENUE", "INTERPRETATION", "TRANSLATION", "MATERIALS", "OTHER"]
                ),
                name="cost_line_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.kind}"


class Visit(models.Model):
    """When a person last looked at a twinning: what happened since `since` is new to him or her.

    Pages opened one soon after the other are one visit, which began after `since` and was last seen at `seen_at`.
    """

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="visits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["twinning", "user"]
        constraints = [models.UniqueConstraint(fields=["twinning", "user"], name="visit_once_a_person")]

    def __str__(self) -> str:
        return f"{self.twinning_id}: {self.user}"
