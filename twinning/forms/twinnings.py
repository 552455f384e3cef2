"""Moving a twinning on, its people, its agreement, its results, and the looks back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.entries import VersionedForm
from planner.forms.fields import DayField, LongTextField
from planner.forms.texts import TextsField
from planner.models import Level, User
from twinning.domain.twinning_states import TwinningStep
from twinning.models import MandatoryResult, Twinning, TwinningPerson


class TwinningMoveForm(forms.Form):
    """A reason, or a note, and the version of the twinning that the person read."""

    reason = LongTextField(label=_("Note"), max_length=2000, required=False)
    read_at_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: TwinningStep, **options: Any) -> None:
        super().__init__(*args, **options)
        if step.needs_reason:
            self.fields["reason"].label = _("Reason")
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("Give the reason.")


class InviteForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Person"), empty_label="—")
    role = forms.ChoiceField(label=_("Role"), choices=TwinningPerson.Role.choices, initial=TwinningPerson.Role.MEMBER)

    def __init__(self, *args: Any, candidates: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = candidates


class HandOverForm(forms.Form):
    successor = forms.ModelChoiceField(TwinningPerson.objects.none(), label=_("Who takes over"), empty_label="—")
    takes_role = forms.BooleanField(
        label=_("The role, too"),
        required=False,
        help_text=_("Whoever takes over becomes what the other was, and the other a team member."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[TwinningPerson], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].queryset = colleagues
        self.fields["successor"].label_from_instance = lambda person: str(person.user)


class AgreementForm(VersionedForm):
    """The articles that are texts."""

    title = TextsField(label=_("Title"), max_length=300)
    background = TextsField(label=_("Background"), rows=5, required=False)
    cooperation = TextsField(label=_("Field of cooperation"), rows=4, required=False)
    resources = TextsField(label=_("Resources"), rows=4, required=False)
    management = TextsField(label=_("Management and monitoring"), rows=5, required=False)
    review = TextsField(label=_("Review"), rows=4, required=False)

    def __init__(self, data: Any = None, *, twinning: Twinning, **options: Any) -> None:
        super().__init__(data, base_language=twinning.base_language, row=twinning, **options)


class ResultForm(VersionedForm):
    title = TextsField(label=_("Mandatory result"), max_length=300)
    indicator = TextsField(label=_("Indicator"), max_length=300, required=False)


class RiskForm(VersionedForm):
    text = TextsField(label=_("Risk"), max_length=500)
    likelihood = forms.ChoiceField(label=_("Likelihood"), choices=Level.choices, initial=Level.MEDIUM)
    effect = forms.ChoiceField(label=_("Effect"), choices=Level.choices, initial=Level.MEDIUM)
    mitigation = TextsField(label=_("Mitigation"), rows=2, required=False)
    owner = TextsField(label=_("Owner"), max_length=200, required=False)


class RemarkForm(forms.Form):
    text = LongTextField(label=_("Remark"), max_length=3000, error_messages={"required": _("Write the remark.")})


class AnswerForm(forms.Form):
    answer = LongTextField(label=_("Answer"), max_length=3000, error_messages={"required": _("Write the answer.")})


class SigningForm(forms.Form):
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)


class CloseResultForm(forms.Form):
    done_alone_on = DayField(label=_("Day on which the team did it alone"))
    done_alone_how = LongTextField(
        label=_("How it was done alone"), max_length=3000, error_messages={"required": _("Say how it was done.")}
    )
    file = forms.FileField(
        label=_("A file that shows it"),
        required=False,
        allow_empty_file=True,
        max_length=1000,
        help_text=_("PDF, Word, Excel, PowerPoint or OpenDocument without macros, PNG or JPEG; up to 10 MB."),
    )


class AssessForm(forms.Form):
    level = forms.ChoiceField(label=_("How far it has come"), choices=MandatoryResult.Completion.choices[1:])


class FollowUpForm(forms.Form):
    finding = LongTextField(
        label=_("What was found"), max_length=5000, error_messages={"required": _("Say what was found.")}
    )
