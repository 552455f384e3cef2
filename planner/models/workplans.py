"""The task dependency graph as it is kept: tasks and links. Dates are never kept, they are computed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models.countries import Country
from planner.models.studies import LinkKind
from planner.models.translated import TranslatedField
from planner.models.versions import Versioned


class Workplan(models.Model):
    """The container of tasks and links; a plan has one and a twinning has one.

    Every edit raises `change_number` first, and so waits for any other edit of the same workplan. What is drawn from
    a workplan is kept by that number.
    """

    start = models.DateField(_("start"))
    finish_by = models.DateField(_("deadline"), null=True, blank=True)
    is_counted_back = models.BooleanField(
        _("counted back from the deadline"),
        default=False,
        help_text=_("Then work starts as late as the deadline allows, and `start` is the earliest it may."),
    )
    change_number = models.PositiveIntegerField(default=0, editable=False)
    may_wait_outside = models.BooleanField(
        default=False, editable=False, help_text=_("Where not, nobody looks for links from outside.")
    )
    calendar = models.ForeignKey(
        "planner.WorkCalendar",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Instead of the country's own working days, such as the calendar of an imported file."),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finish_by__isnull=True) | models.Q(finish_by__gte=models.F("start")),
                name="workplan_deadline_not_before_start",
            ),
            models.CheckConstraint(
                condition=models.Q(is_counted_back=False) | models.Q(finish_by__isnull=False),
                name="workplan_counted_back_from_a_deadline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.start}"


class WorkCalendar(models.Model):
    """Working days other than the country's own: every day, those of an imported file, or those that several
    `countries` share, which then stand for weekend and holidays. Days are written as 2027-01-03; a season of short
    days as its first day, its last and its share of a day's work, a later week as the day it holds from and its days
    of rest (`planner.domain.kept_calendars`).
    """

    workplan = models.ForeignKey(Workplan, on_delete=models.CASCADE, related_name="calendars")
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text=_("Stays the same for the life of the plan."))
    name = TranslatedField(_("name"))
    weekend = models.JSONField(_("rest days"), default=list, help_text=_("Monday is 0, Sunday is 6."))
    holidays = models.JSONField(_("holidays"), default=list)
    extra_working = models.JSONField(_("extra working days"), default=list)
    short_seasons = models.JSONField(
        _("seasons of short days"), default=list, help_text=_("Such as 2027-02-08/2027-03-09/5/8.")
    )
    later_weeks = models.JSONField(_("later rest days"), default=list, help_text=_("Such as 2027-06-01/4/5."))
    countries = models.ManyToManyField(Country, related_name="+", blank=True)

    class Meta:
        ordering = ["workplan", "pk"]
        constraints = [models.UniqueConstraint(fields=["workplan", "key"], name="work_calendar_key_once_in_a_workplan")]

    def __str__(self) -> str:
        return str(self.name)


class Institution(Versioned):
    """A body that does the work in one country, and how much of it at once. Without a capacity it is unlimited."""

    class Counts(models.TextChoices):
        TASKS = "TASKS", _("tasks at once")
        PEOPLE = "PEOPLE", _("people")

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="institutions")
    name = TranslatedField(_("name"))
    capacity = models.PositiveSmallIntegerField(_("capacity"), null=True, blank=True)
    counts = models.CharField(_("counted in"), max_length=6, choices=Counts.choices, default=Counts.TASKS)

    class Meta:
        ordering = ["country", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True) | models.Q(capacity__gte=1),
                name="institution_capacity_from_one",
            ),
            models.CheckConstraint(condition=models.Q(counts__in=["TASKS", "PEOPLE"]), name="institution_counts_known"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Task(Versioned):
    """A piece of work on its country's working days; a milestone where `days` is 0.

    `days` is the likely duration; `optimistic_days` and `pessimistic_days` are given together or not at all.
    `levelled_start` is the day a task was moved to for want of hands, apart from its own `earliest` date.
    """

    class State(models.TextChoices):
        PLANNED = "PLANNED", _("Planned")
        IN_PROGRESS = "IN_PROGRESS", _("In progress")
        BLOCKED = "BLOCKED", _("Blocked")
        SUBMITTED = "SUBMITTED", _("Submitted")
        RETURNED = "RETURNED", _("Returned")
        ACCEPTED = "ACCEPTED", _("Accepted")
        DONE = "DONE", _("Done")
        CANCELLED = "CANCELLED", _("Cancelled")

    workplan = models.ForeignKey(Workplan, on_delete=models.CASCADE, related_name="tasks")
    commitment = models.ForeignKey(
        "planner.Commitment", on_delete=models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    also_serves = models.ManyToManyField("planner.Commitment", related_name="shared_tasks", blank=True)
    key = models.CharField(max_length=40, help_text=_("Stays the same for the life of the plan."))
    order = models.PositiveSmallIntegerField()
    title = TranslatedField(_("title"))
    output = TranslatedField(_("output"), blank=True)
    indicator = TranslatedField(_("indicator"), blank=True)
    responsible = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("responsible"),
    )
    people = models.PositiveSmallIntegerField(
        _("people"), default=1, help_text=_("Of the responsible institution, at the same time.")
    )
    supporting = TranslatedField(_("supporting"), blank=True)
    days = models.PositiveSmallIntegerField(_("working days"))
    optimistic_days = models.PositiveSmallIntegerField(_("optimistic duration"), null=True, blank=True)
    pessimistic_days = models.PositiveSmallIntegerField(_("pessimistic duration"), null=True, blank=True)
    calendar = models.ForeignKey(
        WorkCalendar,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("calendar"),
        help_text=_("Instead of the working days of the plan."),
    )
    earliest = models.DateField(_("not before"), null=True, blank=True)
    pinned = models.DateField(_("fixed start"), null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    levelled_start = models.DateField(_("moved for want of hands"), null=True, blank=True)
    cost = models.PositiveIntegerField(_("additional cost"), default=0, help_text=_("US dollars, once."))
    running_cost = models.PositiveIntegerField(_("running cost a year"), default=0, help_text=_("US dollars a year."))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PLANNED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, help_text=_("Per cent."))
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_finish = models.DateField(_("actual finish"), null=True, blank=True)

    class Meta:
        ordering = ["commitment__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["workplan", "key"], name="task_key_once_in_a_workplan"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "PLANNED",
                        "IN_PROGRESS",
                        "BLOCKED",
                        "SUBMITTED",
                        "RETURNED",
                        "ACCEPTED",
                        "DONE",
                        "CANCELLED",
                    ]
                ),
                name="task_state_known",
            ),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="task_progress_to_100"),
            models.CheckConstraint(condition=models.Q(people__gte=1), name="task_people_from_one"),
            models.CheckConstraint(
                condition=models.Q(optimistic_days__isnull=True, pessimistic_days__isnull=True)
                | models.Q(optimistic_days__lte=models.F("days"), pessimistic_days__gte=models.F("days")),
                name="task_likely_between_optimistic_and_pessimistic",
            ),
            models.CheckConstraint(
                condition=models.Q(actual_finish__isnull=True) | models.Q(actual_finish__gte=models.F("actual_start")),
                name="task_not_finished_before_it_started",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_milestone(self) -> bool:
        return self.days == 0

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED


class Link(Versioned):
    """That one task waits for another."""

    before = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="links_after")
    after = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="links_before")
    kind = models.CharField(max_length=2, choices=LinkKind.choices, default=LinkKind.FINISH_TO_START)
    lag = models.SmallIntegerField(_("lag"), default=0, help_text=_("Working days; below zero is a lead."))

    class Meta:
        ordering = ["before", "after", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "kind"], name="link_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="link_not_to_itself"),
            models.CheckConstraint(condition=models.Q(kind__in=["FS", "SS", "FF", "SF"]), name="link_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind}{self.lag:+d} {self.after_id}"


class OutsideLink(Versioned):
    """That a task waits for a task of another workplan, such as a plan's for one of a twinning.

    Both workplans are computed for themselves, the awaited one first: it never waits for what waits for it.
    `days_without` and `cost_without` are what the waiting task would take if nothing came from outside; where they are
    empty it would take the same.
    """

    KINDS = (LinkKind.FINISH_TO_START, LinkKind.START_TO_START)

    before = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="outside_links_after")
    after = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="outside_links_before")
    kind = models.CharField(
        _("kind"),
        max_length=2,
        choices=[(kind.value, kind.label) for kind in KINDS],
        default=LinkKind.FINISH_TO_START,
    )
    lag = models.SmallIntegerField(_("lag"), default=0, help_text=_("Working days; below zero is a lead."))
    days_without = models.PositiveSmallIntegerField(
        _("working days without it"), null=True, blank=True, help_text=_("Empty: as many as with it.")
    )
    cost_without = models.PositiveIntegerField(
        _("additional cost without it"), null=True, blank=True, help_text=_("US dollars. Empty: the same as with it.")
    )

    class Meta:
        ordering = ["before", "after"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="outside_link_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="outside_link_not_to_itself"),
            models.CheckConstraint(condition=models.Q(kind__in=["FS", "SS"]), name="outside_link_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind}{self.lag:+d} {self.after_id}"


class Change(models.Model):
    """One edit of a workplan and what stands around it: who, when, and each value before and after.

    `parts` is a list of `planner.domain.revisions.Difference` as plain values.
    """

    workplan = models.ForeignKey(Workplan, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField(help_text=_("The workplan's change number after it."))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    parts = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["workplan", "number"], name="change_number_once")]

    def __str__(self) -> str:
        return f"{self.workplan_id}: {self.number}"
