"""How rows are put into words for a document: in the language that is active, or else in their own, marked as such."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language

from exports.word.content import Text
from planner.domain.workdays import Calendar
from planner.models import Translated

COLONS = {"ar": ": ", "en": ": ", "fr": "\u00a0: "}
COMMAS = {"ar": "،", "en": ",", "fr": ","}


def said(texts: Translated, *, base: str) -> Text:
    return Text.pick(texts, language=str(get_language()), base=base)


def listed(names: Iterable[str]) -> str:
    return f"{COMMAS[str(get_language())]} ".join(names)


def working_week(calendar: Calendar) -> str:
    """The working days in their order, the first one after the rest first: Sunday, Monday …"""
    rest = calendar.weekend
    first = next((day for day in range(7) if day not in rest and (day - 1) % 7 in rest), 0)
    days = ((first + n) % 7 for n in range(7))
    return listed(str(WEEKDAYS[day]) for day in days if day not in rest)
