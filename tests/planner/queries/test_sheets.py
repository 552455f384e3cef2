"""A plan goes into a workbook, and what people changed there comes back."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.utils import timezone
from django.utils.translation import override

from planner.interchange.sheets.cells import read_sheets
from planner.interchange.sheets.columns import COMMITMENTS, TASKS
from planner.interchange.sheets.merging import merge
from planner.models import Plan, Task, Translated
from planner.queries.revisions import contents_of
from planner.queries.sheets import sheet_report, surroundings_of, workbook_of_plan
from planner.services.uploads import keep_sheet
from tests.factories import make_advisor, make_big_plan, make_plan
from tests.planner.interchange.workbooks import changed, columns_of, first_free_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return make_plan("JOR")


def taken_out(plan: Plan, language: str = "ar") -> bytes:
    with override(language):
        return workbook_of_plan(plan)


def merged(plan: Plan, content: bytes):
    return merge(contents_of(plan), read_sheets(io.BytesIO(content)), surroundings_of(plan))


def report_of(plan: Plan, content: bytes, language: str = "en"):
    upload = keep_sheet(
        plan=plan, source=io.BytesIO(content), file_name="x.xlsx", user=make_advisor("JOR"), now=timezone.now()
    )
    with override(language):
        return sheet_report(plan, upload)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_workbook_nobody_touched_changes_nothing(language):
    plan = make_big_plan(tasks=40)
    plan.workplan.tasks.filter(order=3).update(state="CANCELLED", earliest=date(2027, 5, 1), output={"en": "a\nb"})

    found = merged(plan, taken_out(plan, language))

    assert found.errors == []
    assert found.contents == contents_of(plan)


def test_a_workbook_reads_from_right_to_left_in_arabic_and_keeps_its_keys_locked(plan):
    workbook = openpyxl.load_workbook(io.BytesIO(taken_out(plan)))

    tasks = workbook.worksheets[0]
    assert [sheet.title for sheet in workbook.worksheets] == ["المهام", "الالتزامات", "ملاحظات", "enact"]
    assert tasks.sheet_view.rightToLeft
    assert (tasks.column_dimensions["A"].hidden, tasks.row_dimensions[1].hidden) == (True, True)
    assert (tasks.freeze_panes, tasks.protection.sheet, tasks.protection.password) == ("E3", True, None)
    columns = columns_of(tasks)
    assert tasks.cell(3, 1).protection.locked
    assert not tasks.cell(3, columns["title"]).protection.locked
    assert tasks.cell(3, columns["start"]).protection.locked
    assert tasks.cell(3, columns["start"]).is_date
    assert isinstance(tasks.cell(3, columns["cost"]).value, int)
    assert workbook.worksheets[3].sheet_state == "hidden"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://127.0.0.1")'])
def test_formula_like_text_leaves_as_text_and_comes_back(plan, text):
    task = plan.workplan.tasks.first()
    Task.objects.filter(pk=task.pk).update(title=Translated(ar=text))

    content = taken_out(plan)

    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cell = sheet.cell(3, columns_of(sheet)["title"])
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert merged(plan, content).contents == contents_of(plan)


def test_changes_of_every_kind_are_read(plan):
    tasks = list(plan.workplan.tasks.all())
    first, second, third = (task.key for task in tasks[:3])
    changes = {
        (TASKS, first, "title"): "عنوان آخر",
        (TASKS, first, "days"): 25,
        (TASKS, first, "earliest"): date(2027, 2, 1),
        (TASKS, first, "deadline"): "٣/٤/٢٠٢٧",
        (TASKS, first, "cost"): "1,200",
        (TASKS, first, "state"): "En cours",
        (TASKS, first, "responsible"): "وزارة جديدة",
        (TASKS, second, "links"): "1.1FS+3",
        (TASKS, third, "output"): None,
        (COMMITMENTS, str(plan.commitments.get().key), "problem"): "مشكلة أخرى",
    }

    found = merged(plan, changed(taken_out(plan), changes))

    by_key = {task.key: task for task in found.contents.tasks}
    assert found.errors == []
    assert (by_key[first].title["ar"], by_key[first].title["en"]) == ("عنوان آخر", tasks[0].title["en"])
    assert (by_key[first].days, by_key[first].cost, by_key[first].state) == (25, 1200, "IN_PROGRESS")
    assert (by_key[first].earliest, by_key[first].deadline) == (date(2027, 2, 1), date(2027, 4, 3))
    assert by_key[first].responsible == {"ar": "وزارة جديدة"}
    assert "ar" not in by_key[third].output
    assert [(x.before, x.lag) for x in found.contents.links if x.after == second] == [(first, 3)]
    assert found.contents.commitments[0].problem["ar"] == "مشكلة أخرى"


def test_a_new_row_becomes_a_task_that_others_may_wait_for(plan):
    content = taken_out(plan)
    row = first_free_row(content)
    last = plan.workplan.tasks.order_by("order").last()
    new = {"number": "1.99", "commitment": 1, "title": "مهمة مضافة", "days": 4, "links": "1.1SS+1"}

    changes = {(TASKS, row, name): value for name, value in new.items()}
    changes[TASKS, last.key, "links"] = "1.99"

    found = merged(plan, changed(content, changes))

    added = found.contents.tasks[-1]
    assert found.errors == []
    assert (added.title, added.days, added.order) == ({"ar": "مهمة مضافة"}, 4, last.order + 1)
    links = {(x.before, x.after, x.kind, x.lag) for x in found.contents.links}
    assert (plan.workplan.tasks.first().key, added.key, "SS", 1) in links
    assert (added.key, last.key, "FS", 0) in links


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("days", "=1+2", "The cell has a formula. Put its value there instead."),
        ("days", 2.5, "“2.5” is not a whole number."),
        ("days", "many", "“many” is not a whole number."),
        ("days", -1, "The number must lie between 0 and 32767."),
        ("days", None, "Nothing is in the cell, and something must be."),
        ("title", " ", "Nothing is in the cell, and something must be."),
        ("earliest", "soon", "“soon” is not a date. Write it as 2027-01-03 or 3/1/2027."),
        ("earliest", "2027-02-30", "“2027-02-30” is not a date. Write it as 2027-01-03 or 3/1/2027."),
        ("earliest", date(2150, 1, 1), "Give a date between the years 2000 and 2100."),
        ("progress", 101, "The number must lie between 0 and 100."),
        ("state", "asleep", "“asleep” is not a state of a task. Choose one from the list."),
        ("links", "9.9", "There is no task 9.9 to wait for."),
        ("links", "1.2", "The task would wait for itself."),
        ("links", "1.1; 1.1+1", "The task waits for 1.1 twice in the same way."),
        ("links", "soon", "“soon” is not a dependency. Write it as 2.3, or as 2.3FS+5 with kind and lag."),
        ("commitment", 9, "There is no commitment 9."),
        ("key", "x", "The row’s identity is not that of a row of this plan. Leave it empty for a new row."),
        (
            "optimistic_days",
            1,
            "Give both durations or none: the optimistic one at most, the pessimistic one at least the working days.",
        ),
        ("actual_finish", date(2027, 1, 5), "The task cannot have finished before it started."),
    ],
)
def test_a_wrong_cell_is_reported_by_its_row_and_column(plan, column, value, sentence):
    report = report_of(plan, changed(taken_out(plan), {(TASKS, 4, column): value}))

    assert [(error.sheet, error.row, error.sentence) for error in report.errors] == [("Tasks", 4, sentence)]
    assert report.errors[0].place.endswith("4")
    assert not report.can_be_applied


def test_rows_that_stand_twice_are_reported(plan):
    content = taken_out(plan)
    row, first = first_free_row(content), plan.workplan.tasks.first()
    again = {"number": "1.1", "commitment": 1, "title": str(first.title["ar"]), "days": 1}
    changes = {(TASKS, row, name): value for name, value in again.items()}
    changes |= {(TASKS, row + 1, "key"): first.key, (TASKS, row + 1, "title"): "x"}

    found = merged(plan, changed(content, changes))

    assert [(error.row, error.problem) for error in found.errors] == [
        (row, "DUPLICATE_NUMBER"),
        (row, "DUPLICATE_TITLE"),
        (row + 1, "DUPLICATE_KEY"),
    ]


def test_a_circle_is_named_by_its_tasks(plan):
    tasks = list(plan.workplan.tasks.order_by("order"))
    content = changed(taken_out(plan), {(TASKS, tasks[0].key, "links"): "1.2", (TASKS, tasks[1].key, "links"): "1.1"})

    report = report_of(plan, content)

    assert len(report.errors) == 1
    assert report.errors[0].sentence.startswith("These tasks would wait for each other in a circle: ")


def test_dates_that_run_too_far_are_reported(plan):
    keys = [task.key for task in plan.workplan.tasks.all() if task.days]

    found = merged(plan, changed(taken_out(plan), {(TASKS, key, "days"): 32_767 for key in keys}))

    assert [error.problem for error in found.errors] == ["DATES_TOO_FAR"]


def test_a_row_that_is_missing_changes_nothing(plan):
    workbook = openpyxl.load_workbook(io.BytesIO(taken_out(plan)))
    workbook.worksheets[0].delete_rows(4, 3)
    buffer = io.BytesIO()
    workbook.save(buffer)

    found = merged(plan, buffer.getvalue())

    assert (found.errors, found.contents) == ([], contents_of(plan))


def test_a_workbook_takes_the_same_queries_at_any_size(django_assert_max_num_queries):
    plan = make_big_plan(tasks=200)
    plan = Plan.objects.select_related("country", "workplan").get(pk=plan.pk)

    with django_assert_max_num_queries(10):
        workbook_of_plan(plan)
