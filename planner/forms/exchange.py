"""Files that people bring in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import PlainTextField
from planner.interchange.msproject.elements import LARGEST_FILE as LARGEST_PROJECT
from planner.interchange.sheets.archives import LARGEST_FILE as LARGEST_WORKBOOK


class UploadField(forms.FileField):
    """One file of at most so many bytes, with the ending that it should have in the browser's choice."""

    default_error_messages = {
        "required": _("Choose a file."),
        "missing": _("Choose a file."),
        "empty": _("The file is empty."),
        "too_large": _("The file is larger than %(largest)s MB."),
    }

    def __init__(self, *, largest: int, ending: str, **options: Any) -> None:
        self.largest = largest
        super().__init__(widget=forms.FileInput({"accept": ending}), **options)

    def clean(self, data: UploadedFile | None, initial: Any = None) -> UploadedFile:
        file: UploadedFile = super().clean(data, initial)
        if file and file.size and file.size > self.largest:
            values = {"largest": self.largest // 1024 // 1024}
            raise ValidationError(self.error_messages["too_large"], code="too_large", params=values)
        return file


class SheetForm(forms.Form):
    file = UploadField(label=_("XLSX workbook of this plan"), largest=LARGEST_WORKBOOK, ending=".xlsx")


class ProjectForm(forms.Form):
    file = UploadField(
        label=_("Microsoft Project file (XML)"),
        largest=LARGEST_PROJECT,
        ending=".xml",
        help_text=_("In Microsoft Project: File, Save as, XML format."),
    )
    calendar = forms.ChoiceField(
        label=_("Working days"),
        choices=[("country", _("Those of the country")), ("file", _("Those in the file"))],
        initial="country",
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the texts in the file"),
        choices=[("", _("Tell by the letters")), ("ar", "العربية"), ("en", "English"), ("fr", "Français")],
        required=False,
    )


class ProjectTitleForm(forms.Form):
    title = PlainTextField(
        label=_("Title of the plan"), required=False, max_length=200, widget=forms.TextInput({"dir": "auto"})
    )
