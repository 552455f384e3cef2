"""Which country shows which practice to which other country, so that as many needs as possible are met?

Candidates, places and rules go in; pairs come out with the reasons for each pair and for each need that stays unmet.
The choice is made by `programme`; nothing here knows of Django, of the clock or of what a score is made of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from math import fsum
from typing import Any, NamedTuple

import numpy as np

from twinning.domain.candidates import Candidate, Field, Key
from twinning.domain.contradictions import Contradiction, NoCandidate
from twinning.domain.programme import Bonus, Flags, Programme, best_of_each

__all__ = [
    "Candidate",
    "Contradiction",
    "Goal",
    "Pairing",
    "Reason",
    "ReasonKind",
    "Status",
    "WhyNot",
    "pair",
    "why_not",
    "worth",
]

RUNNERS_UP = 3


class Goal(StrEnum):
    """What comes first, second and third.

    COVERAGE: most needs met, then most countries that both give and take, then the highest total score.
    BENEFIT: the highest total score. INCLUSIVE: every country of `served_first` that can be served is, as far as
    possible; then as COVERAGE.
    """

    COVERAGE = "coverage"
    BENEFIT = "benefit"
    INCLUSIVE = "inclusive"


class Status(StrEnum):
    """OPTIMAL: proved to be the best. FEASIBLE: the best found within the time. INFEASIBLE: see the contradiction."""

    OPTIMAL = "OPTIMAL"
    FEASIBLE = "FEASIBLE"
    INFEASIBLE = "INFEASIBLE"


class ReasonKind(StrEnum):
    NO_PRACTICE = "NO_PRACTICE"
    SAME_COUNTRY = "SAME_COUNTRY"
    FORBIDDEN = "FORBIDDEN"
    SEEKER_FULL = "SEEKER_FULL"
    PLACES_TAKEN = "PLACES_TAKEN"
    COUNTRY_PAIR_TAKEN = "COUNTRY_PAIR_TAKEN"
    NO_BENEFIT = "NO_BENEFIT"
    TIME_RAN_OUT = "TIME_RAN_OUT"


class Reason(NamedTuple):
    """Why a need stays unmet; `taken_by` are the pairs that stand in the way.

    NO_PRACTICE: it has no candidate. SAME_COUNTRY: only practices of its own country answer it. FORBIDDEN: all
    others are forbidden. SEEKER_FULL: its country takes part with other needs in all its places. PLACES_TAKEN: each
    practice or its country gives all its places to others. COUNTRY_PAIR_TAKEN: where there would be a place, the two
    countries are paired already. NO_BENEFIT: its candidates score nothing. TIME_RAN_OUT: a place is free, but the
    best was not found within the time.
    """

    kind: ReasonKind
    taken_by: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Pairing:
    """`pairs` in the order of needs, `score` their sum; `reciprocal` are the countries that both give and take.

    `blocking` are candidates that both sides would rather have than something they got; a pairing for the common
    good may have some. `runners_up` gives for each need, met or not, its best alternatives that were not chosen.
    `contradiction` says what is wrong where there is nothing to choose from or no way to choose.
    """

    status: Status
    pairs: tuple[Candidate, ...] = ()
    score: float = 0.0
    reciprocal: tuple[Key, ...] = ()
    unmet: Mapping[Key, Reason] = field(default_factory=dict)
    blocking: tuple[Candidate, ...] = ()
    runners_up: Mapping[Key, tuple[Candidate, ...]] = field(default_factory=dict)
    contradiction: Contradiction | None = None


def pair(
    candidates: Iterable[Candidate],
    *,
    provider_places: Mapping[Key, int],
    seeker_places: Mapping[Key, int],
    practice_places: Mapping[Key, int] | None = None,
    locked: Iterable[tuple[Key, Key]] = (),
    forbidden: Iterable[tuple[Key, Key]] = (),
    goal: Goal | str = Goal.COVERAGE,
    once_per_country_pair: bool = True,
    served_first: Iterable[Key] = (),
    needs: Iterable[Key] = (),
    time_limit: float | None = None,
) -> Pairing:
    """The best pairs within all places. Same input, same output, whatever its order.

    Places are how many pairs a country gives, a country takes, or a practice serves, at once; a country that is not
    named has none, a practice that is not named has as many as its country. `locked` and `forbidden` are (practice,
    need). A need is met at most once, no country is paired with itself, and two countries at most once whichever of
    them gives, unless `once_per_country_pair` is False. `needs` may name needs that have no candidate, so that they
    are reported as well. `time_limit` is in seconds for each step of the search; without it the result is proved.

    Raises nothing for contradictory input: status and contradiction of the result tell.
    """
    try:
        field_ = Field(
            candidates,
            provider_places=provider_places,
            seeker_places=seeker_places,
            practice_places=practice_places or {},
            locked=locked,
            forbidden=forbidden,
            once_per_country_pair=once_per_country_pair,
        )
    except Contradiction as contradiction:
        return Pairing(Status.INFEASIBLE, contradiction=contradiction)
    chosen, is_proved = _choose(field_, Goal(goal), set(served_first), time_limit)
    pairs = field_.those(chosen)
    return Pairing(
        status=Status.OPTIMAL if is_proved else Status.FEASIBLE,
        pairs=pairs,
        score=fsum(candidate.score for candidate in pairs),
        reciprocal=_reciprocal(pairs),
        unmet=dict(_unmet(field_, chosen, needs, is_proved)),
        blocking=_blocking(field_, chosen),
        runners_up=_runners_up(field_, chosen),
        contradiction=None if len(field_) else NoCandidate(),
    )


# --- choosing -------------------------------------------------------------------------------------------


def _choose(
    field_: Field, goal: Goal, served_first: Collection[Key], time_limit: float | None
) -> tuple[list[int], bool]:
    """The places of the chosen candidates, in order, and whether nothing better exists."""
    if not len(field_):
        return [], True
    givers = _numbers(field_, Field.PROVIDER)
    takers = _numbers(field_, Field.SEEKER)
    both = [(givers[country], takers[country]) for country in givers if country in takers]
    first = [(takers[country],) for country in takers if country in served_first and goal == Goal.INCLUSIVE]
    programme = Programme(
        groups=field_.groups,
        room=field_.room,
        needs=field_.groups[Field.NEED],
        scores=field_.scores,
        fixed=field_.locked,
        nests=((Field.NEED, Field.SEEKER), (Field.PRACTICE, Field.PROVIDER)),
        bonuses=(
            Bonus(np.array(both, dtype=np.int32).reshape(len(both), 2)),
            Bonus(np.array(first, dtype=np.int32).reshape(len(first), 1)),
        ),
        time_limit=time_limit,
    )
    if goal != Goal.BENEFIT and (choice := programme.most_of_all()):
        return [int(j) for j in choice.chosen], choice.is_proved
    if first:
        programme.most_bonus(1)
    if goal != Goal.BENEFIT:
        programme.most_chosen()
        if both:
            programme.most_bonus(0)
    choice = programme.most_score()
    return [int(j) for j in choice.chosen], choice.is_proved


def _numbers(field_: Field, kind: int) -> dict[Key, int]:
    return {field_.keys[number]: int(number) for number in np.unique(field_.groups[kind])}


# --- what is said of it ---------------------------------------------------------------------------------


def _reciprocal(pairs: Sequence[Candidate]) -> tuple[Key, ...]:
    givers, takers = {one.provider for one in pairs}, {one.seeker for one in pairs}
    return tuple(sorted(givers & takers, key=str))


def _unmet(field_: Field, chosen: Sequence[int], needs: Iterable[Key], is_proved: bool) -> Iterator[tuple[Key, Reason]]:
    of_need = field_.groups[Field.NEED]
    numbers, starts = np.unique(of_need, return_index=True)
    ends = np.searchsorted(of_need, numbers, side="right")
    candidates = {
        field_.keys[number]: range(start, end)
        for number, start, end in zip(numbers.tolist(), starts.tolist(), ends.tolist(), strict=True)
    }
    met = {field_.keys[of_need[j]] for j in chosen}
    forbidden, at_home = field_.needs_refused, field_.needs_at_home
    used = np.bincount(field_.groups[:, list(chosen)].ravel(), minlength=len(field_.room))
    is_full = used >= field_.room
    members = _members(field_, chosen)
    known = {*candidates, *forbidden, *at_home, *needs}
    for need in sorted(known - met, key=str):
        if need in candidates:
            yield need, _why_unmet(field_, candidates[need], is_full, members, is_proved)
        elif need in forbidden:
            yield need, Reason(ReasonKind.FORBIDDEN)
        elif need in at_home:
            yield need, Reason(ReasonKind.SAME_COUNTRY)
        else:
            yield need, Reason(ReasonKind.NO_PRACTICE)


def _members(field_: Field, chosen: Sequence[int]) -> dict[int, list[int]]:
    """The chosen candidates of each group that has any."""
    members: dict[int, list[int]] = {}
    for j in chosen:
        for group in field_.groups[:, j]:
            members.setdefault(int(group), []).append(j)
    return members


def _why_unmet(
    field_: Field, candidates: range, is_full: Flags, members: Mapping[int, list[int]], is_proved: bool
) -> Reason:
    seeker = int(field_.groups[Field.SEEKER, candidates[0]])
    if is_full[seeker]:
        return Reason(ReasonKind.SEEKER_FULL, field_.those(members.get(seeker, ())))
    groups = field_.groups[[Field.PRACTICE, Field.PROVIDER, Field.COUNTRIES], candidates.start : candidates.stop]
    full = is_full[groups]
    has_place = ~(full[0] | full[1])
    if (has_place & ~full[2]).any():
        return Reason(ReasonKind.NO_BENEFIT if is_proved else ReasonKind.TIME_RAN_OUT)
    # Only where there would be a place do the two countries stand in their own way.
    full[2] &= has_place
    in_the_way = {j for group in np.unique(groups[full]).tolist() for j in members.get(group, ())}
    kind = ReasonKind.COUNTRY_PAIR_TAKEN if has_place.any() else ReasonKind.PLACES_TAKEN
    return Reason(kind, field_.those(sorted(in_the_way)))


def _blocking(field_: Field, chosen: Sequence[int]) -> tuple[Candidate, ...]:
    """Candidates with a higher score than something that each full place they need was given to.

    The blocking pair of stable matching (Gale and Shapley, 1962), with both sides going by the common score. What
    is locked gives way to nobody.
    """
    if not len(field_):
        return ()
    used = np.bincount(field_.groups[:, list(chosen)].ravel(), minlength=len(field_.room))
    worst = np.full(len(field_.room), np.inf)
    for j in chosen:
        if not field_.locked[j]:
            groups = field_.groups[:, j]
            worst[groups] = np.minimum(worst[groups], field_.scores[j])
    worst[used < field_.room] = -np.inf
    is_blocking = field_.scores > worst[field_.groups].max(axis=0)
    is_blocking[list(chosen)] = False
    return field_.those(np.flatnonzero(is_blocking))


def _runners_up(field_: Field, chosen: Sequence[int]) -> dict[Key, tuple[Candidate, ...]]:
    if not len(field_):
        return {}
    is_open = np.ones(len(field_), dtype=bool)
    is_open[list(chosen)] = False
    needs, others = field_.groups[Field.NEED], np.flatnonzero(is_open)
    best = others[best_of_each(needs[others], field_.scores[others], RUNNERS_UP)]
    runners_up: dict[Key, tuple[Candidate, ...]] = {field_.keys[need]: () for need in np.unique(needs)}
    for candidate in field_.those(best):
        runners_up[candidate.need] += (candidate,)
    return runners_up


# --- why not --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WhyNot:
    """What it would mean to have a pair that was not chosen.

    `forced` is the whole pairing with it. `score_lost` and `pairs_lost` are what the pairing without it is better
    by; below zero what it is worse by in that respect. `left_out` are the needs that are no longer met, `brought_in`
    those that are then. `more_places` is the smallest set of countries or practices of which each would need one
    place more for the pair to stand beside a pairing no worse than today's; None where no places would do.
    """

    candidate: Candidate
    is_chosen: bool
    forced: Pairing
    score_lost: float = 0.0
    pairs_lost: int = 0
    left_out: tuple[Key, ...] = ()
    brought_in: tuple[Key, ...] = ()
    more_places: tuple[MorePlaces, ...] | None = ()


class PlaceKind(StrEnum):
    PROVIDER = "PROVIDER"
    SEEKER = "SEEKER"
    PRACTICE = "PRACTICE"


class MorePlaces(NamedTuple):
    """One place more for a country as giver, a country as taker, or a practice."""

    kind: PlaceKind
    key: Key


def why_not(
    candidate: Candidate,
    candidates: Iterable[Candidate],
    *,
    provider_places: Mapping[Key, int],
    seeker_places: Mapping[Key, int],
    practice_places: Mapping[Key, int] | None = None,
    locked: Iterable[tuple[Key, Key]] = (),
    forbidden: Iterable[tuple[Key, Key]] = (),
    **rules: Any,
) -> WhyNot:
    """The round solved again with `candidate` forced, beside the round as it is; arguments as for `pair`.

    A forbidden candidate is allowed for the question. Where it cannot be forced, `forced` has the contradiction.
    """
    everyone, lock = list(candidates), (candidate.practice, candidate.need)
    places = _Places(dict(provider_places), dict(seeker_places), dict(practice_places or {}))
    rules["locked"], allowed = set(locked), set(forbidden) - {lock}
    today = pair(everyone, **places._asdict(), forbidden=set(forbidden), **rules)
    if candidate in today.pairs:
        return WhyNot(candidate, is_chosen=True, forced=today)
    rules |= {"locked": {*rules["locked"], lock}, "forbidden": allowed}
    forced = pair(everyone, **places._asdict(), **rules)
    more_places = None
    for asked in _askings(candidate, places):
        roomier = pair(everyone, **places.with_more(asked)._asdict(), **rules)
        if roomier.status != Status.INFEASIBLE and worth(roomier, rules) >= worth(today, rules):
            more_places = asked
            break
    met, met_then = {one.need for one in today.pairs}, {one.need for one in forced.pairs}
    is_possible = forced.status != Status.INFEASIBLE
    return WhyNot(
        candidate,
        is_chosen=False,
        forced=forced,
        score_lost=today.score - forced.score if is_possible else 0.0,
        pairs_lost=len(today.pairs) - len(forced.pairs) if is_possible else 0,
        left_out=tuple(sorted(met - met_then, key=str)) if is_possible else (),
        brought_in=tuple(sorted(met_then - met, key=str)) if is_possible else (),
        more_places=more_places,
    )


class _Places(NamedTuple):
    provider_places: dict[Key, int]
    seeker_places: dict[Key, int]
    practice_places: dict[Key, int]

    def with_more(self, asked: Iterable[MorePlaces]) -> _Places:
        more = _Places(dict(self.provider_places), dict(self.seeker_places), dict(self.practice_places))
        by_kind = {
            PlaceKind.PROVIDER: more.provider_places,
            PlaceKind.SEEKER: more.seeker_places,
            PlaceKind.PRACTICE: more.practice_places,
        }
        for kind, key in asked:
            by_kind[kind][key] = by_kind[kind].get(key, 0) + 1
        return more


def _askings(candidate: Candidate, places: _Places) -> Iterator[tuple[MorePlaces, ...]]:
    """Nothing, one place, two, three; a practice without a number of its own has all its country has."""
    askable = [MorePlaces(PlaceKind.PROVIDER, candidate.provider), MorePlaces(PlaceKind.SEEKER, candidate.seeker)]
    if candidate.practice in places.practice_places:
        askable.append(MorePlaces(PlaceKind.PRACTICE, candidate.practice))
    for number in range(len(askable) + 1):
        yield from combinations(askable, number)


def worth(pairing: Pairing, rules: Mapping[str, Any]) -> tuple[float, ...]:
    """What the goal compares, in its order; scores that differ by less than a millionth are the same."""
    goal, score = Goal(rules.get("goal", Goal.COVERAGE)), round(pairing.score, 6)
    if goal == Goal.BENEFIT:
        return (score,)
    served = {one.seeker for one in pairing.pairs} & set(rules.get("served_first", ()))
    inclusive = (len(served),) if goal == Goal.INCLUSIVE else ()
    return (*inclusive, len(pairing.pairs), len(pairing.reciprocal), score)
