"""What becomes of a proposal when a side answers or nobody does, and which pair comes next where it falls through?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from twinning.domain.states import PROPOSAL_MOVES

# By the state, and by whether the side that answers accepts.
ANSWERS: Mapping[tuple[str, bool], str] = {
    (move.before, not move.needs_reason): move.after for move in PROPOSAL_MOVES.values() if move.roles
}

# Those that wait for an answer, and those that take up a place.
OPEN = frozenset(state for state, _is_accepted in ANSWERS)
STANDING = OPEN | {"CONFIRMED"}

# However late a proposal is made because another fell through, its countries have a week.
FEWEST_DAYS_TO_ANSWER = 7


@dataclass(frozen=True)
class Ground:
    """What an adopted round has left to propose from.

    `candidates` are as the round keeps them. `givers`, `takers` and `practices` are the places that are free now, by
    key; what is not named has none. `ruled_out` are (practice, need) pairs that were proposed or are forbidden, and
    `countries_met` the pairs of countries that meet already, where they may meet but once.
    """

    candidates: Iterable[Mapping[str, Any]]
    givers: Mapping[str, int]
    takers: Mapping[str, int]
    practices: Mapping[str, int]
    ruled_out: Collection[tuple[str, str]] = ()
    countries_met: Collection[frozenset[str]] = ()


def next_best(ground: Ground, *, need: str) -> Mapping[str, Any] | None:
    """The candidate with the highest score that may still answer `need`; None where there is none.

    Of equal scores the one whose practice comes first by its key.
    """
    possible = [
        one
        for one in ground.candidates
        if one["need"] == need
        and (one["practice"], need) not in ground.ruled_out
        and frozenset({one["giver"], one["taker"]}) not in ground.countries_met
        and ground.givers.get(one["giver"], 0) > 0
        and ground.takers.get(one["taker"], 0) > 0
        and ground.practices.get(one["practice"], 0) > 0
    ]
    return min(possible, key=lambda one: (-one["score"], one["practice"]), default=None)


def answer_day(*, today: date, adopted_on: date, answer_by: date) -> date:
    """The last day for a proposal made `today`: as many days as the round gave the first ones, and at least a week."""
    days = max((answer_by - adopted_on).days, FEWEST_DAYS_TO_ANSWER)
    return today + timedelta(days=days)


def is_overdue(state: str, answer_by: date, *, today: date) -> bool:
    """Whether nobody may answer any more: `answer_by` is the last day on which one may."""
    return state in OPEN and answer_by < today
