"""What a plan would be without what it waits for outside: finish, critical path and cost beside those it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.revisions import working_days_later
from planner.models import Commitment, OutsideLink, Plan, Task, Translated, Workplan
from planner.queries.baseline import Deviation
from planner.queries.costs import commitment_costs
from planner.queries.scenarios import CriticalTask
from planner.queries.schedules import OutsideWait, OutsideWaits, PlanSchedule, rows_of_plan, schedule_of_rows
from planner.queries.wording import link_manner


@dataclass(frozen=True)
class OutsideRow:
    """One task that waits: what for, whether that sets its date, and by how many working days it may slip before the
    plan's finish moves.
    """

    link: OutsideLink
    number: str
    title: Translated
    wait: OutsideWait
    sets_date: bool
    total_slack: int

    @property
    def manner(self) -> str:
        return link_manner(self.link.kind, self.link.lag)


@dataclass(frozen=True)
class Course:
    """How a plan runs. `costs` are by year and `cost` their sum, in US dollars, additional and running together."""

    finish: date
    critical: list[CriticalTask]
    costs: Mapping[int, int]
    cost: int


@dataclass(frozen=True)
class CostsOfYear:
    year: int
    with_it: int
    without: int

    @property
    def moved(self) -> int:
        return self.with_it - self.without


@dataclass(frozen=True)
class OutsideEffect:
    """A plan `with_it` and `without` what it waits for in another workplan. `deviation` is how much later it finishes
    with it, in the plan's working days; earlier where they are saved.
    """

    plan: Plan
    rows: list[OutsideRow]
    with_it: Course
    without: Course
    deviation: Deviation

    @property
    def years(self) -> list[CostsOfYear]:
        years = sorted({*self.with_it.costs, *self.without.costs})
        return [CostsOfYear(year, self.with_it.costs.get(year, 0), self.without.costs.get(year, 0)) for year in years]

    @property
    def days_saved(self) -> int:
        return max(-(self.deviation.days or 0), 0)

    @property
    def cost_moved(self) -> int:
        return self.with_it.cost - self.without.cost


def outside_effect(plan: Plan, awaited: Workplan) -> OutsideEffect:
    """The effect on `plan` of all that it waits for in the workplan `awaited`; other waits stay as they are.

    Raises `planner.domain.workdays.DateOutOfRange`.
    """
    rows = rows_of_plan(plan)
    links = {wait.link.after_id: wait.link for wait in _waits(rows.outside, awaited)}
    with_it = schedule_of_rows(plan, rows)
    others = {
        key: [wait for wait in waits if wait.link.before.workplan_id != awaited.pk]
        for key, waits in rows.outside.items()
    }
    without = schedule_of_rows(
        plan, replace(rows, tasks=[_without(task, links.get(task.pk)) for task in rows.tasks], outside=others)
    )
    commitments = list(plan.commitments.all())
    courses = _course(with_it, commitments), _course(without, commitments)
    return OutsideEffect(
        plan=plan,
        rows=list(_rows(with_it, awaited)),
        with_it=courses[0],
        without=courses[1],
        deviation=Deviation(working_days_later(with_it.calendar, courses[1].finish, courses[0].finish)),
    )


def plans_waiting_for(awaited: Workplan) -> list[Plan]:
    """The plans that wait for something in this workplan, whoever may see them."""
    waiting = Plan.objects.filter(workplan__tasks__outside_links_before__before__workplan=awaited, scenario_of=None)
    return list(waiting.select_related("country", "workplan").distinct().order_by("country", "pk"))


def _waits(outside: OutsideWaits, awaited: Workplan) -> list[OutsideWait]:
    return [wait for waits in outside.values() for wait in waits if wait.link.before.workplan_id == awaited.pk]


def _without(task: Task, link: OutsideLink | None) -> Task:
    if link is None or (link.days_without is None and link.cost_without is None):
        return task
    alone = copy(task)
    alone.days = task.days if link.days_without is None else link.days_without
    alone.cost = task.cost if link.cost_without is None else link.cost_without
    return alone


def _course(schedule: PlanSchedule, commitments: Iterable[Commitment]) -> Course:
    titles = {task.key: task.title for task in schedule.tasks}
    costs: Counter[int] = Counter()
    for commitment in commitments:
        for year, balance in commitment_costs(commitment, schedule).items():
            costs[year] += balance.cost
    return Course(
        finish=schedule.result.finish,
        critical=[CriticalTask(schedule.numbers[key], titles[key]) for key in schedule.result.critical],
        costs=dict(costs),
        cost=sum(costs.values()),
    )


def _rows(schedule: PlanSchedule, awaited: Workplan) -> list[OutsideRow]:
    return [
        OutsideRow(
            link=wait.link,
            number=schedule.numbers[task.key],
            title=task.title,
            wait=wait,
            sets_date=schedule.held_from_outside(task) == wait,
            total_slack=schedule.result[task.key].total_slack,
        )
        for task in schedule.tasks
        for wait in schedule.outside.get(task.key, ())
        if wait.link.before.workplan_id == awaited.pk
    ]
