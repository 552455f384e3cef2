"""A plan beside its scenarios: finish, critical path, cost, and what each changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from planner.domain.contents import PlanContents
from planner.domain.revisions import Difference, differences, is_progress, working_days_later
from planner.models import Change, Commitment, Plan, Translated, User
from planner.permissions import NotAllowed, check_user_can_edit_plan, check_user_can_start_scenario
from planner.queries.baseline import Deviation
from planner.queries.comparisons import CommitmentDifferences, grouped
from planner.queries.differences import DifferenceInWords, differences_in_words
from planner.queries.revisions import contents_of_plans
from planner.queries.schedules import PlanSchedule, schedules_of_plans


@dataclass(frozen=True)
class CriticalTask:
    number: str
    title: Translated


@dataclass(frozen=True)
class ScenarioRow:
    """A plan or one of its scenarios. `deviation` is from the finish of the plan; `working_days` from start to finish;
    costs in US dollars, once and a year.
    """

    plan: Plan
    finish: date
    deviation: Deviation
    working_days: int
    critical: list[CriticalTask]
    cost: int
    running_cost: int


@dataclass(frozen=True)
class ScenariosPage:
    """The plan's own row first. `refusal` says why this person cannot start a scenario."""

    rows: list[ScenarioRow]
    refusal: str

    @property
    def scenarios(self) -> list[ScenarioRow]:
        return self.rows[1:]


def plan_scenarios(user: User, plan: Plan) -> ScenariosPage:
    """Eight queries at most, at any number of scenarios; more where one follows a calendar of its own."""
    plans = [plan, *plan.scenarios.select_related("workplan", "created_by").order_by("created_at")]
    schedules = schedules_of_plans(plans)
    running = Commitment.objects.filter(plan__in=plans).values_list("plan").annotate(Sum("running_cost"))
    running_costs = dict(running.order_by())
    return ScenariosPage(
        rows=[_row(one, schedules[one.pk], schedules[plan.pk], running_costs.get(one.pk, 0)) for one in plans],
        refusal=_refusal(check_user_can_start_scenario, user, plan),
    )


def _row(plan: Plan, schedule: PlanSchedule, original: PlanSchedule, commitments_cost: int) -> ScenarioRow:
    by_key = {task.key: task for task in schedule.tasks}
    return ScenarioRow(
        plan=plan,
        finish=schedule.result.finish,
        deviation=Deviation(working_days_later(original.calendar, original.result.finish, schedule.result.finish)),
        working_days=schedule.calendar.count(schedule.result.start, schedule.result.finish),
        critical=[CriticalTask(schedule.numbers[key], by_key[key].title) for key in schedule.result.critical],
        cost=sum(task.cost for task in schedule.tasks),
        running_cost=commitments_cost + sum(task.running_cost for task in schedule.tasks),
    )


@dataclass(frozen=True)
class ScenarioComparison:
    """What is different in a scenario from the plan it was copied from, or from another of its scenarios."""

    groups: list[CommitmentDifferences]
    count: int
    others: list[Plan]
    other: Plan


def scenario_comparison(scenario: Plan, *, other: str = "") -> ScenarioComparison:
    """`other` is the key of a further scenario; without one, the scenario is compared with its plan. Eleven queries."""
    original = scenario.scenario_of
    assert original is not None, "only a scenario is compared with its plan"
    siblings = list(original.scenarios.select_related("workplan").exclude(pk=scenario.pk).order_by("created_at"))
    chosen = next((one for one in siblings if str(one.pk) == other), original)
    contents = contents_of_plans([chosen, scenario])
    before, after = contents[chosen.pk], contents[scenario.pk]
    found = _structural(before, after)
    return ScenarioComparison(grouped(found, before, after, scenario), len(found), siblings, chosen)


def _structural(before: PlanContents, after: PlanContents) -> list[Difference]:
    return [one for one in differences(before, after) if not is_progress(one)]


@dataclass(frozen=True)
class Adoption:
    """Before a scenario takes the plan's place: what of the plan it would undo, and why this person cannot do it."""

    undone: list[DifferenceInWords]
    refusal: str


def adoption_of(user: User, scenario: Plan) -> Adoption:
    """Two queries."""
    plan = scenario.scenario_of
    assert plan is not None, "only a scenario is adopted"
    return Adoption(
        undone=differences_in_words(changes_since_copied(scenario), scenario),
        refusal=_refusal(check_user_can_edit_plan, user, plan),
    )


def changes_since_copied(scenario: Plan) -> list[Difference]:
    """What was changed in the plan after it was copied, the oldest first, without progress and moves. One query."""
    plan, copied_at = scenario.scenario_of, scenario.copied_at_change
    assert plan is not None, "only a scenario was copied"
    changes = Change.objects.filter(workplan=plan.workplan_id, number__gt=copied_at).order_by("number")
    found = [Difference(**part) for change in changes for part in change.parts]
    return [one for one in found if not is_progress(one)]


def _refusal(check, user: User, plan: Plan) -> str:
    try:
        check(user, plan)
    except NotAllowed as refused:
        return str(refused)
    return ""
