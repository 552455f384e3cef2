from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import EntryForm
from planner.forms.fields import WholeNumberField
from planner.forms.texts import TextsField


class AboutForm(EntryForm):
    """What the plan says of itself, and how it is to be monitored."""

    title = TextsField(label=_("Title of the plan"), max_length=200)
    introduction = TextsField(label=_("Introduction"), rows=6, required=False)
    efforts = TextsField(
        label=_("Efforts to date"), rows=6, required=False, help_text=_("What the country has done before this plan.")
    )
    monitoring_roles = TextsField(
        label=_("Who monitors"), rows=4, required=False, help_text=_("Who collects, who checks, who reports to whom.")
    )
    political_review = TextsField(label=_("Review at the political level"), rows=3, required=False)
    civil_society = TextsField(label=_("Part of civil society in monitoring"), rows=3, required=False)
    activity_report_months = WholeNumberField(
        label=_("Months between reports on activities"), required=False, min_value=1, max_value=24
    )
    outcome_report_months = WholeNumberField(
        label=_("Months between reports on results"), required=False, min_value=1, max_value=60
    )
    published_address = forms.URLField(
        label=_("Address where it is published"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput({"dir": "ltr", "inputmode": "url"}),
    )

    def choices_of(self, model: type) -> Any:
        raise AssertionError("nothing is chosen among rows here")
