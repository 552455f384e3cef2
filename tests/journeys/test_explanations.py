"""An advisor asks why a task has its date, what may still move, and has the plan counted back from its deadline."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_main_job import make_a_plan


@pytest.fixture
def advisor(visit):
    """An advisor with a plan of her own, which stands open."""

    def sign_in(**options):
        visitor = visit("ar", **options)
        visitor.sign_in("advisor-jor")
        make_a_plan(visitor, "INN-02")
        return visitor, visitor.page.url.removeprefix(visitor.address)

    return sign_in


def why_link(page, number):
    return page.locator(f"[id='task-{number}'] .why-link")


def numbers_of(chain):
    return [re.match(r"[\d.]+", text).group() for text in chain.locator("a, strong").all_inner_texts()]


@pytest.mark.parametrize("width", [1280, 360])
def test_a_task_explains_its_date_in_place(advisor, width):
    visitor, plan = advisor(width=width)
    page = visitor.page
    visitor.open(f"{plan}tasks/")
    link = why_link(page, "1.5")

    link.press("Enter")
    page.wait_for_selector("#why-panel")

    assert page.url == f"{visitor.address}{plan}tasks/"
    expect(page.locator("#why-title")).to_be_focused()
    assert "لماذا هذا الموعد" in page.inner_text("#why-panel")
    chain = page.locator("#why-panel .why__chain").first
    assert numbers_of(chain)[-1] == "1.5"
    assert "تبدأ الخطة في 3 كانون الثاني 2027" in chain.inner_text()
    assert "يتأخر انتهاء الخطة" in page.inner_text("#why-panel section:has(#why-slack)")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 1
    # The chain is followed back within the panel, and Escape leads back to the row.
    first = numbers_of(chain)[0]
    chain.locator("a").first.click()
    page.wait_for_selector(f"#why-title:has-text('{first} ')")
    expect(page.locator("#why-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#why-panel")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('tr').id") == "task-1.5"
    assert visitor.errors == []


def test_closing_the_explanation_leads_back_to_its_row(advisor):
    visitor, plan = advisor()
    page = visitor.page
    visitor.open(f"{plan}tasks/")
    why_link(page, "1.3").click()
    page.wait_for_selector("#why-panel")

    page.click("#why-panel [data-close]")

    assert page.locator("#why-panel").count() == 0
    assert page.evaluate("document.activeElement.closest('tr').id") == "task-1.3"


def test_an_explanation_is_a_page_of_its_own_without_javascript(advisor):
    visitor, plan = advisor(javascript=False)
    page = visitor.page
    visitor.open(f"{plan}tasks/")

    why_link(page, "1.4").click()

    assert page.url.endswith("/why/")
    assert page.inner_text("#why-title").startswith("1.4")
    assert page.locator("main h1").count() == 1
    page.click("#why-panel >> text=العودة إلى المهام")
    assert page.url.endswith("/tasks/?open=1#task-1.4")


def test_estimated_holidays_say_what_they_may_move(advisor):
    visitor, plan = advisor()
    page = visitor.page

    sentences = page.inner_text(".estimated")

    assert "إذا تقدمت جميعها يوماً واحداً" in sentences
    assert "إذا تأخرت جميعها يوماً واحداً" in sentences
    visitor.open(f"{plan}tasks/")
    row = page.locator("tr:has(.tag--warn:text('قد يتغير يوماً واحداً'))").first
    row.locator(".why-link").click()
    page.wait_for_selector("#why-panel .notice--warning")
    assert "إذا تأخرت جميع العطل التقديرية يوماً واحداً" in page.inner_text("#why-panel .notice--warning")
    assert visitor.errors == []


def test_a_plan_is_counted_back_from_its_deadline_and_says_when_it_is_too_near(advisor):
    visitor, _plan = advisor()
    page = visitor.page

    def count_back_from(day):
        page.click("text=تغيير البدء والموعد النهائي")
        page.check("input[name=direction][value=deadline]")
        page.fill("input[name=finish_by]", day)
        page.click("main form.panel button[type=submit]")
        page.wait_for_url(re.compile(r"/plans/[0-9a-f-]{36}/$"))

    count_back_from("2029-06-28")
    assert "محسوبة رجوعاً من الموعد النهائي" in page.inner_text("main dl.facts--row")
    assert page.locator("#warnings-title").count() == 0

    count_back_from("2027-02-25")
    assert "للوفاء بالموعد النهائي، يجب أن يبدأ العمل في" in page.inner_text("main .notice--error")
    visitor.open(page.url.removeprefix(visitor.address) + "tasks/")
    slack = page.locator("tr[id^=task-] td.numeric bdi").first.inner_text()
    assert slack.startswith("-")
    assert visitor.errors == []
