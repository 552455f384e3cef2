import gzip
from datetime import timedelta

import pytest
from django.utils import timezone

from planner.models import Calculation, JobState
from planner.tasks import run_calculation
from tests.factories import make_big_plan, make_coordinator, make_official, make_plan
from tests.planner.calculations import make_calculation
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db

ASKED = {"assumption": "MUCH", "runs": "1000"}


def address(plan):
    return f"/plans/{plan.pk}/uncertainty/"


def simulated(plan):
    calculation = make_calculation(plan, now=timezone.now(), options={"runs": 500, "assumption": "SOME"})
    run_calculation(str(calculation.pk))
    return calculation


@pytest.fixture
def plan():
    return make_plan("JOR")


@pytest.fixture
def client():
    return reader(make_official("JOR"))


def test_the_page_is_whole_and_its_part_alone_for_htmx(client, plan):
    simulated(plan)

    page, part, back = (client.get(address(plan), headers=headers) for headers in ({}, HTMX, HISTORY))

    assert [b"<!doctype html>" in answer.content for answer in (page, part, back)] == [True, False, True]
    assert part.content.strip().startswith(b'<section id="plan_uncertainty"')
    assert "HX-Request" in part["Vary"]


def test_asking_without_javascript_comes_back_to_the_page(client, plan):
    response = client.post(address(plan), ASKED)

    assert (response.status_code, response["Location"]) == (302, address(plan))
    asked = Calculation.objects.get()
    assert (asked.plan, asked.kind, asked.options) == (plan, "SIMULATION", {"assumption": "MUCH", "runs": 1000})


def test_asking_with_htmx_shows_where_it_stands(client, plan):
    response = client.post(address(plan), ASKED, headers=HTMX)

    assert f'hx-get="/calculations/{Calculation.objects.get().pk}/' in response.content.decode()
    assert "Run the simulation" not in response.content.decode()


@pytest.mark.parametrize("changed", [{"runs": "7"}, {"runs": "x"}, {"assumption": "WILD"}, {"assumption": ""}])
def test_asking_for_what_is_not_offered_says_so(client, plan, changed):
    response = client.post(address(plan), ASKED | changed)

    assert list(response.context["form"].errors) == list(changed)
    assert Calculation.objects.count() == 0


def test_the_page_of_another_country_is_not_there(plan):
    stranger = reader(make_coordinator("TUN"))

    assert [stranger.get(address(plan)).status_code, stranger.post(address(plan), ASKED).status_code] == [404, 404]


def test_the_page_says_that_a_result_is_outdated(client, plan):
    simulated(plan)
    fresh = client.get(address(plan)).content.decode()
    type(plan.workplan).objects.update(change_number=5)

    outdated = client.get(address(plan)).content.decode()

    assert ["has changed since this simulation" in page for page in (fresh, outdated)] == [False, True]


def test_the_page_needs_as_many_queries_at_any_number_of_tasks(client):
    small, large = make_plan("JOR"), make_big_plan("JOR", tasks=120)
    simulated(small)
    simulated(large)

    counts = [query_count(client, address(plan)) for plan in (small, large)]

    assert counts[0] == counts[1] <= 15


def test_the_page_of_500_tasks_is_light(client):
    plan = make_big_plan("JOR", tasks=500)
    simulated(plan)

    assert len(gzip.compress(client.get(address(plan)).content)) <= 20_000


# --- watching -------------------------------------------------------------------------------------------


def poll(client, calculation, polls=1):
    return client.get(f"/calculations/{calculation.pk}/?polls={polls}", headers=HTMX)


@pytest.mark.parametrize(
    ("state", "fields", "shown"),
    [
        (JobState.QUEUED, {}, "place 1 in the queue"),
        (JobState.RUNNING, {"step": "SIMULATING", "percent": 55}, "Running through the plan"),
        (JobState.READY, {}, "Ready"),
        (JobState.FAILED, {}, "Failed"),
    ],
)
def test_each_state_is_said_in_words(client, plan, state, fields, shown):
    calculation = make_calculation(plan, state, now=timezone.now(), **fields)

    response = poll(client, calculation)

    assert shown in response.content.decode()
    assert len(gzip.compress(response.content)) <= 700


@pytest.mark.parametrize("state", JobState)
def test_the_line_asks_again_while_it_may_change_and_fetches_the_page_in_the_end(client, plan, state):
    calculation = make_calculation(plan, state, now=timezone.now())

    line = poll(client, calculation).content.decode()

    assert (f'hx-get="/calculations/{calculation.pk}/?polls=2"' in line) == calculation.is_active
    assert (f'hx-get="{address(plan)}"' in line) != calculation.is_active


def test_watching_takes_back_a_job_whose_worker_died(client, plan):
    calculation = make_calculation(plan, JobState.RUNNING)
    Calculation.objects.update(lease_until=timezone.now() - timedelta(minutes=5))

    poll(client, calculation)

    calculation.refresh_from_db()
    assert (calculation.state, calculation.attempt) == (JobState.QUEUED, 1)


@pytest.mark.parametrize(("kind", "page"), [("SIMULATION", "uncertainty")])
def test_watching_without_javascript_leads_to_the_page(client, plan, kind, page):
    calculation = make_calculation(plan, kind=kind)

    response = client.get(f"/calculations/{calculation.pk}/")

    assert (response.status_code, response["Location"]) == (302, f"/plans/{plan.pk}/{page}/")


def test_watching_another_countrys_calculation_is_not_possible(plan):
    assert poll(reader(make_coordinator("TUN")), make_calculation(plan)).status_code == 404


def test_the_part_alone_is_the_pages_own_template(client, plan):
    assert templates_of(client.get(address(plan), headers=HTMX))[0] == "planner/_uncertainty.html"
