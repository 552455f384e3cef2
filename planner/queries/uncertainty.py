"""What the page of a plan's uncertainty shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from planner.domain.uncertainty import Estimate, Simulation
from planner.models import Calculation, Plan, Task
from planner.queries.calculations import Calculated, calculated, is_outdated
from planner.queries.pictures import finish_picture
from planner.queries.schedules import PlanSchedule, schedule_of_plan


class Assumption(models.TextChoices):
    """What is taken for tasks without three estimates."""

    NONE = "NONE", _("They take their own days, neither more nor less")
    SOME = "SOME", _("From 10% shorter to 30% longer")
    MUCH = "MUCH", _("From 20% shorter to 60% longer")


# By how much shorter and longer, as shares of a task's days.
WIDTHS = {Assumption.SOME: (0.1, 0.3), Assumption.MUCH: (0.2, 0.6)}


def estimates_of(tasks: Iterable[Task], assumption: str) -> dict[str, Estimate]:
    """The tasks' own estimates, and for the others what is assumed."""
    estimates = {}
    for task in tasks:
        if task.optimistic_days is not None and task.pessimistic_days is not None:
            estimates[task.key] = Estimate(task.optimistic_days, task.pessimistic_days)
        elif assumption in WIDTHS:
            shorter, longer = WIDTHS[Assumption(assumption)]
            estimates[task.key] = Estimate(floor(task.days * (1 - shorter)), ceil(task.days * (1 + longer)))
    return estimates


@dataclass(frozen=True)
class CriticalShare:
    """A task, and in how many of a hundred runs it was critical."""

    task: Task
    number: str
    percent: int
    is_critical: bool


@dataclass(frozen=True)
class FinishChance:
    day: date
    percent: int


@dataclass(frozen=True)
class SimulationResult:
    """`planned` and `deadline`: how many of a hundred runs had finished by then."""

    calculation: Calculation
    is_outdated: bool
    planned: FinishChance
    deadline: FinishChance | None
    chances: list[FinishChance]
    mean: date
    runs: int
    estimated: int
    task_count: int
    assumption: str
    picture: SafeString
    rows: list[CriticalShare]
    never_critical: int


@dataclass(frozen=True)
class PlanUncertainty:
    calculated: Calculated
    estimated: int
    task_count: int
    result: SimulationResult | None


def plan_uncertainty(plan: Plan) -> PlanUncertainty:
    """Nine queries at any number of tasks."""
    current = schedule_of_plan(plan)
    found = calculated(plan, Calculation.Kind.SIMULATION)
    return PlanUncertainty(
        calculated=found,
        estimated=sum(task.optimistic_days is not None for task in current.tasks),
        task_count=sum(task.days > 0 for task in current.tasks),
        result=_result(plan, current, found.ready) if found.ready else None,
    )


def _result(plan: Plan, current: PlanSchedule, calculation: Calculation) -> SimulationResult:
    kept = calculation.result
    found = Simulation(
        finishes={date.fromisoformat(day): count for day, count in kept["finishes"].items()},
        criticality=kept["criticality"],
    )
    planned, deadline = date.fromisoformat(kept["planned"]), plan.workplan.finish_by
    rows = [
        CriticalShare(
            task=task,
            number=current.numbers[task.key],
            percent=round(100 * found.criticality[task.key]),
            is_critical=current.result[task.key].critical,
        )
        for task in current.tasks
        if found.criticality.get(task.key)
    ]
    return SimulationResult(
        calculation=calculation,
        is_outdated=is_outdated(calculation, plan),
        planned=_chance(found, planned),
        deadline=_chance(found, deadline) if deadline else None,
        chances=[FinishChance(found.finish_in(percent / 100), percent) for percent in (10, 50, 80, 90)],
        mean=found.mean_finish,
        runs=found.runs,
        estimated=kept["estimated"],
        task_count=kept["tasks"],
        assumption=str(Assumption(calculation.options["assumption"]).label),
        picture=finish_picture(plan, found, planned=planned, deadline=deadline),
        rows=sorted(rows, key=lambda row: -row.percent),
        never_critical=sum(not share for share in found.criticality.values()),
    )


def _chance(found: Simulation, day: date) -> FinishChance:
    """Certainty is only what happened in every run."""
    share = found.share_by(day)
    return FinishChance(day, min(max(round(100 * share), share > 0), 100 - (share < 1)))
