"""An advisor writes what a plan promises, costs and reaches, in Arabic: in place, and without JavaScript."""

import re

import pytest


@pytest.fixture
def plan(visit):
    """A plan of one's own for each test, so that they do not wait for each other."""
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    page = visitor.page
    visitor.open("/countries/JOR/plans/new/")
    page.check("#choose-INN-01")
    page.fill("input[name=start]", "2027-01-03")
    page.click("button[name=step]")
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url(re.compile(r"/plans/[0-9a-f-]{36}/$"))
    return page.url.removeprefix(visitor.address)


def save(page) -> None:
    page.click("form.entry--open button[type=submit]")
    page.wait_for_selector("[role=status]:has-text('تم الحفظ')")


def open_form(page, link: str) -> None:
    page.click(link)
    page.wait_for_selector("form.entry--open")


@pytest.mark.parametrize("javascript", [True, False], ids=["in place", "without JavaScript"])
def test_money_is_given_and_the_totals_follow(visit, plan, javascript):
    visitor = visit("ar", javascript=javascript)
    visitor.sign_in("advisor-jor")
    page = visitor.page
    visitor.open(f"{plan}costs/")
    open_form(page, "text=إضافة مصدر")
    page.fill("input[name=name_ar]", "موازنة الدولة")
    page.check("input[name=is_secured]")
    save(page)
    open_form(page, "text=مساهمات المصادر >> nth=0")

    page.locator(".grid tbody input").first.fill("٤٠٬٠٠٠")
    save(page)

    assert page.locator("#entries .facts").first.inner_text().count("40,000 دولار") == 1
    assert "40,000 دولار" in page.locator("article.entry").first.inner_text()
    assert visitor.errors == []
    if javascript:
        assert page.evaluate("document.activeElement.tagName") == "ARTICLE"


def test_less_than_nothing_is_refused_where_it_was_typed(visit, plan):
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    page = visitor.page
    visitor.open(f"{plan}costs/new/")
    page.fill("input[name=name_ar]", "مانح")
    save(page)
    open_form(page, "text=مساهمات المصادر >> nth=0")

    page.locator(".grid tbody input").first.fill("-5")
    page.locator(".grid tbody input").first.press("Enter")
    page.wait_for_selector(".error-summary")

    assert page.locator(".grid__error").inner_text() == "لا يقل المبلغ عن الصفر أبداً."
    assert page.locator(".grid tbody input").first.input_value() == "-5"


def test_a_target_is_set_and_what_was_reached_is_judged(visit, plan):
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    page = visitor.page
    visitor.open(f"{plan}results/")
    open_form(page, ".entry__actions a >> nth=0")

    page.fill("input[name=target_2027]", "٢٠")
    page.fill("input[name=actual_2027]", "٢٢")
    save(page)

    assert "تحققت القيمة المستهدفة لعام 2027" in page.locator("article.entry").first.inner_text()
    assert visitor.errors == []


def test_an_answer_without_a_reason_is_refused_and_with_one_is_kept(visit, plan):
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    page = visitor.page
    visitor.open(f"{plan}consultation/")
    open_form(page, "text=إضافة مقترح")
    page.fill("input[name=received_on]", "2026-10-04")
    page.fill("input[name=contributor_ar]", "نقابة المهندسين")
    page.fill("textarea[name=text_ar]", "نشر التقارير")
    page.select_option("select[name=response]", "NOT_TAKEN_IN")
    page.click("form.entry--open button[type=submit]")
    page.wait_for_selector(".error-summary")

    assert page.input_value("textarea[name=text_ar]") == "نشر التقارير"

    page.fill("textarea[name=reason_ar]", "تُنشر بالفعل.")
    save(page)

    assert "تُنشر بالفعل." in page.locator("article.entry").inner_text()


def test_two_advisors_who_write_one_sheet_see_both_versions(visit, plan):
    first, second = visit("ar"), visit("ar")
    for visitor in (first, second):
        visitor.sign_in("advisor-jor")
        visitor.open(f"{plan}commitments/")
        open_form(visitor.page, ".entry__actions a >> nth=0")
    first.page.fill("textarea[name=problem_ar]", "نص الأولى")
    save(first.page)

    second.page.fill("textarea[name=problem_ar]", "نص الثانية")
    second.page.click("form.entry--open button[type=submit]")
    second.page.wait_for_selector(".notice--warning")

    assert "نص الأولى" in second.page.locator(".notice--warning").inner_text()
    assert second.page.input_value("textarea[name=problem_ar]") == "نص الثانية"
    save(second.page)


def test_a_recommendation_is_adopted_moved_and_removed(visit, plan):
    visitor = visit("ar")
    visitor.sign_in("advisor-jor")
    page = visitor.page
    visitor.open(f"{plan}commitments/adopt/")
    page.check("#choose-INN-07")
    page.click("main form button[type=submit]")
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url(re.compile(r"/commitments/#entry-"))
    before = page.locator("article.entry h3").all_inner_texts()
    last = before[-1].split(". ")[1]

    page.locator("button[value=up]").last.click()
    page.locator("article.entry >> nth=0").filter(has_text=last).wait_for()

    after = page.locator("article.entry h3").all_inner_texts()
    assert [title.split(". ")[1] for title in after] == [title.split(". ")[1] for title in reversed(before)]
    open_form(page, "article.entry a:has-text('حذف') >> nth=0")
    page.click("form.entry--open button[type=submit]")
    page.wait_for_selector("[role=status]:has-text('تم الحذف')")
    assert page.locator("article.entry").count() == 1
    assert visitor.errors == []


def test_the_register_of_risks_says_weights_in_words(visit, plan):
    visitor = visit("ar", width=360)
    visitor.sign_in("advisor-jor")
    visitor.open(f"{plan}risks/")

    weights = visitor.page.locator(".entry .tag").all_inner_texts()

    assert weights
    assert all(re.fullmatch(r"الوزن \d من 9: (منخفض|متوسط|مرتفع)", text) for text in weights)
