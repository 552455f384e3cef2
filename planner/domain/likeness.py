"""Which countries are most like one, by their indices, their region, and whether they are least developed?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# What a difference in kind weighs beside a distance on the indices, where 1 is from the worst to the best.
OTHER_REGION = 0.05
OTHER_DEVELOPMENT = 0.05
# Of a country that has no index in common with the first, nothing is known: it comes after all that are near.
UNKNOWN_DISTANCE = 1.0


@dataclass(frozen=True)
class Standing:
    """`values` are shares of the best there can be, by index; one that nobody published is left out."""

    code: str
    region: str
    is_least_developed: bool
    values: Mapping[str, float] = field(default_factory=dict)


def most_alike(one: Standing, others: Iterable[Standing], *, count: int) -> list[Standing]:
    """The `count` others that are nearest, the nearest first; ties by their codes.

    The distance is the mean over the indices that both have, and what other region and development weigh. Where `one`
    has no index at all, region and development alone decide.
    """
    ranked = sorted(
        (other for other in others if other.code != one.code), key=lambda other: (distance(one, other), other.code)
    )
    return ranked[:count]


def distance(one: Standing, other: Standing) -> float:
    known = one.values.keys() & other.values.keys()
    of_indices = sum(abs(one.values[code] - other.values[code]) for code in known) / len(known) if known else 0.0
    if one.values and not known:
        of_indices = UNKNOWN_DISTANCE
    return (
        of_indices
        + OTHER_REGION * (one.region != other.region)
        + OTHER_DEVELOPMENT * (one.is_least_developed != other.is_least_developed)
    )
