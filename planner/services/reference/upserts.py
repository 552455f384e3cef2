"""Writing rows by their natural key, whole tables in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model


def upsert(model: type[Model], rows: Iterable[Model], *, by: list[str], keep: Iterable[str] = ()) -> None:
    """New rows are added, known ones brought up to date but for the fields in `keep`.

    `by` names the fields that a constraint keeps unique.
    """
    written = [field.name for field in model._meta.concrete_fields if field.name not in {"id", *by, *keep}]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=by, update_fields=written)


def replace_members(through: type[Model], *, of: str, member: str, lists: Mapping[str, Iterable[Any]]) -> None:
    """In a many-to-many table each key of `lists` keeps exactly its members; other rows are left alone."""
    through._default_manager.filter(**{f"{of}__in": list(lists)}).delete()
    through._default_manager.bulk_create(
        through(**{f"{of}_id": key, f"{member}_id": found}) for key, members in lists.items() for found in members
    )
