"""A practice, asked for in the order of a good-practice form; and what the library of practices is searched by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import DayField, LongTextField, PlainTextField, WholeNumberField
from planner.forms.library import theme_label
from planner.forms.texts import TextsField
from planner.models import Country, Theme
from twinning.forms.records import TITLE_MISSING, LanguagesField, RecordForm
from twinning.models import Practice


class DocumentsField(LongTextField):
    """Addresses with their titles, one a line."""

    default_error_messages = {
        "address": _("Begin each line with an address, such as https://example.org/report.pdf; its title may follow.")
    }

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{document['address']} {document['title']}".strip() for document in value)

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line.split(maxsplit=1) for line in super().clean(value).splitlines() if line.strip()]
        for address, *_title in lines:
            try:
                URLValidator(schemes=["http", "https"])(address)
            except ValidationError:
                raise ValidationError(self.error_messages["address"], code="address") from None
        return [{"address": address, "title": " ".join(title)} for address, *title in lines]


class PracticeForm(RecordForm):
    title = TextsField(label=_("Title"), max_length=200, error_messages=TITLE_MISSING)
    institution = TextsField(label=_("Institution"), max_length=300, required=False)
    contact = PlainTextField(
        label=_("Contact"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("A name or an office and how to reach it; seen by the country's own people only."),
    )
    period = PlainTextField(
        label=_("Period"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"dir": "ltr"}),
        help_text=_("Such as 2018–2020."),
    )
    summary = TextsField(
        label=_("Summary"), rows=4, required=False, help_text=_("What it is and what it brought, in a few sentences.")
    )
    problem = TextsField(label=_("Problem before"), rows=3, required=False)
    solution = TextsField(label=_("Solution and technology"), rows=4, required=False)
    stakeholders = TextsField(label=_("Stakeholders"), rows=2, required=False, help_text=_("Who took part, and how."))
    steps = TextsField(label=_("Steps and time"), rows=3, required=False)
    resources = TextsField(label=_("Resources and cost"), rows=2, required=False)
    results = TextsField(label=_("Results"), rows=3, required=False, help_text=_("With figures, before and after."))
    evidence = forms.ChoiceField(label=_("Evidence"), choices=Practice.Evidence.choices, required=False)
    evidence_on = DayField(label=_("Date of the evidence"), required=False)
    life_stage = forms.ChoiceField(label=_("Life stage"), choices=Practice.LifeStage.choices, required=False)
    enabling_factors = TextsField(label=_("Enabling factors"), rows=2, required=False)
    constraints = TextsField(label=_("Constraints"), rows=2, required=False)
    sustainability = TextsField(label=_("Sustainability"), rows=2, required=False)
    lessons = TextsField(label=_("Lessons"), rows=2, required=False)
    conditions = TextsField(
        label=_("What another country must have"),
        rows=3,
        required=False,
        help_text=_("Laws, systems, skills and money without which it cannot be reused."),
    )
    languages = LanguagesField(label=_("Languages in which experts can teach"), required=False)
    places = WholeNumberField(
        label=_("Places offered a year"), min_value=0, max_value=100, help_text=_("How many countries it can teach.")
    )
    documents = DocumentsField(
        label=_("Documents"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "ltr"}),
        help_text=_("One a line: the address, then its title."),
    )
    has_consent = forms.BooleanField(
        label=_("The country consents to publication"),
        required=False,
        help_text=_("Without consent it stays with the country's own people."),
    )

    sections_of: ClassVar[dict[Any, list[str]]] = {
        _("What it is"): ["base_language", "title", "institution", "summary", "period", "contact"],
        _("From the problem to the solution"): ["problem", "solution", "stakeholders", "steps", "resources"],
        _("What it brought"): ["results", "evidence", "evidence_on", "life_stage", "lessons"],
        _("What helps and what hinders"): ["enabling_factors", "constraints", "sustainability"],
        _("For another country"): [
            "conditions",
            "pillars",
            "targets",
            "challenges",
            "languages",
            "places",
            "documents",
            "has_consent",
        ],
    }


class PracticeFilterForm(forms.Form):
    """Every filter may stay empty."""

    q = PlainTextField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    pillar = forms.ChoiceField(label=_("RITE pillar"), required=False)
    target = forms.ChoiceField(label=_("SDG target"), required=False)
    challenge = forms.ChoiceField(label=_("Challenge"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language of teaching"), required=False)

    def __init__(self, data: Any, *, themes: Iterable[Theme], countries: Iterable[Country]) -> None:
        super().__init__(data)
        all_of = ("", _("All"))
        for name, kind in (("pillar", "RITE"), ("target", "SDG"), ("challenge", "CHALLENGE")):
            self.fields[name].choices = [
                all_of,
                *((theme.code, theme_label(theme)) for theme in themes if theme.kind == kind),
            ]
        by_name = sorted(countries, key=lambda country: re.sub(r"^ال", "", str(country)))
        self.fields["country"].choices = [all_of, *((country.pk, str(country)) for country in by_name)]
        self.fields["language"].choices = [all_of, *settings.LANGUAGES]

    def chosen(self) -> dict[str, Any]:
        """What `practice_library` takes; a filter with an unknown value filters nothing and shows its error."""
        self.is_valid()
        kept = self.cleaned_data
        return {
            "words": kept.get("q", ""),
            "themes": [kept[name] for name in ("pillar", "target", "challenge") if kept.get(name)],
            "country": kept.get("country", ""),
            "language": kept.get("language", ""),
        }
