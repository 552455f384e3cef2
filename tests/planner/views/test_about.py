import pytest

from planner.models import Change
from tests.factories import make_advisor, make_official, make_plan
from tests.planner.views.pages import reader

pytestmark = pytest.mark.django_db
TEXTS = {
    "title_ar": "خطة الأردن",
    "introduction_ar": "مقدمة\nمن سطرين",
    "activity_report_months": "٦",
    "published_address": "gov.jo/plan",
    "version": 1,
}


@pytest.fixture
def plan():
    return make_plan("JOR")


@pytest.fixture
def address(plan):
    return f"/plans/{plan.pk}/about/"


def test_the_texts_of_the_plan_are_saved_and_on_record(plan, address):
    response = reader(make_advisor("JOR")).post(address, TEXTS)

    plan.refresh_from_db()
    assert (response.status_code, plan.introduction) == (302, {"ar": "مقدمة\nمن سطرين"})
    assert (plan.activity_report_months, plan.published_address) == (6, "https://gov.jo/plan")
    assert "introduction" in [part["field"] for part in Change.objects.get().parts]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"activity_report_months": "0"}, "activity_report_months"),
        ({"published_address": "javascript:alert(1)"}, "published_address"),
        ({"title_ar": ""}, "title"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(address, change, field):
    response = reader(make_advisor("JOR")).post(address, {**TEXTS, **change})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_two_who_save_at_once_see_both_versions(address):
    client = reader(make_advisor("JOR"))
    client.post(address, TEXTS)

    second = client.post(address, {**TEXTS, "introduction_ar": "أخرى"})

    assert second.status_code == 409
    assert [now.label for now in second.context["form"].meanwhile] == ["Introduction"]


def test_an_official_reads_them_without_a_form(plan, address):
    reader(make_advisor("JOR")).post(address, TEXTS)

    content = reader(make_official("JOR")).get(address).content.decode()

    assert "من سطرين" in content
    assert "<textarea" not in content
