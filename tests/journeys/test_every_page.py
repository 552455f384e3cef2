"""Every page, in three languages, at a desk and on a telephone: readable, complete, and for everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

# A name that has no Arabic form in the study's own Arabic title, and a language's name for itself.
NAMES = {"InnoCook", "English", "Français"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def paths(browser, address):
    """The pages of this software, with the demo's plan for Jordan."""
    page = browser.new_page()
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=username]", "advisor-jor")
    page.fill("input[name=password]", "enact-demo-2027")
    page.press("input[name=password]", "Enter")
    page.goto(f"{address}/countries/JOR/")
    plan = page.locator("main a[href^='/plans/']").first.get_attribute("href")
    page.close()
    chosen = "?recommendation=INN-03&recommendation=TEC-08&start=2027-01-03"
    return [
        "/",
        "/countries/JOR/",
        "/countries/JOR/calendar/?year=2027",
        "/countries/JOR/calendar/days/new/",
        "/countries/JOR/calendar/seasons/new/",
        "/countries/JOR/calendar/weeks/new/",
        "/countries/JOR/calendar/2027/restore/",
        "/countries/JOR/practices/",
        "/library/",
        "/library/TEC-02/",
        "/countries/JOR/plans/new/",
        f"/countries/JOR/plans/new/{chosen}&step=check",
        *(plan + part for part in ("", "dates/", "tasks/", "tasks/INN-01-T2/why/", "gantt/", "graph/", "exports/")),
        *(plan + part for part in ("commitments/", "commitments/new/", "commitments/adopt/", "costs/", "costs/new/")),
        *(plan + part for part in ("about/", "results/", "results/new/", "risks/", "consultation/new/")),
    ]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_page_is_sound(visit, paths, language, width):
    visitor = visit(language, width=width)
    visitor.open("/accounts/login/")
    faults = page_faults(visitor, "/accounts/login/", language)
    visitor.sign_in("advisor-jor")
    for path in paths:
        visitor.open(path)
        faults += page_faults(visitor, path, language)

    assert faults == []


def page_faults(visitor, path, language):
    page = visitor.page
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    faults = [f"{path}: {over} px sideways"] if over > 1 else []
    faults += [f"{path}: {error}" for error in visitor.errors]
    visitor.errors.clear()
    if page.get_attribute("html", "lang") != language:
        faults.append(f"{path}: lang is {page.get_attribute('html', 'lang')}")
    if language == "ar":
        latin = re.findall(r"\b[A-Za-z]{4,}\b", page.inner_text("main"))
        faults += [f"{path}: not Arabic: {word}" for word in sorted(set(latin) - NAMES)]
    for violation in accessibility_violations(page):
        faults.append(f"{path}: {violation['id']} at {violation['nodes'][0]['target']}")
    return faults


def accessibility_violations(page):
    return Axe().run(page, options=RULES).response["violations"]
