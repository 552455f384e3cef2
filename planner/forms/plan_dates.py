"""From when, until when, and from which of the two a plan's dates are counted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import EntryForm
from planner.forms.fields import DayField
from planner.models import Plan, Versioned

FORWARD, BACK = "start", "deadline"


class PlanDatesForm(EntryForm):
    direction = forms.ChoiceField(
        label=_("Dates are counted"),
        choices=[
            (FORWARD, _("forward from the start: everything as early as possible")),
            (BACK, _("back from the deadline: work begins as late as the deadline allows")),
        ],
        widget=forms.RadioSelect,
    )
    start = DayField(
        label=_("Start"), help_text=_("Where dates are counted back from the deadline, the earliest work may begin.")
    )
    finish_by = DayField(
        label=_("Deadline"), required=False, help_text=_("May stay empty where dates are counted forward.")
    )

    def initial_of(self, plan: Plan, entry: Versioned | None) -> dict[str, Any]:
        workplan = plan.workplan
        return {
            "version": entry.version if entry else plan.version,
            "direction": BACK if workplan.is_counted_back else FORWARD,
            "start": workplan.start,
            "finish_by": workplan.finish_by,
        }

    def values(self) -> dict[str, Any]:
        values = super().values()
        direction = values.pop("direction")
        return {**values, "is_counted_back": direction == BACK}
