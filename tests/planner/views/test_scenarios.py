import pytest

from planner.models import Plan, User
from planner.services.scenarios import start_scenario
from tests.factories import make_advisor, make_coordinator, make_official, make_plan
from tests.planner.approvals import NOW, TO_APPROVED, change_first_task, move_on
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db
# Every page of a plan that a scenario has too.
PAGES = ["", "tasks/", "gantt/", "graph/", "baseline/", "costs/", "results/", "risks/", "consultation/", "exports/"]


@pytest.fixture
def advisor(db) -> User:
    return make_advisor("JOR")


def make_scenario(plan: Plan, user: User, name: str = "Two teams") -> Plan:
    scenario = start_scenario(plan=plan, name=name, user=user, now=NOW)
    return Plan.objects.select_related("workplan", "country", "scenario_of__workplan").get(pk=scenario.pk)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_scenario_says_that_it_is_one(page, advisor):
    plan = make_plan("JOR")
    scenario = make_scenario(plan, advisor)
    client = reader(advisor)

    assert "Scenario “Two teams”" in client.get(f"/plans/{scenario.pk}/{page}").content.decode()
    assert "Two teams" not in client.get(f"/plans/{plan.pk}/{page}").content.decode()


def test_a_scenario_is_not_among_the_country_s_plans(advisor):
    plan = make_plan("JOR")
    before = [reader(advisor).get(page).content.decode() for page in ("/", "/countries/JOR/")]
    scenario = make_scenario(plan, advisor)

    after = [reader(advisor).get(page).content.decode() for page in ("/", "/countries/JOR/")]

    assert [page.count(str(plan.pk)) for page in before] == [page.count(str(plan.pk)) for page in after]
    assert not any(str(scenario.pk) in page for page in after)


def test_a_scenario_is_made_changed_compared_and_adopted(advisor):
    plan, client = make_plan("JOR"), reader(advisor)

    made = client.post(f"/plans/{plan.pk}/scenarios/", {"name": "Two teams"})
    scenario = Plan.objects.select_related("workplan").get(scenario_of=plan)
    assert made["Location"] == f"/plans/{scenario.pk}/tasks/"
    change_first_task(scenario, days=40)

    side_by_side = client.get(f"/plans/{plan.pk}/scenarios/").content.decode()
    assert "working days later" in side_by_side
    assert "to 40 working days." in client.get(f"/plans/{scenario.pk}/scenario/").content.decode()
    page = client.post(f"/plans/{scenario.pk}/scenario/adopt/", {"read_at_change": 0}, follow=True)
    assert "The scenario is adopted." in page.content.decode()
    assert plan.workplan.tasks.first().days == 40


def test_what_the_plan_changed_since_is_shown_and_confirmed(advisor):
    plan, client = make_plan("JOR"), reader(advisor)
    scenario = make_scenario(plan, advisor)
    change_first_task(plan, cost=77_000)
    address = f"/plans/{scenario.pk}/scenario/adopt/"

    assert "$77,000" in client.get(address).content.decode()
    refused = client.post(address, {"read_at_change": 1})
    assert "Confirm that the scenario takes the place" in refused.content.decode()
    page = client.post(address, {"read_at_change": 1, "takes_the_place": "on"}, follow=True)
    assert "The scenario is adopted." in page.content.decode()


def test_an_approved_plan_is_not_replaced(advisor):
    people = {"COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR")}
    plan = move_on(make_plan("JOR"), people, *TO_APPROVED)
    scenario = make_scenario(plan, advisor)

    page = reader(advisor).get(f"/plans/{scenario.pk}/scenario/adopt/", follow=True)

    assert page.redirect_chain == [(f"/plans/{scenario.pk}/scenario/", 302)]
    assert "start its implementation, then open an amendment" in page.content.decode()


def test_two_scenarios_are_compared_with_each_other(advisor):
    plan = make_plan("JOR")
    one, other = make_scenario(plan, advisor, "Early"), make_scenario(plan, advisor, "Late")
    change_first_task(one, days=40)
    change_first_task(other, days=50)

    content = reader(advisor).get(f"/plans/{one.pk}/scenario/?with={other.pk}").content.decode()

    assert "working days from 50 working days to 40 working days." in content


def test_a_scenario_is_dropped(advisor):
    plan = make_plan("JOR")
    scenario, client = make_scenario(plan, advisor), reader(advisor)

    assert "deleted for good" in client.get(f"/plans/{scenario.pk}/scenario/drop/").content.decode()
    page = client.post(f"/plans/{scenario.pk}/scenario/drop/", follow=True)

    assert page.redirect_chain == [(f"/plans/{plan.pk}/scenarios/", 302)]
    assert Plan.objects.get() == plan


def test_a_plan_is_not_found_where_a_scenario_is_asked_for(advisor):
    plan, client = make_plan("JOR"), reader(advisor)

    for page in ("scenario/", "scenario/adopt/", "scenario/drop/"):
        assert client.get(f"/plans/{plan.pk}/{page}").status_code == 404


def test_a_scenario_needs_a_name(advisor):
    plan = make_plan("JOR")

    page = reader(advisor).post(f"/plans/{plan.pk}/scenarios/", {"name": " "})

    assert "Give the scenario a name." in page.content.decode()
    assert Plan.objects.count() == 1


def test_the_scenarios_of_a_scenario_are_those_of_its_plan(advisor):
    plan = make_plan("JOR")
    scenario = make_scenario(plan, advisor)

    assert reader(advisor).get(f"/plans/{scenario.pk}/scenarios/")["Location"] == f"/plans/{plan.pk}/scenarios/"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_one_scenario_and_three_take_the_same_queries(language, advisor):
    few, many = make_plan("JOR"), make_plan("JOR", codes=("INN-01", "POL-01"))
    first = [make_scenario(plan, advisor) for plan in (few, many)]
    for name in ("Early", "Late"):
        change_first_task(make_scenario(many, advisor, name), days=40)
    for scenario in first:
        change_first_task(scenario, days=30)
    client = reader(advisor, language)

    lists = [query_count(client, f"/plans/{plan.pk}/scenarios/") for plan in (few, many)]
    comparisons = [query_count(client, f"/plans/{scenario.pk}/scenario/") for scenario in first]

    assert lists[0] == lists[1] <= 15
    assert comparisons[0] == comparisons[1] <= 15
