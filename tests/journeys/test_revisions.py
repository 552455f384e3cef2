"""A plan is approved, amended and approved again, in Arabic, by those who may; nothing of it is lost."""

import re

from tests.journeys.conftest import settle
from tests.journeys.test_editing import cell, finish, plan_of
from tests.journeys.test_main_job import make_a_plan


def change_days(page, number: str, days: int) -> None:
    cell(page, number, "days").click()
    page.fill("[data-cell] input[name=days]", str(days))
    page.keyboard.press("Enter")
    page.wait_for_selector(".cell-form", state="detached")
    settle(page)


def move(visitor, plan: str, name: str, *, reason: str = "") -> None:
    """Presses the button of a move on the overview, and gives the reason where it is asked for."""
    page = visitor.page
    visitor.open(plan)
    own_page = page.locator(f"a[href$='/moves/{name}/']")
    if own_page.count():
        own_page.click()
        page.wait_for_url(re.compile(f"/moves/{name}/$"))
        if reason:
            page.fill("textarea[name=reason]", reason)
        page.click("main form[method=post] button[type=submit]")
    else:
        page.click(f"form[action$='/moves/{name}/'] button")
    page.wait_for_url(visitor.address + plan)
    settle(page)


def test_a_plan_is_approved_amended_and_compared_with_its_baseline(visit):
    coordinator, official = visit("ar"), visit("ar")
    coordinator.sign_in("coordinator-jor")
    official.sign_in("official-jor")
    make_a_plan(coordinator, "TEC-02", "POL-04")
    plan = plan_of(coordinator)

    for name in ("send_for_review", "open_consultation", "submit"):
        move(coordinator, plan, name)
    # The one who wrote it is told who decides.
    assert "هذا الإجراء متاح لمسؤول من الدولة فقط." in coordinator.page.inner_text("main")
    move(official, plan, "send_back", reason="التكاليف غير مكتملة")
    coordinator.open(plan)
    assert "التكاليف غير مكتملة" in coordinator.page.inner_text("main")
    move(coordinator, plan, "submit")
    move(official, plan, "approve", reason="قرار رقم 214")
    move(coordinator, plan, "start_implementation")

    # An approved plan is not changed but by an amendment.
    page = coordinator.page
    coordinator.open(plan + "tasks/")
    assert page.locator("[data-cell] :is(a, button)[hx-get]").count() == 0
    assert "الخطة مُقرَّة، افتح تعديلاً لتغييرها." in page.inner_text("main")
    coordinator.open(plan + "baseline/")
    assert "كما أُقرّ" in page.inner_text("main")
    move(coordinator, plan, "open_amendment", reason="تأخر إقرار الموازنة")
    coordinator.open(plan + "tasks/")
    before = finish(page, "1.1")
    days = int(cell(page, "1.1", "days").inner_text())
    change_days(page, "1.1", days + 5)
    assert finish(page, "1.1") > before

    coordinator.open(plan + "baseline/")
    assert "بعد الموعد بمقدار 5 أيام عمل" in page.inner_text("main")
    official.open(plan + "moves/approve_amendment/")
    official.page.click("main a[href$='/revisions/']")
    official.page.select_option("select[name=before]", "1")
    official.page.select_option("select[name=after]", "now")
    official.page.click("main form[method=get] button[type=submit]")
    settle(official.page)
    difference = rf"أيام العمل من {days} (يوم|أيام) عمل إلى {days + 5} (يوم|أيام) عمل\."
    assert re.search(difference, official.page.inner_text("main"))
    move(official, plan, "approve_amendment", reason="قرار رقم 377")

    # Both revisions are there, and what is between them.
    coordinator.open(plan + "revisions/?before=1&after=2")
    assert re.search(difference, page.inner_text("main"))
    coordinator.open(plan + "baseline/")
    assert "بعد الموعد" not in page.inner_text("main table")
    assert coordinator.errors == official.errors == []


def test_a_revision_is_kept_by_hand_without_javascript(visit):
    visitor = visit("ar", width=360, javascript=False)
    visitor.sign_in("advisor-jor")
    make_a_plan(visitor, "INN-02")
    plan = plan_of(visitor)
    page = visitor.page

    visitor.open(plan + "revisions/")
    page.click("main a[href$='/revisions/keep/']")
    page.fill("textarea[name=reason]", "قبل ورشة العمل")
    page.click("main form[method=post] button[type=submit]")

    page.wait_for_url(visitor.address + plan + "revisions/")
    assert "حُفظ التنقيح 1." in page.inner_text("main")
    assert "قبل ورشة العمل" in page.inner_text("main table")
