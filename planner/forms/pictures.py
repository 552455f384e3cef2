"""Which picture of a plan, as its address says it. What an address says wrongly is left out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.models import User
from planner.pictures.timescale import Zoom
from planner.queries.plan_pictures import GanttChoice, GraphChoice

ZOOMS = [("", _("Automatic")), (Zoom.WEEK, _("Weeks")), (Zoom.MONTH, _("Months")), (Zoom.QUARTER, _("Quarters"))]
LEVELS = [("", _("All tasks")), ("commitments", _("Commitments"))]
MOST_STEPS = 5


class GanttForm(forms.Form):
    zoom = forms.TypedChoiceField(choices=ZOOMS, coerce=Zoom, empty_value=None, required=False)
    level = forms.ChoiceField(choices=LEVELS, required=False)
    commitment = forms.IntegerField(min_value=1, required=False)

    def choice(self) -> GanttChoice:
        self.full_clean()
        return GanttChoice(
            zoom=self.cleaned_data.get("zoom"),
            commitment=self.cleaned_data.get("commitment"),
            by_commitment=self.cleaned_data.get("level") == "commitments",
        )


class GraphForm(forms.Form):
    commitment = forms.IntegerField(min_value=1, required=False)
    around = forms.CharField(max_length=40, required=False)
    steps = forms.IntegerField(min_value=1, max_value=MOST_STEPS, required=False)

    def choice(self) -> GraphChoice:
        self.full_clean()
        return GraphChoice(
            commitment=self.cleaned_data.get("commitment"),
            around=self.cleaned_data.get("around", ""),
            steps=self.cleaned_data.get("steps") or 1,
        )


class TimeDirectionForm(forms.Form):
    direction = forms.ChoiceField(choices=User.TimeDirection.choices, required=False)
