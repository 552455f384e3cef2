from datetime import date
from uuid import UUID

import pytest

from planner.models import Membership
from tests.factories import make_administrator, make_advisor, make_member, make_official, make_plan
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db
PAGES = ["", "tasks/", "gantt/", "graph/"]


@pytest.mark.parametrize("page", PAGES)
def test_plan_pages_say_who_can_see_them(page):
    plan = make_plan("JOR")
    make_member("JOR", Membership.Role.COORDINATOR, "samer")
    make_member("TUN", Membership.Role.COORDINATOR, "leila")

    content = reader(make_official("JOR")).get(f"/plans/{plan.pk}/{page}").content.decode()

    assert "Who can see this plan:" in content
    assert "National coordinator: <bdi>samer</bdi>" in content
    assert "leila" not in content


@pytest.mark.parametrize("page", PAGES)
def test_plan_pages_name_state_reference_and_revision(page):
    plan = make_plan("JOR")

    content = reader(make_official("JOR")).get(f"/plans/{plan.pk}/{page}").content.decode()

    assert "Draft" in content
    assert plan.reference in content
    assert "Revision" in content


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("make_stranger", [lambda: make_advisor("TUN"), make_administrator])
def test_plan_pages_are_not_found_by_strangers(page, make_stranger):
    plan = make_plan("JOR")

    assert reader(make_stranger()).get(f"/plans/{plan.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_plan_pages_are_not_found_where_there_is_no_plan(page):
    assert reader(make_advisor("JOR")).get(f"/plans/{UUID(int=0)}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_plan_pages_take_the_same_queries_for_one_commitment_and_for_three(page):
    client = reader(make_advisor("JOR"))
    small, large = make_plan("JOR", codes=("INN-01",)), make_plan("JOR", codes=("INN-01", "INN-02", "TEC-01"))

    counts = [query_count(client, f"/plans/{plan.pk}/{page}") for plan in (small, large)]

    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_plan_tasks_answers_with_the_page_or_with_its_table(headers, is_whole):
    plan = make_plan("JOR")

    response = reader(make_advisor("JOR")).get(f"/plans/{plan.pk}/tasks/", headers=headers)

    assert ("planner/plan_tasks.html" in templates_of(response)) is is_whole
    assert 'id="task-1.1"' in response.content.decode()
    assert response["Vary"].count("HX-Request") == 1


def test_plan_asks_for_the_export_panel_by_address_and_links_to_it():
    plan = make_plan("JOR")

    content = reader(make_advisor("JOR")).get(f"/plans/{plan.pk}/").content.decode()

    assert f'hx-get="/plans/{plan.pk}/exports/"' in content
    assert f'href="/plans/{plan.pk}/exports/"' in content


def test_plan_says_when_its_deadline_cannot_be_kept():
    plan = make_plan("JOR", start=date(2027, 1, 3), finish_by=date(2027, 1, 31))

    content = reader(make_advisor("JOR")).get(f"/plans/{plan.pk}/").content.decode()

    assert "Dates that cannot be kept" in content
    assert "31 January 2027" in content


def test_text_in_another_language_than_the_page_says_so():
    plan = make_plan("JOR")
    plan.title = {"ar": "خطة الأردن"}
    plan.save()

    content = reader(make_advisor("JOR"), "fr").get(f"/plans/{plan.pk}/").content.decode()

    assert '<h1><bdi lang="ar" dir="rtl">خطة الأردن</bdi></h1>' in content


@pytest.mark.parametrize("page", PAGES)
def test_plan_navigation_marks_the_page_that_is_shown_and_no_other(page):
    plan = make_plan("JOR")

    content = reader(make_advisor("JOR")).get(f"/plans/{plan.pk}/{page}").content.decode()

    assert content.count('aria-current="page"') == 1
    assert f'<a href="/plans/{plan.pk}/{page}" aria-current="page">' in content
