"""Asking for a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from exports.subjects import Subject


class ExportForm(forms.Form):
    """Which document of a subject, and in which language. Where there is only one, nobody is asked which."""

    language = forms.ChoiceField(
        label=_("Language of the document"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    profile = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].label = subject.question
        self.fields["profile"].choices = [(profile.value, profile.label) for profile in subject.profiles]
