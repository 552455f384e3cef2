import pytest
from django.urls import reverse
from django.utils.translation import override

from planner.domain.quality import Points
from planner.models import Task
from planner.queries.quality import Mend, plan_quality
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


def parts_of(plan):
    return {part.label: part for part in plan_quality(plan).parts}


def test_a_new_plan_stands_by_what_its_recommendations_bring():
    with override("en"):
        parts = parts_of(make_plan("JOR", codes=("INN-01",)))

    assert {label: part.points for label, part in parts.items()} == {
        "Action plan": Points(3, 5),
        "Monitoring": Points(1, 7),
        "Costing": Points(2, 5),
        "Completeness of the commitments": Points(10, 11),
        "Schedule": parts["Schedule"].points,
    }
    assert parts["Schedule"].points.possible == 8


def test_a_missing_point_leads_to_the_field_that_mends_it():
    plan = make_plan("JOR", codes=("INN-01",))
    task = plan.workplan.tasks.first()
    Task.objects.filter(pk=task.pk).update(responsible=None)

    with override("en"):
        (row,) = [row for row in parts_of(plan)["Action plan"].rows if row.title.startswith("Every task has a resp")]
        (about,) = [row for row in parts_of(plan)["Monitoring"].rows if row.title.startswith("Civil society")]

    assert row.mends == [
        Mend(f"1.1 {task.title['en']}", f"{reverse('task', args=[plan.pk, task.key])}#task-responsible")
    ]
    assert about.mends == [
        Mend("part of civil society in monitoring", f"{reverse('plan_about', args=[plan.pk])}#id_civil_society")
    ]


def test_it_takes_as_many_queries_for_many_rows_as_for_few(django_assert_num_queries):
    for codes in (("INN-01",), ("INN-01", "INN-02", "TEC-01")):
        plan = make_plan("JOR", codes=codes)
        plan.refresh_from_db()
        with django_assert_num_queries(13):
            plan_quality(plan)
