"""Asking for a round: its goal, the weights of the criteria, and its rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import VersionedForm
from planner.forms.fields import DayField, LongTextField, NumberField, PlainTextField, WholeNumberField
from planner.models import Versioned
from twinning.domain.scores import WEIGHTS, Criterion
from twinning.models import Need, Practice, Round, RoundRule
from twinning.queries.verdicts import CRITERIA

MEANINGS = {
    Criterion.THEME: _("The share of the challenges wanted that the practice takes on."),
    Criterion.RITE: _("The share of the RITE pillars wanted that it serves."),
    Criterion.SDG: _("The share of the SDG targets wanted that it serves."),
    Criterion.EVIDENCE: _("How well its results are shown; half as much after three years."),
    Criterion.DISTANCE: _("Whether the giving country is ahead on the need’s indicators, but not out of reach."),
    Criterion.LANGUAGE: _("Whether those who teach and those who learn share a language."),
    Criterion.WORKDAYS: _("On how many days of the wanted months both countries work."),
    Criterion.PRIORITY: _("How urgent the country calls its need."),
    Criterion.READINESS: _("How soon the country could start."),
}
GOALS = {
    Round.Goal.COVERAGE: _("As many needs as possible; then as many countries as possible that both give and take."),
    Round.Goal.BENEFIT: _("The highest sum of scores, even if fewer needs are met."),
    Round.Goal.INCLUSIVE: _("Least developed countries are served first; then as many needs as possible."),
}
MOST = 1000


class WeightsForm(forms.Form):
    """A box for each criterion; only the proportions count."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        add_weights(self)

    @property
    def weights(self) -> list[BoundField]:
        return [self[name_of(criterion)] for criterion in Criterion]

    def clean(self) -> dict[str, Any]:
        check_some_weight(self)
        return self.cleaned_data

    def chosen(self) -> dict[str, float]:
        return weights_in(self.cleaned_data)


def name_of(criterion: Criterion) -> str:
    return f"weight_{criterion.lower()}"


def add_weights(form: forms.Form) -> None:
    for criterion in Criterion:
        form.fields[name_of(criterion)] = NumberField(
            label=CRITERIA[criterion],
            help_text=MEANINGS[criterion],
            initial=float(WEIGHTS[criterion]),
            min_value=0,
            max_value=MOST,
            error_messages={
                "required": _("Give a weight; 0 leaves the criterion out."),
                "min_value": _("A weight is never below zero."),
                "max_value": _("A weight is at most 1000."),
            },
        )


def check_some_weight(form: forms.Form) -> None:
    given = [form.cleaned_data.get(name_of(criterion)) for criterion in Criterion]
    if None not in given and not any(given):
        form.add_error(name_of(Criterion.THEME), _("Every weight is 0, so nothing can be compared."))


def weights_in(values: dict[str, Any]) -> dict[str, float]:
    return {str(criterion): values[name_of(criterion)] for criterion in Criterion}


def initial_weights(weights: dict[str, float]) -> dict[str, float]:
    return {name_of(criterion): float(weights.get(criterion, 0)) for criterion in Criterion}


@dataclass(frozen=True)
class GoalChoice:
    value: str
    label: str
    meaning: str
    is_chosen: bool


class RoundForm(VersionedForm):
    title = PlainTextField(
        label=_("Title"),
        max_length=200,
        help_text=_("Such as: Spring 2027."),
        error_messages={"required": _("Give the round a title.")},
        widget=forms.TextInput({"dir": "auto"}),
    )
    first_day = DayField(
        label=_("First day of its twinnings"),
        help_text=_("Common working days are counted in the year from this day on."),
        error_messages={"required": _("Give the day from which its twinnings could start.")},
    )
    goal = forms.ChoiceField(label=_("Goal"), choices=Round.Goal.choices, widget=forms.RadioSelect, initial="coverage")
    least_score = WholeNumberField(
        label=_("Least score of a pair"),
        help_text=_("Of 100. What scores less is not paired unless you lock it; 0 pairs whatever scores anything."),
        min_value=0,
        max_value=100,
        initial=40,
        error_messages={
            "required": _("Give a score from 0 to 100."),
            "min_value": _("Give a score from 0 to 100."),
            "max_value": _("Give a score from 0 to 100."),
        },
    )
    once_per_country_pair = forms.BooleanField(
        label=_("Pair the same two countries at most once"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, row: Versioned | None = None, **options: Any) -> None:
        super().__init__(data, base_language="ar", row=row, **options)
        add_weights(self)

    def initial_of_row(self, row: Versioned | None) -> dict[str, Any]:
        return {**super().initial_of_row(row), **(initial_weights(row.weights) if row else {})}

    def clean(self) -> dict[str, Any]:
        check_some_weight(self)
        return self.cleaned_data

    @property
    def weights(self) -> list[BoundField]:
        return [self[name_of(criterion)] for criterion in Criterion]

    @property
    def goals(self) -> list[GoalChoice]:
        chosen = self["goal"].value()
        return [GoalChoice(goal.value, str(goal.label), str(GOALS[goal]), goal == chosen) for goal in Round.Goal]

    def values(self) -> dict[str, Any]:
        given = super().values()
        kept = {name: value for name, value in given.items() if not name.startswith("weight_")}
        return {**kept, "weights": weights_in(given)}


class RuleForm(forms.Form):
    """Whether a pair is locked or forbidden, and why."""

    kind = forms.ChoiceField(label=_("Rule"), choices=RoundRule.Kind.choices, widget=forms.RadioSelect)
    reason = LongTextField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        error_messages={"required": _("Give the reason.")},
    )


class NewRuleForm(RuleForm):
    """The same for any practice and need that are open."""

    practice = forms.ChoiceField(label=_("Practice"), error_messages={"required": _("Choose a practice.")})
    need = forms.ChoiceField(label=_("Need"), error_messages={"required": _("Choose a need.")})
    field_order = ("practice", "need", "kind", "reason")

    def __init__(self, data: Any = None, *, practices: Iterable[Practice], needs: Iterable[Need]) -> None:
        super().__init__(data)
        for name, records in (("practice", practices), ("need", needs)):
            self.fields[name].choices = [
                ("", "—"),
                *((str(one.pk), f"{one.country} – {one.title}") for one in records),
            ]


class AdoptRoundForm(forms.Form):
    answer_by = DayField(
        label=_("Both countries answer by"),
        help_text=_("A proposal that is not answered by then expires."),
        error_messages={"required": _("Give the day by which both countries answer.")},
    )
