"""Asking for a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from exports.models import Profile
from exports.subjects import Subject


class ExportForm(forms.Form):
    """Which document of a subject, and in which language. Where there is only one, nobody is asked which."""

    language = forms.ChoiceField(
        label=_("Language of the document"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    profile = forms.ChoiceField(widget=forms.RadioSelect)
    second_language = forms.ChoiceField(
        label=_("Second language, where the document has two"), choices=settings.LANGUAGES, required=False
    )

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].label = subject.question
        self.fields["profile"].choices = [(profile.value, profile.label) for profile in subject.profiles]
        if len(subject.profiles) == 1:
            self.fields["profile"].widget = forms.HiddenInput()
        if Profile.SIGNING not in subject.profiles:
            del self.fields["second_language"]

    def clean(self) -> dict[str, Any]:
        """A second language that no document asks for is left aside."""
        answers = super().clean()
        if answers.get("profile") != Profile.SIGNING:
            return {**answers, "second_language": ""}
        if answers.get("second_language") in ("", answers.get("language")):
            self.add_error("second_language", _("Choose a second language other than the first."))
        return answers
