"""How long ago did a country confirm that its practice is as described?"""

from __future__ import annotations

from datetime import date
from typing import Literal

Light = Literal["FRESH", "DUE", "OUTDATED", "UNCONFIRMED"]

YEAR = 365


def freshness_light(confirmed_on: date | None, *, today: date) -> Light:
    """Fresh for a year, then due for another one, then outdated; a practice that nobody confirmed is neither."""
    if confirmed_on is None:
        return "UNCONFIRMED"
    days = (today - confirmed_on).days
    if days < YEAR:
        return "FRESH"
    return "DUE" if days < 2 * YEAR else "OUTDATED"
