from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.domain.states import Move
from planner.forms.fields import LongTextField


class ReasonForm(forms.Form):
    reason = LongTextField(label=_("Reason"), max_length=2000, error_messages={"required": _("Give the reason.")})


class MoveForm(forms.Form):
    """A reason, or a note of the decision, and what the plan was like when the person read it."""

    reason = LongTextField(label=_("Reason"), max_length=2000, required=False)
    read_at_change = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, move: Move, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = move.needs_reason
        if move.needs_reason:
            self.fields["reason"].error_messages["required"] = _("Give the reason.")
        elif move.freezes:
            self.fields["reason"].label = _("Note, such as the number of the decision")
        else:
            self.fields["reason"].label = _("Note")
