"""An advisor changes a plan in a spreadsheet and brings it back, and makes a plan out of a Microsoft Project file."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.conftest import settle

MPXJ = Path(__file__).parent.parent / "planner" / "interchange" / "mpxj"


def demo_plan(visitor) -> str:
    visitor.open("/countries/JOR/")
    return visitor.page.locator("main table a[href^='/plans/']").first.get_attribute("href")


def take_out(visitor, plan: str, extension: str, target: Path) -> str:
    """Downloads the file and says what the browser would call it."""
    visitor.open(f"{plan}exchange/")
    with visitor.page.expect_download() as downloading:
        visitor.page.click(f"main h3 a[href$='plan.{extension}']")
    downloading.value.save_as(target)
    return downloading.value.suggested_filename


def bring_back(visitor, plan: str, file: Path) -> None:
    visitor.open(f"{plan}exchange/")
    visitor.page.set_input_files("input[type=file]", str(file))
    visitor.page.click("main form[enctype] button[type=submit]")
    visitor.page.wait_for_url(re.compile(r"/exchange/[0-9a-f-]{36}/$"))


def change(file: Path, changes: dict[tuple[int, str], object]) -> None:
    """Cells of the first sheet, by their row and the name of their column."""
    workbook = openpyxl.load_workbook(file)
    sheet = workbook.worksheets[0]
    columns = {sheet.cell(1, place).value: place for place in range(1, sheet.max_column + 1)}
    for (row, name), value in changes.items():
        sheet.cell(row, columns[name]).value = value
    workbook.save(file)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_plan_is_changed_in_a_spreadsheet_in_arabic(visit, tmp_path, javascript):
    visitor = visit("ar", javascript=javascript)
    page = visitor.page
    visitor.sign_in("advisor-jor")
    plan = demo_plan(visitor)
    file = tmp_path / "plan.xlsx"
    days, wrong = (25, 31) if javascript else (26, 32)

    name = take_out(visitor, plan, "xlsx", file)
    change(file, {(3, "days"): days, (4, "links"): "99.9", (5, "cost"): "=1+1"})
    bring_back(visitor, plan, file)
    faults = page.locator("main table tbody tr").all_inner_texts()

    change(file, {(4, "links"): "1.1", (5, "cost"): wrong})
    bring_back(visitor, plan, file)
    changes = page.locator("main .change-list li").all_inner_texts()
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/tasks/$"))

    assert name.startswith("خطة العمل الوطنية – الأردن – ")
    assert name.endswith(".xlsx")
    assert len(faults) == 2
    assert "لا توجد مهمة بالرقم 99.9 لانتظارها." in faults[0]
    assert "في الخلية صيغة." in faults[1]
    assert any(f"{days} يوم" in line for line in changes)
    assert "أُجريت تغييرات الملف." in page.inner_text("main")
    assert visitor.errors == []


def test_a_workbook_checked_before_somebody_s_edit_is_refused(visit, tmp_path):
    first, second = visit("ar"), visit("ar")
    first.sign_in("advisor-jor")
    second.sign_in("coordinator-jor")
    plan = demo_plan(first)
    files = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    for visitor, file, days in zip((first, second), files, (40, 41), strict=True):
        take_out(visitor, plan, "xlsx", file)
        change(file, {(3, "days"): days})
        bring_back(visitor, plan, file)

    first.page.click("main form button[type=submit]")
    first.page.wait_for_url(re.compile(r"/tasks/$"))
    second.page.click("main form button[type=submit]")
    settle(second.page)

    assert "تغيّرت الخطة منذ فحص الملف." in second.page.inner_text("main")


def test_a_plan_is_made_out_of_a_microsoft_project_file(visit, tmp_path):
    visitor = visit("ar")
    page = visitor.page
    visitor.sign_in("advisor-jor")
    visitor.open("/countries/JOR/plans/import/")
    page.set_input_files("input[type=file]", str(MPXJ / "sample.xml"))
    page.check("input[name=calendar][value=file]")

    page.click("main form[enctype] button[type=submit]")
    page.wait_for_url(re.compile(r"/plans/import/[0-9a-f-]{36}/$"))
    report = page.inner_text("main")
    page.fill("input[name=title]", "خطة من ملف")
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url(re.compile(r"/plans/[0-9a-f-]{36}/$"))

    assert "البدء والانتهاء كما في الملف: 16 من المهام البالغ عددها 16." in report
    assert page.inner_text("h1") == "خطة من ملف"
    plan = page.url.removeprefix(visitor.address)
    for extension in ("xml", "ics", "json"):
        assert take_out(visitor, plan, extension, tmp_path / "file").endswith(f".{extension}")
    assert visitor.errors == []
