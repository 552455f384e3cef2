"""What the forms of practices and needs have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from planner.domain.states import Move
from planner.forms.entries import VersionedForm
from planner.forms.fields import LongTextField
from planner.forms.library import theme_label
from planner.models import Theme, Versioned

THEME_FIELDS = {
    "pillars": (Theme.Kind.RITE, _("RITE pillars")),
    "targets": (Theme.Kind.SDG, _("SDG targets")),
    "challenges": (Theme.Kind.CHALLENGE, _("Challenges")),
}
TITLE_MISSING = {"required": _("Give the title in the language it is written in.")}


@dataclass(frozen=True)
class FormSection:
    title: str
    fields: list[BoundField]


class LanguagesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=settings.LANGUAGES, **options)


class RecordForm(VersionedForm):
    """A form in sections; `sections_of` names the fields of each. Themes are chosen by their kind."""

    sections_of: ClassVar[dict[Any, list[str]]] = {}

    base_language = forms.ChoiceField(
        label=_("Language it is written in"),
        choices=settings.LANGUAGES,
        help_text=_("Texts are needed in this language; the others are translations."),
    )

    def __init__(self, data: Any = None, *, row: Versioned | None, themes: Iterable[Theme], **options: Any) -> None:
        base_language = (data or {}).get("base_language") or getattr(row, "base_language", None) or "ar"
        if base_language not in dict(settings.LANGUAGES):
            base_language = "ar"
        self.themes = {theme.code: theme for theme in themes}
        super().__init__(data, base_language=base_language, row=row, **options)
        for name, (kind, label) in THEME_FIELDS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(code, theme_label(theme)) for code, theme in self.themes.items() if theme.kind == kind],
            )

    def initial_of_row(self, row: Versioned | None) -> dict[str, Any]:
        if row is None or row._state.adding:
            return super().initial_of_row(row)
        filed = list(row.themes.all())
        by_kind = {
            name: [theme.code for theme in filed if theme.kind == kind] for name, (kind, _label) in THEME_FIELDS.items()
        }
        return {**super().initial_of_row(row), **by_kind}

    def values(self) -> dict[str, Any]:
        """The columns of the record, and its themes."""
        chosen = super().values()
        codes = [code for name in THEME_FIELDS for code in chosen.pop(name)]
        return {**chosen, "themes": [self.themes[code] for code in codes]}

    @property
    def sections(self) -> Iterator[FormSection]:
        for title, names in self.sections_of.items():
            yield FormSection(str(title), [self[name] for name in names])

    def in_words(self, name: str, value: Any) -> str:
        if isinstance(self.fields[name], forms.MultipleChoiceField):
            labels = dict(self.fields[name].choices)
            return " · ".join(str(labels.get(one, one)) for one in value or [])
        return super().in_words(name, value)


class RecordMoveForm(forms.Form):
    """A reason, or a note of the decision, and the version that the person read."""

    reason = LongTextField(label=_("Note"), max_length=2000, required=False)
    read_at_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, move: Move, **options: Any) -> None:
        super().__init__(*args, **options)
        if move.needs_reason:
            self.fields["reason"].required = True
            self.fields["reason"].label = _("Reason")
            self.fields["reason"].error_messages["required"] = _("Give the reason.")
