"""An advisor runs a round, asks why not, locks a pair and runs again, compares both rounds, and adopts the second."""

import re


def press(page, button: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()


def follow(page, link: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=link, exact=True).first.click()


def run(page) -> None:
    """The page follows the run and shows the result by itself."""
    press(page, "إجراء الجولة")
    page.locator(".tag", has_text="النتيجة جاهزة").wait_for(timeout=60_000)


def needs_met(page) -> str:
    return page.locator("dt:text-is('الاحتياجات الملبّاة') + dd").inner_text()


def test_an_advisor_runs_a_round_asks_why_not_runs_it_again_and_adopts_it(visit):
    advisor, neighbour = visit("ar"), visit("ar", width=360)
    advisor.sign_in("advisor-jor")
    page = advisor.page

    # The demo's own round is labelled as what it is.
    advisor.open("/rounds/")
    follow(page, "جولة مثال")
    assert "موضوعة لعرض البرنامج" in page.locator("main").inner_text()

    # A round of one's own, followed while it runs.
    advisor.open("/rounds/new/")
    page.fill("input[name=title]", "ربيع ٢٠٢٧")
    page.fill("input[name=least_score]", "٥٠")
    press(page, "حفظ المسودة")
    run(page)
    first = page.url
    assert re.fullmatch(r"\d+ من 14", needs_met(page))

    # Who could answer Tunisia's need instead, and what would that cost?
    follow(page, "منصة واحدة لطلبات المواطنين وشكاواهم")
    follow(page, "منصة «بخدمتكم» – الأردن")
    answer = page.locator("#why-not-answer")
    answer.wait_for()
    assert "هذه تُضاف" in answer.text_content()
    assert page.locator("section[aria-labelledby=criteria] dt").count() == 9

    # It is locked, with a reason, and the round is run again.
    page.check("input[name=kind][value=LOCKED]")
    page.fill("textarea[name=reason]", "طلبته الدولتان.")
    press(page, "حفظ القاعدة")
    assert page.locator("h1").inner_text() == "ربيع ٢٠٢٧ (2)"
    run(page)
    second = page.url
    assert "طلبته الدولتان." in page.locator("section[aria-labelledby=rules]").inner_text()

    # Both side by side, and what other weights would change.
    follow(page, "المقارنة بجولة أخرى")
    gained = page.locator("section[aria-labelledby=gained]")
    assert "منصة «بخدمتكم» – الأردن" in gained.inner_text()
    page.goto(second)
    follow(page, "ماذا تغيّر أوزان أخرى؟")
    page.fill("input[name=weight_language]", "0")
    page.locator("main").get_by_role("button", name="عرض ما يتغير").click()
    page.locator("#preview").wait_for()

    # It is adopted after asking, and the first round can be adopted no more.
    page.goto(second)
    follow(page, "اعتماد الجولة")
    page.fill("input[name=answer_by]", "2099-01-01")
    press(page, "اعتماد الجولة")
    assert page.locator(".tag", has_text="معتمدة").count() == 1
    assert "منصة «بخدمتكم» – الأردن" in page.locator("section[aria-labelledby=proposals]").inner_text()
    page.goto(first)
    assert page.locator(".tag", has_text="حلّت محلها جولة أخرى").count() == 1

    # A coordinator sees no round.
    neighbour.sign_in("coordinator-tun")
    neighbour.open("/rounds/")
    assert "يجري المستشارون جولات المواءمة" in neighbour.page.locator("main").inner_text()
    assert neighbour.page.goto(second).status == 404
    assert advisor.errors == []
