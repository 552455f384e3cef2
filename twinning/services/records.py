"""How practices and needs come, change and go through their states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from planner.models import User
from planner.services.edits import EditRefused, check_version, current_row, save_row
from planner.services.states import ReasonMissing
from twinning.models import Need, NeedMove, Practice, PracticeMove
from twinning.permissions import (
    check_user_can_confirm_practice,
    check_user_can_edit_record,
    check_user_can_move_record,
    moves_of,
)

Record = TypeVar("Record", Practice, Need)


class ConsentMissing(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The country has not consented to publication. Return the practice and say so."))


class NothingToSay(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Fill in the summary first: it is what others read before they ask for more."))


class MovedSinceRead(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("This was changed after you opened the page. Look at it again before you decide."))


def add_record(*, record: Record, values: Mapping[str, Any]) -> Record:
    """Save a new `record`, which knows its country, with its first `values`. The caller may write for the country."""
    columns, lists = _apart(record, values)
    with transaction.atomic():
        for name, value in columns.items():
            setattr(record, name, value)
        record.save(force_insert=True)
        for name, members in lists.items():
            getattr(record, name).set(members)
    return record


def change_record(*, record: Record, version: int, values: Mapping[str, Any], user: User) -> Record:
    """Save the `values` that differ from the record's own, on top of `version`.

    Raises `planner.permissions.NotAllowed`, also where it was handed in meanwhile, `EditedMeanwhile` or
    `GoneMeanwhile`.
    """
    columns, lists = _apart(record, values)
    with transaction.atomic():
        current = current_row(record)
        check_user_can_edit_record(user, current)
        changed = {name: members for name, members in lists.items() if _members(current, name) != set(members)}
        saved = save_row(current, version=version, values=columns)
        for name, members in changed.items():
            if not saved:
                check_version(current, version)
            getattr(current, name).set(members)
        if changed and not saved:
            current.version = version + 1
            current.save(update_fields=["version"])
    return current


def move_record(
    *, record: Record, name: str, user: User, now: datetime, reason: str = "", read_at_version: int | None = None
) -> Record:
    """Make the move of that name, and put it on record with its reason.

    Raises `planner.permissions.NotAllowed`, `ReasonMissing`, `MovedSinceRead` where the record is no longer at the
    version that the person read, and for a practice `ConsentMissing` or `NothingToSay`.
    """
    with transaction.atomic():
        current = current_row(record)
        check_user_can_move_record(user, current, name)
        if moves_of(current)[name].needs_reason and not reason.strip():
            raise ReasonMissing
        if read_at_version is not None and read_at_version != current.version:
            raise MovedSinceRead
        if isinstance(current, Practice):
            _check_practice_is_fit(current, name)
        return make_move(record=current, name=name, user=user, now=now, reason=reason)


def make_move(*, record: Record, name: str, user: User | None, now: datetime, reason: str = "") -> Record:
    """Move a record that the caller's transaction holds, without asking who may: rounds call it, and nobody by hand.

    A practice that is published by its review counts as confirmed on that day.
    """
    move = moves_of(record)[name]
    assert record.state == move.before, f"{name} starts from {move.before}, not from {record.state}"
    record.state = move.after
    record.version += 1
    changed = ["state", "version"]
    if isinstance(record, Practice) and name == "publish":
        record.confirmed_on = now.date()
        changed.append("confirmed_on")
    record.save(update_fields=changed)
    said = {"name": name, "before": move.before, "after": move.after, "moved_at": now, "moved_by": user}
    if isinstance(record, Practice):
        PracticeMove.objects.create(practice=record, reason=reason, **said)
    else:
        NeedMove.objects.create(need=record, reason=reason, **said)
    return record


def confirm_practice(*, practice: Practice, user: User, today: date) -> Practice:
    """Say that a published practice is still as described. Raises `planner.permissions.NotAllowed`."""
    with transaction.atomic():
        current = current_row(practice)
        check_user_can_confirm_practice(user, current)
        save_row(current, version=current.version, values={"confirmed_on": today})
    return current


def _check_practice_is_fit(practice: Practice, name: str) -> None:
    if name in ("submit", "submit_again") and not practice.summary:
        raise NothingToSay
    if name in ("publish", "resume") and not (practice.has_consent or practice.reference_key):
        raise ConsentMissing


def _apart(record: models.Model, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns, and lists of other rows."""
    many = {field.name for field in record._meta.many_to_many}
    return (
        {name: value for name, value in values.items() if name not in many},
        {name: value for name, value in values.items() if name in many},
    )


def _members(record: models.Model, name: str) -> set[Any]:
    return set(getattr(record, name).all())
