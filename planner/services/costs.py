"""Who pays for a plan, and how much for which commitment in which year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from planner.models import Commitment, Financing, FinancingSource, Plan, User
from planner.services.edits import Edit, EditRefused, edit_of

# The key of a source, and a year.
Cell = tuple[UUID, int]


class AmountsChangedMeanwhile(EditRefused):
    """`amounts` are the cells that somebody else changed to something else, as they are now."""

    def __init__(self, amounts: Mapping[Cell, int]) -> None:
        self.amounts = amounts
        super().__init__(
            _("Somebody else has changed some of these amounts in the meantime. Compare, then save again.")
        )


def set_amounts(
    *,
    plan: Plan,
    commitment: Commitment,
    amounts: Mapping[Cell, int],
    shown: Mapping[Cell, int],
    user: User | None,
    now: datetime,
) -> None:
    """Save the `amounts` that differ from what was `shown` when they were typed; 0 takes the amount away.

    Two people may fill different cells at the same time. Raises `AmountsChangedMeanwhile` for the same cell, and
    saves nothing then. Cells of sources that are gone are passed over.
    """
    with edit_of(plan.workplan, user=user, now=now) as edit:
        sources = {source.key: source for source in plan.financing_sources.all()}
        kept = {(row.source.key, row.year): row for row in commitment.financing.select_related("source")}
        typed = {
            cell: amount for cell, amount in amounts.items() if amount != shown.get(cell, 0) and cell[0] in sources
        }
        others = {
            cell: now_there
            for cell, amount in typed.items()
            if (now_there := kept[cell].amount if cell in kept else 0) not in (shown.get(cell, 0), amount)
        }
        if others:
            raise AmountsChangedMeanwhile(others)
        for (key, year), amount in typed.items():
            row = kept.get((key, year)) or Financing(source=sources[key], year=year, amount=0)
            row.commitment = commitment
            _set_amount(edit, row, amount)


def _set_amount(edit: Edit, row: Financing, amount: int) -> None:
    before, row.amount = row.amount, amount
    if row.pk is None:
        if amount:
            row.save()
            edit.added(row, amount=amount)
    elif not amount:
        edit.removed(row, amount=before)
        row.delete()
    elif amount != before:
        row.save(update_fields=["amount"])
        edit.record(row, "amount", before, amount)


def remove_source(*, plan: Plan, entry: FinancingSource, version: int, user: User | None, now: datetime) -> None:
    """With all that it gives. Raises `EditedMeanwhile` or `GoneMeanwhile`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        current = edit.hold(entry, version=version)
        given: Sequence[Financing] = current.amounts.select_related("source", "commitment")
        for row in given:
            edit.removed(row, amount=row.amount)
        edit.removed(current, kind=current.kind, is_secured=current.is_secured)
        current.delete()
