import gzip

import pytest
from django.utils import timezone

from planner.models import Calculation, Institution, JobState
from planner.tasks import run_calculation
from tests.factories import make_big_plan, make_coordinator, make_official, make_plan
from tests.planner.calculations import make_busy_plan, make_calculation
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader

pytestmark = pytest.mark.django_db


def address(plan, part=""):
    return f"/plans/{plan.pk}/capacity/{part}"


def levelled(plan):
    calculation = make_calculation(plan, kind="LEVELLING", now=timezone.now())
    run_calculation(str(calculation.pk))
    return calculation


@pytest.fixture
def plan():
    return make_busy_plan()


@pytest.fixture
def client():
    return reader(make_coordinator("JOR"))


def typed(plan, capacity, *, version=1, counts="TASKS"):
    pk = Institution.objects.first().pk
    return {f"capacity_{pk}": capacity, f"counts_{pk}": counts, f"version_{pk}": version}


def capacity_kept():
    return Institution.objects.values_list("capacity", "counts").first()


def test_the_page_is_whole_and_its_part_alone_for_htmx(client, plan):
    levelled(plan)

    page, part, back = (client.get(address(plan), headers=headers) for headers in ({}, HTMX, HISTORY))

    assert [b"<!doctype html>" in answer.content for answer in (page, part, back)] == [True, False, True]
    assert part.content.strip().startswith(b'<section id="plan_capacity"')


def test_a_capacity_is_saved(client, plan):
    response = client.post(address(plan), typed(plan, "٣", counts="PEOPLE"))

    assert (response.status_code, response["Location"]) == (302, address(plan))
    assert capacity_kept() == (3, "PEOPLE")


def test_an_empty_capacity_is_no_limit(client, plan):
    client.post(address(plan), typed(plan, ""))

    assert capacity_kept() == (None, "TASKS")


@pytest.mark.parametrize("capacity", ["0", "-1", "many", "10000", "1.5"])
def test_what_is_no_capacity_is_said_by_its_field_and_kept(client, plan, capacity):
    response = client.post(address(plan), typed(plan, capacity))

    page = response.content.decode()
    assert response.status_code == 422
    assert f'value="{capacity}"' in page
    assert 'class="error-summary"' in page
    assert capacity_kept() == (1, "TASKS")


def test_who_saves_second_gets_both_and_may_save_again(client, plan):
    Institution.objects.update(capacity=7, version=2)

    second = client.post(address(plan), typed(plan, "3"))

    page = second.content.decode()
    assert second.status_code == 409
    assert "Somebody else has set this to “7 · tasks at once”" in page
    assert 'value="3"' in page
    assert capacity_kept() == (7, "TASKS")
    client.post(address(plan), typed(plan, "3", version=2))
    assert capacity_kept() == (3, "TASKS")


def test_levelling_is_asked_for_with_and_without_javascript(client, plan):
    plain = client.post(address(plan, "level/"))
    part = client.post(address(plan, "level/"), headers=HTMX)

    asked = Calculation.objects.get()
    assert (plain.status_code, plain["Location"]) == (302, address(plan))
    assert f'hx-get="/calculations/{asked.pk}/' in part.content.decode()
    assert (asked.kind, asked.plan) == ("LEVELLING", plan)


def test_watching_without_javascript_leads_to_the_page(client, plan):
    response = client.get(f"/calculations/{make_calculation(plan, kind='LEVELLING').pk}/")

    assert (response.status_code, response["Location"]) == (302, address(plan))


def test_a_proposal_is_accepted_and_undone(client, plan):
    calculation = levelled(plan)

    accepted = client.post(address(plan, f"accept/{calculation.pk}/"), follow=True).content.decode()
    waiting = plan.workplan.tasks.filter(levelled_start__isnull=False).count()
    undone = client.post(address(plan, "undo/"), follow=True).content.decode()

    assert "The plan is levelled" in accepted
    assert f"{waiting} tasks now wait for hands." in accepted
    assert "No task waits for hands any more." in undone
    assert not plan.workplan.tasks.filter(levelled_start__isnull=False).exists()


def test_an_outdated_proposal_is_refused_in_words(client, plan):
    calculation = levelled(plan)
    Institution.objects.update(capacity=2)

    page = client.post(address(plan, f"accept/{calculation.pk}/"), follow=True).content.decode()

    assert "The plan has changed since this proposal was made." in page
    assert not plan.workplan.tasks.filter(levelled_start__isnull=False).exists()


def test_a_simulation_or_another_plans_proposal_is_not_accepted(client, plan):
    other = levelled(make_plan("JOR"))
    simulation = make_calculation(plan, JobState.READY)

    for calculation in (other, simulation):
        assert client.post(address(plan, f"accept/{calculation.pk}/")).status_code == 404


def test_who_may_only_read_is_offered_nothing_to_change(plan):
    levelled(plan)

    page = reader(make_official("JOR")).get(address(plan)).content.decode()

    assert [f'id="{name}"' in page for name in ("level", "accept", "undo", "save-capacities")] == [False] * 4
    assert "1 · tasks at once" in page


def test_a_plan_without_tasks_says_so(client):
    plan = make_plan("JOR")
    plan.workplan.tasks.update(responsible=None)

    assert "No institution is responsible for a task of this plan yet." in client.get(address(plan)).content.decode()


def test_the_page_needs_as_many_queries_at_any_number_of_tasks(client, plan):
    large = make_big_plan("JOR", tasks=120)
    levelled(plan)
    levelled(large)

    counts = [query_count(client, address(one)) for one in (plan, large)]

    assert counts[0] == counts[1] <= 15


def test_the_page_of_500_tasks_is_light(client):
    plan = make_big_plan("JOR", tasks=500)
    Institution.objects.update(capacity=1)
    levelled(plan)

    page = client.get(address(plan))

    assert page.context["page"].proposal.moved
    assert len(gzip.compress(page.content)) <= 20_000
