"""How large are the activities of a twinning usually?

The ranges are those of the European Union's twinning and TAIEX instruments: an expert mission of two to five days with
one or two experts, a study visit of two to five days for up to three visitors, workshops for fifteen people and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class UsualSize:
    """Working days and people; None for no bound."""

    least_days: int | None = None
    most_days: int | None = None
    least_people: int | None = None
    most_people: int | None = None


USUAL: Mapping[str, UsualSize] = {
    "EXPERT_MISSION": UsualSize(2, 5, 1, 2),
    "STUDY_VISIT": UsualSize(2, 5, 1, 3),
    "WORKSHOP": UsualSize(1, 3, 15, None),
    "ASSESSMENT": UsualSize(2, 5, 1, 2),
    "TRAINING": UsualSize(1, 5, None, None),
    "REMOTE": UsualSize(None, 1, None, None),
    "STEERING": UsualSize(None, 1, None, None),
}
# Two parties travel or meet for these, so they take place on days that both work.
JOINT_KINDS = frozenset({"EXPERT_MISSION", "STUDY_VISIT", "WORKSHOP", "ASSESSMENT", "STEERING"})


class Unusual(StrEnum):
    SHORT = "SHORT"
    LONG = "LONG"
    FEW = "FEW"
    MANY = "MANY"


def unusual_sizes(kind: str, *, days: int, people: int | None) -> Iterator[Unusual]:
    """What is out of the ordinary. It is said, and not refused."""
    usual = USUAL.get(kind, UsualSize())
    if usual.least_days is not None and days < usual.least_days:
        yield Unusual.SHORT
    if usual.most_days is not None and days > usual.most_days:
        yield Unusual.LONG
    if people is not None and usual.least_people is not None and people < usual.least_people:
        yield Unusual.FEW
    if people is not None and usual.most_people is not None and people > usual.most_people:
        yield Unusual.MANY
