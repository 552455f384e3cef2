"""How often a person wants mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinning.models import MailSetting


class MailSettingForm(forms.Form):
    often = forms.ChoiceField(label=_("E-mail"), choices=MailSetting.Often.choices, widget=forms.RadioSelect)
