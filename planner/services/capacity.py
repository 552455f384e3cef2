"""How many hands institutions have, and how a plan is moved to what they can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from planner.models import Calculation, Institution, Plan, User
from planner.queries.calculations import is_outdated
from planner.queries.hands import hands_of
from planner.queries.schedules import schedule_of_plan
from planner.services.edits import Edit, EditRefused, edit_of, plain


@dataclass(frozen=True)
class CapacityChange:
    """What an institution is to have, from the version that was on the screen; no capacity is no limit."""

    institution: Institution
    version: int
    capacity: int | None
    counts: str


class PlanChangedSince(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The plan has changed since this proposal was made. Ask for a new one."))


def change_capacities(*, plan: Plan, changes: list[CapacityChange], user: User | None, now: datetime) -> None:
    """All of them or none. They count in every plan of the country. Raises `EditedMeanwhile`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        for change in changes:
            edit.change(change.institution, version=change.version, capacity=change.capacity, counts=change.counts)


def accept_levelling(*, plan: Plan, calculation: Calculation, user: User | None, now: datetime) -> int:
    """Let the tasks wait as `calculation` proposes, in one edit. Gives how many wait. Raises `PlanChangedSince`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        plan.country.refresh_from_db(fields=["calendar_number"])
        capacities = hands_of(schedule_of_plan(plan)).as_values()
        if is_outdated(calculation, plan, edits=1) or calculation.result["capacities"] != capacities:
            raise PlanChangedSince
        not_before = {key: date.fromisoformat(day) for key, day in calculation.result["not_before"].items()}
        _let_wait(edit, not_before)
    return len(not_before)


def undo_levelling(*, plan: Plan, user: User | None, now: datetime) -> None:
    """No task waits for hands any more."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        _let_wait(edit, {})


def _let_wait(edit: Edit, not_before: Mapping[str, date]) -> None:
    """In two statements, however many tasks there are. The edit holds the whole plan, so no version is in doubt."""
    tasks = edit.workplan.tasks.all()
    changed = [task for task in tasks if task.levelled_start != not_before.get(task.key)]
    for task in changed:
        day = not_before.get(task.key)
        edit.record(task, "levelled_start", plain(task.levelled_start), plain(day))
        task.levelled_start = day
        task.version += 1
    tasks.bulk_update(changed, ["levelled_start", "version"], batch_size=500)
