"""What a twinning does to the national plans that wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from planner.models import OutsideLink, Plan, Task, User
from planner.permissions import user_can_edit_plan
from planner.queries.access import plan_for_editing, plans_listed_for
from planner.queries.outside import OutsideEffect, outside_effect
from planner.queries.schedules import task_numbers
from twinning.models import Twinning
from twinning.queries.access import twinning_for_viewing


@dataclass(frozen=True)
class TwinningPlans:
    """The plans of both countries that this person may see: those that `wait`, and those that could."""

    twinning: Twinning
    waiting: list[Plan]
    others: list[Plan]


@dataclass(frozen=True)
class PlanEffect:
    twinning: Twinning
    plan: Plan
    effect: OutsideEffect
    can_edit: bool


@dataclass(frozen=True)
class CrossingChoices:
    """What may be waited for, and the keys and names of what may wait."""

    activities: Sequence[Task]
    tasks: Sequence[tuple[str, str]]

    def activity(self, pk: int) -> Task:
        return next(task for task in self.activities if task.pk == pk)


def twinning_plans(user: User, pk: UUID) -> TwinningPlans:
    """Nobody learns here of a plan of the other country."""
    twinning = twinning_for_viewing(user, pk)
    plans = list(plans_listed_for(user).filter(country__in=(twinning.giver_id, twinning.taker_id)))
    waiting = set(
        OutsideLink.objects.filter(before__workplan=twinning.workplan_id).values_list("after__workplan", flat=True)
    )
    return TwinningPlans(
        twinning=twinning,
        waiting=[plan for plan in plans if plan.workplan_id in waiting],
        others=[plan for plan in plans if plan.workplan_id not in waiting],
    )


def plan_effect(user: User, pk: UUID, plan_pk: UUID) -> PlanEffect:
    """Raises Http404 for a plan of a country that is no part of the twinning."""
    twinning = twinning_for_viewing(user, pk)
    plan = get_object_or_404(plans_listed_for(user), pk=plan_pk)
    _check_belongs(twinning, plan)
    return PlanEffect(twinning, plan, outside_effect(plan, twinning.workplan), user_can_edit_plan(user, plan))


def plan_to_cross_into(user: User, pk: UUID, plan_pk: UUID) -> tuple[Twinning, Plan]:
    """A plan of one of the two countries that the person may change; `NotAllowed` for one that may only be read."""
    twinning = twinning_for_viewing(user, pk)
    plan = plan_for_editing(user, plan_pk)
    if plan.is_scenario:
        raise Http404
    _check_belongs(twinning, plan)
    return twinning, plan


def crossing_of(twinning: Twinning, plan: Plan, pk: int) -> OutsideLink:
    links = OutsideLink.objects.select_related("before", "after")
    return get_object_or_404(links, pk=pk, before__workplan=twinning.workplan_id, after__workplan=plan.workplan_id)


def crossing_to_add(user: User, pk: UUID, plan_pk: UUID) -> tuple[Twinning, Plan, CrossingChoices]:
    twinning, plan = plan_to_cross_into(user, pk, plan_pk)
    tasks = list(plan.workplan.tasks.select_related("commitment").order_by("commitment__order", "order"))
    numbers = task_numbers(tasks)
    choices = CrossingChoices(
        activities=list(twinning.workplan.tasks.exclude(state=Task.State.CANCELLED).order_by("order")),
        tasks=[(task.key, f"{numbers[task.key]} {task.title}") for task in tasks if not task.is_cancelled],
    )
    return twinning, plan, choices


def _check_belongs(twinning: Twinning, plan: Plan) -> None:
    if plan.country_id not in (twinning.giver_id, twinning.taker_id):
        raise Http404
