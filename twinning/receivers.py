"""What happens to plans, told to the people of their country."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from planner.domain.states import AUTHORS, DECIDERS, MOVES, SUBMITTED
from planner.models import Membership, Plan, User
from planner.signals import plan_moved
from twinning.models import Notice
from twinning.services.notices import notify


@receiver(plan_moved)
def tell_of_plan(*, plan: Plan, name: str, user: User, now: datetime, **_signal: Any) -> None:
    """An approval to everybody, what waits for a decision to those who decide, what they send back to its authors."""
    move = MOVES[name]
    if move.freezes:
        notify(_members(plan), kind=Notice.Kind.PLAN_APPROVED, about=plan, by=user, now=now)
    elif move.after == SUBMITTED:
        notify(_members(plan, role__in=DECIDERS), kind=Notice.Kind.PLAN_SUBMITTED, about=plan, by=user, now=now)
    elif name == "send_back":
        notify(_members(plan, role__in=AUTHORS), kind=Notice.Kind.PLAN_SENT_BACK, about=plan, by=user, now=now)


def _members(plan: Plan, **of: Any) -> list[User]:
    members = Membership.objects.filter(country=plan.country_id, **of).select_related("user")
    return [member.user for member in members]
