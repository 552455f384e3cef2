"""How often a person wants mail, and what their calendar feed holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twinning.models import Feed, MailSetting


class MailSettingForm(forms.Form):
    often = forms.ChoiceField(label=_("E-mail"), choices=MailSetting.Often.choices, widget=forms.RadioSelect)


class FeedForm(forms.Form):
    """`feed` is the one that there is, if any; it says what is chosen already."""

    scope = forms.ChoiceField(label=_("What it holds"), choices=Feed.Scope.choices, widget=forms.RadioSelect)
    says_titles = forms.BooleanField(
        label=Feed._meta.get_field("says_titles").verbose_name,
        help_text=Feed._meta.get_field("says_titles").help_text,
        required=False,
    )

    def __init__(self, data: Any = None, *, feed: Feed | None) -> None:
        chosen = feed or Feed()
        super().__init__(data, initial={"scope": chosen.scope, "says_titles": chosen.says_titles})
