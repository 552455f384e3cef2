"""A coordinator keeps the country's calendar, and the dates of its plans follow."""

import re
from datetime import date

from tests.journeys.test_main_job import make_a_plan

CALENDAR = "/countries/JOR/calendar/?year=2027"


def finish_of(visitor, plan: str) -> date:
    visitor.open(f"{plan}tasks/")
    days = visitor.page.locator("main table time").evaluate_all("times => times.map(time => time.dateTime)")
    return max(date.fromisoformat(day) for day in days)


def save(page) -> None:
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    assert page.locator(".notice--success").count() == 1


def test_a_coordinator_keeps_the_calendar_and_the_dates_of_a_plan_follow(visit):
    visitor = visit("ar")
    page = visitor.page
    visitor.sign_in("coordinator-jor")
    make_a_plan(visitor, "TEC-02", "POL-04")
    plan = page.url.removeprefix(visitor.address)
    finishes = [finish_of(visitor, plan)]

    # A holiday that the moon decides.
    visitor.open("/countries/JOR/")
    page.click("a[href='/countries/JOR/calendar/']")
    page.wait_for_url("**/calendar/")
    visitor.open(CALENDAR)
    page.click("a[href='/countries/JOR/calendar/days/new/']")
    page.wait_for_url("**/days/new/")
    page.fill("input[name=day]", "2027-01-20")
    page.check("input[name=is_estimated]")
    page.fill("input[name=name_ar]", "يوم الشجرة")
    save(page)
    row = page.locator("tr", has_text="يوم الشجرة")
    assert row.locator(".tag", has_text="تقديري").count() == 1
    assert page.locator(".month td.estimated", has_text=re.compile("^20")).get_attribute("title").endswith("يوم الشجرة")
    finishes.append(finish_of(visitor, plan))

    # A Friday that is worked in exchange.
    visitor.open(CALENDAR)
    page.click("a[href='/countries/JOR/calendar/days/new/?is_working=yes']")
    page.wait_for_url("**/days/new/?is_working=yes")
    page.fill("input[name=day]", "2027-01-22")
    page.fill("input[name=name_ar]", "عمل بدل يوم الشجرة")
    save(page)
    assert page.locator(".month td.working").inner_text().startswith("22")
    finishes.append(finish_of(visitor, plan))

    # Five hours instead of seven in Ramadan, first with a slip of the pen.
    visitor.open(CALENDAR)
    page.locator("section[aria-labelledby=seasons] a", has_text="تعديل").click()
    page.wait_for_url("**/calendar/seasons/**")
    page.fill("input[name=share]", "٧/٥")
    page.click("main form button[type=submit]")
    page.wait_for_selector(".error-summary")
    assert page.input_value("input[name=share]") == "٧/٥"
    assert [error for error in visitor.errors if "422" in error] == visitor.errors
    visitor.errors.clear()
    page.fill("input[name=share]", "٥/٧")
    save(page)
    assert page.locator(".month td.short").count() == 21
    finishes.append(finish_of(visitor, plan))

    later_by_a_day, as_before, later_in_ramadan = finishes[1:]
    assert later_by_a_day > finishes[0]
    assert as_before == finishes[0]
    assert later_in_ramadan > finishes[0]

    # And back, for those who come after.
    visitor.open("/countries/JOR/calendar/2027/restore/")
    save(page)
    assert finish_of(visitor, plan) == finishes[0]
    assert visitor.errors == []


def test_two_people_who_change_the_same_season_lose_nothing(visit):
    first, second = visit("ar"), visit("ar", javascript=False)
    for visitor in (first, second):
        visitor.sign_in("coordinator-tun")
        visitor.open("/countries/TUN/calendar/?year=2027")
        visitor.page.locator("section[aria-labelledby=seasons] a", has_text="تعديل").click()
        visitor.page.wait_for_url("**/calendar/seasons/**")
    first.page.fill("input[name=share]", "5/8")
    save(first.page)

    second.page.fill("input[name=share]", "6/8")
    second.page.click("main form button[type=submit]")

    second.page.wait_for_selector(".notice--warning")
    both = second.page.locator(".notice--warning td bdi").all_inner_texts()
    assert both == ["5/8", "3/4"]
    assert second.page.input_value("input[name=share]") == "6/8"
    save(second.page)


def test_an_official_reads_the_calendar_and_changes_nothing(visit):
    visitor = visit("ar", width=360)
    visitor.sign_in("official-jor")

    visitor.open(CALENDAR)

    page = visitor.page
    assert page.locator("table.month").count() == 12
    assert page.locator("main form, main a.button[href*='/new/']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visitor.errors == []
