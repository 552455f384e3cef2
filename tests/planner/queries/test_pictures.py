import gzip
from datetime import date

import pytest
from django.utils.translation import override

from planner.models import Country
from planner.queries.pictures import gantt_picture, graph_picture, index_picture
from planner.queries.schedules import schedule_of_plan
from tests.factories import make_big_plan, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_names_link_to_their_row_bars_and_boxes_to_why_they_have_their_dates():
    plan = make_plan("JOR")
    schedule = schedule_of_plan(plan)
    row = f'href="/plans/{plan.pk}/tasks/?open=1#task-1.1"'
    why = f'href="/plans/{plan.pk}/tasks/{schedule.tasks[0].key}/why/"'

    gantt, graph = gantt_picture(plan, schedule, today=TODAY, rtl=True), graph_picture(plan, schedule, rtl=True)

    assert (gantt.names.count(row), gantt.bars.count(why), graph.picture.count(why)) == (1, 1, 1)
    assert (gantt.names.count(why), gantt.bars.count(row), graph.picture.count(row)) == (0, 0, 0)


def test_pictures_escape_what_people_write():
    plan = make_plan("JOR", title="<script>alert(1)</script>")
    plan.workplan.tasks.update(title={"ar": '"><script>alert(2)</script>'})
    schedule = schedule_of_plan(plan)

    gantt, graph = gantt_picture(plan, schedule, today=TODAY, rtl=False), graph_picture(plan, schedule, rtl=False)

    assert "<script" not in f"{gantt}{graph}"


def test_pictures_of_a_plan_without_tasks_are_none():
    plan = make_plan("JOR")
    plan.workplan.tasks.all().delete()
    schedule = schedule_of_plan(plan)

    assert gantt_picture(plan, schedule, today=TODAY, rtl=True) is None
    assert graph_picture(plan, schedule, rtl=True) is None


def test_index_picture_is_empty_where_nothing_was_published():
    assert index_picture(Country.objects.get(pk="PSE"), {}) == ""


def test_index_picture_writes_figures_as_the_reader_does():
    with override("fr"):
        picture = index_picture(Country.objects.get(pk="JOR"), {"EGDI": {2022: 0.5, 2024: 0.61}})

    assert "0,61" in picture


def test_pictures_of_five_hundred_tasks_are_light():
    plan = make_big_plan(tasks=500)
    schedule = schedule_of_plan(plan)

    gantt, graph = gantt_picture(plan, schedule, today=TODAY, rtl=True), graph_picture(plan, schedule, rtl=True)

    assert {link.kind for link in schedule.links} == {"FS", "SS", "FF", "SF"}
    assert len(gzip.compress(str(gantt).encode(), 6)) <= 12_000
    assert str(graph).count("/why/") == 500
