"""Indicators, risks and calendars get a key each that stays the same for the life of the plan."""

import uuid

from django.db import migrations, models

KEYED = ("commitmentindicator", "commitmentrisk", "workcalendar")


class Migration(migrations.Migration):
    dependencies = [("planner", "0008_calculation_words")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="key",
            field=models.UUIDField(
                default=uuid.uuid4, editable=False, help_text="Stays the same for the life of the plan."
            ),
        )
        for model in KEYED
    ]
