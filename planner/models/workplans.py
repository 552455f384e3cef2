"""The task dependency graph as it is kept: tasks and links. Dates are never kept, they are computed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models.studies import LinkKind
from planner.models.translated import TranslatedField


class Workplan(models.Model):
    """The container of tasks and links; a plan has one and a twinning has one."""

    start = models.DateField(_("start"))
    finish_by = models.DateField(_("deadline"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finish_by__isnull=True) | models.Q(finish_by__gte=models.F("start")),
                name="workplan_deadline_not_before_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.start}"


class Task(models.Model):
    """A piece of work on its country's working days; a milestone where `days` is 0."""

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
    responsible = TranslatedField(_("responsible"), blank=True)
    supporting = TranslatedField(_("supporting"), blank=True)
    days = models.PositiveSmallIntegerField(_("working days"))
    earliest = models.DateField(_("not before"), null=True, blank=True)
    pinned = models.DateField(_("fixed start"), null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    cost = models.PositiveIntegerField(_("cost"), default=0)

    class Meta:
        ordering = ["commitment__order", "order"]
        constraints = [models.UniqueConstraint(fields=["workplan", "key"], name="task_key_once_in_a_workplan")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_milestone(self) -> bool:
        return self.days == 0


class Link(models.Model):
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
