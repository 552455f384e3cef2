"""The kinds of answer that forms ask for, and what is wrong with an answer."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planner.domain.search import western_digits
from planner.models import LANGUAGES, Translated

# Control characters, and the marks that turn the order of the text around them (U+202A to U+202E and the
# isolates U+2066 to U+2069).
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check_text_is_plain(text: str) -> None:
    if _UNSEEN.search(text):
        raise ValidationError(
            _("The text contains invisible control characters. Type it again instead of pasting it."),
            code="control_characters",
        )


def check_year_is_near(day: date) -> None:
    if not 2000 <= day.year <= 2100:
        raise ValidationError(_("Give a date between the years 2000 and 2100."), code="far_year")


def check_text_is_readable(text: str) -> None:
    """Several lines are allowed."""
    check_text_is_plain(re.sub(r"[\n\t]", " ", text))


class PlainTextField(forms.CharField):
    """One line of text without characters that cannot be seen."""

    default_validators = [check_text_is_plain]


class LongTextField(forms.CharField):
    """Some lines of text without characters that cannot be seen."""

    widget = forms.Textarea({"rows": 4, "dir": "auto"})
    default_validators = [check_text_is_readable]

    def to_python(self, value: Any) -> Any:
        return super().to_python(value).replace("\r\n", "\n")


class DateInput(forms.DateInput):
    """The browser's own date picker; a plain text box where that could not show what was typed."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not re.fullmatch(r"\d{4}-\d\d-\d\d", shown):
            context["widget"]["type"] = "text"
        return context


class DayField(forms.DateField):
    """A date as 2027-01-03 or 3/1/2027, the day before the month, with any digits; a plan's, not a historian's."""

    widget = DateInput(format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write the date as day, month and year: 3/1/2027, or as 2027-01-03.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"],
            validators=[check_year_is_near],
            **options,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(western_digits(value) if isinstance(value, str) else value)


class MoneyField(forms.IntegerField):
    """Whole US dollars with any digits, in groups of three or not: 1200, 1,200, ١٬٢٠٠. Nothing typed is nothing."""

    widget = forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Give the amount in whole US dollars, such as 12,500."),
        "min_value": _("An amount is never below zero."),
        "max_value": _("An amount is at most two billion US dollars."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=2_000_000_000, **options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_ungrouped(value, marks=",."))


class NumberField(forms.FloatField):
    """A number with any digits. A comma before exactly three digits groups them, except in French."""

    widget = forms.TextInput({"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Give a number, such as 12.5.")}

    def to_python(self, value: Any) -> float | None:
        text = _ungrouped(value, marks="" if get_language() == "fr" else ",")
        return super().to_python(text.replace("٫", ".").replace(",", ".") if isinstance(text, str) else text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.10g}" if isinstance(value, float) else value


class WholeNumberField(forms.IntegerField):
    """A whole number in any digits; a text box, because the browsers' number boxes take Western digits only."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a whole number.")}

    def to_python(self, value: Any) -> Any:
        return super().to_python(western_digits(value) if isinstance(value, str) else value)


# Also the Arabic sign for thousands.
_SPACES = re.compile(r"[\s\u00a0\u202f\u066c'’]")


def _ungrouped(value: Any, *, marks: str) -> Any:
    """١٬٢٠٠ and 1,200 → 1200; a mark goes where exactly three digits follow it."""
    if not isinstance(value, str):
        return value
    text = _SPACES.sub("", western_digits(value)).replace("−", "-")
    return re.sub(rf"(?<=\d)[{marks}](?=\d{{3}}(?:\D|$))", "", text) if marks else text


class TranslatedWidget(forms.MultiWidget):
    """Three boxes, one a language, each in its own direction."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = {
            code: forms.Textarea(
                {"rows": 2, "cols": 60, "lang": code, "dir": "rtl" if code == "ar" else "ltr", "aria-label": name}
            )
            for code, name in settings.LANGUAGES
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code in LANGUAGES]


class TranslatedFormField(forms.MultiValueField):
    """One text in three languages, for the administration pages. At least one must be given if any is needed."""

    widget = TranslatedWidget

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **options: Any) -> None:
        super().__init__([forms.CharField(required=False) for _code in LANGUAGES], require_all_fields=False, **options)

    def compress(self, texts: list[str]) -> Translated:
        return Translated({code: text for code, text in zip(LANGUAGES, texts, strict=False) if text})


class OneLineField(PlainTextField):
    """A text of some length whose line breaks, pasted along, count as spaces."""

    widget = forms.Textarea({"rows": 2})

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())
