"""Rounds of pairing, and the pairs that they propose to two countries."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models import Country, Versioned
from planner.models.jobs import LOST, NOT_ALLOWED, Job
from twinning.models.needs import Need
from twinning.models.practices import Practice


class Round(Versioned):
    """One run of the pairing over the practices and needs that are open, with its rules and its result.

    To run it again with other rules is a round of its own that `follows` this one. While it is running, and where its
    run failed, is told by its newest `RoundRun`. `candidates` and `places` are what was paired, as it was read, so
    that a question asked later is answered on the same ground; `result` is the pairing as plain values.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("Draft")
        COMPLETE = "COMPLETE", _("Complete")
        NO_SOLUTION = "NO_SOLUTION", _("No solution")
        ADOPTED = "ADOPTED", _("Adopted")
        SUPERSEDED = "SUPERSEDED", _("Superseded")

    class Goal(models.TextChoices):
        COVERAGE = "coverage", _("Most needs met")
        BENEFIT = "benefit", _("Highest total score")
        INCLUSIVE = "inclusive", _("Least developed countries first")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    goal = models.CharField(_("goal"), max_length=12, choices=Goal.choices, default=Goal.COVERAGE)
    weights = models.JSONField(_("weights"), default=dict, help_text=_("By criterion of `twinning.domain.scores`."))
    least_score = models.PositiveSmallIntegerField(_("least score of a pair"), default=0, help_text=_("Of 100."))
    once_per_country_pair = models.BooleanField(_("two countries at most once"), default=True)
    first_day = models.DateField(_("first day of its twinnings"))
    answer_by = models.DateField(_("to be answered by"), null=True, blank=True)
    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followers", editable=False
    )
    places = models.JSONField(default=dict, blank=True, editable=False)
    candidates = models.JSONField(default=list, blank=True, editable=False)
    result = models.JSONField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["DRAFT", "COMPLETE", "NO_SOLUTION", "ADOPTED", "SUPERSEDED"]),
                name="round_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(goal__in=["coverage", "benefit", "inclusive"]), name="round_goal_known"
            ),
            models.CheckConstraint(condition=models.Q(least_score__lte=100), name="round_least_score_to_100"),
            models.CheckConstraint(
                condition=models.Q(state="DRAFT") | models.Q(result__isnull=False), name="round_run_has_a_result"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ADOPTED") | models.Q(adopted_at__isnull=False, answer_by__isnull=False),
                name="round_adopted_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.pk])

    @property
    def revision(self) -> int:
        """By which a file of it is known: each change is one."""
        return self.version


class RoundRule(models.Model):
    """That a practice must or must not answer a need in a round, whatever the score."""

    class Kind(models.TextChoices):
        LOCKED = "LOCKED", _("Locked")
        FORBIDDEN = "FORBIDDEN", _("Forbidden")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="rules")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["round", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "practice", "need"], name="round_rule_one_a_pair"),
            models.CheckConstraint(condition=models.Q(kind__in=["LOCKED", "FORBIDDEN"]), name="round_rule_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.kind} {self.need_id}"


class RoundRun(Job):
    """The pairing of a round in the background."""

    TASK = "twinning.tasks.run_round"
    READ_WITH = ("round", "asked_by")

    class Step(models.TextChoices):
        NOTHING = "", ""
        READING = "READING", _("Reading practices and needs")
        SCORING = "SCORING", _("Scoring every pair")
        PAIRING = "PAIRING", _("Looking for the best pairs")
        EXPLAINING = "EXPLAINING", _("Finding the reasons")

    class Fault(models.TextChoices):
        """Why a run came to nothing, in the reader's language."""

        NONE = "", ""
        LOST = LOST, _("The round did not end in three attempts. Run it again, or tell your administrator.")
        CLOSED = "CLOSED", _("The round is no longer a draft.")
        UNEXPECTED = (
            "UNEXPECTED",
            _("Something unexpected stopped the round. Run it again, or tell your administrator."),
        )
        NOT_ALLOWED = NOT_ALLOWED, _("The person who asked may no longer run rounds.")

    FIRST_STEP = Step.READING

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="runs")
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.NOTHING, blank=True)
    error = models.CharField(max_length=16, choices=Fault.choices, default=Fault.NONE, blank=True)

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state__in=["QUEUED", "RUNNING"]),
                name="round_run_one_active_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.state}"


class Side(models.TextChoices):
    """The two parties of a proposal and of a twinning: who shows, and who learns."""

    GIVER = "GIVER", _("Giving country")
    TAKER = "TAKER", _("Receiving country")


class Proposal(Versioned):
    """One pair of an adopted round, to be accepted by both of its countries before a date.

    `score` and `criteria` are those of the round. A proposal that was made because another was declined or expired is
    `next_after` that one.
    """

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", _("Proposed")
        HALF_ACCEPTED = "HALF_ACCEPTED", _("Accepted by one side")
        CONFIRMED = "CONFIRMED", _("Confirmed")
        DECLINED = "DECLINED", _("Declined")
        EXPIRED = "EXPIRED", _("Expired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="proposals")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="proposals")
    giver = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="proposals_to_give")
    taker = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="proposals_to_take")
    score = models.FloatField(_("score"))
    criteria = models.JSONField(default=dict, help_text=_("The value of each criterion, from 0 to 1."))
    state = models.CharField(_("state"), max_length=13, choices=State.choices, default=State.PROPOSED)
    answer_by = models.DateField(_("to be answered by"))
    made_at = models.DateTimeField()
    next_after = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_best", editable=False
    )

    class Meta:
        ordering = ["round", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "practice", "need"], name="proposal_once_in_a_round"),
            models.UniqueConstraint(
                fields=["need"],
                condition=models.Q(state__in=["PROPOSED", "HALF_ACCEPTED", "CONFIRMED"]),
                name="proposal_one_standing_a_need",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["PROPOSED", "HALF_ACCEPTED", "CONFIRMED", "DECLINED", "EXPIRED"]),
                name="proposal_state_known",
            ),
            models.CheckConstraint(condition=~models.Q(giver=models.F("taker")), name="proposal_of_two_countries"),
            models.CheckConstraint(condition=models.Q(score__gte=0, score__lte=1), name="proposal_score_to_one"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.taker_id}"

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.pk])


class ProposalAnswer(models.Model):
    """What one side said to a proposal; a side answers once."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices)
    is_accepted = models.BooleanField(_("accepted"))
    reason = models.TextField(_("reason"), blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["proposal", "answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "side"], name="proposal_answered_once_a_side"),
            models.CheckConstraint(condition=models.Q(side__in=["GIVER", "TAKER"]), name="proposal_answer_side_known"),
            models.CheckConstraint(
                condition=models.Q(is_accepted=True) | ~models.Q(reason=""), name="proposal_declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.side}: {self.is_accepted}"
