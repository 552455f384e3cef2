from __future__ import annotations

import gzip
import re

import pytest
from django.db.models import F

from planner.models import Task, User
from tests.factories import make_advisor, make_baseline, make_big_plan, make_official, make_plan
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db
PAGES = ["gantt/", "graph/"]
TWO = ("INN-01", "INN-02")


def content_of(address: str, language: str = "en", **headers: str) -> str:
    return reader(make_official("JOR"), language).get(address, headers=headers).content.decode()


# --- direction of time ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "kept", "rtl"), [("ar", "", True), ("en", "", False), ("ar", "ltr", False)])
def test_pictures_run_with_the_reading_direction_unless_the_person_turned_them(page, language, kept, rtl):
    plan, user = make_plan("JOR"), make_advisor("JOR")
    User.objects.filter(pk=user.pk).update(time_direction=kept)

    response = reader(user, language).get(f"/plans/{plan.pk}/{page}")

    assert response.context["rtl"] == rtl


def test_time_direction_is_kept_for_the_person_and_leads_back():
    plan, user = make_plan("JOR"), make_advisor("JOR")
    page = f"/plans/{plan.pk}/gantt/?zoom=month"
    client = reader(user, "ar")

    response = client.post("/time-direction/", {"direction": "ltr", "next": page})

    assert (response.status_code, response["Location"]) == (302, page)
    assert reader(user, "ar").get(page).context["rtl"] is False


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_time_direction_leads_nowhere_else(page):
    response = reader(make_advisor("JOR")).post("/time-direction/", {"direction": "rtl", "next": page})

    assert response["Location"] == "/"


def test_time_direction_that_does_not_exist_changes_nothing():
    user = make_advisor("JOR")

    reader(user).post("/time-direction/", {"direction": "up", "next": "/"})

    user.refresh_from_db()
    assert user.time_direction == ""


# --- Gantt chart ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "columns"),
    [("?zoom=quarter", ">Q1<"), ("?zoom=month", ">January<"), ("?zoom=week", ">January 2027<")],
)
def test_gantt_shows_the_columns_that_were_asked_for(query, columns):
    plan = make_plan("JOR")

    assert columns in content_of(f"/plans/{plan.pk}/gantt/{query}")


@pytest.mark.parametrize("query", ["?zoom=century", "?commitment=x", "?commitment=99", "?level=roof"])
def test_gantt_leaves_out_what_its_address_says_wrongly(query):
    plan = make_plan("JOR")
    address = f"/plans/{plan.pk}/gantt/"

    asked, plain = (reader(make_official("JOR")).get(one).context["page"] for one in (address + query, address))

    assert asked == plain


def test_gantt_of_one_commitment_leads_to_those_beside_it():
    plan = make_plan("JOR", codes=(*TWO, "TEC-01"))

    page = reader(make_official("JOR")).get(f"/plans/{plan.pk}/gantt/?commitment=2").context["page"]

    assert (page.section.commitment.order, page.section.previous, page.section.following) == (2, 1, 3)
    assert {row.number.partition(".")[0] for row in page.table.rows} == {"2"}


def test_gantt_of_commitments_has_one_bar_for_each_that_leads_to_its_tasks():
    plan = make_plan("JOR", codes=TWO)

    content = content_of(f"/plans/{plan.pk}/gantt/?level=commitments")

    assert set(re.findall(r"gantt/\?commitment=(\d)", content)) == {"1", "2"}
    assert "#task-" not in content


def test_gantt_shows_the_baseline_of_an_approved_plan():
    plan = make_plan("JOR")
    make_baseline(plan)
    Task.objects.filter(pk=plan.workplan.tasks.order_by("order")[0].pk).update(days=F("days") + 5)

    page = reader(make_official("JOR")).get(f"/plans/{plan.pk}/gantt/").context["page"]

    planned = page.table.rows[0]
    assert "Baseline dates" in page.picture.legend
    assert planned.baseline[0] == planned.start
    assert planned.baseline[1] < planned.finish


# --- dependency graph -----------------------------------------------------------------------------------


def test_graph_of_one_commitment_shows_what_its_tasks_wait_for_and_lead_to():
    plan = make_big_plan(tasks=48)

    page = reader(make_official("JOR")).get(f"/plans/{plan.pk}/graph/?commitment=2").context["page"]

    numbers = {row.number for row in page.rows}
    assert numbers == {*(f"2.{n}" for n in range(1, 13)), "1.4", "3.1"}


def test_graph_around_one_task_shows_its_neighbours_by_number_or_key():
    plan = make_big_plan(tasks=24)
    client = reader(make_official("JOR"))

    by_number, by_key, further = (
        client.get(f"/plans/{plan.pk}/graph/{query}").context["page"]
        for query in ("?around=1.2", "?around=task-2", "?around=1.2&steps=2")
    )

    assert [row.number for row in by_number.rows] == ["1.1", "1.2", "1.3"]
    assert by_key == by_number
    assert {row.number for row in further.rows} > {row.number for row in by_number.rows}


def test_graph_says_so_where_the_plan_has_no_such_task():
    plan = make_plan("JOR")

    content = content_of(f"/plans/{plan.pk}/graph/?around=9.99%3Cb%3E")

    assert "The plan has no task 9.99&lt;b&gt;." in content
    assert 'value="9.99&lt;b&gt;"' in content


def test_graph_does_not_show_cancelled_tasks():
    plan = make_big_plan(tasks=6)
    plan.workplan.tasks.filter(key="task-3").update(state="CANCELLED")

    page = reader(make_official("JOR")).get(f"/plans/{plan.pk}/graph/").context["page"]

    assert [row.number for row in page.rows] == ["1.1", "1.2", "1.4", "1.5", "1.6"]
    assert page.picture.picture.count("/why/") == 5


def test_graph_tells_in_words_what_waits_for_what():
    plan = make_big_plan(tasks=24)

    page = reader(make_official("JOR")).get(f"/plans/{plan.pk}/graph/").context["page"]

    rows = {row.number: row for row in page.rows}
    assert [(one.number, one.manner) for one in rows["1.9"].waits] == [("1.5", "start to finish"), ("1.8", "")]
    assert [one.number for one in rows["1.8"].leads] == ["1.9", "1.10"]


# --- both -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_picture_of_a_short_plan_has_its_table_at_once(page):
    plan = make_big_plan(tasks=60)

    content = content_of(f"/plans/{plan.pk}/{page}")

    assert content.count("<tr>") == 61
    assert 'hx-trigger="toggle once"' not in content


@pytest.mark.parametrize("page", PAGES)
def test_picture_of_a_long_plan_brings_its_table_when_it_is_opened(page):
    plan = make_big_plan(tasks=61)
    client = reader(make_official("JOR"))
    address = f"/plans/{plan.pk}/{page}"

    whole, table, back = (client.get(address, headers=headers) for headers in ({}, HTMX, HISTORY))

    assert b"<tr>" not in whole.content
    assert f'hx-get="{address}"' in whole.content.decode()
    assert table.content.decode().count("<tr>") == 62
    assert "planner/plan_base.html" not in templates_of(table)
    assert "planner/plan_base.html" in templates_of(back)


@pytest.mark.parametrize("page", PAGES)
def test_picture_of_a_plan_without_tasks_is_an_empty_state(page):
    plan = make_plan("JOR")
    plan.workplan.tasks.all().delete()

    assert "The plan has no tasks yet." in content_of(f"/plans/{plan.pk}/{page}")


@pytest.mark.parametrize("page", ["gantt/", "gantt/?level=commitments", "graph/", "graph/?commitment=1"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_pictures_take_the_same_queries_for_one_commitment_and_for_three(page, headers):
    client = reader(make_official("JOR"))
    small, large = make_plan("JOR", codes=("INN-01",)), make_plan("JOR", codes=(*TWO, "TEC-01"))

    counts = [query_count(client, f"/plans/{plan.pk}/{page}") for plan in (small, large)]

    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_pictures_of_five_hundred_tasks_stay_within_a_page_of_twenty_kilobytes(page, language):
    plan = make_big_plan(tasks=500)
    client = reader(make_official("JOR"), language)

    content = client.get(f"/plans/{plan.pk}/{page}").content

    assert len(gzip.compress(content, 6)) <= 20_000
