"""Asking for a simulation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.queries.uncertainty import Assumption

RUNS = (1000, 2000, 5000)


class SimulationForm(forms.Form):
    assumption = forms.ChoiceField(
        label=_("Tasks without three estimates"), choices=Assumption.choices, widget=forms.RadioSelect
    )
    runs = forms.TypedChoiceField(
        label=_("Number of runs"), choices=[(runs, f"{runs:,}") for runs in RUNS], coerce=int, initial=2000
    )
