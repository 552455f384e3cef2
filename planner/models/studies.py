"""Studies, their recommendations, and the blueprint of tasks each recommendation brings."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models.translated import TranslatedField


class LinkKind(models.TextChoices):
    FINISH_TO_START = "FS", _("finish to start")
    START_TO_START = "SS", _("start to start")
    FINISH_TO_FINISH = "FF", _("finish to finish")
    START_TO_FINISH = "SF", _("start to finish")


class Level(models.TextChoices):
    LOW = "LOW", _("Low")
    MEDIUM = "MEDIUM", _("Medium")
    HIGH = "HIGH", _("High")


class IndicatorDetails(models.Model):
    """How one result is measured: the passport of an indicator."""

    class Unit(models.TextChoices):
        PERCENT = "PERCENT", _("per cent")
        COUNT = "COUNT", _("number")
        DAYS = "DAYS", _("days")
        SCORE = "SCORE", _("score")

    class Direction(models.TextChoices):
        UP = "UP", _("to rise")
        DOWN = "DOWN", _("to fall")

    class Frequency(models.TextChoices):
        QUARTERLY = "QUARTERLY", _("every quarter")
        HALF_YEARLY = "HALF_YEARLY", _("every half-year")
        YEARLY = "YEARLY", _("every year")

    name = TranslatedField()
    definition = TranslatedField()
    formula = TranslatedField()
    source = TranslatedField()
    unit = models.CharField(max_length=10, choices=Unit.choices)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    frequency = models.CharField(max_length=12, choices=Frequency.choices)
    target = models.FloatField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)


class RiskDetails(models.Model):
    """What may go wrong and what is done about it."""

    text = TranslatedField()
    mitigation = TranslatedField()
    likelihood = models.CharField(max_length=6, choices=Level.choices)
    effect = models.CharField(max_length=6, choices=Level.choices)
    order = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.text)


class Study(models.Model):
    """A published study. `note` says whose translation a title is that was not to be had in a language."""

    code = models.CharField(max_length=12, primary_key=True)
    title = TranslatedField()
    symbol = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    note = TranslatedField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "studies"

    def __str__(self) -> str:
        return str(self.title)


class Theme(models.Model):
    """What a recommendation is filed under: a RITE pillar, an SDG target or a challenge."""

    class Kind(models.TextChoices):
        RITE = "RITE", _("RITE pillar")
        SDG = "SDG", _("SDG target")
        CHALLENGE = "CHALLENGE", _("Challenge")

    code = models.CharField(max_length=20, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = TranslatedField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return str(self.name)


class Body(models.Model):
    """A kind of public institution that may lead or support, such as the ministry of finance."""

    code = models.CharField(max_length=24, primary_key=True)
    name = TranslatedField()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return str(self.name)


class BlueprintTask(models.Model):
    """A task as a recommendation brings it. Two recommendations that need the same task name the same row."""

    key = models.CharField(max_length=24, primary_key=True)
    title = TranslatedField()
    output = TranslatedField()
    indicator = TranslatedField()
    days = models.PositiveSmallIntegerField(help_text=_("Working days; 0 is a milestone."))
    responsible = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    supporting = models.ManyToManyField(Body, related_name="+", blank=True)
    cost = models.PositiveIntegerField(help_text=_("US dollars, once; an order of magnitude."))

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.title)


class BlueprintLink(models.Model):
    """An arrow of the blueprint, also between tasks of two recommendations."""

    before = models.ForeignKey(BlueprintTask, on_delete=models.CASCADE, related_name="links_after")
    after = models.ForeignKey(BlueprintTask, on_delete=models.CASCADE, related_name="links_before")
    kind = models.CharField(max_length=2, choices=LinkKind.choices, default=LinkKind.FINISH_TO_START)
    lag = models.SmallIntegerField(default=0, help_text=_("Working days; below zero is a lead."))

    class Meta:
        ordering = ["before", "after", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "kind"], name="blueprint_link_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="blueprint_link_not_to_itself"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["FS", "SS", "FF", "SF"]), name="blueprint_link_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind}{self.lag:+d} {self.after_id}"


class Recommendation(models.Model):
    """What a study recommends. The starter set is ours and says so until the study's own text replaces it."""

    class Origin(models.TextChoices):
        STARTER = "STARTER", _("Starter set, to be replaced by the study's text")
        STUDY = "STUDY", _("Text of the study")

    code = models.CharField(max_length=12, primary_key=True)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="recommendations")
    order = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.STARTER)
    title = TranslatedField()
    summary = TranslatedField()
    problem = TranslatedField()
    solution = TranslatedField()
    results = TranslatedField()
    lead = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    supporting = models.ManyToManyField(Body, related_name="+", blank=True)
    themes = models.ManyToManyField(Theme, related_name="recommendations")
    prerequisites = models.ManyToManyField("self", symmetrical=False, related_name="prerequisite_of", blank=True)
    blueprint_tasks = models.ManyToManyField(BlueprintTask, through="BlueprintPart", related_name="recommendations")
    running_cost = models.PositiveIntegerField(help_text=_("US dollars a year; an order of magnitude."))

    class Meta:
        ordering = ["study__order", "order"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.pk])


class BlueprintPart(models.Model):
    """That a recommendation brings a task, and where in its list."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="parts")
    task = models.ForeignKey(BlueprintTask, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["recommendation", "order"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "task"], name="blueprint_part_once")]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.task_id}"


class RecommendationIndicator(IndicatorDetails):
    key = models.CharField(max_length=24, unique=True)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="indicators")
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recommendation", "order"]


class RecommendationRisk(RiskDetails):
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="risks")
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recommendation", "order"]
