"""A coordinator hands in a practice and a need; an advisor reviews, returns and publishes, and opens the need."""

import re


def open_and_press(visitor, path: str, button: str) -> None:
    visitor.open(path)
    press(visitor.page, button)


def press(page, button: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()
    assert page.locator(".notice--success").count() == 1


def follow(page, link: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=link, exact=True).click()


def state_of(page) -> str:
    return page.locator("section[aria-labelledby=state] .tag").inner_text()


def test_a_practice_and_a_need_go_from_a_coordinator_through_an_advisor_to_everybody(visit):
    coordinator, advisor, neighbour = visit("ar"), visit("ar"), visit("ar", width=360)
    for visitor, name in ((coordinator, "coordinator-jor"), (advisor, "advisor-jor"), (neighbour, "coordinator-tun")):
        visitor.sign_in(name)
    page = coordinator.page

    # A practice begins with its title; a similar one is pointed out.
    coordinator.open("/countries/JOR/practices/new/")
    page.fill("input[name=title_ar]", "بوابة البيانات الحكومية المفتوحة")
    page.fill("textarea[name=summary_ar]", "تنشر البوابة بيانات الجهات الحكومية.")
    page.check("input[name=pillars][value=TRUST]")
    page.check("input[name=languages][value=ar]")
    page.check("input[name=has_consent]")
    press(page, "حفظ")
    practice = page.url.removeprefix(coordinator.address)
    assert "توجد ممارسة مشابهة" in page.locator("main").inner_text()
    press(page, "تقديم")
    assert state_of(page) == "بانتظار المراجعة"

    # The advisor returns it with a reason, the coordinator mends it, the advisor publishes it.
    open_and_press(advisor, practice, "بدء المراجعة")
    follow(advisor.page, "إعادة")
    advisor.page.fill("textarea[name=reason]", "أضيفوا النتائج بالأرقام.")
    press(advisor.page, "إعادة")
    coordinator.open(practice)
    assert "أضيفوا النتائج بالأرقام." in page.locator("section[aria-labelledby=state]").inner_text()
    follow(page, "تعديل")
    page.fill("textarea[name=results_ar]", "نُشرت ١٢٠٠ مجموعة بيانات.")
    press(page, "حفظ")
    press(page, "تقديم من جديد")
    open_and_press(advisor, practice, "بدء المراجعة")
    follow(advisor.page, "نشر")
    press(advisor.page, "نشر")
    assert state_of(advisor.page) == "منشورة"

    # A need of the country, opened by the advisor.
    coordinator.open("/countries/JOR/needs/new/")
    page.fill("input[name=title_ar]", "الهوية الرقمية")
    page.check("input[name=pillars][value=EFFECTIVENESS]")
    press(page, "حفظ")
    need = page.url.removeprefix(coordinator.address)
    press(page, "تقديم")
    open_and_press(advisor, need, "فتح الاحتياج")
    assert state_of(advisor.page) == "مفتوح"

    # Another country finds the practice in its own spelling, and sees who could answer the need and why.
    neighbour.open("/practices/?q=بوابه+البيانات+الحكوميه")
    with neighbour.page.expect_navigation():
        neighbour.page.get_by_role("link", name="بوابة البيانات الحكومية المفتوحة").click()
    assert neighbour.page.locator("section[aria-labelledby=state]").count() == 0
    neighbour.open(need)
    answers = neighbour.page.locator("#answers-list li")
    answers.first.wait_for()
    answers.first.locator("summary").click()
    assert re.search(r"كل المطلوب معروض: الفعالية", answers.first.inner_text())

    assert [visitor.errors for visitor in (coordinator, advisor, neighbour)] == [[], [], []]
