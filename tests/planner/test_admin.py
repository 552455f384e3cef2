import pytest

from planner.models import Country, Study, User
from tests.factories import make_administrator, make_coordinator
from tests.planner.views.pages import reader

pytestmark = pytest.mark.django_db


def test_administration_is_closed_to_a_coordinator():
    response = reader(make_coordinator("JOR")).get("/admin/")

    assert response.status_code == 302


@pytest.mark.parametrize(
    "page",
    [
        "",
        "planner/user/",
        "planner/user/add/",
        "planner/country/JOR/change/",
        "planner/recommendation/INN-01/change/",
        "planner/blueprinttask/SH-NEEDS/change/",
        "planner/indicatorvalue/",
        "twinning/practice/",
        "twinning/practice/add/",
    ],
)
def test_administration_opens_its_pages(page):
    assert reader(make_administrator()).get(f"/admin/{page}").status_code == 200


def test_a_translated_text_is_kept_in_three_boxes():
    study = Study.objects.get(pk="TECH")
    client = reader(make_administrator())
    texts = {"title_ar": "عنوان", "title_en": "", "title_fr": "Titre", "note_ar": "", "note_en": "", "note_fr": ""}

    response = client.post(
        "/admin/planner/study/TECH/change/", {**texts, "code": "TECH", "year": 2024, "order": 2, "symbol": ""}
    )

    assert response.status_code == 302
    study.refresh_from_db()
    assert (study.title, study.note) == ({"ar": "عنوان", "fr": "Titre"}, {})


def test_a_translated_text_that_is_needed_must_be_given_in_one_language():
    texts = {"title_ar": "", "title_en": "", "title_fr": ""}

    response = reader(make_administrator()).post(
        "/admin/planner/study/TECH/change/", {**texts, "code": "TECH", "year": 2024, "order": 2}
    )

    assert "title" in response.context["adminform"].form.errors


def test_an_administrator_adds_a_person():
    response = reader(make_administrator()).post(
        "/admin/planner/user/add/",
        {
            "username": "rima",
            "usable_password": "true",
            "password1": "a long enough phrase",
            "password2": "a long enough phrase",
            "memberships-TOTAL_FORMS": 0,
            "memberships-INITIAL_FORMS": 0,
        },
    )

    assert response.status_code == 302
    assert User.objects.get(username="rima").check_password("a long enough phrase")


def test_an_administrator_s_change_of_a_calendar_counts_as_one():
    jordan = Country.objects.get(pk="JOR")
    week = jordan.working_weeks.get()
    client = reader(make_administrator())
    page = client.get("/admin/planner/country/JOR/change/").context["adminform"]
    answers = {name: value for name, value in page.form.initial.items() if isinstance(value, str | int | bool)}
    texts = {f"{name}_{code}": text for name in ("name",) for code, text in jordan.name.items()}
    for prefix, rows in (("working_weeks", 1), ("holidays", 0), ("short_hours", 0)):
        answers |= {f"{prefix}-TOTAL_FORMS": rows, f"{prefix}-INITIAL_FORMS": rows}
    answers |= texts | {
        "working_languages": '["ar"]',
        "working_weeks-0-id": week.pk,
        "working_weeks-0-country": "JOR",
        "working_weeks-0-holds_from": "2018-01-01",
        "working_weeks-0-weekend": "[5, 6]",
        **{f"working_weeks-0-source_{code}": text for code, text in week.source.items()},
    }

    response = client.post("/admin/planner/country/JOR/change/", answers)

    assert response.status_code == 302, response.context["errors"]
    week.refresh_from_db()
    jordan.refresh_from_db()
    assert (week.weekend, week.version, jordan.calendar_number) == ([5, 6], 2, 1)
