import pytest

from planner.models import Recommendation
from tests.factories import make_user
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db


def found(response) -> list[str]:
    return [row.code for group in response.context["page"].groups for row in group.recommendations]


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_library_answers_with_the_page_or_with_its_results(headers, is_whole):
    response = reader(make_user()).get("/library/?study=TECH", headers=headers)

    assert ("planner/library.html" in templates_of(response)) is is_whole
    assert response["Vary"].count("HX-Request") == 1
    assert set(found(response)) == set(Recommendation.objects.filter(study="TECH").values_list("code", flat=True))


def test_library_fragment_brings_the_new_count_and_the_new_address():
    page = reader(make_user()).get("/library/?q=TEC-02", headers=HTMX).content.decode()

    assert page.count("hx-swap-oob") == 2
    assert 'value="/library/?q=TEC-02"' in page


def test_library_put_back_by_the_browser_has_nothing_to_swap():
    page = reader(make_user()).get("/library/?q=TEC-02", headers=HISTORY).content.decode()

    assert "hx-swap-oob" not in page
    assert page.count('id="library-count"') == 1


def test_library_says_when_nothing_fits():
    response = reader(make_user()).get("/library/?q=xyzzy")

    assert found(response) == []
    assert "No recommendation fits." in response.content.decode()


def test_library_keeps_what_was_typed_and_says_what_is_wrong_with_it():
    response = reader(make_user()).get("/library/?study=UNKNOWN&q=a%00b")

    assert set(response.context["form"].errors) == {"study", "q"}
    assert len(found(response)) == Recommendation.objects.count()


def test_library_takes_the_same_queries_for_some_and_for_all():
    client = reader(make_user())

    some, whole = query_count(client, "/library/?q=TEC-02"), query_count(client, "/library/")

    assert some == whole <= 15


def test_recommendation_shows_its_tasks_and_what_they_wait_for():
    response = reader(make_user()).get("/library/INN-02/")

    page = response.content.decode()
    assert response.context["page"].recommendation.code == "INN-02"
    assert 'id="task-1"' in page
    assert 'href="/library/INN-01/"' in page


@pytest.mark.parametrize("code", ["XXX-99", "inn-01"])
def test_recommendation_is_not_found_where_there_is_none(code):
    assert reader(make_user()).get(f"/library/{code}/").status_code == 404


def test_recommendation_takes_the_same_queries_for_few_and_for_many_links():
    client = reader(make_user())

    counts = {query_count(client, f"/library/{code}/") for code in ("INN-01", "INN-02", "TEC-02", "POL-01")}

    assert len(counts) == 1
    assert counts.pop() <= 15
