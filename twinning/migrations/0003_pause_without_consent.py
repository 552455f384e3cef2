"""A practice that was published before consent was asked for waits for it; what ships was public already."""

from django.db import migrations


def pause(apps, schema_editor):
    apps.get_model("twinning", "Practice").objects.filter(
        state="PUBLISHED", reference_key="", has_consent=False
    ).update(state="PAUSED")


class Migration(migrations.Migration):
    dependencies = [("twinning", "0002_practice_record")]

    operations = [migrations.RunPython(pause, migrations.RunPython.noop)]
