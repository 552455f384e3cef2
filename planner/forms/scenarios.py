from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import PlainTextField


class ScenarioForm(forms.Form):
    name = PlainTextField(
        label=_("Name of the scenario"),
        max_length=120,
        help_text=_("Such as: two more months of training."),
        error_messages={"required": _("Give the scenario a name.")},
        widget=forms.TextInput({"dir": "auto"}),
    )


class AdoptionForm(forms.Form):
    """`takes_the_place` is asked where the plan has changed since it was copied."""

    takes_the_place = forms.BooleanField(label=_("The scenario takes the place of these changes."), required=False)
    read_at_change = forms.IntegerField(widget=forms.HiddenInput)
