"""Which states do a practice, a need, a round and a proposal go through, and who moves them on?

A practice: draft → submitted → in review → returned | published → paused | outdated → archived.
A need: draft → submitted → open → matched → in twinning → met | partly met, or withdrawn. A round: draft → complete |
no solution, complete → adopted, and superseded by another. A proposal: proposed → accepted by one side → confirmed,
or declined, or expired. `docs/record-states.md` is drawn from the moves below.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.states import ADVISOR, AUTHORS, COORDINATOR, Move

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

# What is run stays: running again is a round of its own that follows.
ROUND_MOVES: Mapping[str, Move] = {
    "run": Move("DRAFT", "COMPLETE", REVIEWERS),
    "find_nothing": Move("DRAFT", "NO_SOLUTION", REVIEWERS),
    "adopt": Move("COMPLETE", "ADOPTED", REVIEWERS, asks_first=True),
    "overtake": Move("COMPLETE", "SUPERSEDED", ROUNDS),
    "fall": Move("ADOPTED", "SUPERSEDED", ROUNDS),
}

# Either side may accept first; the coordinators of its two countries answer.
PROPOSAL_MOVES: Mapping[str, Move] = {
    "accept": Move("PROPOSED", "HALF_ACCEPTED", frozenset({COORDINATOR}), asks_first=True),
    "confirm": Move("HALF_ACCEPTED", "CONFIRMED", frozenset({COORDINATOR}), asks_first=True),
    "decline": Move("PROPOSED", "DECLINED", frozenset({COORDINATOR}), needs_reason=True),
    "decline_half_accepted": Move("HALF_ACCEPTED", "DECLINED", frozenset({COORDINATOR}), needs_reason=True),
    "expire": Move("PROPOSED", "EXPIRED", ROUNDS),
    "expire_half_accepted": Move("HALF_ACCEPTED", "EXPIRED", ROUNDS),
}


def moves_from(moves: Mapping[str, Move], state: str) -> dict[str, Move]:
    """The moves that people make from `state`, by name."""
    return {name: move for name, move in moves.items() if move.before == state and move.roles}
