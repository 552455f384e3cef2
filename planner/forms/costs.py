from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from planner.domain.costs import Balance
from planner.forms.entries import EntryForm
from planner.forms.fields import MoneyField
from planner.forms.texts import TextsField
from planner.models import Financing, FinancingSource
from planner.queries.wording import figure
from planner.services.costs import Cell


class SourceForm(EntryForm):
    name = TextsField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind of source"), choices=FinancingSource.Kind.choices)
    is_secured = forms.BooleanField(
        label=_("Secured"), required=False, help_text=_("In a budget law or a signed agreement, not a promise.")
    )


@dataclass(frozen=True)
class SourceCells:
    source: FinancingSource
    cells: list[BoundField]


class AmountsForm(forms.Form):
    """What each source gives to one commitment in each of `years`; an empty cell is nothing.

    The amounts that were on the screen travel along, so that only what a person changed is saved.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        sources: Sequence[FinancingSource],
        years: Mapping[int, Balance],
        amounts: Sequence[Financing],
    ) -> None:
        self.sources, self.years = list(sources), dict(years)
        kept = {(row.source.key, row.year): row.amount for row in amounts}
        initial = {_name(key, year): figure(amount) for (key, year), amount in kept.items()}
        super().__init__(data, initial={**initial, "shown": _written(kept)})
        self.now: dict[str, int] = {}
        for source in self.sources:
            for year in self.years:
                field = MoneyField(label=f"{source.name}, {year}", required=False)
                field.widget.attrs["aria-label"] = f"{source.name}, {year}"
                self.fields[_name(source.key, year)] = field

    @property
    def rows(self) -> list[SourceCells]:
        return [SourceCells(source, [self[_name(source.key, year)] for year in self.years]) for source in self.sources]

    def amounts(self) -> dict[Cell, int]:
        return {
            (source.key, year): self.cleaned_data[_name(source.key, year)] or 0
            for source in self.sources
            for year in self.years
        }

    def amounts_shown(self) -> dict[Cell, int]:
        """Nothing where the form did not say so in a readable manner: then every cell counts as typed."""
        try:
            return {
                (UUID(key), int(year)): int(amount)
                for key, year, amount in json.loads(self.cleaned_data["shown"] or "[]")
            }
        except (ValueError, TypeError):
            return {}

    def stand_against(self, others: Mapping[Cell, int]) -> None:
        """Say at the cells what they are now; what was typed stays, and goes over that when it is saved again."""
        for (key, year), amount in others.items():
            self.add_error(_name(key, year), _("Now %(amount)s.") % {"amount": figure(amount)})
        self.data = self.data.copy()
        self.data["shown"] = _written({**self.amounts_shown(), **others})


def _name(key: UUID, year: int) -> str:
    return f"amount_{key}_{year}"


def _written(amounts: Mapping[Cell, int]) -> str:
    return json.dumps([[str(key), year, amount] for (key, year), amount in amounts.items()])
