"""Asking for a file."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from exports.models import Export


class ExportForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the document"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    profile = forms.ChoiceField(label=_("Edition"), choices=Export.Profile.choices, widget=forms.RadioSelect)
