"""What activities cost: one line a kind, planned and spent. Costs move no dates, so the work plan is not touched."""

from __future__ import annotations

from django.db import transaction

from planner.models import User
from planner.permissions import NotAllowed
from twinning.models import Activity, CostLine
from twinning.permissions import refusal_of_planning, refusal_of_work, side_of


def keep_cost(*, activity: Activity, kind: str, planned: int, spent: int, user: User) -> None:
    """The line of that kind; it goes where both amounts, in US dollars, are nothing. Raises `NotAllowed`."""
    check_user_can_keep_costs(user, activity)
    with transaction.atomic():
        if not planned and not spent:
            activity.costs.filter(kind=kind).delete()
        else:
            CostLine.objects.update_or_create(
                activity=activity, kind=kind, defaults={"planned": planned, "spent": spent}
            )


def check_user_can_keep_costs(user: User, activity: Activity) -> None:
    """While the work plan is written, and while the work is done: spending is told as it happens."""
    side = side_of(user, activity.twinning)
    refusal = refusal_of_work(side, activity.twinning)
    if refusal and refusal_of_planning(side, activity.twinning):
        raise NotAllowed(refusal)
