"""Working weeks, days and seasons of a country's calendar."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planner.domain.dates import format_date
from planner.domain.search import western_digits
from planner.forms.fields import DayField, PlainTextField
from planner.models import LANGUAGES, Translated, Versioned
from planner.services.calendars import CalendarRefused

IN_LANGUAGE = {"ar": _("in Arabic"), "en": _("in English"), "fr": _("in French")}

# A fraction or a decimal, short enough to be read as one; nothing is divided by 0.
SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6}|/0*[1-9][0-9]{0,3})?%?")


class Difference(NamedTuple):
    """A field of which there are two versions: how it stands, and what was typed."""

    label: str
    kept: str
    typed: str


class ShareField(forms.Field):
    """A share of a full day's work as 5/7, 0.71 or 71 %, with any digits."""

    widget = forms.TextInput({"dir": "ltr"})
    default_error_messages = {"invalid": _("Write the share as 5/7, for five hours instead of seven, or as 71%.")}

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, float):
            return value
        text = re.sub(r"\s", "", western_digits(value)).translate(str.maketrans("٫,٪⁄", "..%/"))
        if not text:
            return None
        if not SHARE.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return float(Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1))

    def prepare_value(self, value: Any) -> Any:
        """5/7 is shown as it was typed, and not as 0.7142857142857143."""
        if not isinstance(value, float):
            return value
        fraction = Fraction(value).limit_denominator(12)
        return str(fraction) if abs(fraction - Fraction(value)) < 1e-9 else f"{value:g}"


class CalendarRowForm(forms.Form):
    """`texts` are kept in three languages and asked for in a box each, `name_ar` and so on, the reader's own first.
    Of those in `needed` one language must be given; the sentence says so.
    """

    texts: ClassVar[dict[str, Any]] = {}
    needed: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reading = (get_language() or "ar")[:2]
        self.languages = [reading, *(code for code in LANGUAGES if code != reading)]
        for name, label in self.texts.items():
            for code in self.languages:
                self.fields[f"{name}_{code}"] = PlainTextField(
                    label=format_lazy("{} {}", label, IN_LANGUAGE[code]),
                    required=False,
                    max_length=600,
                    widget=forms.TextInput({"lang": code, "dir": "rtl" if code == "ar" else "ltr"}),
                )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name, sentence in self.needed.items():
            boxes = [f"{name}_{code}" for code in self.languages]
            if not any(values.get(box) or box in self.errors for box in boxes):
                self.add_error(boxes[0], sentence)
        return values

    def parts(self) -> list[dict[str, Any]]:
        """The boxes in their order; those of a text's other languages are folded away until one has an error."""
        parts: list[dict[str, Any]] = [{"box": self[name]} for name in self.base_fields]
        for name in self.texts:
            first, *others = [self[f"{name}_{code}"] for code in self.languages]
            parts.append({"box": first, "others": others, "is_open": any(box.errors for box in others)})
        return parts

    def row_values(self) -> dict[str, Any]:
        """What the row is made of."""
        kept = self.cleaned_data
        values = {name: kept[name] for name in self.base_fields}
        for name in self.texts:
            values[name] = Translated({code: text for code in LANGUAGES if (text := kept[f"{name}_{code}"])})
        return values

    @classmethod
    def answers_of(cls, row: Versioned) -> dict[str, Any]:
        """How the form is filled in for a row that is there."""
        answers = {name: getattr(row, name) for name in cls.base_fields}
        for name in cls.texts:
            answers |= {f"{name}_{code}": text for code, text in getattr(row, name).items()}
        return answers

    @classmethod
    def facts_of(cls, row: Versioned) -> list[tuple[str, str]]:
        """What there is to know of a row, field by field."""
        form = cls(initial=cls.answers_of(row))
        shown = ((str(form[name].label), form.shown(form[name], row)) for name in form.fields)
        return [(label, text) for label, text in shown if text]

    def differences_from(self, row: Versioned) -> list[Difference]:
        """The fields in which what was typed differs from how the row stands now."""
        stands = type(self)(initial=self.answers_of(row))
        both = [
            Difference(str(self[name].label), self.shown(stands[name], row), self.shown(self[name], row))
            for name in self.fields
        ]
        return [difference for difference in both if difference.kept != difference.typed]

    def shown(self, box: forms.BoundField, row: Versioned) -> str:
        """What is in a box, as a person reads it; a date with the month names of the row's country."""
        value = box.value()
        with suppress(ValidationError):
            # 16/5/2027 and 2027-05-16 are no difference.
            value = box.field.prepare_value(box.field.to_python(value))
        if isinstance(value, date):
            return format_date(value, self.languages[0], row.country.month_names)
        if isinstance(box.field, forms.BooleanField):
            return str(_("yes") if value else _("no"))
        if isinstance(box.field, forms.MultipleChoiceField):
            chosen = {str(item) for item in value or []}
            return " · ".join(str(label) for code, label in box.field.choices if str(code) in chosen)
        return "" if value is None else str(value)

    def add_refusal(self, refused: CalendarRefused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, str(refused))


class WeekForm(CalendarRowForm):
    holds_from = DayField(label=_("Holds from"), help_text=_("Before the first working week, the first one holds."))
    weekend = forms.TypedMultipleChoiceField(
        label=_("Weekly rest days"),
        coerce=int,
        choices=[(str(weekday), WEEKDAYS[weekday]) for weekday in (6, 0, 1, 2, 3, 4, 5)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the days of the week that are not worked.")},
    )
    needs_confirmation = forms.BooleanField(
        label=_("Needs confirming"), required=False, help_text=_("Leave the mark while sources disagree.")
    )
    texts = {"source": _("Source"), "note": _("Note")}
    needed = {"source": _("Say where this comes from, in one language at least: a law, a decree, a circular.")}

    def clean_weekend(self) -> list[int]:
        return sorted(self.cleaned_data["weekend"])


class DayForm(CalendarRowForm):
    day = DayField(label=_("Day"))
    is_working = forms.TypedChoiceField(
        label=_("What happens on it"),
        choices=[("", _("A day off")), ("yes", _("A working day, although it would be a day off"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    is_estimated = forms.BooleanField(
        label=_("Estimated"), required=False, help_text=_("May move by a day with the moon.")
    )
    texts = {"name": _("Name")}
    needed = {"name": _("Give the name in one language at least.")}

    @classmethod
    def answers_of(cls, row: Versioned) -> dict[str, Any]:
        answers = super().answers_of(row)
        return answers | {"is_working": "yes" if answers["is_working"] else ""}

    def shown(self, box: forms.BoundField, row: Versioned) -> str:
        if box.name == "is_working":
            return str(dict(self.fields["is_working"].choices)[box.value() or ""])
        return super().shown(box, row)


class SeasonForm(CalendarRowForm):
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    share = ShareField(
        label=_("Share of a full day's work"),
        help_text=_("5/7 for five hours instead of seven, or 71%. 1 is a full day."),
    )
    is_estimated = forms.BooleanField(
        label=_("Estimated"), required=False, help_text=_("May move by a day with the moon.")
    )
    texts = {"name": _("Name"), "source": _("Source")}
    needed = {"name": _("Give the name in one language at least.")}
