"""An advisor makes a plan and gets its Word file; the same in three languages, and without JavaScript."""

import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.journeys.conftest import settle

WORDS = {
    "ar": ("rtl", "خطة العمل الوطنية – الأردن"),
    "en": ("ltr", "National action plan – Jordan"),
    "fr": ("ltr", "Plan d’action national – Jordanie"),
}


def make_a_plan(visitor, *codes):
    """Choose, check, create, as a person would; the browser is left on the plan's page."""
    page = visitor.page
    visitor.open("/countries/JOR/plans/new/")
    for code in codes:
        page.check(f"#choose-{code}")
    page.fill("input[name=start]", "2027-01-03")
    page.click("button[name=step]")
    page.wait_for_selector("input[name=prerequisite]")
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url(re.compile(r"/plans/[0-9a-f-]{36}/$"))


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_an_advisor_makes_a_plan_and_downloads_its_word_file(visit, language, tmp_path):
    direction, title = WORDS[language]
    visitor = visit(language)
    page = visitor.page
    visitor.sign_in("advisor-jor")

    make_a_plan(visitor, "TEC-02", "POL-04")

    plan = page.url.removeprefix(visitor.address)
    assert page.get_attribute("html", "dir") == direction
    assert page.inner_text("h1") == title
    visitor.open(f"{plan}tasks/")
    assert page.locator("main table tbody tr").count() >= 15
    for picture in ("gantt", "graph"):
        visitor.open(f"{plan}{picture}/")
        assert page.locator(f"#plan-{picture} svg").count() >= 1
    visitor.open(f"{plan}exports/")
    page.check(f"input[name=language][value={language}]")
    page.click("#export-ask")
    page.wait_for_selector("#exports a[href$='/download/']", timeout=60_000)
    with page.expect_download() as downloading:
        page.click("#exports a[href$='/download/']")
    target = tmp_path / "plan.docx"
    downloading.value.save_as(target)
    assert downloading.value.suggested_filename.startswith(title)
    assert has_right_to_left_sections(target) == (language == "ar")
    assert visitor.errors == []


def has_right_to_left_sections(path: Path) -> bool:
    document = docx.Document(str(path))
    marks = {section._sectPr.find(qn("w:bidi")) is not None for section in document.sections}
    assert len(marks) == 1
    return marks.pop()


def test_the_same_job_is_done_without_javascript(visit):
    visitor = visit("ar", javascript=False)
    visitor.sign_in("advisor-jor")

    make_a_plan(visitor, "INN-02")

    page = visitor.page
    visitor.open(page.url.removeprefix(visitor.address) + "exports/")
    page.click("#export-ask")
    for _ in range(60):
        if page.locator("#exports a[href$='/download/']").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert page.locator("#exports a[href$='/download/']").count() == 1


def test_the_language_switch_stays_on_the_page(visit):
    visitor = visit("en")
    page = visitor.page
    visitor.sign_in("official-jor")
    visitor.open("/countries/JOR/?from=mail")

    page.click("button[value=fr]")
    settle(page)

    assert page.url == visitor.address + "/countries/JOR/?from=mail"
    assert page.get_attribute("html", "lang") == "fr"


def test_back_and_forward_always_show_whole_pages(visit):
    visitor = visit("ar")
    page = visitor.page
    visitor.sign_in("advisor-jor")
    visitor.open("/library/")
    page.locator("main form select, main form input[type=checkbox], main form input[type=radio]").first.focus()
    page.fill("input[type=search]", "الابتكار")
    page.press("input[type=search]", "Enter")
    settle(page)
    page.locator("main a[href^='/library/']").first.click()
    settle(page)

    for move in (page.go_back, page.go_back, page.go_forward, page.go_forward, page.reload):
        move()
        settle(page)
        assert page.locator("html[dir=rtl] header").count() == 1
        assert page.locator("main h1").count() == 1


def test_a_fragment_after_the_session_ended_leads_to_the_sign_in_page_and_back(visit):
    visitor = visit("en")
    page = visitor.page
    visitor.sign_in("advisor-jor")
    visitor.open("/countries/JOR/plans/new/")
    page.context.clear_cookies(name="sessionid")

    # A click and not `check`, which would look at the box again on the page that is just being left.
    page.click("#choose-INN-01")

    page.wait_for_url(re.compile(r"/accounts/login/\?next=/countries/JOR/plans/new/"))


def test_two_countries_do_not_see_each_other(visit):
    visitor = visit("ar")
    visitor.sign_in("coordinator-tun")
    page = visitor.page

    assert page.locator("main a[href='/countries/TUN/']").count() >= 1
    assert page.locator("main a[href='/countries/JOR/']").count() == 0
    response = page.goto(visitor.address + "/countries/JOR/")
    assert response.status == 404
