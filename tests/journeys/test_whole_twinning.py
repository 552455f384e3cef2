"""Jordan in Arabic and Tunisia in French at once, from two teams to a closed twinning."""

import subprocess
import sys

from tests.journeys.conftest import environment_of

# What two accepted proposals begin with; so long ago that its end is behind us once the mission is planned.
IN_PREPARATION = """
from datetime import timedelta
from django.utils import timezone
from planner.models import Translated
from tests.twinning.factories import make_need, make_practice, make_twinning
title = Translated(ar="توأمة السجل الموحد", fr="Jumelage du registre unique")
twinning = make_twinning(start=timezone.localdate() - timedelta(days=60), title=title, created_at=timezone.now())
twinning.results.create(order=1, title=Translated(ar="سجل موحد يعمل", fr="Un registre unique en service"))
print(twinning.get_absolute_url())
"""
REPORT = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FILE = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": REPORT}


def prepare(demo) -> str:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", IN_PREPARATION]
    run = subprocess.run(command, env=environment_of(demo.folder), check=True, capture_output=True, text=True)
    return run.stdout.split()[-1]


def press(visitor, button: str) -> str:
    """Gives what the page says then."""
    with visitor.page.expect_navigation():
        visitor.page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    return visitor.page.locator("main").inner_text()


def lead(visitor, address: str, side: str, name: str, invite: str) -> None:
    """Takes the lead of one's own team."""
    visitor.open(f"{address}people/invite/{side}/")
    visitor.page.select_option("select[name=user]", label=name)
    visitor.page.select_option("select[name=role]", "LEADER")
    assert name in press(visitor, invite)


def move(visitor, address: str, label: str, *, asks: bool = False) -> str:
    visitor.open(address)
    if asks:
        with visitor.page.expect_navigation():
            visitor.page.locator("main").get_by_role("link", name=label, exact=True).click()
    return press(visitor, label)


def test_two_countries_lead_a_twinning_from_agreement_to_close(demo, visit):
    jordan, tunisia, advisor = visit("ar"), visit("fr"), visit("ar", width=360)
    address = prepare(demo)
    jordan.sign_in("coordinator-jor")
    tunisia.sign_in("coordinator-tun")
    advisor.sign_in("advisor-jor")

    # Each side has its leader, and the work plan its mission.
    lead(jordan, address, "taker", "سامر العبدالله", "دعوة")
    lead(tunisia, address, "giver", "Amel Trabelsi", "Inviter")
    jordan.open(f"{address}activities/new/?kind=EXPERT_MISSION")
    jordan.page.fill("input[name=title_ar]", "بعثة خبراء السجل")
    press(jordan, "حفظ")
    activity = jordan.page.url.removeprefix(jordan.address)

    # They talk about the risks, then sign the same text.
    tunisia.open(f"{address}agreement/#article-risks")
    risks = tunisia.page.locator("#article-risks")
    risks.locator("summary").click()
    risks.locator("textarea[name=text]").fill("Aucun risque n’est nommé.")
    with tunisia.page.expect_navigation():
        risks.get_by_role("button", name="Ajouter la remarque").click()
    jordan.open(f"{address}agreement/risks/new/")
    jordan.page.fill("[name=text_ar]", "تأخّر البيانات")
    press(jordan, "حفظ")
    jordan.page.locator("#article-risks textarea[name=answer]").fill("أُضيف خطر.")
    with jordan.page.expect_navigation():
        jordan.page.locator("#article-risks").get_by_role("button", name="الرد").click()
    assert "وقّعت المراجعة 1" in press(jordan, "توقيع")
    tunisia.open(f"{address}agreement/")
    assert "Convenu par les deux pays" in press(tunisia, "Signer")

    # The mission is carried out, returned, and accepted by both.
    move(jordan, address, "بدء مرحلة الانطلاق")
    assert "Le jumelage est mis en œuvre." in move(tunisia, address, "Commencer la mise en œuvre")
    jordan.open(activity)
    press(jordan, "بدء العمل")
    jordan.page.set_input_files("input[type=file]", FILE)
    press(jordan, "إضافة الملف")
    press(jordan, "التقديم للقبول")
    tunisia.open(activity)
    with tunisia.page.expect_navigation():
        tunisia.page.locator("main").get_by_role("link", name="La renvoyer", exact=True).click()
    tunisia.page.fill("textarea[name=reason]", "Il manque la liste des participants.")
    press(tunisia, "La renvoyer")
    jordan.open(activity)
    press(jordan, "التقديم للقبول")
    press(jordan, "القبول باسم جانبنا")
    tunisia.open(activity)
    assert "Achevée" in press(tunisia, "Accepter pour notre côté")

    # The result closes once Jordan has done it alone, with a file that shows it.
    jordan.open(f"{address}results/")
    with jordan.page.expect_navigation():
        jordan.page.locator("main").get_by_role("link", name="إغلاق النتيجة").click()
    jordan.page.fill("[name=done_alone_on]", "2026-01-15")
    jordan.page.fill("[name=done_alone_how]", "سجّل الفريق مئة معاملة وحده.")
    jordan.page.set_input_files("input[type=file]", FILE)
    assert "أُغلقت النتيجة." in press(jordan, "حفظ")

    # The final report is written, signed by both and approved; then the twinning is closed.
    move(jordan, address, "بدء الإنجاز النهائي", asks=True)
    jordan.open(f"{address}reports/final/change/")
    jordan.page.fill("[name=progress_ar]", "السجل يعمل.")
    press(jordan, "حفظ")
    jordan.open(f"{address}reports/final/")
    press(jordan, "تقديم")
    press(jordan, "توقيع")
    tunisia.open(f"{address}reports/final/")
    press(tunisia, "Signer")
    advisor.open(f"{address}reports/final/")
    press(advisor, "إقرار التقرير")
    assert "أُغلقت التوأمة." in move(jordan, address, "إغلاق التوأمة", asks=True)
    advisor.open(f"{address}results/")
    assert "بعد 6 أشهر" in advisor.page.locator("main").inner_text()
    assert (jordan.errors, tunisia.errors, advisor.errors) == ([], [], [])
