from collections import Counter
from datetime import UTC, datetime

import pytest

from exports.management.commands.demo import make_people
from exports.management.example_twinning import make_example_twinning
from twinning.models import Twinning

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_the_example_twinning_is_on_its_way_and_made_once(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path
    make_people()

    twinning = make_example_twinning(now=NOW)
    again = make_example_twinning(now=NOW)

    activities = twinning.activities.select_related("task")
    assert (again, Twinning.objects.count()) == (twinning, 1)
    assert Counter(activity.task.state for activity in activities) == {
        "DONE": 2,
        "SUBMITTED": 2,
        "IN_PROGRESS": 1,
        "BLOCKED": 1,
        "PLANNED": 8,
    }
    assert [activity.acceptances.count() for activity in activities if activity.task.state == "SUBMITTED"] == [1, 0]
    assert all(title.endswith("(مثال)") for title in activities.values_list("task__title__ar", flat=True))
