"""What the forms of a plan's lists have in common: they start from an entry, and name the version they started from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planner.forms.texts import TextsField
from planner.models import Plan, Versioned


@dataclass(frozen=True)
class Meanwhile:
    """What a field says now, after somebody else's save, where that is not what was typed."""

    label: str
    value: str


class VersionedForm(forms.Form):
    """Values of a row that two people may change at the same moment; its texts are asked for in `base_language` first.

    `meanwhile` is filled when somebody else saved first; what was typed stays, and the next save stands on theirs.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, base_language: str, row: Versioned | None, **options: Any) -> None:
        super().__init__(data, initial={**self.initial_of_row(row), **options.pop("initial", {})}, **options)
        self.base_language = base_language
        self.meanwhile: list[Meanwhile] = []
        for field in self.fields.values():
            if isinstance(field, TextsField):
                field.base = base_language

    def initial_of_row(self, row: Versioned | None) -> dict[str, Any]:
        if row is None:
            return {}
        return {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}

    def values(self) -> dict[str, Any]:
        """The columns of the entry."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def made_from(self) -> int:
        """The version that was on the screen; 0 where the form did not say, which no entry has."""
        return self.cleaned_data.get("version") or 0

    def stand_against(self, row: Versioned) -> None:
        """Show what `row` says now beside what was typed, and go on from there."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        now = self.initial_of_row(row)
        self.meanwhile = [
            Meanwhile(str(self.fields[name].label), self.in_words(name, now.get(name)))
            for name in typed
            if typed[name] != now.get(name)
        ]
        self.data = self.data.copy()
        self.data["version"] = row.version

    def in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, TextsField):
            return value.in_language(get_language(), base=self.base_language) if value else ""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            return str(dict(field.choices).get(value, value))
        return "" if value is None else str(value)


class EntryForm(VersionedForm):
    """Values of one entry of `plan`; a new one where there is no `entry`."""

    def __init__(self, data: Any = None, *, plan: Plan, entry: Versioned | None = None, **options: Any) -> None:
        self.plan, self.entry = plan, entry
        super().__init__(data, base_language=plan.base_language, row=entry, **options)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = self.choices_of(field.queryset.model)

    def initial_of_row(self, row: Versioned | None) -> dict[str, Any]:
        return self.initial_of(self.plan, row)

    def initial_of(self, plan: Plan, entry: Versioned | None) -> dict[str, Any]:
        return super().initial_of_row(entry)

    def choices_of(self, model: type) -> Any:
        """The rows of the plan that a field may choose among."""
        raise NotImplementedError(model)
