"""A commitment bears its own themes, so that one without a recommendation can have some, too."""

from django.db import migrations, models


def copy_themes(apps, schema_editor):
    Commitment = apps.get_model("planner", "Commitment")
    for commitment in Commitment.objects.exclude(recommendation=None).select_related("recommendation").iterator():
        commitment.themes.set(commitment.recommendation.themes.all())


class Migration(migrations.Migration):
    dependencies = [("planner", "0004_living_plans")]

    operations = [
        migrations.AddField(
            "commitment",
            "themes",
            models.ManyToManyField(blank=True, related_name="commitments", to="planner.theme"),
        ),
        migrations.RunPython(copy_themes, migrations.RunPython.noop),
    ]
