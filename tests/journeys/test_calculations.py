"""An advisor simulates and levels a plan, in Arabic and through the real worker."""

import re

import pytest


def open_plan(visitor, part):
    """Jordan's worked plan, at one of its pages; gives the plan's address."""
    visitor.open("/countries/JOR/")
    plan = visitor.page.locator("main a[href^='/plans/']").first.get_attribute("href")
    visitor.open(f"{plan}{part}/")
    return plan


@pytest.mark.parametrize("width", [1280, 360])
def test_an_advisor_simulates_the_plan_and_reads_how_sure_its_finish_is(visit, width):
    visitor = visit("ar", width=width)
    page = visitor.page
    visitor.sign_in("advisor-jor")
    open_plan(visitor, "uncertainty")

    page.check("input[name=assumption][value=MUCH]")
    page.click("#simulate")

    page.wait_for_selector("#plan_uncertainty svg.picture", timeout=60_000)
    page.wait_for_selector("#simulate")
    shares = page.locator("#plan_uncertainty tbody td.numeric").all_inner_texts()
    assert [text.strip() for text in shares[:4]] == ["10%", "50%", "80%", "90%"]
    assert page.locator("#plan_uncertainty .tag--critical").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visitor.errors == []


def test_an_official_simulates_without_javascript(visit):
    visitor = visit("ar", javascript=False)
    page = visitor.page
    visitor.sign_in("official-jor")
    open_plan(visitor, "uncertainty")

    page.click("#simulate")

    assert re.search(r"/uncertainty/$", page.url)
    for _ in range(60):
        if page.locator("#simulate").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert page.locator("#plan_uncertainty svg.picture").count() == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_an_advisor_levels_the_plan_accepts_the_proposal_and_undoes_it(visit, width):
    visitor = visit("ar", width=width)
    page = visitor.page
    visitor.sign_in("advisor-jor")
    open_plan(visitor, "capacity")

    for box in page.locator("#plan_capacity input[name^=capacity_]").all():
        box.fill("١")
    page.click("#save-capacities")
    page.wait_for_selector(".notice--warning")
    assert page.locator("#plan_capacity summary.over").count() >= 1
    page.click("#level")
    page.wait_for_selector("#accept", timeout=90_000)
    page.click("#accept")

    page.wait_for_selector("#undo")
    assert page.locator("#accept").count() == 0
    assert page.locator("#plan_capacity .notice--success").count() == 1
    assert page.locator("#plan_capacity summary.over").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("#undo")
    page.wait_for_selector("#undo", state="detached")
    assert page.locator("#plan_capacity summary.over").count() >= 1
    for box in page.locator("#plan_capacity input[name^=capacity_]").all():
        box.fill("")
    page.click("#save-capacities")
    page.wait_for_selector("#plan_capacity .notice:not(.notice--warning)")
    assert visitor.errors == []


def test_the_plan_is_levelled_without_javascript(visit):
    visitor = visit("ar", javascript=False)
    page = visitor.page
    visitor.sign_in("coordinator-jor")
    plan = open_plan(visitor, "capacity")

    page.locator("#plan_capacity input[name^=capacity_]").first.fill("1")
    page.click("#save-capacities")
    page.click("#level")

    for _ in range(60):
        if page.locator("#proposal-title").count():
            break
        page.wait_for_timeout(500)
        visitor.open(f"{plan}capacity/")
    assert page.locator("#proposal-title").count() == 1
