"""Responsible and lead bodies become rows, so that their capacity can be kept, and commitments get lasting keys."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import planner.models.translated


class Migration(migrations.Migration):
    dependencies = [("planner", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", planner.models.translated.TranslatedField(verbose_name="name")),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="capacity")),
                (
                    "counts",
                    models.CharField(
                        choices=[("TASKS", "tasks at once"), ("PEOPLE", "people")],
                        default="TASKS",
                        max_length=6,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="institutions",
                        to="planner.country",
                    ),
                ),
            ],
            options={
                "ordering": ["country", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"),
                        name="institution_capacity_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counts__in", ["TASKS", "PEOPLE"])), name="institution_counts_known"
                    ),
                ],
            },
        ),
        migrations.RenameField("commitment", "lead", "lead_text"),
        migrations.RenameField("task", "responsible", "responsible_text"),
        migrations.AddField(
            "commitment",
            "lead",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="planner.institution",
                verbose_name="lead body",
            ),
        ),
        migrations.AddField(
            "task",
            "responsible",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="planner.institution",
                verbose_name="responsible",
            ),
        ),
        migrations.AddField(
            "commitment",
            "key",
            models.UUIDField(
                default=uuid.uuid4, editable=False, help_text="Stays the same for the life of the plan.", null=True
            ),
        ),
    ]
