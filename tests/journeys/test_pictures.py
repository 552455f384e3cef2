"""The pictures of a plan, looked at by an advisor in Arabic."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.test_main_job import make_a_plan


def test_an_advisor_reads_the_pictures_of_a_plan(visit):
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    page = visitor.page
    make_a_plan(visitor, "TEC-02", "POL-04")
    plan = page.url.removeprefix(visitor.address)

    # By month, wide enough for weekends, and back.
    visitor.open(f"{plan}gantt/")
    narrow = page.locator(".gantt__axis svg").bounding_box()["width"]
    page.get_by_role("link", name="بالأشهر").click()
    expect(page.get_by_role("link", name="بالأشهر")).to_have_attribute("aria-current", "true")
    assert page.locator(".gantt__axis svg").bounding_box()["width"] > narrow

    # Names and axis stay in sight while the bars scroll away below them.
    gantt = page.get_by_role("region", name="مخطط غانت")
    before = page.locator(".gantt__names").bounding_box()["x"]
    gantt.evaluate("frame => frame.scrollBy(-400, 0)")
    assert abs(page.locator(".gantt__names").bounding_box()["x"] - before) < 2

    # Time runs from the right until the advisor turns it round, here and on every other page.
    expect(gantt).to_have_attribute("dir", "rtl")
    page.get_by_role("button", name="الزمن من اليسار إلى اليمين").click()
    expect(gantt).to_have_attribute("dir", "ltr")
    expect(page).to_have_url(re.compile("zoom=month"))
    visitor.open(f"{plan}graph/")
    expect(page.get_by_role("region", name="مخطط الاعتمادات")).to_have_attribute("dir", "ltr")
    page.get_by_role("button", name="الزمن من اليمين إلى اليسار").click()
    expect(page.get_by_role("region", name="مخطط الاعتمادات")).to_have_attribute("dir", "rtl")

    # The same as a table.
    page.get_by_text("البيانات نفسها في جدول", exact=True).click()
    expect(page.get_by_role("columnheader", name="تليها")).to_be_visible()

    # What stands around one task.
    page.get_by_label("حول المهمة رقم").fill("1.2")
    page.get_by_label("حول المهمة رقم").press("Enter")
    expect(page.locator("#plan-graph svg.picture a")).not_to_have_count(0)
    around = page.locator("#plan-graph svg.picture a").count()

    # A click on a box tells why the task has its dates, below the graph; so does one on a bar of the chart.
    page.locator("#plan-graph svg.picture a", has=page.locator("title", has_text="1.2")).first.click()
    expect(page.locator("#why-title")).to_contain_text("1.2")
    expect(page.locator("#why-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#why-panel")).to_have_count(0)
    visitor.open(f"{plan}gantt/")
    page.locator(".gantt svg a[href$='/why/']").nth(2).click()
    expect(page.locator("#why-title")).to_contain_text("1.3")
    assert around > 1
    assert visitor.errors == []
