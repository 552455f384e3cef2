"""How many hands each institution of a plan has: one form with a row for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from planner.forms.fields import WholeNumberField
from planner.models import Institution
from planner.queries.capacity import InstitutionLoad
from planner.queries.wording import figure
from planner.services.capacity import CapacityChange


class CapacityRow(NamedTuple):
    load: InstitutionLoad
    capacity: BoundField
    counts: BoundField
    version: BoundField


class CapacitiesForm(forms.Form):
    def __init__(self, data: Any = None, *, loads: Sequence[InstitutionLoad]) -> None:
        super().__init__(data)
        self.loads = loads
        for load in loads:
            row = load.institution
            about = {"aria-label": f"{_('Capacities')} – {row}"}
            self.fields[f"capacity_{row.pk}"] = WholeNumberField(
                label=str(row),
                required=False,
                min_value=1,
                max_value=9999,
                initial=row.capacity,
                widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", **about}),
            )
            self.fields[f"counts_{row.pk}"] = forms.ChoiceField(
                choices=Institution.Counts.choices,
                initial=row.counts,
                widget=forms.Select({"aria-label": f"{_('Counted in')} – {row}"}),
            )
            self.fields[f"version_{row.pk}"] = forms.IntegerField(initial=row.version, widget=forms.HiddenInput)

    @property
    def rows(self) -> Iterator[CapacityRow]:
        for load in self.loads:
            pk = load.institution.pk
            yield CapacityRow(load, self[f"capacity_{pk}"], self[f"counts_{pk}"], self[f"version_{pk}"])

    def changes(self) -> list[CapacityChange]:
        return [
            CapacityChange(
                institution=load.institution,
                version=self.cleaned_data[f"version_{load.institution.pk}"],
                capacity=self.cleaned_data[f"capacity_{load.institution.pk}"],
                counts=self.cleaned_data[f"counts_{load.institution.pk}"],
            )
            for load in self.loads
        ]

    def stand_against(self, row: Institution) -> None:
        """Say by the field what `row` says now; what was typed stays, and the next save goes on from there."""
        capacity = _("no limit") if row.capacity is None else f"{figure(row.capacity)} · {row.get_counts_display()}"
        self.add_error(
            f"capacity_{row.pk}",
            _("Somebody else has set this to “%(capacity)s” in the meantime. Save again to put yours in its place.")
            % {"capacity": capacity},
        )
        self.data = self.data.copy()
        self.data[f"version_{row.pk}"] = row.version
