"""What cannot be true at once in a round of pairing, each as one sentence with its values."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twinning.domain.candidates import Candidate

Key = Hashable


class Contradiction(ValueError):
    """What cannot be true at once; the text is one sentence, the attributes are its values."""


class NoCandidate(Contradiction):
    def __init__(self) -> None:
        super().__init__("No practice answers any need.")


class NotAScore(Contradiction):
    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        super().__init__(
            f"The score of {candidate.practice} for {candidate.need} is {candidate.score!r}: it must be from 0 to 1."
        )


class GivenTwice(Contradiction):
    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        super().__init__(f"{candidate.practice} is given twice as an answer to {candidate.need}.")


class TwoCountries(Contradiction):
    """A practice with two providers, or a need with two seekers."""

    def __init__(self, key: Key, countries: tuple[Key, Key]) -> None:
        self.key, self.countries = key, countries
        super().__init__(f"{key} cannot belong to both {countries[0]} and {countries[1]}.")


class NotPlaces(Contradiction):
    def __init__(self, key: Key, places: object) -> None:
        self.key, self.places = key, places
        super().__init__(f"{key} has {places!r} places: it must be a whole number, 0 or more.")


class LockedUnknown(Contradiction):
    def __init__(self, practice: Key, need: Key) -> None:
        self.practice, self.need = practice, need
        super().__init__(f"{practice} is locked to {need}, but it is no candidate for it.")


class LockedForbidden(Contradiction):
    def __init__(self, practice: Key, need: Key) -> None:
        self.practice, self.need = practice, need
        super().__init__(f"{practice} for {need} is both locked and forbidden.")


class NeedLockedTwice(Contradiction):
    def __init__(self, need: Key, practices: Sequence[Key]) -> None:
        self.need, self.practices = need, tuple(practices)
        super().__init__(f"{need} is locked to {' and to '.join(map(str, practices))}: a need is met once.")


class CountryPairLockedTwice(Contradiction):
    def __init__(self, countries: tuple[Key, Key]) -> None:
        self.countries = countries
        super().__init__(f"More than one pair of {countries[0]} and {countries[1]} is locked: they may have one.")


class TooManyLocked(Contradiction):
    """More is locked on a country or a practice than it has places."""

    def __init__(self, key: Key, locked: int, places: int) -> None:
        self.key, self.locked, self.places = key, locked, places
        super().__init__(f"{locked} pairs are locked on {key}, which has places for {places}.")
