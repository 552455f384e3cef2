"""How a plan is changed: one edit at a time, never over somebody else's, and always on record.

An edit raises the workplan's change number before it reads anything. The row is locked by that, so a second edit of
the same plan waits for the first one's commit and then sees what it did: two people cannot make the two halves of a
circle. Each row carries a version; a save names the one it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from planner.domain.revisions import Difference
from planner.models import Change, User, Versioned, Workplan

Row = TypeVar("Row", bound=Versioned)


class EditRefused(Exception):
    """Nothing was changed; the text says why, in the reader's language. `field` is the value it concerns, if one."""

    field: str | None = None


class EditedMeanwhile(EditRefused):
    """Somebody saved the row after the version that this save was made from. `row` is how it stands now."""

    def __init__(self, row: Versioned) -> None:
        self.row = row
        super().__init__(_("Somebody else has changed this in the meantime. Compare both versions, then save again."))


class GoneMeanwhile(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Somebody else has removed this in the meantime."))


@dataclass
class Edit:
    """What one person does to one workplan at one moment. `number` is the workplan's change number after it."""

    workplan: Workplan
    number: int
    parts: list[Difference] = field(default_factory=list)

    def change(self, row: Row, *, version: int, **values: Any) -> Row:
        """Save the `values` that differ from the row's own, on top of `version`. Nothing is written where none does.

        Raises `EditedMeanwhile` or `GoneMeanwhile`.
        """
        return self.change_read(current_row(row), version=version, **values)

    def change_read(self, current: Row, *, version: int, **values: Any) -> Row:
        """As `change`, for a row of the workplan that was read inside this edit, and so is as it stands."""
        before = save_row(current, version=version, values=values)
        for name, value in before.items():
            self.record(current, name, plain(value), plain(getattr(current, name)))
        return current

    def hold(self, row: Row, *, version: int) -> Row:
        """`row` as it stands, which nobody else changes until this edit is over.

        Raises `EditedMeanwhile` where it is no longer at `version`, or `GoneMeanwhile`.
        """
        current = current_row(row)
        check_version(current, version)
        return current

    def touch(self, row: Row, *, version: int) -> Row:
        """Raise the version of `row` because what belongs to it is about to change, such as an indicator's years.

        Raises as `hold` does.
        """
        current = self.hold(row, version=version)
        current.version = version + 1
        current.save(update_fields=["version"])
        return current

    def added(self, row: models.Model, **values: Any) -> None:
        """Put on record that `row` is new; `values` are what a reader wants to know of it."""
        self.record(row, "", None, {name: plain(value) for name, value in values.items()})

    def removed(self, row: models.Model, **values: Any) -> None:
        """Put on record that `row` is going; call it before the row is deleted."""
        self.record(row, "", {name: plain(value) for name, value in values.items()}, None)

    def record(self, row: models.Model, name: str, before: Any, after: Any) -> None:
        self.parts.append(
            Difference(
                kind=row._meta.model_name or "",
                key=str(getattr(row, "key", row.pk)),
                title=dict(title_of(row)),
                field=name,
                before=before,
                after=after,
                about=about(row),
            )
        )


@contextmanager
def edit_of(workplan: Workplan, *, user: User | None, now: datetime) -> Iterator[Edit]:
    """One transaction in which `workplan` may be changed; all of it or nothing.

    The caller has fetched the plan through `plan_for_editing`. What the block puts on record becomes one `Change`; a
    block that puts nothing on record leaves the change number as it was.
    """
    with transaction.atomic():
        _lock_and_read(workplan)
        edit = Edit(workplan, workplan.change_number)
        yield edit
        if not edit.parts:
            Workplan.objects.filter(pk=workplan.pk).update(change_number=F("change_number") - 1)
            workplan.change_number -= 1
            return
        Change.objects.create(
            workplan=workplan,
            number=edit.number,
            made_at=now,
            made_by=user,
            parts=[part.as_values() for part in edit.parts],
        )


def current_row(row: Row) -> Row:
    """`row` as it stands, which nobody else changes until the transaction is over. Raises `GoneMeanwhile`."""
    # Without the model's own order, which may join other rows: PostgreSQL locks none across an outer join.
    current = type(row)._default_manager.select_for_update().filter(pk=row.pk).order_by("pk").first()
    if current is None:
        raise GoneMeanwhile
    return current


def check_version(current: Versioned, version: int) -> None:
    if current.version != version:
        raise EditedMeanwhile(current)


def save_row(current: Versioned, *, version: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """Save the `values` that differ from the row's own, on top of `version`, and give what those were before.

    The row was read inside the caller's transaction, which holds what keeps edits apart: the workplan, or the country
    of a calendar. Raises `EditedMeanwhile`.
    """
    before = {name: getattr(current, name) for name, value in values.items() if getattr(current, name) != value}
    if not before:
        return before
    check_version(current, version)
    for name in before:
        setattr(current, name, values[name])
    current.version = version + 1
    current.save(update_fields=[*before, "version"])
    return before


def _lock_and_read(workplan: Workplan) -> None:
    """Raise the change number, and take on what the row says now that no other edit can touch it. One statement."""
    columns = workplan._meta.concrete_fields
    names = ", ".join(f'"{column.column}"' for column in columns)
    table = workplan._meta.db_table
    raise_number = f'UPDATE "{table}" SET change_number = change_number + 1 WHERE id = %s RETURNING {names}'
    (kept,) = Workplan.objects.raw(raise_number, [workplan.pk])
    for column in columns:
        setattr(workplan, column.attname, getattr(kept, column.attname))


def title_of(row: Any) -> dict[str, str]:
    """By language, what a reader knows the row by; empty where it has no name of its own."""
    for name in ("title", "name", "text"):
        if isinstance(getattr(row, name, None), dict):
            return dict(getattr(row, name))
    return {}


def about(row: Any) -> dict[str, Any]:
    """For what has no name of its own, the names of what it stands between; see `Difference`."""
    names = {
        "link": ("before", "after"),
        "outsidelink": ("before", "after"),
        "financing": ("source", "commitment"),
        "indicatortarget": ("indicator",),
    }
    said: dict[str, Any] = {name: title_of(getattr(row, name)) for name in names.get(row._meta.model_name, ())}
    return said | ({"year": row.year} if said and hasattr(row, "year") else {})


def plain(value: Any) -> Any:
    """As JSON holds it: a day by its ISO date, a row by its name."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return title_of(value) or str(value.pk)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return dict(value)
    return value
