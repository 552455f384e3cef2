import pytest

from planner.models import Institution, Theme
from planner.queries.commitments import plan_commitments
from tests.factories import make_advisor, make_plan
from tests.planner.views.pages import HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db
SHEET = {
    "title_ar": "خدمة واحدة",
    "problem_ar": "مشكلة",
    "solution_ar": "حل",
    "results_ar": "نتائج",
    "running_cost": "٤٠٬٠٠٠",
    "pillars": ["RITE-T"],
}


@pytest.fixture
def plan():
    return make_plan("JOR", codes=("INN-01", "INN-07"))


@pytest.fixture
def address(plan):
    return f"/plans/{plan.pk}/commitments/"


@pytest.fixture
def advisor():
    return reader(make_advisor("JOR"))


@pytest.fixture
def pillar():
    return Theme.objects.filter(kind="RITE").first()


def test_a_commitment_of_our_own_is_added_and_changed(advisor, plan, address, pillar):
    sheet = {**SHEET, "pillars": [pillar.code]}
    advisor.post(f"{address}new/", sheet)
    own = plan.commitments.get(recommendation=None)

    changed = {**sheet, "version": 1, "title_en": "One service", "new_lead": "هيئة الخدمات", "pillars": []}
    response = advisor.post(f"{address}{own.key}/", changed, headers=HTMX)

    own.refresh_from_db()
    assert response.status_code == 200
    assert (own.title, own.running_cost) == ({"ar": "خدمة واحدة", "en": "One service"}, 40_000)
    assert (own.lead.name, list(own.themes.all())) == ({"ar": "هيئة الخدمات"}, [])


def test_a_lead_of_another_country_is_not_to_be_chosen(advisor, address):
    make_plan("TUN")
    theirs = Institution.objects.filter(country="TUN").first()

    response = advisor.post(f"{address}new/", {**SHEET, "pillars": [], "lead": theirs.pk})

    assert list(response.context["form"].errors) == ["lead"]


def test_two_sheets_at_once_show_both_versions(advisor, plan, address):
    key = plan.commitments.first().key
    advisor.post(f"{address}{key}/", {**SHEET, "pillars": [], "version": 1})

    second = advisor.post(f"{address}{key}/", {**SHEET, "pillars": [], "version": 1, "title_ar": "عنوان آخر"})

    assert second.status_code == 409
    assert [(now.label, now.value) for now in second.context["form"].meanwhile] == [("Title", "خدمة واحدة")]


def test_what_goes_with_a_commitment_is_said_before(advisor, plan, address):
    content = advisor.get(f"{address}{plan.commitments.first().key}/remove/").content.decode()

    assert "tasks with their links" in content
    assert "that it serves" in content or "that they serve" in content


@pytest.mark.parametrize(("headers", "status"), [({}, 302), (HTMX, 200)])
def test_a_commitment_is_moved(advisor, plan, address, headers, status):
    second = plan.commitments.last()

    response = advisor.post(f"{address}{second.key}/move/", {"direction": "up"}, headers=headers)

    assert (response.status_code, plan.commitments.first()) == (status, second)
    assert [row.commitment.order for row in plan_commitments(plan)] == [1, 2]


def test_a_recommendation_is_looked_at_and_adopted_with_its_prerequisites(advisor, plan, address):
    looked = advisor.get(f"{address}adopt/", {"recommendation": "TEC-08"})
    adopted = advisor.post(f"{address}adopt/", {"recommendation": "TEC-08", "prerequisite": ["TEC-01", "TEC-02"]})

    assert [row.recommendation.code for row in looked.context["adoption"].prerequisites] == ["TEC-02", "TEC-01"]
    codes = list(plan.commitments.values_list("recommendation", flat=True))
    assert codes == ["INN-01", "INN-07", "TEC-01", "TEC-02", "TEC-08"]
    assert adopted["Location"] == f"{address}#entry-{plan.commitments.last().key}"


@pytest.mark.parametrize("code", ["", "XYZ-1", "INN-01"])
def test_what_cannot_be_adopted_is_refused_in_words(advisor, plan, address, code):
    response = advisor.post(f"{address}adopt/", {"recommendation": code})

    assert (response.status_code, plan.commitments.count()) == (422, 2)
    assert "Choose a recommendation." in response.content.decode()


@pytest.mark.parametrize("page", ["", "{key}/", "{key}/remove/"])
def test_pages_take_the_same_queries_for_one_commitment_and_for_three(advisor, page):
    plans = [make_plan("JOR"), make_plan("JOR", codes=("INN-01", "INN-02", "TEC-01"))]

    counts = [
        query_count(advisor, f"/plans/{plan.pk}/commitments/{page.format(key=plan.commitments.first().key)}")
        for plan in plans
    ]

    assert counts[0] == counts[1] <= 15


def test_the_fragment_is_alone(advisor, plan, address):
    response = advisor.get(f"{address}{plan.commitments.first().key}/", headers=HTMX)

    assert templates_of(response)[0] == "planner/_plan_commitments.html"
