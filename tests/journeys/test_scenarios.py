"""What if? A scenario is made, changed, compared and adopted, in Arabic; another one is dropped."""

import re

import pytest

from tests.journeys.conftest import settle
from tests.journeys.test_editing import cell, finish, plan_of
from tests.journeys.test_main_job import make_a_plan
from tests.journeys.test_revisions import change_days


@pytest.fixture
def planner(visit):
    """Jordan's advisor with a new plan."""
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    make_a_plan(visitor, "TEC-02", "POL-04")
    return visitor


def start_scenario(visitor, plan: str, name: str) -> str:
    page = visitor.page
    visitor.open(plan + "scenarios/")
    page.fill("input[name=name]", name)
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url(re.compile(r"/plans/[0-9a-f-]{36}/tasks/$"))
    return plan_of(visitor)


def press(page) -> None:
    page.click("main form[method=post] button[type=submit]")
    settle(page)


def test_a_scenario_is_changed_compared_and_adopted(planner):
    page, plan = planner.page, plan_of(planner)
    planner.open(plan + "tasks/")
    before, days = finish(page, "1.1"), int(cell(page, "1.1", "days").inner_text())

    scenario = start_scenario(planner, plan, "تدريب أطول")
    assert scenario != plan
    assert "السيناريو «تدريب أطول»" in page.inner_text("main")
    change_days(page, "1.1", days + 7)
    assert finish(page, "1.1") > before

    # The plan has stayed as it was, and the lists know only of the plan.
    planner.open(plan + "tasks/")
    assert finish(page, "1.1") == before
    planner.open("/countries/JOR/")
    assert page.locator(f"a[href='{plan}']").count() == 1
    assert page.locator(f"a[href='{scenario}']").count() == 0

    planner.open(plan + "scenarios/")
    row = page.locator("main table tbody tr", has_text="تدريب أطول")
    assert row.count() == 1
    row.locator("a[href$='/scenario/']").click()
    settle(page)
    assert re.search(rf"أيام العمل من {days} (يوم|أيام) عمل إلى {days + 7}", page.inner_text("main"))

    page.locator("main .actions a[href$='/scenario/adopt/']").click()
    settle(page)
    press(page)
    assert page.url == planner.address + plan
    planner.open(plan + "tasks/")
    assert int(cell(page, "1.1", "days").inner_text()) == days + 7
    planner.open(plan + "revisions/")
    assert "قبل اعتماد السيناريو «تدريب أطول»" in page.inner_text("main")
    assert planner.errors == []


def test_what_the_plan_changed_since_is_shown_before_a_scenario_takes_its_place(planner):
    page, plan = planner.page, plan_of(planner)
    scenario = start_scenario(planner, plan, "بداية مبكرة")
    planner.open(plan + "tasks/")
    days = int(cell(page, "1.2", "days").inner_text())
    change_days(page, "1.2", days + 3)

    planner.open(scenario + "scenario/adopt/")
    assert f"إلى {days + 3}" in page.inner_text("main")
    press(page)
    assert page.locator(".error-summary").count() == 1
    page.check("input[name=takes_the_place]")
    press(page)

    assert page.url == planner.address + plan
    planner.open(plan + "tasks/")
    assert int(cell(page, "1.2", "days").inner_text()) == days


def test_a_scenario_is_dropped(planner):
    page, plan = planner.page, plan_of(planner)
    scenario = start_scenario(planner, plan, "دون ورش")

    page.locator("main a[href$='/scenario/drop/']").first.click()
    settle(page)
    press(page)

    assert page.url == planner.address + plan + "scenarios/"
    assert page.goto(planner.address + scenario).status == 404
