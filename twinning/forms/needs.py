"""A need: what a country wants, why now, and what it would serve."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.texts import TextsField
from planner.models import Commitment, Indicator, Recommendation, Versioned
from twinning.forms.practices import PracticeFilterForm
from twinning.forms.records import TITLE_MISSING, LanguagesField, RecordForm
from twinning.models import Need


class NeedFilterForm(PracticeFilterForm):
    """As in the library of practices."""

    language = forms.ChoiceField(label=_("Language in which it can learn"), required=False)


class NeedForm(RecordForm):
    title = TextsField(label=_("Title"), max_length=200, error_messages=TITLE_MISSING)
    why_now = TextsField(label=_("Why now"), rows=3, required=False)
    expected_results = TextsField(label=_("Expected results"), rows=3, required=False)
    decided_by = TextsField(
        label=_("Who decides"),
        max_length=300,
        required=False,
        help_text=_("The body that decides on a twinning; seen by the country's own people only."),
    )
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Need.Priority.choices, coerce=int, initial=2)
    readiness = forms.TypedChoiceField(label=_("Readiness"), choices=Need.Readiness.choices, coerce=int, initial=2)
    languages = LanguagesField(label=_("Languages in which it can learn"), required=False)
    months = forms.TypedMultipleChoiceField(
        label=_("Preferred months"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means any."),
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.all(),
        label=_("Indicators that matter"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By these a country that is ahead, but not out of reach, is looked for."),
    )
    commitment = forms.ModelChoiceField(
        Commitment.objects.none(), label=_("Commitment it would serve"), required=False, empty_label="—"
    )
    recommendation = forms.ModelChoiceField(
        Recommendation.objects.all(), label=_("Recommendation it would serve"), required=False, empty_label="—"
    )

    sections_of: ClassVar[dict[Any, list[str]]] = {
        _("What is wanted"): [
            "base_language",
            "title",
            "why_now",
            "expected_results",
            "pillars",
            "targets",
            "challenges",
        ],
        _("How soon and how"): ["priority", "readiness", "languages", "months", "decided_by"],
        _("What it would serve"): ["commitment", "recommendation", "indicators"],
    }

    def __init__(
        self, data: Any = None, *, commitments: Iterable[Commitment], months: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["months"].choices = months
        self.fields["commitment"].queryset = commitments

    def initial_of_row(self, row: Versioned | None) -> dict[str, Any]:
        if row is None or row._state.adding:
            return {}
        return {**super().initial_of_row(row), "indicators": list(row.indicators.values_list("pk", flat=True))}

    def values(self) -> dict[str, Any]:
        chosen = super().values()
        return {**chosen, "indicators": list(chosen["indicators"])}
