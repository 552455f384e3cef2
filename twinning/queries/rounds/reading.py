"""A round that has been run, as pages and documents read it: its pairs by name, and what became of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from planner.models import Country
from twinning.domain.kept_rounds import (
    Couple,
    Ground,
    Rules,
    couple_of,
    ground_kept,
    pairing_kept,
)
from twinning.domain.pairing import Candidate, Pairing, Status
from twinning.models import Need, Practice, Round
from twinning.queries.rounds.ground import PlacesLeft, places_left, rules_of
from twinning.queries.rounds.words import (
    Named,
    contradiction_in_words,
    keys_of_contradiction,
    listed,
    named,
    obstacles_to,
    reason_in_words,
)

# What is said of a state, and its colour.
STATES = {
    Round.State.DRAFT: (_("Draft"), "neutral"),
    Round.State.COMPLETE: (_("Result ready"), "ok"),
    Round.State.NO_SOLUTION: (_("No solution"), "warn"),
    Round.State.ADOPTED: (_("Adopted"), "ok"),
    Round.State.SUPERSEDED: (_("Superseded"), "neutral"),
}
# Pairs that both sides would rather have can be many; the best say enough.
BLOCKING_SHOWN = 10
# Of those who took the places that a need could have had; its own page shows all.
TAKERS_SHOWN = 3


@dataclass(frozen=True)
class PairRow:
    """`practice` and `need` are None where they are gone; `next_best` is the best alternative of the need."""

    key: Couple
    practice: Practice | None
    need: Need | None
    giver: Country
    taker: Country
    percent: int
    rule: str = ""
    next_best: PairRow | None = None


@dataclass(frozen=True)
class UnmetRow:
    """`reason` is one sentence; where it ends with a colon, `taken_by` follows."""

    key: str
    need: Need | None
    country: Country | None
    reason: str
    taken_by: list[PairRow]
    best: PairRow | None


@dataclass(frozen=True)
class UnmetGroup:
    """The needs of a country that stay unmet for the same reason; `takers` are the best few of `taken_by`, and
    `more_takers` how many there are besides."""

    country: Country | None
    reason: str
    takers: list[PairRow]
    more_takers: int
    rows: list[UnmetRow]


@dataclass(frozen=True)
class CountryRow:
    """Pairs in which a country gives and takes in this round, of the places that it had left."""

    country: Country
    given: int
    giver_places: int
    taken: int
    taker_places: int


class RoundReading:
    """What a round that has been run holds; made by `reading_of`."""

    def __init__(self, round_: Round, names: Named, ground: Ground, pairing: Pairing, rules: Rules) -> None:
        self.round, self.names, self.ground, self.pairing, self.rules = round_, names, ground, pairing, rules

    @cached_property
    def pairs(self) -> list[PairRow]:
        """In the order of the names of the countries that learn."""
        rows = [self._with_next(candidate) for candidate in self.pairing.pairs]
        return sorted(rows, key=lambda row: (str(row.taker), str(row.giver), row.key))

    @cached_property
    def unmet(self) -> list[UnmetRow]:
        rows = []
        for key, reason in self.pairing.unmet.items():
            need = self.names.needs.get(str(key))
            best = self.pairing.runners_up.get(key, ())
            rows.append(
                UnmetRow(
                    key=str(key),
                    need=need,
                    country=self.names.countries.get(need.country_id) if need else None,
                    reason=reason_in_words(reason),
                    taken_by=[self.row(candidate) for candidate in reason.taken_by],
                    best=self.row(best[0]) if best else None,
                )
            )
        return sorted(rows, key=lambda row: (str(row.country), row.key))

    def unmet_groups(self, *, most: int | None = None) -> list[UnmetGroup]:
        """Of all unmet needs, or of the first `most`."""
        found: dict[Any, list[UnmetRow]] = {}
        for row in self.unmet[:most]:
            found.setdefault((row.country, row.reason, tuple(one.key for one in row.taken_by)), []).append(row)
        return [
            UnmetGroup(
                country=country,
                reason=reason,
                takers=rows_in_order(rows[0].taken_by)[:TAKERS_SHOWN],
                more_takers=max(len(rows[0].taken_by) - TAKERS_SHOWN, 0),
                rows=rows,
            )
            for (country, reason, _takers), rows in found.items()
        ]

    @cached_property
    def blocking(self) -> list[PairRow]:
        """The best of them."""
        best = sorted(self.pairing.blocking, key=lambda one: (-one.score, couple_of(one)))
        return [self.row(candidate) for candidate in best[:BLOCKING_SHOWN]]

    @cached_property
    def countries(self) -> list[CountryRow]:
        """Those that give or take in a pair, or could have."""
        given = Counter(str(one.provider) for one in self.pairing.pairs)
        taken = Counter(str(one.seeker) for one in self.pairing.pairs)
        could = {str(key) for one in self.ground.candidates for key in (one.provider, one.seeker)}
        rows = [
            CountryRow(
                country=self.names.countries[code],
                given=given[code],
                giver_places=self.ground.givers.get(code, 0),
                taken=taken[code],
                taker_places=self.ground.takers.get(code, 0),
            )
            for code in could
            if code in self.names.countries
        ]
        return sorted(rows, key=lambda row: (-(row.given + row.taken), str(row.country)))

    @property
    def reciprocal(self) -> list[Country]:
        return [self.names.countries[str(code)] for code in self.pairing.reciprocal]

    @property
    def reciprocal_names(self) -> str:
        return listed(map(str, self.reciprocal))

    @property
    def need_count(self) -> int:
        return len(self.pairing.pairs) + len(self.pairing.unmet)

    @property
    def mean_percent(self) -> int:
        """The mean score of the pairs, of a hundred."""
        return round(100 * self.pairing.score / len(self.pairing.pairs)) if self.pairing.pairs else 0

    @property
    def is_proved(self) -> bool:
        return self.pairing.status == Status.OPTIMAL

    @property
    def contradiction(self) -> str:
        """Why there is no solution, in a sentence; empty where there is one."""
        kept = (self.round.result or {}).get("contradiction")
        return contradiction_in_words(kept, self.names) if kept else ""

    @property
    def has_examples(self) -> bool:
        return self.round.is_example or any(need.is_example for need in self.names.needs.values())

    def obstacles(self, left: PlacesLeft) -> list[str]:
        """Why its pairs can no longer be proposed."""
        return obstacles_to(self.pairing.pairs, self.names, left)

    def row(self, candidate: Candidate) -> PairRow:
        return PairRow(**self._parts(candidate))

    def rule_of(self, couple: Couple) -> str:
        if couple in self.rules.locked:
            return "LOCKED"
        return "FORBIDDEN" if couple in self.rules.forbidden else ""

    def _with_next(self, candidate: Candidate) -> PairRow:
        others = self.pairing.runners_up.get(candidate.need, ())
        return PairRow(**self._parts(candidate), next_best=self.row(others[0]) if others else None)

    def _parts(self, candidate: Candidate) -> dict[str, Any]:
        couple = couple_of(candidate)
        return {
            "key": couple,
            "practice": self.names.practices.get(couple[0]),
            "need": self.names.needs.get(couple[1]),
            "giver": self.names.countries[str(candidate.provider)],
            "taker": self.names.countries[str(candidate.seeker)],
            "percent": round(candidate.score * 100),
            "rule": self.rule_of(couple),
        }


def reading_of(round_: Round) -> RoundReading:
    """Four queries, at any size: the rules, and the names of what the result speaks of."""
    ground = ground_kept(round_.candidates, round_.places)
    pairing = pairing_kept(round_.result or {}, ground)
    rules = rules_of(round_)
    practices, needs = _keys_spoken_of(pairing, rules)
    contradictory = {key for key in keys_of_contradiction((round_.result or {}).get("contradiction")) if len(key) == 36}
    names = named(practices | contradictory, needs | contradictory)
    return RoundReading(round_, names, ground, pairing, rules)


def places_left_for(reading: RoundReading) -> PlacesLeft:
    """As they are now. Three queries."""
    return places_left(reading.names.practices.values(), reading.names.countries)


def _keys_spoken_of(pairing: Pairing, rules: Rules) -> tuple[set[str], set[str]]:
    candidates = list(_candidates_spoken_of(pairing))
    practices = {str(one.practice) for one in candidates}
    needs = {str(one.need) for one in candidates} | {str(need) for need in pairing.unmet}
    for practice, need in (*rules.locked, *rules.forbidden):
        practices.add(practice)
        needs.add(need)
    return practices, needs


def _candidates_spoken_of(pairing: Pairing) -> Iterator[Candidate]:
    yield from pairing.pairs
    yield from pairing.blocking
    for reason in pairing.unmet.values():
        yield from reason.taken_by
    for others in pairing.runners_up.values():
        yield from others[:1]


def rows_in_order(rows: Iterable[PairRow]) -> list[PairRow]:
    """The best first."""
    return sorted(rows, key=lambda row: (-row.percent, str(row.giver), row.key))
