import pytest

from planner.models import Country
from tests.factories import make_advisor, make_coordinator, make_plan
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of
from tests.twinning.factories import make_need
from twinning.models import DismissedSuggestion, Need
from twinning.queries.needs import suggestions_for

pytestmark = pytest.mark.django_db

FILLED = {"base_language": "ar", "title_ar": "بيانات مفتوحة", "priority": "1", "readiness": "2"}


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_needs_answer_with_the_page_or_with_the_list(headers, is_whole):
    make_need("JOR", title="احتياج الأردن")

    response = reader(make_advisor("JOR")).get("/countries/JOR/needs/", headers=headers)

    assert ("twinning/country_needs.html" in templates_of(response)) is is_whole
    assert "احتياج الأردن" in response.content.decode()
    assert response["Vary"].count("HX-Request") == 1


def test_needs_take_the_same_queries_for_one_and_for_three():
    make_need("JOR", themes=["TRUST"])
    client = reader(make_advisor("JOR"))
    one = query_count(client, "/countries/JOR/needs/")
    for _more in range(2):
        make_need("JOR", themes=["TRUST"])

    assert query_count(client, "/countries/JOR/needs/") == one <= 15


def test_a_need_is_kept_whole():
    commitment = make_plan("JOR").commitments.first()
    sent = FILLED | {
        "why_now_ar": "خطة جديدة",
        "months": ["3", "10"],
        "languages": ["ar"],
        "pillars": ["TRUST"],
        "indicators": ["EGDI"],
        "commitment": commitment.pk,
        "recommendation": "INN-01",
    }

    response = reader(make_coordinator("JOR")).post("/countries/JOR/needs/new/", sent)

    need = Need.objects.get()
    assert response["Location"] == need.get_absolute_url()
    assert (need.state, need.priority, need.months, need.languages) == ("DRAFT", 1, [3, 10], ["ar"])
    assert (need.commitment, need.recommendation_id) == (commitment, "INN-01")
    assert ([theme.pk for theme in need.themes.all()], [one.pk for one in need.indicators.all()]) == (
        ["TRUST"],
        ["EGDI"],
    )


def test_a_need_serves_no_commitment_of_another_country():
    theirs = make_plan("TUN").commitments.first()

    response = reader(make_coordinator("JOR")).post(
        "/countries/JOR/needs/new/", FILLED | {"commitment": theirs.pk, "why_now_ar": "نص مكتوب"}
    )

    assert response.status_code == 422
    assert "نص مكتوب" in response.content.decode()
    assert not Need.objects.exists()


def test_a_need_s_page_takes_few_queries():
    need = make_need("JOR", themes=["TRUST"], indicators=["EGDI"], recommendation_id="INN-01")

    assert query_count(reader(make_coordinator("JOR")), need.get_absolute_url()) <= 15


@pytest.mark.parametrize(("answer", "needs", "dismissed"), [("accept", 1, 0), ("dismiss", 0, 1)])
def test_a_suggestion_is_accepted_or_dismissed_once(answer, needs, dismissed):
    code = suggestions_for(Country.objects.get(pk="JOR"))[0].code
    client = reader(make_coordinator("JOR"))

    for _time in range(2):
        client.post(f"/countries/JOR/suggestions/{code}/", {"answer": answer})

    assert (Need.objects.count(), DismissedSuggestion.objects.count()) == (needs, dismissed)


def test_a_need_is_opened_by_an_advisor_after_it_was_handed_in():
    need = make_need("JOR")

    reader(make_coordinator("JOR")).post(f"/needs/{need.pk}/moves/submit/", {"read_at_version": 1})
    reader(make_advisor("JOR")).post(f"/needs/{need.pk}/moves/open/", {"read_at_version": 2})

    assert Need.objects.get().state == "OPEN"


@pytest.mark.parametrize("word", ["إحتياج", "احتياج", "اِحتياج"])
def test_open_needs_are_found_in_any_spelling(word):
    make_need("JOR", title="احتياج مفتوح", state=Need.State.OPEN)
    make_need("JOR", title="احتياج مسودة")
    client = reader(make_coordinator("TUN"))

    page = client.get("/needs/", {"q": word}).content.decode()

    assert "احتياج مفتوح" in page
    assert "احتياج مسودة" not in page


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        pytest.param({"country": "JOR"}, ["احتياج الأردن"], id="country"),
        pytest.param({"language": "fr"}, ["احتياج تونس"], id="language"),
        pytest.param({"pillar": "TRUST"}, ["احتياج الأردن"], id="pillar"),
        pytest.param({"q": "nothing like it"}, [], id="nothing"),
    ],
)
def test_open_needs_are_narrowed(chosen, found):
    make_need("JOR", title="احتياج الأردن", state=Need.State.OPEN, themes=["TRUST"])
    make_need("TUN", title="احتياج تونس", state=Need.State.OPEN, languages=["fr"])

    page = reader(make_coordinator("EGY")).get("/needs/", chosen).context["page"]

    assert ([card.need.title["ar"] for card in page.cards], page.total) == (found, 2)


def test_open_needs_answer_a_search_with_the_results_alone():
    response = reader(make_coordinator("JOR")).get("/needs/?q=x", headers=HTMX)

    assert "twinning/needs.html" not in templates_of(response)
    assert "No need is open now." in response.content.decode()


def test_open_needs_take_the_same_queries_for_one_and_for_three():
    client = reader(make_coordinator("TUN"))
    make_need("JOR", state=Need.State.OPEN)
    one = query_count(client, "/needs/")
    for country in ("MAR", "EGY"):
        make_need(country, state=Need.State.OPEN)

    assert query_count(client, "/needs/") == one <= 15
