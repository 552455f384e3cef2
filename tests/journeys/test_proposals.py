"""Two coordinators accept a proposal and a twinning begins; one declines another, and the runner-up is proposed."""

import subprocess
import sys

from tests.journeys.conftest import environment_of

# What an adopted round would have proposed: both times Tunisia comes first for a need of Jordan, and Morocco second.
ADOPTED_ROUND = """
from datetime import timedelta
from django.utils import timezone
from tests.twinning.factories import make_candidate, make_need, make_practice, make_proposal, make_round
first, second = (
    make_practice(country, title=title, state="PUBLISHED", places=5)
    for country, title in (("TUN", "بوابة الخدمات"), ("MAR", "سجل الخدمات"))
)
for title in ("خدمات للبلديات", "خدمات للشركات"):
    need = make_need("JOR", title=title, state="MATCHED", expected_results={"ar": "سجل موحّد\\nبوابة واحدة"})
    candidates = [make_candidate(first, need), make_candidate(second, need, score=0.5)]
    day = timezone.localdate() + timedelta(days=20)
    round_ = make_round(state="ADOPTED", candidates=candidates, answer_by=day)
    make_proposal(practice=first, need=need, round=round_, answer_by=day)
"""


def adopt_a_round(demo) -> None:
    command = [sys.executable, "manage.py", "shell", "-c", ADOPTED_ROUND]
    subprocess.run(command, env=environment_of(demo.folder), check=True, capture_output=True)


def answer(page, need: str, button: str, *, reason: str = "") -> str:
    """From the list to the proposal; gives what its page says then."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=need, exact=True).first.click()
    if reason:
        page.fill("textarea[name=reason]", reason)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()
    return page.locator("main").inner_text()


def test_two_coordinators_accept_and_where_one_declines_the_runner_up_appears(demo, visit):
    jordan, tunisia = visit("ar"), visit("ar", width=360)
    adopt_a_round(demo)
    jordan.sign_in("coordinator-jor")
    tunisia.sign_in("coordinator-tun")

    # Jordan says that it can learn in several twinnings at once.
    jordan.open("/countries/JOR/places/")
    jordan.page.fill("input[name=as_taker]", "٤")
    with jordan.page.expect_navigation():
        jordan.page.locator("main").get_by_role("button", name="حفظ", exact=True).click()

    # Both accept one proposal, and a twinning is in preparation with a draft of its agreement.
    jordan.open("/proposals/")
    assert "بانتظار ردكم" in jordan.page.locator("main").inner_text()
    assert "قبلت دولتكم المقترح" in answer(jordan.page, "خدمات للبلديات", "القبول")
    tunisia.open("/countries/TUN/proposals/")
    assert "والتوأمة قيد الإعداد" in answer(tunisia.page, "خدمات للبلديات", "القبول")
    with tunisia.page.expect_navigation():
        tunisia.page.locator("main").get_by_role("link", name="التوأمة التي نتجت عنه").click()
    assert "خدمات للبلديات" in tunisia.page.locator("h1").inner_text()

    # Jordan declines the other with its reason, and the runner-up waits for its answer.
    jordan.open("/proposals/")
    assert "لا نستطيع هذا العام." in answer(jordan.page, "خدمات للشركات", "الرفض", reason="لا نستطيع هذا العام.")
    with jordan.page.expect_navigation():
        jordan.page.locator("main").get_by_role("link", name="سجل الخدمات").click()
    assert "ينتظر رد دولتكم" in jordan.page.locator("main").inner_text()

    # Tunisia reads why, and sees nothing of what was proposed instead.
    tunisia.open("/proposals/")
    with tunisia.page.expect_navigation():
        tunisia.page.locator("main").get_by_role("link", name="خدمات للشركات", exact=True).click()
    told = tunisia.page.locator("main").inner_text()
    assert "لا نستطيع هذا العام." in told
    assert "سجل الخدمات" not in told
    assert (jordan.errors, tunisia.errors) == ([], [])
