"""Which states do a practice and a need go through, and who moves them on?

A practice: draft → submitted → in review → returned | published → paused | outdated → archived.
A need: draft → submitted → open → matched → in twinning → met | partly met, or withdrawn. `docs/record-states.md` is
drawn from `PRACTICE_MOVES` and `NEED_MOVES`.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.states import ADVISOR, AUTHORS, Move

REVIEWERS = frozenset({ADVISOR})
# Nobody moves these by hand: a round and its twinnings do.
ROUNDS: frozenset[str] = frozenset()

# What a country may change when.
OPEN_PRACTICES = frozenset({"DRAFT", "RETURNED"})
OPEN_NEEDS = frozenset({"DRAFT"})

PRACTICE_MOVES: Mapping[str, Move] = {
    "submit": Move("DRAFT", "SUBMITTED", AUTHORS),
    "submit_again": Move("RETURNED", "SUBMITTED", AUTHORS),
    "withdraw": Move("SUBMITTED", "DRAFT", AUTHORS),
    "start_review": Move("SUBMITTED", "IN_REVIEW", REVIEWERS),
    "publish": Move("IN_REVIEW", "PUBLISHED", REVIEWERS, asks_first=True),
    "return": Move("IN_REVIEW", "RETURNED", REVIEWERS, needs_reason=True),
    "pause": Move("PUBLISHED", "PAUSED", AUTHORS, needs_reason=True),
    "resume": Move("PAUSED", "PUBLISHED", AUTHORS),
    "revise": Move("PUBLISHED", "DRAFT", AUTHORS, asks_first=True),
    "outdate": Move("PUBLISHED", "OUTDATED", AUTHORS, needs_reason=True),
    "renew": Move("OUTDATED", "DRAFT", AUTHORS),
    "archive": Move("OUTDATED", "ARCHIVED", AUTHORS, asks_first=True),
}

NEED_MOVES: Mapping[str, Move] = {
    "submit": Move("DRAFT", "SUBMITTED", AUTHORS),
    "drop": Move("DRAFT", "WITHDRAWN", AUTHORS, asks_first=True),
    "open": Move("SUBMITTED", "OPEN", REVIEWERS),
    "return": Move("SUBMITTED", "DRAFT", REVIEWERS, needs_reason=True),
    "revise": Move("OPEN", "DRAFT", AUTHORS, asks_first=True),
    "withdraw": Move("OPEN", "WITHDRAWN", AUTHORS, needs_reason=True),
    "match": Move("OPEN", "MATCHED", ROUNDS),
    "release": Move("MATCHED", "OPEN", ROUNDS),
    "start_twinning": Move("MATCHED", "IN_TWINNING", ROUNDS),
    "stop_twinning": Move("IN_TWINNING", "OPEN", ROUNDS),
    "meet": Move("IN_TWINNING", "MET", ROUNDS),
    "meet_partly": Move("IN_TWINNING", "PARTLY_MET", ROUNDS),
}


def moves_from(moves: Mapping[str, Move], state: str) -> dict[str, Move]:
    """The moves that people make from `state`, by name."""
    return {name: move for name, move in moves.items() if move.before == state and move.roles}
