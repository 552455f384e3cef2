from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from planner.domain.indicators import YearValue
from planner.forms.entries import EntryForm
from planner.forms.fields import NumberField, WholeNumberField
from planner.forms.texts import TextsField
from planner.models import Commitment, CommitmentIndicator, Plan
from planner.queries.results import years_asked_for, years_of


@dataclass(frozen=True)
class YearBoxes:
    year: int
    target: BoundField
    actual: BoundField


class IndicatorForm(EntryForm):
    """With a target and what was reached for each year of the plan, of which any may stay empty."""

    commitment = forms.ModelChoiceField(Commitment.objects.none(), label=_("Commitment"), empty_label=None)
    name = TextsField(label=_("Indicator"), rows=2)
    definition = TextsField(label=_("Definition"), rows=3)
    formula = TextsField(label=_("Formula"), rows=2)
    source = TextsField(label=_("Source"), max_length=300)
    owner = TextsField(label=_("Owner"), max_length=300)
    frequency = forms.ChoiceField(label=_("Frequency"), choices=CommitmentIndicator.Frequency.choices)
    unit = forms.ChoiceField(label=_("Unit"), choices=CommitmentIndicator.Unit.choices)
    direction = forms.ChoiceField(label=_("Direction"), choices=CommitmentIndicator.Direction.choices)
    baseline = NumberField(label=_("Baseline"), required=False)
    baseline_year = WholeNumberField(label=_("Year of the baseline"), required=False, min_value=1990, max_value=2100)
    target = NumberField(label=_("Target at the end"))

    def __init__(self, data: Any = None, *, plan: Plan, entry: CommitmentIndicator | None = None) -> None:
        super().__init__(data, plan=plan, entry=entry)
        self.years = years_asked_for(plan, entry)
        for year in self.years:
            words = {"year": year}
            self.fields[f"target_{year}"] = NumberField(label=gettext("Target %(year)s") % words, required=False)
            self.fields[f"actual_{year}"] = NumberField(label=gettext("Reached in %(year)s") % words, required=False)

    def initial_of(self, plan: Plan, entry: Any) -> dict[str, Any]:
        initial = super().initial_of(plan, entry)
        for year, value in (years_of(entry.targets.all()) if entry else {}).items():
            initial |= {f"target_{year}": value.target, f"actual_{year}": value.actual}
        return initial

    def choices_of(self, model: type) -> Any:
        return self.plan.commitments.all()

    @property
    def about_fields(self) -> list[BoundField]:
        return [self[name] for name in self.base_fields if name != "version"]

    @property
    def year_boxes(self) -> list[YearBoxes]:
        return [YearBoxes(year, self[f"target_{year}"], self[f"actual_{year}"]) for year in self.years]

    def clean(self) -> None:
        for year in self.years:
            if self.cleaned_data.get(f"actual_{year}") is not None and self.cleaned_data.get(f"target_{year}") is None:
                self.add_error(f"target_{year}", _("Give what was to be reached in this year, too."))

    def values(self) -> dict[str, Any]:
        """The columns, and `years` with a value for each year that has a target."""
        columns = {name: self.cleaned_data[name] for name in self.base_fields if name != "version"}
        targets = {year: self.cleaned_data[f"target_{year}"] for year in self.years}
        return columns | {
            "years": {
                year: YearValue(target, self.cleaned_data[f"actual_{year}"])
                for year, target in targets.items()
                if target is not None
            }
        }
