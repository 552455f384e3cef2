"""One text in three languages, asked for in the plan's own language first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from planner.forms.fields import check_text_is_plain, check_text_is_readable
from planner.models import LANGUAGES, Translated


@dataclass(frozen=True)
class TextBox:
    code: str
    language: str
    id: str
    name: str
    text: str
    is_base: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.code == "ar" else "ltr"


class TextsBoundField(BoundField):
    @property
    def boxes(self) -> Iterator[TextBox]:
        """The box of the plan's own language, then the others."""
        base, given = self.field.base, self.value()
        texts = dict(zip(LANGUAGES, given, strict=False)) if isinstance(given, list) else given or {}
        names = dict(settings.LANGUAGES)
        for code in (base, *(code for code in LANGUAGES if code != base)):
            yield TextBox(
                code=code,
                language=str(names[code]),
                id=f"{self.auto_id}_{code}",
                name=f"{self.html_name}_{code}",
                text=texts.get(code) or "",
                is_base=code == base,
            )


class TextsWidget(forms.MultiWidget):
    """Only reads what was typed: `templates/_texts_field.html` draws the boxes."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(LANGUAGES, forms.Textarea))

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code in LANGUAGES]


class TextsField(forms.MultiValueField):
    """A text by language. One that is required is so in `base`, the plan's own language; `rows` of 1 is one line."""

    base = "ar"
    default_error_messages = {"required": _("Give the text in the language the plan is written in.")}

    def __init__(self, *, rows: int = 1, max_length: int = 5000, **options: Any) -> None:
        self.rows = rows
        check = check_text_is_plain if rows == 1 else check_text_is_readable
        super().__init__(
            [forms.CharField(required=False, max_length=max_length, validators=[check]) for _code in LANGUAGES],
            require_all_fields=False,
            widget=TextsWidget(),
            **options,
        )

    def compress(self, texts: list[str]) -> Translated:
        return Translated({code: text for code, text in zip(LANGUAGES, texts, strict=False) if text})

    def clean(self, value: Any) -> Translated:
        texts = super().clean([(text or "").replace("\r\n", "\n") for text in value or []])
        if self.required and not texts.get(self.base):
            raise ValidationError(self.error_messages["required"], code="required")
        return texts

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> TextsBoundField:
        return TextsBoundField(form, self, field_name)
