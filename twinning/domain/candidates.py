"""Which practices could meet which needs, what room there is, and does anything about it contradict itself?"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from twinning.domain.contradictions import (
    CountryPairLockedTwice,
    GivenTwice,
    LockedForbidden,
    LockedUnknown,
    NeedLockedTwice,
    NotAScore,
    NotPlaces,
    TooManyLocked,
    TwoCountries,
)
from twinning.domain.programme import Flags, Floats, Places

Key = Hashable


class Candidate(NamedTuple):
    """That a practice of `provider` could meet a need of `seeker`, and how well: `score` is in [0, 1]."""

    practice: Key
    need: Key
    provider: Key
    seeker: Key
    score: float


class Field:
    """The candidates that may be chosen, in one order whatever order they came in, and the groups each is part of.

    Kinds of groups, one row each: need, provider, seeker, practice, pair of countries.
    """

    NEED, PROVIDER, SEEKER, PRACTICE, COUNTRIES = range(5)

    def __init__(
        self,
        candidates: Iterable[Candidate],
        *,
        provider_places: Mapping[Key, int],
        seeker_places: Mapping[Key, int],
        practice_places: Mapping[Key, int],
        locked: Iterable[tuple[Key, Key]],
        forbidden: Iterable[tuple[Key, Key]],
        once_per_country_pair: bool,
    ) -> None:
        listed = list(candidates)
        self.forbidden, self.locks = set(forbidden), set(locked)
        for places in (provider_places, seeker_places, practice_places):
            _check_places(places)
        columns = [list(map(itemgetter(place), listed)) for place in range(5)]
        numbers = [_numbered(keys) for keys in columns[:2]] + [_numbered({*columns[2], *columns[3]})]
        practice, need, provider, seeker = (
            np.fromiter(map(known.__getitem__, keys), dtype=np.int32, count=len(keys))
            for known, keys in zip((*numbers, numbers[2]), columns[:4], strict=True)
        )
        scores = _scores(listed, columns[4])
        _check_candidates(listed, practice, need, provider, seeker)
        is_refused = np.zeros(len(listed), dtype=bool)
        if self.forbidden:
            is_refused[:] = [(one.practice, one.need) in self.forbidden for one in listed]
        is_at_home = provider == seeker
        in_order = np.lexsort((practice, need))
        kept = in_order[~(is_at_home | is_refused)[in_order]]
        self.allowed = [listed[j] for j in kept]
        self.needs_refused = {listed[j].need for j in np.flatnonzero(is_refused & ~is_at_home)}
        self.needs_at_home = {listed[j].need for j in np.flatnonzero(is_at_home)}
        self.scores: Floats = scores[kept]
        self.locked: Flags = np.zeros(len(kept), dtype=bool)
        if self.locks:
            self.locked[:] = [(one.practice, one.need) in self.locks for one in self.allowed]
            _check_locks(self)
        practice, need, provider, seeker = practice[kept], need[kept], provider[kept], seeker[kept]
        practices, needs, countries = (list(known) for known in numbers)
        ends = np.sort(np.stack((provider, seeker)), axis=0)
        pairs, country_pair = np.unique(ends[0] * len(countries) + ends[1], return_inverse=True)
        unlimited = float(len(kept))
        kinds: list[tuple[Sequence[Key], Callable[[Key], float], Places]] = [
            (needs, lambda key: 1, need),
            (countries, lambda key: provider_places.get(key, 0), provider),
            (countries, lambda key: seeker_places.get(key, 0), seeker),
            (practices, lambda key: practice_places.get(key, unlimited), practice),
            (
                [(countries[code // len(countries)], countries[code % len(countries)]) for code in pairs.tolist()],
                lambda key: 1 if once_per_country_pair else unlimited,
                country_pair.astype(np.int32),
            ),
        ]
        self.keys: list[Key] = []
        room: list[float] = []
        rows: list[Places] = []
        for keys, places_of, numbers_in_kind in kinds:
            rows.append(numbers_in_kind + len(self.keys))
            self.keys += keys
            room += [float(places_of(key)) for key in keys]
        self.groups: Places = np.array(rows, dtype=np.int32).reshape(5, len(kept))
        self.room: Floats = np.array(room, dtype=np.float64)
        _check_room_for_locked(self)


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    """In the order of their texts, whatever order they came in."""
    return {key: number for number, key in enumerate(sorted(set(keys), key=str))}


def _scores(listed: Sequence[Candidate], scores: Sequence[Any]) -> Floats:
    if set(map(type, scores)) <= {float}:
        values = np.array(scores, dtype=np.float64)
        # What is not a number compares false with everything.
        if bool(np.all((values >= 0) & (values <= 1))):
            return values
    for one in listed:
        if not _is_a_score(one.score):
            raise NotAScore(one)
    return np.array(scores, dtype=np.float64)


def _check_candidates(
    listed: Sequence[Candidate], practice: Places, need: Places, provider: Places, seeker: Places
) -> None:
    couples, first = np.unique(need.astype(np.int64) * (len(listed) + 1) + practice, return_index=True)
    if len(couples) < len(listed):
        raise GivenTwice(listed[int(np.setdiff1d(np.arange(len(listed)), first)[0])])
    for key, country, column in ((practice, provider, 0), (need, seeker, 1)):
        of_key = np.full(len(listed) + 1, -1, dtype=np.int32)
        of_key[key] = country
        if (differs := np.flatnonzero(of_key[key] != country)).size:
            one = listed[int(differs[0])]
            other = next(o for o in listed if o[column] == one[column] and o[column + 2] != one[column + 2])
            raise TwoCountries(one[column], (one[column + 2], other[column + 2]))


def _is_a_score(score: Any) -> bool:
    # A score that is not a number compares false with everything.
    return isinstance(score, int | float | np.floating) and not isinstance(score, bool) and bool(0 <= score <= 1)


def _check_places(places: Mapping[Key, int]) -> None:
    for key, number in places.items():
        if isinstance(number, bool) or not isinstance(number, int | np.integer) or number < 0:
            raise NotPlaces(key, number)


def _check_locks(field_: Field) -> None:
    known = {
        (one.practice, one.need) for one, is_locked in zip(field_.allowed, field_.locked, strict=True) if is_locked
    }
    for practice, need in sorted(field_.locks, key=str):
        if (practice, need) in field_.forbidden:
            raise LockedForbidden(practice, need)
        if (practice, need) not in known:
            raise LockedUnknown(practice, need)


def _check_room_for_locked(field_: Field) -> None:
    taken = np.bincount(field_.groups[:, field_.locked].ravel(), minlength=len(field_.room))
    for group in np.flatnonzero(taken > field_.room):
        kind = int(np.flatnonzero((field_.groups == group).any(axis=1))[0])
        key, locked, places = field_.keys[group], int(taken[group]), int(field_.room[group])
        if kind == Field.NEED:
            practices = [
                one.practice
                for one, is_locked in zip(field_.allowed, field_.locked, strict=True)
                if is_locked and one.need == key
            ]
            raise NeedLockedTwice(key, practices)
        if kind == Field.COUNTRIES:
            assert isinstance(key, tuple)
            raise CountryPairLockedTwice((key[0], key[1]))
        raise TooManyLocked(key, locked, places)
