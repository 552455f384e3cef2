from datetime import date

import pytest

from planner.models import Translated
from tests.factories import make_administrator, make_advisor, make_coordinator, make_official
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of
from tests.twinning.factories import make_practice
from twinning.models import Practice

pytestmark = pytest.mark.django_db

# What the form needs; the rest may stay empty.
FILLED = {"base_language": "ar", "title_ar": "خدمة رقمية", "places": "٢"}


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/countries/JOR/practices/", "twinning/country_practices.html"),
        ("/practices/?q=OPEN", "twinning/practices.html"),
    ],
)
def test_practices_answer_with_the_page_or_with_the_list(address, page, headers, is_whole):
    response = reader(make_advisor("JOR")).get(address, headers=headers)

    assert (page in templates_of(response)) is is_whole
    assert "Development and Promotion of Open Government Data in Jordan" in response.content.decode()
    assert response["Vary"].count("HX-Request") == 1


def test_practices_are_open_to_an_administrator_and_not_to_strangers():
    assert reader(make_administrator()).get("/countries/JOR/practices/").status_code == 200
    assert reader(make_advisor("TUN")).get("/countries/JOR/practices/").status_code == 404


def test_practices_say_when_there_is_none():
    Practice.objects.filter(country="JOR").delete()

    page = reader(make_advisor("JOR")).get("/countries/JOR/practices/").content.decode()

    assert "No practice of this country has been published here yet." in page


@pytest.mark.parametrize("address", ["/countries/JOR/practices/", "/practices/"])
def test_practices_take_the_same_queries_for_one_and_for_many(address):
    client = reader(make_advisor("JOR"))
    many = query_count(client, address)
    Practice.objects.exclude(reference_key="P01").delete()

    assert query_count(client, address) == many <= 15


def test_a_practice_page_takes_few_queries_however_many_are_like_it():
    practice = make_practice(title="بوابة البيانات المفتوحة")
    client = reader(make_coordinator("JOR"))
    one = query_count(client, practice.get_absolute_url())
    for _copy in range(3):
        make_practice(title="بوابة البيانات المفتوحة", themes=["TRUST"])

    assert query_count(client, practice.get_absolute_url()) == one <= 15


def test_a_draft_does_not_exist_for_another_country():
    practice = make_practice()

    assert reader(make_coordinator("TUN")).get(practice.get_absolute_url()).status_code == 404


def test_a_coordinator_begins_a_practice_with_its_title():
    response = reader(make_coordinator("JOR")).post("/countries/JOR/practices/new/", FILLED)

    practice = Practice.objects.get(country="JOR", reference_key="")
    assert response["Location"] == practice.get_absolute_url()
    assert (practice.state, practice.title, practice.places) == ("DRAFT", {"ar": "خدمة رقمية"}, 2)


def test_a_practice_is_kept_whole():
    practice = make_practice()
    sent = FILLED | {
        "version": 1,
        "summary_ar": "ملخص",
        "summary_fr": "Résumé",
        "pillars": ["TRUST"],
        "targets": ["16.6"],
        "challenges": ["SKILLS"],
        "languages": ["ar", "fr"],
        "documents": "https://example.org/a.pdf  تقرير التقييم\nhttps://example.org/b.pdf",
        "evidence": "MEASURED",
        "evidence_on": "31/12/2026",
        "has_consent": "on",
    }

    reader(make_coordinator("JOR")).post(f"/practices/{practice.pk}/change/", sent)

    kept = Practice.objects.get(pk=practice.pk)
    assert kept.summary == {"ar": "ملخص", "fr": "Résumé"}
    assert {theme.code for theme in kept.themes.all()} == {"TRUST", "16.6", "SKILLS"}
    assert kept.documents == [
        {"address": "https://example.org/a.pdf", "title": "تقرير التقييم"},
        {"address": "https://example.org/b.pdf", "title": ""},
    ]
    assert (kept.languages, kept.evidence, kept.evidence_on) == (["ar", "fr"], "MEASURED", date(2026, 12, 31))
    assert (kept.has_consent, kept.version) == (True, 2)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title_ar": ""}, "Give the title in the language it is written in."),
        ({"documents": "see example.org"}, "Begin each line with an address"),
        ({"places": "many"}, "Write a whole number."),
    ],
)
def test_what_is_wrong_is_said_with_all_that_was_typed_kept(wrong, sentence):
    sent = FILLED | {"summary_ar": "نص طويل"} | wrong

    response = reader(make_coordinator("JOR")).post("/countries/JOR/practices/new/", sent)

    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert "نص طويل" in page


def test_a_save_from_an_older_version_shows_both():
    practice = make_practice(version=2)

    response = reader(make_coordinator("JOR")).post(f"/practices/{practice.pk}/change/", FILLED | {"version": 1})

    assert response.status_code == 409
    page = response.content.decode()
    assert "ممارسة" in page
    assert "خدمة رقمية" in page
    assert Practice.objects.get(pk=practice.pk).title == {"ar": "ممارسة"}


def test_a_published_practice_is_not_changed_on_the_spot():
    practice = make_practice(state="PUBLISHED")

    response = reader(make_coordinator("JOR")).post(f"/practices/{practice.pk}/change/", FILLED | {"version": 1})

    assert response.status_code == 403
    assert Practice.objects.get(pk=practice.pk).title == {"ar": "ممارسة"}


def test_a_returned_practice_shows_its_reasons_to_its_country():
    practice = make_practice(state="IN_REVIEW")
    advisor, coordinator = reader(make_advisor("JOR")), reader(make_coordinator("JOR"))

    refused = advisor.post(f"/practices/{practice.pk}/moves/return/", {"read_at_version": 1, "reason": ""})
    advisor.post(f"/practices/{practice.pk}/moves/return/", {"read_at_version": 1, "reason": "أضيفوا الأرقام"})

    assert refused.status_code == 422
    assert "Give the reason." in refused.content.decode()
    assert "أضيفوا الأرقام" in coordinator.get(practice.get_absolute_url()).content.decode()


def test_whoever_may_not_move_a_practice_is_told_why():
    practice = make_practice(state="IN_REVIEW")
    client = reader(make_coordinator("JOR"))

    page = client.get(f"/practices/{practice.pk}/moves/publish/", follow=True).content.decode()

    assert "Only an advisor of the country can do this." in page
    assert client.get(f"/practices/{practice.pk}/moves/lose/").status_code == 404


def test_a_practice_is_confirmed_by_its_country_alone():
    practice = make_practice(state="PUBLISHED", summary=Translated(ar="ملخص"))

    reader(make_official("JOR")).post(f"/practices/{practice.pk}/confirm/")
    before = Practice.objects.get(pk=practice.pk).confirmed_on
    reader(make_coordinator("JOR")).post(f"/practices/{practice.pk}/confirm/")

    assert before is None
    assert Practice.objects.get(pk=practice.pk).confirmed_on is not None


def test_a_contact_is_not_shown_to_other_countries():
    practice = make_practice(state="PUBLISHED", contact="office@example.org")

    assert "office@example.org" in reader(make_official("JOR")).get(practice.get_absolute_url()).content.decode()
    assert "office@example.org" not in reader(make_official("TUN")).get(practice.get_absolute_url()).content.decode()
