"""The pages on which plans go out as files and come back."""

from __future__ import annotations

import io
import json
from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar

from planner.interchange.msproject.reader import read_project
from planner.interchange.sheets.columns import TASKS
from planner.models import Plan, Upload
from planner.queries.revisions import contents_of
from tests.factories import make_advisor, make_big_plan, make_official, make_plan, make_upload
from tests.planner.interchange.files import MPXJ
from tests.planner.interchange.workbooks import changed
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db


def file_of(content: bytes, name: str) -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def events_of(content: bytes) -> list[tuple[str, date, date]]:
    events = Calendar.from_ical(content).walk("VEVENT")
    return [(str(event["UID"]), event["DTSTART"].dt, event["DTEND"].dt) for event in events]


@pytest.mark.parametrize("extension", ["xlsx", "xml", "ics", "json"])
def test_files_are_named_after_the_plan_in_the_reader_s_letters(extension):
    plan = make_plan("JOR", title="خطة: الأردن")

    response = reader(make_official("JOR"), "ar").get(f"/plans/{plan.pk}/plan.{extension}")

    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''" + quote("خطة الأردن – "))
    assert disposition.endswith(f".{extension}")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_project_file_is_in_the_reader_s_language():
    plan = make_plan("JOR")

    content = reader(make_advisor("JOR"), "fr").get(f"/plans/{plan.pk}/plan.xml").content

    project = read_project(io.BytesIO(content)).project
    assert project.title == plan.title["fr"]


def test_the_calendar_has_milestones_and_deadlines_and_all_tasks_if_asked_for():
    plan = make_plan("JOR", finish_by=date(2028, 6, 30))
    task = plan.workplan.tasks.filter(days__gt=0).first()
    plan.workplan.tasks.filter(pk=task.pk).update(deadline=date(2027, 3, 1))
    client = reader(make_official("JOR"))

    few = events_of(client.get(f"/plans/{plan.pk}/plan.ics").content)
    all_of_them = events_of(client.get(f"/plans/{plan.pk}/plan.ics?tasks=all").content)

    milestones = plan.workplan.tasks.filter(days=0)
    assert {uid for uid, *_ in few} == {
        *(f"{plan.pk}.{row.key}" for row in milestones),
        f"{plan.pk}.{task.key}.deadline",
        f"{plan.pk}.deadline",
    }
    assert (f"{plan.pk}.deadline", date(2028, 6, 30), date(2028, 7, 1)) in few
    assert len(all_of_them) == plan.workplan.tasks.count() + 2


def test_json_holds_the_contents_and_the_computed_dates():
    plan = make_plan("JOR")

    values = json.loads(reader(make_official("JOR")).get(f"/plans/{plan.pk}/plan.json").content)

    contents = contents_of(plan).as_values()
    assert {name: values[name] for name in contents} == contents
    assert values["schedule"]["tasks"].keys() == {task["key"] for task in values["tasks"]}


def test_a_workbook_is_checked_shown_and_applied():
    plan = make_plan("JOR")
    task = plan.workplan.tasks.first()
    client = reader(make_advisor("JOR"))
    content = changed(client.get(f"/plans/{plan.pk}/plan.xlsx").content, {(TASKS, task.key, "days"): 25})

    checked = client.post(f"/plans/{plan.pk}/exchange/", file_of(content, "plan.xlsx"), follow=True)
    shown = checked.content.decode()
    applied = client.post(checked.redirect_chain[0][0])

    assert f"{task.days} working days to 25 working days" in shown
    assert applied["Location"] == f"/plans/{plan.pk}/tasks/"
    assert plan.workplan.tasks.get(pk=task.pk).days == 25


def test_a_wrong_workbook_is_shown_with_its_rows_and_cannot_be_applied():
    plan = make_plan("JOR")
    client = reader(make_advisor("JOR"))
    content = changed(client.get(f"/plans/{plan.pk}/plan.xlsx").content, {(TASKS, 4, "days"): "=1+2"})

    checked = client.post(f"/plans/{plan.pk}/exchange/", file_of(content, "plan.xlsx"), follow=True)
    shown = checked.content.decode()
    applied = client.post(checked.redirect_chain[0][0]).content.decode()

    assert "The cell has a formula. Put its value there instead." in shown
    assert "Make these changes" not in shown
    assert "Rows of the file are wrong, so nothing of it was taken over." in applied


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"nothing", "The file is not a readable XLSX workbook."),
        (bytes(6 * 1024 * 1024), "The file is larger than 5 MB."),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_field(content, sentence):
    plan = make_plan("JOR")

    response = reader(make_advisor("JOR")).post(f"/plans/{plan.pk}/exchange/", file_of(content, "plan.xlsx"))

    assert response.context["form"].errors == {"file": [sentence]}
    assert not Upload.objects.exists()


def test_no_more_of_a_huge_upload_is_kept_than_any_form_takes():
    plan = make_plan("JOR")

    response = reader(make_advisor("JOR")).post(
        f"/plans/{plan.pk}/exchange/", file_of(bytes(30 * 1024 * 1024), "plan.xlsx")
    )

    assert response.context["form"].errors == {"file": ["The file is larger than 5 MB."]}
    assert response.context["form"].files["file"].size < 22 * 1024 * 1024


def test_officials_take_files_out_and_bring_none_back():
    plan = make_plan("JOR")

    content = reader(make_official("JOR")).get(f"/plans/{plan.pk}/exchange/").content.decode()

    assert "plan.xlsx" in content
    assert "Only an advisor or the national coordinator can change this plan." in content
    assert 'type="file"' not in content


def test_a_project_file_is_checked_shown_and_becomes_a_plan():
    client = reader(make_advisor("JOR"))
    file = file_of((MPXJ / "sample.xml").read_bytes(), "sample.xml")

    checked = client.post("/countries/JOR/plans/import/", {**file, "calendar": "file"}, follow=True)
    shown = checked.content.decode()
    made = client.post(checked.redirect_chain[0][0], {"title": "Sample"})

    plan = Plan.objects.get()
    assert "50 working days instead of 100." in shown
    assert "Start and finish as in the file: 16 of 16 tasks." in shown
    assert made["Location"] == f"/plans/{plan.pk}/"
    assert (str(plan.title), plan.workplan.tasks.count()) == ("Sample", 16)


def test_a_refused_project_file_says_why_by_its_field():
    response = reader(make_advisor("JOR")).post(
        "/countries/JOR/plans/import/", {**file_of(b"<html/>", "x.xml"), "calendar": "country"}
    )

    assert response.context["form"].errors == {"file": ["The file is XML, but not that of Microsoft Project."]}
    assert not Plan.objects.exists()


def test_pages_take_the_same_queries_at_any_size():
    user = make_advisor("JOR")
    client = reader(user)
    plans = make_big_plan(tasks=12), make_big_plan(tasks=120)

    pages = [query_count(client, f"/plans/{plan.pk}/exchange/") for plan in plans]
    workbooks = [query_count(client, f"/plans/{plan.pk}/plan.xlsx") for plan in plans]
    uploads = [make_upload(user, plan=plan) for plan in plans]
    checks = [query_count(client, f"/plans/{row.plan_id}/exchange/{row.pk}/") for row in uploads]

    assert pages[0] == pages[1] <= 15
    assert workbooks[0] == workbooks[1] <= 15
    assert checks[0] == checks[1] <= 15
