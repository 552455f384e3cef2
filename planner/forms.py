"""From what people type to values. What may be done with the values is decided in queries and services."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planner.domain.search import western_digits
from planner.models import LANGUAGES, Recommendation, Study, Theme, Translated
from planner.queries.proposals import DeadlineBeforeStart, NoDate, PlanRefused

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


class PlainTextField(forms.CharField):
    """One line of text without characters that cannot be seen."""

    default_validators = [check_text_is_plain]


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


class SignInForm(AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("This user name and password do not belong together. Mind capital and small letters."),
    }


class LibraryFilterForm(forms.Form):
    """Every filter may stay empty."""

    q = PlainTextField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    study = forms.ChoiceField(label=_("Study"), required=False)
    pillar = forms.ChoiceField(label=_("RITE pillar"), required=False)
    target = forms.ChoiceField(label=_("SDG target"), required=False)
    challenge = forms.ChoiceField(label=_("Challenge"), required=False)

    def __init__(self, data: Any, *, studies: Iterable[Study], themes: Iterable[Theme]) -> None:
        super().__init__(data)
        by_kind: dict[str, list[tuple[str, str]]] = {kind: [("", _("All"))] for kind in Theme.Kind.values}
        for theme in themes:
            by_kind[theme.kind].append((theme.code, theme_label(theme)))
        self.fields["study"].choices = [("", _("All")), *((study.code, str(study.title)) for study in studies)]
        self.fields["pillar"].choices = by_kind[Theme.Kind.RITE]
        self.fields["target"].choices = by_kind[Theme.Kind.SDG]
        self.fields["challenge"].choices = by_kind[Theme.Kind.CHALLENGE]

    def chosen(self) -> dict[str, Any]:
        """What `library_page` takes; a filter with an unknown value filters nothing and shows its error."""
        self.is_valid()
        kept = self.cleaned_data
        themes = [kept[name] for name in ("pillar", "target", "challenge") if kept.get(name)]
        return {"words": kept.get("q", ""), "study": kept.get("study", ""), "themes": themes}


def theme_label(theme: Theme) -> str:
    """SDG targets are known by their number."""
    return f"{theme.code} {theme.name}" if theme.kind == Theme.Kind.SDG else str(theme.name)


class PlanChoiceForm(forms.Form):
    """Which recommendations, and from when or until when. Whether that makes a plan, the proposal says."""

    recommendation = forms.MultipleChoiceField(
        label=_("Recommendations"),
        error_messages={
            "required": _("Choose at least one recommendation."),
            "invalid_choice": _("There is no recommendation %(value)s."),
        },
    )
    start = DayField(label=_("Start date"), required=False)
    finish_by = DayField(
        label=_("Deadline"),
        required=False,
        help_text=_("Without a start date, the plan starts as late as the deadline allows."),
    )

    def __init__(self, *args: Any, recommendations: Iterable[Recommendation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["recommendation"].choices = [(row.code, str(row.title)) for row in recommendations]

    def known_codes(self) -> list[str]:
        """The chosen codes that exist, whether or not the rest of the form is right."""
        chosen = set(self["recommendation"].value() or [])
        return [code for code, _title in self.fields["recommendation"].choices if code in chosen]

    def dates(self) -> dict[str, date | None]:
        """The dates that could be read."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("start", "finish_by")}

    def choice_query(self) -> str:
        """The choice as the query of an address, to come back to it."""
        names = ("recommendation", "start", "finish_by")
        return urlencode([(name, value) for name in names for value in self.data.getlist(name)])

    def add_refusal(self, refused: PlanRefused) -> None:
        """Say it at the field it concerns, unless that field has something to say already."""
        fields = {NoDate: "start", DeadlineBeforeStart: "finish_by"}
        field = fields.get(type(refused), "recommendation")
        if field not in self.errors:
            self.add_error(field, str(refused))


class NewPlanForm(PlanChoiceForm):
    """The checked answers, with the prerequisites that go along and the plan's name."""

    prerequisite = forms.MultipleChoiceField(label=_("Prerequisites"), required=False)
    base_language = forms.ChoiceField(
        label=_("Language the plan is written in"),
        choices=[("ar", "العربية"), ("en", "English"), ("fr", "Français")],
        widget=forms.RadioSelect,
        help_text=_("Word files can be made in all three languages."),
    )
    title = PlainTextField(
        label=_("Title of the plan"),
        required=False,
        max_length=200,
        help_text=_("In the language of the plan."),
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["prerequisite"].choices = self.fields["recommendation"].choices

    def plan_values(self) -> dict[str, Any]:
        """What `create_plan` takes; without a title of one's own the plan gets the usual one."""
        kept = self.cleaned_data
        return {
            "codes": [*kept["recommendation"], *kept["prerequisite"]],
            "start": kept["start"],
            "finish_by": kept["finish_by"],
            "base_language": kept["base_language"],
            "title": Translated({kept["base_language"]: kept["title"]}) if kept["title"] else None,
        }


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
