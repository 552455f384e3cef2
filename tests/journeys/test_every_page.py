"""Every page, in three languages, at a desk and on a telephone: readable, complete, and for everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.test_exchange import MPXJ, change

# A name that has no Arabic form in the study's own Arabic title, a language's name for itself, formats of files, and
# people who write their names so.
NAMES = {"InnoCook", "English", "Français", "JSON", "XLSX", "xlsx", "Amel", "Trabelsi", "Mehdi", "Gharbi"}
TWINNING = [
    *("", "agreement/", "agreement/texts/", "agreement/risks/new/", "activities/", "board/", "gantt/", "graph/"),
    *("results/", "people/", "plans/", "reports/", "reports/q1/", "meetings/"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


# At a desk and on a telephone.
SIZES = [{"width": 1280, "height": 900}, {"width": 360, "height": 900}]


@pytest.fixture(scope="module")
def paths(browser, address, tmp_path_factory):
    """The pages of this software, with the demo's plan for Jordan."""
    page = browser.new_page(accept_downloads=True)
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=username]", "advisor-jor")
    page.fill("input[name=password]", "enact-demo-2027")
    page.press("input[name=password]", "Enter")
    page.goto(f"{address}/countries/JOR/")
    plan = page.locator("main a[href^='/plans/']").first.get_attribute("href")
    folder = tmp_path_factory.mktemp("exchange")
    checked = [
        bring_in(page, f"{address}{plan}exchange/", workbook(page, f"{address}{plan}exchange/", folder)),
        bring_in(page, f"{address}/countries/JOR/plans/import/", project_file(folder)),
    ]
    page.goto(f"{address}/rounds/")
    round_ = page.locator("main th a").get_attribute("href")
    page.goto(address + round_)
    pair = page.locator("main td:last-child a").first.get_attribute("href")
    page.goto(f"{address}/twinnings/")
    twinning = page.locator("main h2 a").first.get_attribute("href")
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
        "/countries/JOR/plans/import/",
        *(found.removeprefix(address) for found in checked),
        *("/countries/JOR/places/", "/countries/JOR/give-and-take/", "/give-and-take/", "/needs/", "/proposals/"),
        *("/notices/", "/notices/settings/", "/notices/calendar/", "/twinnings/", "/my-activities/"),
        *(twinning + part for part in TWINNING),
        *("/rounds/new/", round_, pair, f"{round_}weights/", f"{round_}adopt/"),
        *(plan + part for part in ("", "dates/", "tasks/", "tasks/INN-01-T2/why/", "gantt/", "graph/", "exports/")),
        *(plan + part for part in ("commitments/", "commitments/new/", "commitments/adopt/", "costs/", "costs/new/")),
        *(plan + part for part in ("about/", "results/", "results/new/", "risks/", "consultation/new/", "exchange/")),
    ]


def workbook(page, exchange, folder):
    """The plan's workbook, in which one task takes longer and one cell is wrong."""
    file = folder / "خطة.xlsx"
    page.goto(exchange)
    with page.expect_download() as downloading:
        page.click("main h3 a[href$='plan.xlsx']")
    downloading.value.save_as(file)
    change(file, {(3, "days"): 99, (4, "cost"): "=1+1"})
    return file


def project_file(folder):
    """One of Microsoft Project whose names are Arabic."""
    file = folder / "خطة.xml"
    text = (MPXJ / "sample.xml").read_text()
    file.write_text(re.sub(r"<(Name|Title)>[^<]+</", r"<\1>مهمة</", text))
    return file


def bring_in(page, form, file):
    """The address of the page that says what would become of the file."""
    page.goto(form)
    page.set_input_files("input[type=file]", str(file))
    if page.locator("input[name=calendar][value=file]").count():
        page.check("input[name=calendar][value=file]")
    page.click("main form[enctype] button[type=submit]")
    page.wait_for_url(re.compile(r"/[0-9a-f-]{36}/$"))
    return page.url


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_page_is_sound(visit, paths, language):
    visitor = visit(language)
    visitor.open("/accounts/login/")
    faults = page_faults(visitor, "/accounts/login/", language)
    visitor.sign_in("advisor-jor")
    for path in paths:
        visitor.open(path)
        faults += page_faults(visitor, path, language)

    assert faults == []


def page_faults(visitor, path, language):
    page = visitor.page
    faults = [f"{path}: {error}" for error in visitor.errors]
    visitor.errors.clear()
    if page.get_attribute("html", "lang") != language:
        faults.append(f"{path}: lang is {page.get_attribute('html', 'lang')}")
    if language == "ar":
        text = re.sub(r"\S+@\S+", "", page.inner_text("main"))  # addresses of e-mail
        latin = re.findall(r"\b[A-Za-z]{4,}\b", text)
        faults += [f"{path}: not Arabic: {word}" for word in sorted(set(latin) - NAMES)]
    for size in SIZES:
        page.set_viewport_size(size)
        where = f"{path} at {size['width']} px"
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{where}: {over} px sideways"] if over > 1 else []
        # French is laid out as English is, and shares its templates.
        for violation in accessibility_violations(page) if language != "fr" else ():
            faults.append(f"{where}: {violation['id']} at {violation['nodes'][0]['target']}")
    return faults


def accessibility_violations(page):
    return Axe().run(page, options=RULES).response["violations"]
