"""What somebody brought in a file and has not decided on yet."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from planner.models.countries import Country
from planner.models.plans import Plan


class Upload(models.Model):
    """What was read out of a file, kept for the person who brought it until they make it so or let it expire.

    `contents` are the plain values that a plan would have; `report` is what was found on the way. A sheet belongs to
    a plan and counts while that has `change_number`.
    """

    class Kind(models.TextChoices):
        SHEET = "SHEET"
        PROJECT = "PROJECT"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="uploads")
    change_number = models.PositiveIntegerField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    contents = models.JSONField()
    report = models.JSONField()

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["uploaded_at"], name="upload_by_age")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="SHEET", plan__isnull=False, change_number__isnull=False)
                | Q(kind="PROJECT", plan__isnull=True, change_number__isnull=True),
                name="upload_of_a_sheet_has_its_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"
