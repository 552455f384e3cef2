"""One text in Arabic, English and French, kept in one column."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("ar", "en", "fr")


class Translated(dict[str, str]):
    """Texts by language code; as a string, the text in the reader's language or else the first there is."""

    def in_language(self, language: str | None, *, base: str = "ar") -> str:
        """The text in `language`; where it is missing, in `base`, and failing that in any language."""
        for code in (language, base, *LANGUAGES):
            if code and self.get(code):
                return self[code]
        return ""

    def has(self, language: str) -> bool:
        return bool(self.get(language))

    def __str__(self) -> str:
        return self.in_language((get_language() or "ar")[:2])


class TranslatedAttribute(DeferredAttribute):
    """Whatever is assigned is read back as `Translated`, saved or not."""

    def __set__(self, instance: models.Model, value: dict[str, str] | None) -> None:
        instance.__dict__[self.field.attname] = Translated(value or {})


class TranslatedField(models.JSONField):
    """A `Translated` text. History, export and forms see one field instead of three."""

    descriptor_class = TranslatedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("default") is Translated:
            del kwargs["default"]
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: models.Model) -> None:
        super().validate(value, model_instance)
        if not set(value) <= set(LANGUAGES) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Give a text for Arabic, English or French."))
