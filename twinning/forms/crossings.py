"""What a task of a plan waits for in a twinning, and what it would take without it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import VersionedForm
from planner.forms.fields import MoneyField, WholeNumberField
from planner.models import LinkKind, OutsideLink, Plan
from twinning.queries.crossings import CrossingChoices

MOST_DAYS = 2_000
MOST_LAG = 500


class CrossingForm(VersionedForm):
    before = forms.TypedChoiceField(label=_("Activity of the twinning"), coerce=int)
    after = forms.ChoiceField(label=_("Task of the plan that waits for it"))
    kind = forms.ChoiceField(
        label=_("How it waits"),
        choices=[
            (LinkKind.FINISH_TO_START, _("It starts once the activity is finished")),
            (LinkKind.START_TO_START, _("It starts once the activity has started")),
        ],
    )
    lag = WholeNumberField(
        label=_("Working days in between"),
        min_value=-MOST_LAG,
        max_value=MOST_LAG,
        initial=0,
        help_text=_("Of the plan's working days; below zero is a lead."),
    )
    days_without = WholeNumberField(
        label=_("Working days it would take without the twinning"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("Leave it empty where it would take as many."),
    )
    cost_without = MoneyField(
        label=_("Additional cost without the twinning"),
        required=False,
        help_text=_("In US dollars. Leave it empty where it would cost the same."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        row: OutsideLink | None = None,
        choices: CrossingChoices | None = None,
        **options: Any,
    ) -> None:
        """What waits for what is chosen once, for a new one, from `choices`."""
        super().__init__(data, base_language=plan.base_language, row=row, **options)
        if choices is None:
            del self.fields["before"], self.fields["after"]
            return
        self.fields["before"].choices = [("", "—"), *((task.pk, str(task.title)) for task in choices.activities)]
        self.fields["after"].choices = [("", "—"), *choices.tasks]
