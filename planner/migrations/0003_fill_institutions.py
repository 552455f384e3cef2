"""The names of responsible and lead bodies turn into institutions of the plan's country; each commitment gets a key."""

import json
import uuid

from django.db import migrations


def texts_to_institutions(apps, schema_editor):
    Institution = apps.get_model("planner", "Institution")
    Commitment = apps.get_model("planner", "Commitment")
    Task = apps.get_model("planner", "Task")
    known = {}

    def institution(country, names):
        if not names:
            return None
        place = (country, json.dumps(names, sort_keys=True))
        if place not in known:
            known[place] = Institution.objects.create(country_id=country, name=names)
        return known[place]

    for commitment in Commitment.objects.select_related("plan").iterator():
        commitment.lead = institution(commitment.plan.country_id, commitment.lead_text)
        commitment.key = uuid.uuid4()
        commitment.save(update_fields=["lead", "key"])
    for task in Task.objects.select_related("workplan__plan").iterator():
        task.responsible = institution(task.workplan.plan.country_id, task.responsible_text)
        task.save(update_fields=["responsible"])


def institutions_to_texts(apps, schema_editor):
    for commitment in apps.get_model("planner", "Commitment").objects.select_related("lead").iterator():
        commitment.lead_text = commitment.lead.name if commitment.lead else {}
        commitment.save(update_fields=["lead_text"])
    for task in apps.get_model("planner", "Task").objects.select_related("responsible").iterator():
        task.responsible_text = task.responsible.name if task.responsible else {}
        task.save(update_fields=["responsible_text"])


class Migration(migrations.Migration):
    dependencies = [("planner", "0002_institutions")]

    operations = [migrations.RunPython(texts_to_institutions, institutions_to_texts)]
