"""Plans that were moved on, for tests of what comes after."""

from __future__ import annotations

from datetime import UTC, datetime

from planner.domain.states import MOVES
from planner.models import Plan, User
from planner.services.edits import edit_of
from planner.services.states import move_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)
TO_SUBMITTED = ("send_for_review", "open_consultation", "submit")
TO_APPROVED = (*TO_SUBMITTED, "approve")
TO_IMPLEMENTING = (*TO_APPROVED, "start_implementation")
TO_AMENDED = (*TO_IMPLEMENTING, "open_amendment")


def move_on(plan: Plan, people: dict[str, User], *names: str, reason: str = "Because") -> Plan:
    """Each move by somebody who may make it: `people` has a COORDINATOR and an OFFICIAL. The plan as it is then."""
    for name in names:
        role = "OFFICIAL" if "OFFICIAL" in MOVES[name].roles else "COORDINATOR"
        move_plan(plan=plan, name=name, user=people[role], now=NOW, reason=reason)
    return Plan.objects.select_related("workplan", "country").get(pk=plan.pk)


def change_first_task(plan: Plan, **values: object) -> None:
    task = plan.workplan.tasks.first()
    with edit_of(plan.workplan, user=None, now=NOW) as edit:
        edit.change(task, version=task.version, **values)
