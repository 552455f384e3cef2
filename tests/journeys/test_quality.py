"""An advisor sees what the plan lacks by published criteria, and mends it where a missing point leads."""

import re

import pytest

from tests.journeys.conftest import settle


def points(page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".quality-points dd").all_inner_texts()]


@pytest.mark.parametrize("width", [1280, 360])
def test_a_missing_point_is_followed_to_its_field_and_won(visit, width):
    visitor = visit("ar", width=width)
    page = visitor.page
    visitor.sign_in("advisor-jor")
    visitor.open("/countries/JOR/")
    plan = page.locator("main a[href^='/plans/']").first.get_attribute("href")
    visitor.open(f"{plan}quality/")
    before = points(page)

    page.locator(".criterion").filter(has_text="الخطة متاحة للجمهور").locator("a").click()
    page.wait_for_url(re.compile(r"/about/#id_published_address$"))
    page.fill("#id_published_address", f"https://example.org/plan-{width}")
    page.press("#id_published_address", "Enter")
    settle(page)
    visitor.open(f"{plan}tasks/")
    page.wait_for_selector(".quality-live .quality-points")
    live = points(page)
    visitor.open(f"{plan}quality/")

    assert (before[0], live[0]) == ("4 من 5", "5 من 5")
    assert points(page) == live
    assert live[1:] == before[1:]
    assert page.locator(".criterion").filter(has_text="الخطة متاحة للجمهور").locator(".tag--ok").count() == 1
    # As it was, for the next.
    visitor.open(f"{plan}about/")
    page.fill("#id_published_address", "")
    page.press("#id_published_address", "Enter")
    settle(page)
    assert visitor.errors == []
