"""Does an indicator reach what it was to reach?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class YearValue:
    """What was to be reached in a year, and what was."""

    target: float
    actual: float | None = None


def is_reached(value: YearValue, *, rises: bool) -> bool | None:
    """None while it is not measured."""
    if value.actual is None:
        return None
    return value.actual >= value.target if rises else value.actual <= value.target


def latest_measured(years: Mapping[int, YearValue]) -> int | None:
    return max((year for year, value in years.items() if value.actual is not None), default=None)
