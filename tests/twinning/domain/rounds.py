"""Rounds for the tests of pairing: made up, and a second way of solving them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from twinning.domain.pairing import Candidate, Pairing

LEAST_DEVELOPED = ("A", "B")


@dataclass(frozen=True)
class Round:
    candidates: list[Candidate]
    provider_places: dict[str, int]
    seeker_places: dict[str, int]
    practice_places: dict[str, int]

    @property
    def places(self) -> dict[str, dict[str, int]]:
        return {
            "provider_places": self.provider_places,
            "seeker_places": self.seeker_places,
            "practice_places": self.practice_places,
        }


def random_round(seed: int, *, countries: int = 4, practices: int = 6, needs: int = 5, most: int = 12) -> Round:
    """With many equal scores, since these are where a choice goes wrong."""
    chance = random.Random(seed)
    names = "ABCDEFGHIJKLMNOPQRSTUV"[:countries]
    providers = {f"p{n}": chance.choice(names) for n in range(practices)}
    seekers = {f"n{n}": chance.choice(names) for n in range(needs)}
    everyone = [
        Candidate(practice, need, provider, seeker, chance.choice([chance.random(), chance.randint(0, 4) / 4]))
        for practice, provider in providers.items()
        for need, seeker in seekers.items()
    ]
    chance.shuffle(everyone)
    return Round(
        everyone[:most],
        {name: chance.randint(0, 2) for name in names},
        {name: chance.randint(0, 2) for name in names},
        {practice: chance.randint(0, 2) for practice in providers},
    )


def every_choice(round_: Round) -> Iterator[list[Candidate]]:
    """All that the rules allow, one after the other."""
    abroad = [one for one in round_.candidates if one.provider != one.seeker]

    def further(place: int, chosen: list[Candidate]) -> Iterator[list[Candidate]]:
        if place == len(abroad):
            yield chosen
            return
        yield from further(place + 1, chosen)
        if is_allowed(round_, [*chosen, abroad[place]]):
            yield from further(place + 1, [*chosen, abroad[place]])

    return further(0, [])


def is_allowed(round_: Round, chosen: list[Candidate]) -> bool:
    def within(keys: list[str], places: dict[str, int]) -> bool:
        return all(keys.count(key) <= places[key] for key in set(keys))

    couples = [frozenset((one.provider, one.seeker)) for one in chosen]
    needs = [one.need for one in chosen]
    return (
        len(set(needs)) == len(needs)
        and len(set(couples)) == len(couples)
        and all(len(couple) == 2 for couple in couples)
        and within([one.provider for one in chosen], round_.provider_places)
        and within([one.seeker for one in chosen], round_.seeker_places)
        and within([one.practice for one in chosen], round_.practice_places)
    )


def worth(goal: str, chosen: list[Candidate]) -> tuple[float, ...]:
    """What the goal compares, in its order."""
    score = round(sum(one.score for one in chosen), 6)
    if goal == "benefit":
        return (score,)
    both = {one.provider for one in chosen} & {one.seeker for one in chosen}
    first = {one.seeker for one in chosen} & set(LEAST_DEVELOPED)
    coverage = (len(chosen), len(both), score)
    return (len(first), *coverage) if goal == "inclusive" else coverage


def worth_of(goal: str, pairing: Pairing) -> tuple[float, ...]:
    return worth(goal, list(pairing.pairs))
