from dataclasses import replace

import pytest

from planner.models import Change, Plan, Revision, User, Workplan
from planner.permissions import NotAllowed
from planner.queries.revisions import baseline_dates, contents_of
from planner.services.edits import edit_of
from planner.services.scenarios import ChangedSinceCopied, adopt_scenario, drop_scenario, start_scenario
from planner.services.states import ChangedSinceRead
from tests.factories import make_advisor, make_coordinator, make_official, make_plan
from tests.planner.approvals import NOW, TO_APPROVED, TO_IMPLEMENTING, change_first_task, move_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db) -> dict[str, User]:
    return {"COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR")}


def copy_of(plan: Plan, user: User, name: str = "Two teams") -> Plan:
    return read_again(start_scenario(plan=plan, name=name, user=user, now=NOW))


def read_again(plan: Plan) -> Plan:
    return Plan.objects.select_related("workplan", "country", "scenario_of__workplan").get(pk=plan.pk)


def adopt(scenario: Plan, user: User, **options: object) -> Plan:
    scenario = read_again(scenario)
    options = {"read_at_change": scenario.scenario_of.workplan.change_number} | options
    return adopt_scenario(scenario=scenario, user=user, now=NOW, **options)


def test_a_scenario_is_a_whole_copy_with_rows_of_its_own(people):
    plan = make_plan("JOR", codes=("INN-01", "POL-01"))

    scenario = copy_of(plan, people["COORDINATOR"])

    assert contents_of(scenario) == contents_of(plan)
    assert (scenario.scenario_of, scenario.copied_at_change, scenario.scenario_name) == (plan, 0, "Two teams")
    assert not set(scenario.workplan.tasks.values_list("pk")) & set(plan.workplan.tasks.values_list("pk"))
    assert Change.objects.count() == 0


def test_changing_a_scenario_leaves_the_plan_as_it_is(people):
    plan = make_plan("JOR")
    before = contents_of(plan)
    scenario = copy_of(plan, people["COORDINATOR"])

    change_first_task(scenario, days=40)

    assert contents_of(read_again(plan)) == before != contents_of(read_again(scenario))


def test_adopting_makes_the_plan_what_the_scenario_is_in_one_recorded_edit(people):
    plan, coordinator = make_plan("JOR"), people["COORDINATOR"]
    before = contents_of(plan)
    scenario = copy_of(plan, coordinator)
    change_first_task(scenario, days=40)
    wanted = contents_of(read_again(scenario))

    adopted = adopt(scenario, coordinator)

    assert (adopted, contents_of(read_again(plan))) == (plan, wanted)
    change = Change.objects.get(workplan=plan.workplan)
    assert ("task", "days") in {(part["kind"], part["field"]) for part in change.parts}
    assert change.made_by == coordinator
    assert not Plan.objects.filter(pk=scenario.pk).exists()
    kept = Revision.objects.get(plan=plan)
    assert (kept.number, kept.is_baseline) == (1, False)
    assert replace(before) == type(before).from_values(kept.contents)


def test_what_the_plan_changed_since_is_not_undone_unasked(people):
    plan, coordinator = make_plan("JOR"), people["COORDINATOR"]
    scenario = copy_of(plan, coordinator)
    change_first_task(scenario, days=40)
    wanted = contents_of(read_again(scenario))
    change_first_task(plan, cost=77_000)
    changed = contents_of(read_again(plan))

    with pytest.raises(ChangedSinceCopied):
        adopt(scenario, coordinator)
    assert contents_of(read_again(plan)) == changed

    adopt(scenario, coordinator, takes_the_place=True)
    assert contents_of(read_again(plan)) == wanted


def test_a_plan_that_changed_since_the_page_was_read_is_not_replaced(people):
    plan, coordinator = make_plan("JOR"), people["COORDINATOR"]
    scenario = copy_of(plan, coordinator)
    change_first_task(plan, cost=77_000)

    with pytest.raises(ChangedSinceRead):
        adopt(scenario, coordinator, read_at_change=0, takes_the_place=True)


def test_progress_reported_since_the_copy_stays_and_needs_no_confirmation(people):
    plan, coordinator = move_on(make_plan("JOR"), people, *TO_IMPLEMENTING), people["COORDINATOR"]
    scenario = copy_of(plan, coordinator)
    change_first_task(scenario, days=40)
    change_first_task(plan, progress=60, state="IN_PROGRESS")
    move_on(plan, people, "open_amendment")

    adopt(scenario, coordinator)

    first = read_again(plan).workplan.tasks.first()
    assert (first.days, first.progress, first.state) == (40, 60, "IN_PROGRESS")


def test_an_approved_plan_may_have_scenarios_but_does_not_take_them_over(people):
    plan, coordinator = move_on(make_plan("JOR"), people, *TO_APPROVED), people["COORDINATOR"]
    scenario = copy_of(plan, coordinator)
    change_first_task(scenario, days=40)

    assert baseline_dates(scenario) == baseline_dates(plan) != {}
    with pytest.raises(NotAllowed):
        adopt(scenario, coordinator)


def test_dropping_a_scenario_deletes_all_of_it_and_nothing_else(people):
    plan = make_plan("JOR")
    scenario = copy_of(plan, people["COORDINATOR"])

    drop_scenario(scenario=scenario, user=people["COORDINATOR"])

    assert list(Plan.objects.all()) == [plan]
    assert list(Workplan.objects.all()) == [plan.workplan]


@pytest.mark.parametrize("make_other", [lambda: make_official("JOR"), lambda: make_advisor("TUN")])
def test_scenarios_are_for_those_who_write_the_plan(people, make_other):
    plan, other = make_plan("JOR"), make_other()
    scenario = copy_of(plan, people["COORDINATOR"])

    with pytest.raises(NotAllowed):
        start_scenario(plan=plan, name="Mine", user=other, now=NOW)
    with pytest.raises(NotAllowed):
        adopt(scenario, other)
    with pytest.raises(NotAllowed):
        drop_scenario(scenario=scenario, user=other)
    assert Plan.objects.count() == 2


def test_a_copy_waits_for_an_edit_and_leaves_the_change_number(people):
    plan = make_plan("JOR")
    with edit_of(plan.workplan, user=None, now=NOW) as edit:
        edit.change(plan.workplan.tasks.first(), version=1, days=9)

    scenario = copy_of(plan, people["COORDINATOR"])

    assert (scenario.copied_at_change, read_again(plan).workplan.change_number) == (1, 1)
