"""How the entries of a plan's lists come, change and go: risks, indicators, sources of money, contributions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Max, QuerySet

from planner.models import Plan, User, Versioned
from planner.services.edits import edit_of

Entry = TypeVar("Entry", bound=Versioned)


def add_entry(*, plan: Plan, entry: Entry, values: dict[str, Any], user: User | None, now: datetime) -> Entry:
    """Save a new `entry`, which knows its place in the plan, with its first `values`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        for name, value in values.items():
            setattr(entry, name, value)
        entry.save(force_insert=True)
        edit.added(entry, **values)
    return entry


def change_entry(
    *, plan: Plan, entry: Entry, version: int, values: dict[str, Any], user: User | None, now: datetime
) -> Entry:
    """Raises `EditedMeanwhile` or `GoneMeanwhile`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        return edit.change(entry, version=version, **values)


def remove_entry(*, plan: Plan, entry: Versioned, version: int, user: User | None, now: datetime) -> None:
    """Raises `EditedMeanwhile` where somebody changed it after it was shown, or `GoneMeanwhile`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        current = edit.hold(entry, version=version)
        edit.removed(current)
        current.delete()


def next_order(entries: QuerySet[Any]) -> int:
    """The place after the last of `entries`."""
    last: int | None = entries.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1
