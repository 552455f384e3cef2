"""How a country answers a proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import LongTextField

ACCEPT, DECLINE = "accept", "decline"


class AnswerForm(forms.Form):
    """Which button was pressed, and for a refusal its reason."""

    answer = forms.ChoiceField(
        choices=[(ACCEPT, ACCEPT), (DECLINE, DECLINE)],
        error_messages={"required": _("Accept or decline."), "invalid_choice": _("Accept or decline.")},
    )
    reason = LongTextField(
        label=_("Reason for declining"),
        max_length=2000,
        required=False,
        help_text=_("The other country and the advisors read it."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answer") == DECLINE and "reason" not in self.errors and not found.get("reason", "").strip():
            self.add_error("reason", _("Give the reason."))
        return found

    def values(self) -> dict[str, Any]:
        """What `answer_proposal` takes."""
        return {"is_accepted": self.cleaned_data["answer"] == ACCEPT, "reason": self.cleaned_data["reason"]}
