"""What the report of a round of pairing says, as plain values in the document's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from exports.word.content import Wording


@dataclass(frozen=True, slots=True)
class Weight:
    """A criterion's share of all weights, of a hundred, and what it looks at."""

    criterion: str
    percent: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one criterion says of a pair; `percent` is None where it has no say, `sentence` may be empty."""

    criterion: str
    percent: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A practice and the need that it answers; `rule` says in a word where it was settled beforehand."""

    giver: Wording
    practice: Wording
    taker: Wording
    need: Wording
    percent: int
    rule: str = ""
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """`reason` is one sentence; where it ends with a colon, the numbers of the pairs that stand in the way follow."""

    country: Wording
    need: Wording
    reason: str
    taken_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The best practices that were not chosen for a need, the best first."""

    country: Wording
    need: Wording
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """That a practice must, or must not, answer a need."""

    kind: str
    pair: Pair
    reason: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The pairs in which a country gives and takes, of the places that it had left."""

    country: Wording
    given: int
    giver_places: int
    taken: int
    taker_places: int


@dataclass(frozen=True, slots=True)
class RoundContent:
    """A round that has been run. `contradiction` says in a sentence why there is no solution; empty where there is.

    `pairs` are numbered from 1 in their order. `months` is the family of month names of `planner.domain.dates`;
    `mean_percent` the mean score of the pairs.
    """

    language: Literal["ar", "en", "fr"]
    months: str
    title: Wording
    reference: str
    revision: int
    state: str
    is_example: bool
    made_on: date
    ran_on: date
    first_day: date
    answer_by: date | None
    prepared_by: str
    visible_to: str
    goal: str
    goal_meaning: str
    least_score: int
    once_per_country_pair: bool
    is_proved: bool
    need_count: int
    mean_percent: int
    contradiction: str = ""
    weights: tuple[Weight, ...] = ()
    pairs: tuple[Pair, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    alternatives: tuple[Alternatives, ...] = ()
    rules: tuple[Rule, ...] = ()
    blocking: tuple[Pair, ...] = ()
    balances: tuple[Balance, ...] = ()

    @property
    def reciprocal(self) -> tuple[Wording, ...]:
        """Countries that both give and take."""
        return tuple(each.country for each in self.balances if each.given and each.taken)
