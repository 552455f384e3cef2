"""Practices and needs for tests. Each function names what matters and makes up the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.models import Translated
from twinning.models import Need, Practice


def make_practice(
    country: str = "JOR", *, title: str = "ممارسة", themes: Iterable[str] = (), **values: Any
) -> Practice:
    """A country's own practice; one in a state that needs consent has it."""
    values = {"summary": Translated(ar="ملخص"), "has_consent": True, **values}
    practice = Practice.objects.create(country_id=country, title=Translated(ar=title), **values)
    practice.themes.set(themes)
    return practice


def make_need(
    country: str = "JOR",
    *,
    title: str = "احتياج",
    themes: Iterable[str] = (),
    indicators: Iterable[str] = (),
    **values: Any,
) -> Need:
    need = Need.objects.create(country_id=country, title=Translated(ar=title), **values)
    need.themes.set(themes)
    need.indicators.set(indicators)
    return need
