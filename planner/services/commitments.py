"""Writing the commitments of a plan: their sheets, their order, and what goes along with one that is removed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal

from planner.models import Commitment, Plan, Theme, User
from planner.services.edits import Edit, edit_of
from planner.services.entries import next_order
from planner.services.tasks import institution_named

# No plan has so many; a place to put a commitment while two change theirs.
ASIDE = 32_000


def add_commitment(
    *, plan: Plan, entry: Commitment, values: dict[str, Any], user: User | None, now: datetime
) -> Commitment:
    """A commitment of the country's own, the last of the plan. `values` are as for `change_commitment`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        columns = _columns(plan, values)
        for name, value in columns.items():
            setattr(entry, name, value)
        entry.order = next_order(plan.commitments.all())
        entry.save(force_insert=True)
        entry.themes.set(values["themes"])
        edit.added(entry, **columns, themes=sorted(theme.pk for theme in values["themes"]))
    return entry


def change_commitment(
    *, plan: Plan, entry: Commitment, version: int, values: dict[str, Any], user: User | None, now: datetime
) -> Commitment:
    """`values` are columns, the `themes`, and `new_lead`: the name of a body that is to lead instead of `lead`.

    Raises `EditedMeanwhile` or `GoneMeanwhile`.
    """
    with edit_of(plan.workplan, user=user, now=now) as edit:
        current = edit.change(entry, version=version, **_columns(plan, values))
        before, after = set(current.themes.all()), set(values["themes"])
        if before != after:
            if not edit.parts:
                current = edit.touch(current, version=version)
            current.themes.set(after)
            edit.record(current, "themes", _codes(before), _codes(after))
    return current


def _columns(plan: Plan, values: dict[str, Any]) -> dict[str, Any]:
    columns = {name: value for name, value in values.items() if name not in ("themes", "new_lead")}
    if values["new_lead"]:
        columns["lead"] = institution_named(plan, values["new_lead"])
    return columns


def _codes(themes: Collection[Theme]) -> list[str]:
    return sorted(theme.pk for theme in themes)


def move_commitment(
    *, plan: Plan, commitment: Commitment, direction: Literal["up", "down"], user: User | None, now: datetime
) -> None:
    """Change places with the one before or after it; the first and the last stay where they are."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        rows = list(plan.commitments.order_by("order"))
        at = rows.index(commitment)
        other = at - 1 if direction == "up" else at + 1
        if not 0 <= other < len(rows):
            return
        first, second = rows[min(at, other)], rows[max(at, other)]
        place, place_after = first.order, second.order
        _put(first, ASIDE)
        _put(second, place)
        _put(first, place_after)
        edit.record(second, "order", place_after, place)
        edit.record(first, "order", place, place_after)


def remove_commitment(*, plan: Plan, entry: Commitment, version: int, user: User | None, now: datetime) -> None:
    """With its tasks, links, indicators, risks and amounts. A task that serves another commitment goes over to that.

    The commitments after it move up. Raises `EditedMeanwhile` or `GoneMeanwhile`.
    """
    with edit_of(plan.workplan, user=user, now=now) as edit:
        current = edit.hold(entry, version=version)
        _hand_over(edit, current)
        for task in current.tasks.all():
            edit.removed(task, title=task.title, days=task.days, cost=task.cost)
        edit.removed(current, title=current.title, recommendation=current.recommendation_id)
        current.delete()
        for row in plan.commitments.filter(order__gt=current.order).order_by("order"):
            edit.record(row, "order", row.order, row.order - 1)
            _put(row, row.order - 1)


def _hand_over(edit: Edit, commitment: Commitment) -> None:
    for task in commitment.tasks.filter(also_serves__isnull=False).distinct():
        heir = task.also_serves.order_by("order").first()
        edit.change(task, version=task.version, commitment=heir)
        task.also_serves.remove(heir)


def _put(commitment: Commitment, order: int) -> None:
    """Its version stays: a place is no text that somebody could be typing."""
    commitment.order = order
    commitment.save(update_fields=["order"])
