from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import EntryForm
from planner.forms.fields import MoneyField, PlainTextField
from planner.forms.library import theme_label
from planner.forms.texts import TextsField
from planner.models import Commitment, Institution, Plan, Recommendation, Theme

# The field for each kind of theme.
THEME_FIELDS = {Theme.Kind.RITE: "pillars", Theme.Kind.SDG: "sdg_targets", Theme.Kind.CHALLENGE: "challenges"}


class CommitmentForm(EntryForm):
    """The sheet of a commitment, as the Open Government Partnership asks for it."""

    title = TextsField(label=_("Title"), rows=2, max_length=500)
    problem = TextsField(label=_("Problem"), rows=5)
    solution = TextsField(label=_("Solution"), rows=5)
    results = TextsField(label=_("Expected results"), rows=4)
    lead = forms.ModelChoiceField(Institution.objects.none(), label=_("Lead body"), required=False, empty_label="—")
    new_lead = PlainTextField(
        label=_("Or one that is not in the list"),
        required=False,
        max_length=200,
        help_text=_("In the language of the plan. It is added to the country's institutions."),
    )
    supporting = TextsField(
        label=_("Supporting bodies"), rows=2, required=False, help_text=_("Their names, with a comma between them.")
    )
    running_cost = MoneyField(label=_("Running cost a year, US dollars"), required=False)
    pillars = forms.MultipleChoiceField(label=_("RITE pillars"), required=False, widget=forms.CheckboxSelectMultiple)
    sdg_targets = forms.MultipleChoiceField(label=_("SDG targets"), required=False, widget=forms.CheckboxSelectMultiple)
    challenges = forms.MultipleChoiceField(label=_("Challenges"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, plan: Plan, entry: Commitment | None = None) -> None:
        super().__init__(data, plan=plan, entry=entry)
        self.fields["new_lead"].widget.attrs |= {
            "lang": plan.base_language,
            "dir": "rtl" if plan.base_language == "ar" else "ltr",
        }
        self.themes = {theme.code: theme for theme in Theme.objects.all()}
        choices: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for theme in self.themes.values():
            choices[theme.kind].append((theme.code, theme_label(theme)))
        for kind, name in THEME_FIELDS.items():
            self.fields[name].choices = choices[kind]

    def initial_of(self, plan: Plan, entry: Any) -> dict[str, Any]:
        initial = super().initial_of(plan, entry)
        codes: dict[str, list[str]] = {name: [] for name in THEME_FIELDS.values()}
        for theme in entry.themes.all() if entry else ():
            codes[THEME_FIELDS[Theme.Kind(theme.kind)]].append(theme.code)
        return initial | codes | {"new_lead": ""}

    def choices_of(self, model: type) -> Any:
        return self.plan.country.institutions.all()

    def clean_running_cost(self) -> int:
        return self.cleaned_data["running_cost"] or 0

    def values(self) -> dict[str, Any]:
        columns = {name: value for name, value in super().values().items() if name not in THEME_FIELDS.values()}
        codes = [code for name in THEME_FIELDS.values() for code in self.cleaned_data[name]]
        return columns | {"themes": [self.themes[code] for code in codes]}

    def in_words(self, name: str, value: Any) -> str:
        if name in THEME_FIELDS.values():
            return " · ".join(theme_label(self.themes[code]) for code in value)
        return super().in_words(name, value)


class AdoptionForm(forms.Form):
    """One recommendation, and of its prerequisites those that are to come along."""

    recommendation = forms.ChoiceField(
        label=_("Recommendation"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a recommendation."), "invalid_choice": _("Choose a recommendation.")},
    )
    prerequisite = forms.MultipleChoiceField(label=_("Prerequisites"), required=False)

    def __init__(self, data: Any = None, *, recommendations: Sequence[Recommendation]) -> None:
        super().__init__(data)
        choices = [(row.code, str(row.title)) for row in recommendations]
        self.fields["recommendation"].choices = choices
        self.fields["prerequisite"].choices = choices

    def codes(self) -> list[str]:
        return [self.cleaned_data["recommendation"], *self.cleaned_data["prerequisite"]]
