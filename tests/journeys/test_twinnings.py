"""Jordan in Arabic and Tunisia in French at once: a mission is planned, submitted, returned, mended and accepted."""

REPORT = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def press(page, button: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()


def follow(page, link: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=link, exact=True).click()


def state_of(page) -> str:
    return page.locator(".tags--own .tag").first.inner_text()


def test_two_countries_plan_a_mission_and_accept_what_came_of_it(visit):
    jordan, tunisia = visit("ar"), visit("fr")
    jordan.sign_in("coordinator-jor")
    tunisia.sign_in("coordinator-tun")
    page = jordan.page

    # Amman rests on the Friday that Tunis works: the next days of both are offered.
    jordan.open("/twinnings/")
    follow(page, "الحكومة المفتوحة في البلديات (مثال)")
    twinning = page.url.removeprefix(jordan.address)
    jordan.open(f"{twinning}activities/new/?kind=EXPERT_MISSION")
    page.fill("input[name=title_ar]", "بعثة خبراء إلى عمّان")
    page.fill("input[name=pinned]", "2027-04-16")
    press(page, "حفظ")
    assert "16 أفريل/نيسان 2027 ليس يوم عمل في: الأردن." in page.locator("main").inner_text()
    assert page.input_value("input[name=title_ar]") == "بعثة خبراء إلى عمّان"
    jordan.errors.clear()  # the console tells of the status 422, which is meant
    press(page, "الاثنين 19 أفريل/نيسان 2027")
    activity = page.url.removeprefix(jordan.address)

    # Work begins, a file shows it, and it is submitted.
    press(page, "بدء العمل")
    page.set_input_files("input[type=file]", {"name": "تقرير.pdf", "mimeType": "application/pdf", "buffer": REPORT})
    press(page, "إضافة الملف")
    press(page, "التقديم للقبول")

    # The other country returns it with a reason, which this one reads.
    tunisia.open(activity)
    follow(tunisia.page, "La renvoyer")
    tunisia.page.fill("textarea[name=reason]", "Il manque la liste des participants.")
    press(tunisia.page, "La renvoyer")
    assert state_of(tunisia.page) == "Renvoyée"
    jordan.open(activity)
    page.locator("summary", has_text="ما جرى حتى الآن").click()
    assert "Il manque la liste des participants." in page.locator("main").inner_text()

    # Submitted again, it is done once both have accepted.
    press(page, "التقديم للقبول")
    press(page, "القبول باسم جانبنا")
    assert state_of(page) == "مقدَّمة"
    tunisia.open(activity)
    press(tunisia.page, "Accepter pour notre côté")
    assert state_of(tunisia.page) == "Achevée"

    # A card that is dragged presses its own button: the first, so that nothing scrolls meanwhile.
    jordan.open(f"{twinning}board/")
    card = page.locator(".board__card", has_text="زيارة دراسية إلى ثلاث بلديات")
    with page.expect_navigation():
        card.drag_to(page.locator(".board__column[data-state=IN_PROGRESS]"))
    assert page.locator("[data-state=IN_PROGRESS] .board__card", has_text="زيارة دراسية إلى ثلاث بلديات").count() == 1
    assert (jordan.errors, tunisia.errors) == ([], [])
