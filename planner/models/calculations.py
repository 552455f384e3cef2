"""What is computed about a plan in the background, because it takes longer than a person waits for a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models.jobs import LOST, NOT_ALLOWED, Job
from planner.models.plans import Plan


class Calculation(Job):
    """A simulation or a levelling of a plan. `result` stands for the plan at `change_number`, which the worker
    renews when it reads the plan; it is shown as outdated once the plan has moved on."""

    TASK = "planner.tasks.run_calculation"
    READ_WITH = ("plan__country", "plan__workplan", "asked_by")

    class Kind(models.TextChoices):
        SIMULATION = "SIMULATION", _("Simulation")
        LEVELLING = "LEVELLING", _("Levelling")

    class Step(models.TextChoices):
        NOTHING = "", ""
        READING = "READING", _("Reading the plan")
        SIMULATING = "SIMULATING", _("Running through the plan")
        LEVELLING = "LEVELLING", _("Looking for the shortest order")

    class Fault(models.TextChoices):
        """Why a calculation came to nothing, in the reader's language."""

        NONE = "", ""
        LOST = LOST, _("The calculation did not end in three attempts. Ask for it again, or tell your administrator.")
        CIRCLE = "CIRCLE", _("The plan's tasks wait for each other in a circle. Mend the links, then ask again.")
        NO_TASKS = "NO_TASKS", _("The plan has no tasks yet.")
        OUT_OF_RANGE = "OUT_OF_RANGE", _("The plan's dates run too far. Mend them, then ask again.")
        UNEXPECTED = (
            "UNEXPECTED",
            _("Something unexpected stopped the calculation. Ask for it again, or tell your administrator."),
        )
        NOT_ALLOWED = NOT_ALLOWED, _("The person who asked may no longer see this plan.")

    FIRST_STEP = Step.READING

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="calculations")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    change_number = models.PositiveIntegerField()
    options = models.JSONField(default=dict)
    result = models.JSONField(null=True, blank=True)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.NOTHING, blank=True)
    error = models.CharField(max_length=16, choices=Fault.choices, default=Fault.NONE, blank=True)

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=models.Q(state__in=["QUEUED", "RUNNING"]),
                name="calculation_one_active_a_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="READY") | models.Q(result__isnull=False),
                name="calculation_ready_has_a_result",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["SIMULATION", "LEVELLING"]), name="calculation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind}: {self.state}"
