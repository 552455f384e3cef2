from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import PlainTextField
from planner.models import Study, Theme


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
