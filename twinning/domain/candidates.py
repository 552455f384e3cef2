"""Which practices could meet which needs, what room there is, and does anything about it contradict itself?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

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
Numbers = npt.NDArray[np.int64]


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
        self._listed = list(candidates)
        self.forbidden, self.locks = set(forbidden), set(locked)
        for places in (provider_places, seeker_places, practice_places):
            _check_places(places)
        # One pass over all fields is quicker than one for each.
        fields = list(chain.from_iterable(self._listed))
        columns = [fields[place::5] for place in range(5)]
        scores = _scores(self._listed, columns[4])
        practices, practice = _numbered(columns[0])
        needs, need = _numbered(columns[1])
        codes = need * len(practices) + practice
        in_order = _order_of_needs(practice, need)
        _check_once(self._listed, codes, in_order)
        providers = _country_of_each(self._listed, practice, columns[2], place=0)
        seekers = _country_of_each(self._listed, need, columns[3], place=1)
        countries = sorted({*providers, *seekers}, key=str)
        number_of_country = {country: number for number, country in enumerate(countries)}
        provider = np.array([number_of_country[one] for one in providers], dtype=np.int64)[practice]
        seeker = np.array([number_of_country[one] for one in seekers], dtype=np.int64)[need]

        code_of = _Codes(practices, needs)
        is_refused = code_of.are_among(codes, self.forbidden)
        is_at_home = provider == seeker
        kept = in_order[~(is_at_home | is_refused)[in_order]]
        self._kept: Numbers = kept
        self.needs_refused = {needs[number] for number in np.unique(need[is_refused & ~is_at_home])}
        self.needs_at_home = {needs[number] for number in np.unique(need[is_at_home])}
        self.scores: Floats = scores[kept]
        self.locked: Flags = code_of.are_among(codes[kept], self.locks)
        _check_locks(self)
        practice, need, provider, seeker = practice[kept], need[kept], provider[kept], seeker[kept]
        size = len(countries)
        of_pair = np.minimum(provider, seeker) * size + np.maximum(provider, seeker)
        is_pair = np.zeros(size * size, dtype=bool)
        is_pair[of_pair] = True
        pairs, country_pair = np.flatnonzero(is_pair), (np.cumsum(is_pair) - 1)[of_pair]
        unlimited = float(len(kept))
        kinds: list[tuple[Sequence[Key], Callable[[Key], float], Numbers]] = [
            (needs, lambda key: 1, need),
            (countries, lambda key: provider_places.get(key, 0), provider),
            (countries, lambda key: seeker_places.get(key, 0), seeker),
            (practices, lambda key: practice_places.get(key, unlimited), practice),
            (
                [(countries[code // size], countries[code % size]) for code in pairs.tolist()],
                lambda key: 1 if once_per_country_pair else unlimited,
                country_pair,
            ),
        ]
        self.keys: list[Key] = []
        room: list[float] = []
        rows: list[Numbers] = []
        for keys, places_of, numbers_in_kind in kinds:
            rows.append(numbers_in_kind + len(self.keys))
            self.keys += keys
            room += [float(places_of(key)) for key in keys]
        self.groups: Places = np.array(rows, dtype=np.int32).reshape(5, len(kept))
        self.room: Floats = np.array(room, dtype=np.float64)
        _check_room_for_locked(self)

    def __len__(self) -> int:
        return len(self._kept)

    def those(self, places: Iterable[int]) -> tuple[Candidate, ...]:
        """The candidates at these places of the field's order."""
        return tuple(self._listed[self._kept[j]] for j in places)


class _Codes:
    """A pair of practice and need as one number; what is unknown has none."""

    def __init__(self, practices: Sequence[Key], needs: Sequence[Key]) -> None:
        self._practices = {key: number for number, key in enumerate(practices)}
        self._needs = {key: number for number, key in enumerate(needs)}

    def are_among(self, codes: Numbers, pairs: Iterable[tuple[Key, Key]]) -> Flags:
        named = [
            self._needs[need] * len(self._practices) + self._practices[practice]
            for practice, need in pairs
            if practice in self._practices and need in self._needs
        ]
        return np.isin(codes, named) if named else np.zeros(len(codes), dtype=bool)


def _numbered(column: Sequence[Key]) -> tuple[list[Key], Numbers]:
    """The different keys in the order of their texts, whatever order they came in, and each one's number."""
    as_they_came: defaultdict[Key, int] = defaultdict(count().__next__)
    numbers = np.fromiter(map(as_they_came.__getitem__, column), dtype=np.int64, count=len(column))
    keys = sorted(as_they_came, key=str)
    in_order = np.empty(len(keys), dtype=np.int64)
    in_order[[as_they_came[key] for key in keys]] = np.arange(len(keys))
    return keys, in_order[numbers]


def _order_of_needs(practice: Numbers, need: Numbers) -> Numbers:
    """By need, then by practice. Numbers of two bytes are sorted in one pass by numpy, longer ones are not."""
    order = np.arange(len(need), dtype=np.int64)
    for numbers in (practice, need):
        narrow = numbers.astype(np.min_scalar_type(numbers.max(initial=0)))
        order = order[np.argsort(narrow[order], kind="stable")]
    return order


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


def _check_once(listed: Sequence[Candidate], codes: Numbers, in_order: Numbers) -> None:
    if (again := np.flatnonzero(np.diff(codes[in_order]) == 0)).size:
        raise GivenTwice(listed[int(in_order[again + 1].min())])


def _country_of_each(listed: Sequence[Candidate], numbers: Numbers, countries: list[Key], *, place: int) -> list[Key]:
    """The country of each practice (place 0 of a candidate) or need (place 1). Raises TwoCountries."""
    last = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    last[numbers] = np.arange(len(numbers))
    of_each = np.empty(len(last), dtype=object)
    of_each[:] = [countries[j] for j in last.tolist()]
    expected = of_each[numbers].tolist()
    if expected != countries:
        differs = next(j for j, (one, other) in enumerate(zip(expected, countries, strict=True)) if one != other)
        one_country, other_country = sorted((expected[differs], countries[differs]), key=str)
        raise TwoCountries(listed[differs][place], (one_country, other_country))
    return list(of_each)


def _is_a_score(score: Any) -> bool:
    # A score that is not a number compares false with everything.
    return isinstance(score, int | float | np.floating) and not isinstance(score, bool) and bool(0 <= score <= 1)


def _check_places(places: Mapping[Key, int]) -> None:
    for key, number in places.items():
        if isinstance(number, bool) or not isinstance(number, int | np.integer) or number < 0:
            raise NotPlaces(key, number)


def _check_locks(field_: Field) -> None:
    known = {(one.practice, one.need) for one in field_.those(np.flatnonzero(field_.locked))}
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
            practices = [one.practice for one in field_.those(np.flatnonzero(field_.locked)) if one.need == key]
            raise NeedLockedTwice(key, practices)
        if kind == Field.COUNTRIES:
            assert isinstance(key, tuple)
            raise CountryPairLockedTwice((key[0], key[1]))
        raise TooManyLocked(key, locked, places)
