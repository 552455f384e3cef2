"""Each row that was there gets a key of its own; until here those of one table shared one."""

import uuid

from django.db import migrations


def give_each_its_own_key(apps, schema_editor):
    for name in ("CommitmentIndicator", "CommitmentRisk", "WorkCalendar"):
        rows = list(apps.get_model("planner", name).objects.all())
        for row in rows:
            row.key = uuid.uuid4()
        apps.get_model("planner", name).objects.bulk_update(rows, ["key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("planner", "0009_lasting_keys")]

    operations = [migrations.RunPython(give_each_its_own_key, migrations.RunPython.noop)]
