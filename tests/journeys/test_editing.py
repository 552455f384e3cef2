"""Two advisors edit a plan, in Arabic: with the keyboard, with forms, at the same moment, and without JavaScript."""

import re
from datetime import date

import pytest

from tests.journeys.conftest import settle
from tests.journeys.test_main_job import make_a_plan


@pytest.fixture
def editor(visit):
    """Jordan's advisor at the tasks of a new plan, the Gantt chart open."""
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    make_a_plan(visitor, "TEC-02", "POL-04")
    visitor.open(plan_of(visitor) + "tasks/?picture=gantt")
    return visitor


def plan_of(visitor) -> str:
    return re.search(r"/plans/[0-9a-f-]{36}/", visitor.page.url)[0]


def cell(page, number: str, name: str):
    return page.locator(f'tr[id="task-{number}"] [data-cell="{name}"]')


def focused(page) -> str:
    """Where the keyboard is: a cell by its task's number and its name, a field by its name, or the tag."""
    return page.evaluate(
        """() => {
            const e = document.activeElement, c = e.closest("[data-cell]");
            if (c) return `${c.closest("tr").id} ${c.dataset.cell}${e === c ? "" : " " + (e.name || e.className)}`;
            return e.name || e.id || e.tagName;
        }"""
    )


def finish(page, number: str) -> date:
    return date.fromisoformat(cell(page, number, "finish").locator("time").get_attribute("datetime"))


def test_cells_are_edited_with_the_keys_of_a_spreadsheet(editor):
    page = editor.page
    before, drawing = finish(page, "1.1"), page.inner_html("#tasks-picture")
    cell(page, "1.1", "days").click()
    page.wait_for_selector("[data-cell] input[name=days]")
    assert focused(page) == "task-1.1 days days"

    page.keyboard.press("Escape")
    assert focused(page) == "task-1.1 days"
    assert page.locator(".cell-form").count() == 0

    page.keyboard.press("F2")
    page.wait_for_selector("[data-cell] input[name=days]")
    page.keyboard.type("٩٩")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cell-form", state="detached")
    settle(page)
    assert cell(page, "1.1", "days").inner_text() == "99"
    assert focused(page) == "task-1.1 days"
    assert finish(page, "1.1") > before
    assert page.inner_html("#tasks-picture") != drawing

    # In Arabic the next cell is to the left.
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "task-1.1 start"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "task-1.2 start"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-cell] input[name=days]")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.wait_for_selector("[data-cell] input[name=earliest]")
    settle(page)
    assert cell(page, "1.2", "days").inner_text() == "3"
    assert focused(page) == "task-1.2 start earliest"
    page.keyboard.press("Escape")
    assert editor.errors == []


def test_a_bad_value_stays_in_its_cell_and_says_why(editor):
    page = editor.page
    cell(page, "1.1", "days").click()
    page.wait_for_selector("[data-cell] input[name=days]")

    page.keyboard.type("-4")
    page.keyboard.press("Enter")

    page.wait_for_selector(".cell-form .field__error")
    assert page.input_value("[data-cell] input[name=days]") == "-4"
    assert focused(page) == "task-1.1 days days"


def test_a_task_is_moved_by_keys_and_keeps_the_focus(editor):
    page = editor.page
    title = cell(page, "1.2", "title").locator(".cell").inner_text()
    cell(page, "1.2", "title").locator(".cell").click()
    page.wait_for_selector(".cell-form")
    page.keyboard.press("Escape")

    with page.expect_response(re.compile(r"/move/$")):
        page.keyboard.press("Alt+ArrowUp")

    page.wait_for_function(
        "title => document.querySelector('[id=\"task-1.1\"] .cell').innerText === title", arg=title, timeout=5_000
    )
    assert focused(page) == "task-1.1 title"


def test_a_task_and_a_link_are_added_and_a_circle_is_refused(editor):
    page = editor.page
    page.click(".toolbar a[href$='/new-task/']")
    page.wait_for_selector("#new-task-title")
    page.fill("#new-task-title", "إعداد دليل المستخدم")
    page.fill("#new-task-days", "٧")
    page.click("#why form button[type=submit]")
    page.wait_for_selector("#task-panel")
    settle(page)
    assert focused(page) not in ("BODY", "HTML")
    row = page.locator("tr[data-task]", has_text="إعداد دليل المستخدم")
    number = row.get_attribute("id").removeprefix("task-")
    assert row.locator("[data-cell=days]").inner_text() == "7"

    page.select_option("#new-link-before", label=option_of(page, "1.1"))
    page.select_option("#new-link-kind", "SS")
    page.fill("#new-link-lag", "2")
    page.click("#link-add button[type=submit]")
    page.wait_for_selector(".task-links li")
    settle(page)
    assert page.locator(f'tr[id="task-{number}"] a[href="#task-1.1"]').count() == 1
    assert focused(page) not in ("BODY", "HTML")

    page.click("tr[id='task-1.1'] .edit-link")
    page.wait_for_selector("#task-panel-title:has-text('1.1')")
    page.select_option("#new-link-before", label=option_of(page, number))
    page.click("#link-add button[type=submit]")
    page.wait_for_selector("#link-add .circle")
    assert [item.split()[0] for item in page.locator(".circle li").all_inner_texts()] == ["1.1", number]
    assert "حلقة" in page.inner_text("#link-add .error-summary")
    assert focused(page) not in ("BODY", "HTML")

    page.keyboard.press("Escape")
    assert focused(page) == "task-1.1 title edit-link"


def option_of(page, number: str) -> str:
    texts = page.locator("#new-link-before option").all_inner_texts()
    return next(text for text in texts if text.split()[0] == number)


def test_of_two_people_the_second_sees_both_versions_and_decides(editor, visit):
    other = visit("ar")
    other.sign_in("coordinator-jor")
    other.open(plan_of(editor) + "tasks/")
    for page in (editor.page, other.page):
        cell(page, "1.1", "days").click()
        page.wait_for_selector("[data-cell] input[name=days]")
    editor.page.keyboard.type("11")
    editor.page.keyboard.press("Enter")
    editor.page.wait_for_selector(".cell-form", state="detached")

    page = other.page
    page.keyboard.type("22")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cell-form [role=alert]")

    assert page.input_value("[data-cell] input[name=days]") == "22"
    assert page.locator(".cell-form [role=alert] dd").all_inner_texts() == ["11"]
    assert page.locator(".cell-form [role=alert] bdi").inner_text() != ""
    page.click(".cell-form button[type=submit]")
    page.wait_for_selector(".cell-form", state="detached")
    settle(page)
    assert cell(page, "1.1", "days").inner_text() == "22"
    assert focused(page) == "task-1.1 days"


def test_everything_is_edited_without_javascript(visit):
    visitor = visit("ar", javascript=False)
    visitor.sign_in("advisor-jor")
    make_a_plan(visitor, "TEC-02", "POL-04")
    page = visitor.page
    visitor.open(plan_of(visitor) + "tasks/")

    page.click("tr[id='task-1.2'] .edit-link")
    page.fill("#task-days", "33")
    page.fill("#task-deadline", "2027-03-01")
    page.click("#task-save")
    page.wait_for_url(re.compile(r"/tasks/\?open=1#task-1\.2$"))
    assert cell(page, "1.2", "days").inner_text() == "33"
    assert page.locator("#tasks-facts .notice--error").count() == 1

    page.click("tr[id='task-1.2'] .edit-link")
    page.click("button[value=up]")
    page.wait_for_url(re.compile(r"/tasks/\?open=1#task-1\.1$"))
    assert cell(page, "1.1", "days").inner_text() == "33"

    page.click("tr[id='task-1.1'] .edit-link")
    page.click(".button--danger")
    page.wait_for_url(re.compile(r"/tasks/\?open=1#task-1\.1$"))
    assert page.locator("tr.cancelled[id='task-1.1']").count() == 1


LONG = ("INN-02", "INN-04", "INN-07", "TEC-02", "TEC-05", "POL-02", "POL-04", "POL-06")


def test_a_long_plan_is_opened_commitment_by_commitment(visit):
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    make_a_plan(visitor, *LONG)
    page, tasks = visitor.page, plan_of(visitor) + "tasks/"

    visitor.open(tasks)
    assert page.locator("tr[data-task]").count() == 0
    page.focus("#turn-2")
    page.keyboard.press("Enter")
    page.wait_for_selector("tr[id='task-2.1']")
    settle(page)
    assert focused(page) == "turn-2"
    assert page.locator("[data-cell][tabindex='0']").count() == 1
    assert page.locator("#tasks-choices a[href*='columns=details']").get_attribute("href").count("open=2") == 1

    # An edit brings what is to be seen of it.
    cell(page, "2.1", "days").click()
    page.wait_for_selector("[data-cell] input[name=days]")
    page.keyboard.type("150")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cell-form", state="detached")
    settle(page)
    assert cell(page, "2.1", "days").inner_text() == "150"

    # Links to a task open its commitment, on this page and from elsewhere.
    page.click("#turn-2")
    page.wait_for_selector("tr[id='task-2.1']", state="detached")
    visitor.open(tasks + "?columns=dates#task-3.2")
    page.wait_for_selector("tr[id='task-3.2']:target")
    outside = page.locator("tr[data-task] a[href*='#task-']:not([href*='#task-3.'])").first
    goal = outside.get_attribute("href").partition("#")[2]
    outside.click()
    page.wait_for_selector(f"tr[id='{goal}']:target")
    assert page.locator("tr[id='task-3.2']").count() == 1
    assert visitor.errors == []


def test_a_long_plan_is_opened_without_javascript(visit):
    visitor = visit("ar", javascript=False)
    visitor.sign_in("advisor-jor")
    make_a_plan(visitor, *LONG)
    page = visitor.page
    visitor.open(plan_of(visitor) + "tasks/")

    page.click("#turn-2")
    page.click("#turn-4")
    opened = page.locator("tr.group:has([aria-expanded=true])").evaluate_all("rows => rows.map(row => row.id)")
    page.click("#turn-2")

    assert opened == ["commitment-2", "commitment-4"]
    assert page.locator("tr[id='task-2.1']").count() == 0
    assert page.locator("tr[id='task-4.1']").count() == 1
