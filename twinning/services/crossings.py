"""Telling those who draft a plan that a twinning has moved its dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from planner.domain.workdays import DateOutOfRange
from planner.models import Membership, Plan, User
from planner.queries.outside import plans_waiting_for
from planner.queries.schedules import dates_of_plan
from twinning.models import Notice, Twinning
from twinning.services.notices import notify


@contextmanager
def plans_told(twinning: Twinning, *, by: User | None, now: datetime) -> Iterator[None]:
    """Around a change of the twinning's work plan, within its transaction: the advisors and the coordinator of each
    plan whose finish the change moved are told. One query where no plan waits.
    """
    before = _finishes(plans_waiting_for(twinning.workplan))
    yield
    if not before:
        return
    plans = {plan.pk: plan for plan in plans_waiting_for(twinning.workplan)}
    after = _finishes(plans.values())
    for pk in sorted(before.keys() & after.keys(), key=str):
        if before[pk] != after[pk]:
            notify(_drafters(plans[pk]), kind=Notice.Kind.PLAN_SLIPPED, about=plans[pk], by=by, now=now)


def _finishes(plans: Iterable[Plan]) -> dict[UUID, date | None]:
    """None for a plan whose dates leave the calendar."""
    found: dict[UUID, date | None] = {}
    for plan in plans:
        try:
            found[plan.pk] = dates_of_plan(plan).finish
        except DateOutOfRange:
            found[plan.pk] = None
    return found


def _drafters(plan: Plan) -> list[User]:
    roles = (Membership.Role.ADVISOR, Membership.Role.COORDINATOR)
    return list(User.objects.filter(memberships__country=plan.country_id, memberships__role__in=roles))
