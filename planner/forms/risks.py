from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import EntryForm
from planner.forms.texts import TextsField
from planner.models import Commitment, CommitmentRisk, Level


class RiskForm(EntryForm):
    commitment = forms.ModelChoiceField(Commitment.objects.none(), label=_("Commitment"), empty_label=None)
    text = TextsField(label=_("Risk"), rows=3)
    likelihood = forms.ChoiceField(label=_("Likelihood"), choices=Level.choices)
    effect = forms.ChoiceField(label=_("Effect"), choices=Level.choices)
    mitigation = TextsField(label=_("What is done about it"), rows=3)
    owner = TextsField(label=_("Owner"), max_length=300)
    state = forms.ChoiceField(label=_("State"), choices=CommitmentRisk.State.choices)

    def choices_of(self, model: type) -> Any:
        return self.plan.commitments.all()
