import re

import pytest

from tests.factories import make_advisor, make_plan, make_source, make_user

pytestmark = pytest.mark.django_db


def test_the_page_shows_every_yardstick(client):
    plan = make_plan("JOR")
    client.force_login(make_advisor("JOR"))

    answer = client.get(f"/plans/{plan.pk}/quality/", headers={"Accept-Language": "en"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('class="criterion"') == 5 + 7 + 5 + 1 + 8


def test_htmx_gets_the_points_alone(client):
    plan = make_plan("JOR")
    client.force_login(make_advisor("JOR"))

    answer = client.get(f"/plans/{plan.pk}/quality/", headers={"HX-Request": "true", "Accept-Language": "en"})

    page = answer.content.decode()
    assert page.strip().startswith("<dl")
    assert "<html" not in page
    assert "HX-Request" in answer.headers["Vary"]


def test_a_stranger_finds_nothing(client):
    client.force_login(make_user())

    assert client.get(f"/plans/{make_plan('JOR').pk}/quality/").status_code == 404


def test_the_page_asks_fifteen_times_at_most(client, django_assert_max_num_queries):
    plan = make_plan("JOR", codes=("INN-01", "INN-02", "TEC-01"))
    client.force_login(make_advisor("JOR"))

    with django_assert_max_num_queries(15):
        client.get(f"/plans/{plan.pk}/quality/")


def test_every_missing_point_leads_to_a_field_that_is_there(client):
    plan = make_plan("JOR", codes=("INN-01", "INN-02"))
    plan.workplan.tasks.update(responsible=None, indicator={})
    plan.commitments.update(lead=None, problem={}, supporting={}, running_cost=0)
    plan.commitments.first().themes.clear()
    make_source(plan, kind="OTHER")
    client.force_login(make_advisor("JOR"))
    page = client.get(f"/plans/{plan.pk}/quality/").content.decode()

    links = set(re.findall(r'href="(/plans/[^"]+)#([^"]+)"', page))

    assert len(links) > 20
    assert [link for link in links if f'id="{link[1]}"' not in client.get(link[0]).content.decode()] == []
