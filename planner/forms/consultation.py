from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import EntryForm
from planner.forms.fields import DayField
from planner.forms.texts import TextsField
from planner.models import Commitment, Contribution


class ContributionForm(EntryForm):
    received_on = DayField(label=_("Received on"))
    contributor = TextsField(label=_("Who proposed it"), max_length=300)
    occasion = TextsField(
        label=_("Occasion"), required=False, max_length=300, help_text=_("Such as a meeting, a letter or a web form.")
    )
    text = TextsField(label=_("Proposal"), rows=4)
    commitment = forms.ModelChoiceField(
        Commitment.objects.none(), label=_("Commitment"), required=False, empty_label=_("The plan as a whole")
    )
    response = forms.ChoiceField(label=_("Response"), choices=Contribution.Response.choices)
    reason = TextsField(
        label=_("Reason"), rows=4, required=False, help_text=_("Owed to each proposal that is answered.")
    )

    def choices_of(self, model: type) -> Any:
        return self.plan.commitments.all()
