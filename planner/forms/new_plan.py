from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import DayField, PlainTextField
from planner.models import Recommendation, Translated
from planner.queries.proposals import DeadlineBeforeStart, NoDate, PlanRefused


class PlanChoiceForm(forms.Form):
    """Which recommendations, and from when or until when. Whether that makes a plan, the proposal says."""

    recommendation = forms.MultipleChoiceField(
        label=_("Recommendations"),
        error_messages={
            "required": _("Choose at least one recommendation."),
            "invalid_choice": _("There is no recommendation %(value)s."),
        },
    )
    start = DayField(label=_("Start date"), required=False)
    finish_by = DayField(
        label=_("Deadline"),
        required=False,
        help_text=_("Without a start date, the plan starts as late as the deadline allows."),
    )

    def __init__(self, *args: Any, recommendations: Iterable[Recommendation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["recommendation"].choices = [(row.code, str(row.title)) for row in recommendations]

    def known_codes(self) -> list[str]:
        """The chosen codes that exist, whether or not the rest of the form is right."""
        chosen = set(self["recommendation"].value() or [])
        return [code for code, _title in self.fields["recommendation"].choices if code in chosen]

    def dates(self) -> dict[str, date | None]:
        """The dates that could be read."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("start", "finish_by")}

    def choice_query(self) -> str:
        """The choice as the query of an address, to come back to it."""
        names = ("recommendation", "start", "finish_by")
        return urlencode([(name, value) for name in names for value in self.data.getlist(name)])

    def add_refusal(self, refused: PlanRefused) -> None:
        """Say it at the field it concerns, unless that field has something to say already."""
        fields = {NoDate: "start", DeadlineBeforeStart: "finish_by"}
        field = fields.get(type(refused), "recommendation")
        if field not in self.errors:
            self.add_error(field, str(refused))


class NewPlanForm(PlanChoiceForm):
    """The checked answers, with the prerequisites that go along and the plan's name."""

    prerequisite = forms.MultipleChoiceField(label=_("Prerequisites"), required=False)
    base_language = forms.ChoiceField(
        label=_("Language the plan is written in"),
        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
        widget=forms.RadioSelect,
        help_text=_("Word files can be made in all three languages."),
    )
    title = PlainTextField(
        label=_("Title of the plan"),
        required=False,
        max_length=200,
        help_text=_("In the language of the plan."),
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["prerequisite"].choices = self.fields["recommendation"].choices

    def plan_values(self) -> dict[str, Any]:
        """What `create_plan` takes; without a title of one's own the plan gets the usual one."""
        kept = self.cleaned_data
        return {
            "codes": [*kept["recommendation"], *kept["prerequisite"]],
            "start": kept["start"],
            "finish_by": kept["finish_by"],
            "base_language": kept["base_language"],
            "title": Translated({kept["base_language"]: kept["title"]}) if kept["title"] else None,
        }
