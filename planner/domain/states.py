"""Which states does a plan go through, who moves it on, and when may it be changed?

    draft → in review → in consultation → submitted → approved → being implemented → completed → archived

with returns where a decision sends it back, and amendments: being implemented ⇄ amended. `docs/states.md` is drawn
from `MOVES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

DRAFT = "DRAFT"
IN_REVIEW = "IN_REVIEW"
IN_CONSULTATION = "IN_CONSULTATION"
SUBMITTED = "SUBMITTED"
APPROVED = "APPROVED"
IMPLEMENTING = "IMPLEMENTING"
AMENDED = "AMENDED"
COMPLETED = "COMPLETED"
ARCHIVED = "ARCHIVED"

ADVISOR = "ADVISOR"
COORDINATOR = "COORDINATOR"
OFFICIAL = "OFFICIAL"

# Those who write a plan, and the one who answers for its being carried out.
AUTHORS = frozenset({ADVISOR, COORDINATOR})
DECIDERS = frozenset({OFFICIAL})
HOLDERS = frozenset({COORDINATOR})

# What may be changed when: the tasks, dates and texts of a plan, and how far its work has come.
OPEN_TO_EDITING = frozenset({DRAFT, IN_REVIEW, IN_CONSULTATION, AMENDED})
OPEN_TO_REPORTING = OPEN_TO_EDITING | {IMPLEMENTING}


@dataclass(frozen=True)
class Move:
    """A step from one state to the next.

    `roles` may make it. One that `needs_reason` is not made without it; one that `asks_first` is made on a page of its
    own that says what it brings about. One that `freezes` makes the plan as it stands the new baseline; one that
    `opens_revision` begins the next revision; one that `restores` puts the plan back to its baseline.
    """

    before: str
    after: str
    roles: frozenset[str]
    needs_reason: bool = False
    asks_first: bool = False
    freezes: bool = False
    opens_revision: bool = False
    restores: bool = False


MOVES: dict[str, Move] = {
    "send_for_review": Move(DRAFT, IN_REVIEW, AUTHORS),
    "return_to_draft": Move(IN_REVIEW, DRAFT, AUTHORS, needs_reason=True),
    "open_consultation": Move(IN_REVIEW, IN_CONSULTATION, AUTHORS),
    "return_to_review": Move(IN_CONSULTATION, IN_REVIEW, AUTHORS, needs_reason=True),
    "submit": Move(IN_CONSULTATION, SUBMITTED, AUTHORS, asks_first=True),
    "withdraw": Move(SUBMITTED, IN_CONSULTATION, AUTHORS, needs_reason=True),
    "send_back": Move(SUBMITTED, IN_CONSULTATION, DECIDERS, needs_reason=True),
    "approve": Move(SUBMITTED, APPROVED, DECIDERS, asks_first=True, freezes=True),
    "start_implementation": Move(APPROVED, IMPLEMENTING, HOLDERS),
    "open_amendment": Move(IMPLEMENTING, AMENDED, AUTHORS, needs_reason=True, opens_revision=True),
    "approve_amendment": Move(AMENDED, IMPLEMENTING, DECIDERS, asks_first=True, freezes=True),
    "drop_amendment": Move(AMENDED, IMPLEMENTING, AUTHORS, needs_reason=True, restores=True),
    "complete": Move(IMPLEMENTING, COMPLETED, HOLDERS, asks_first=True),
    "reopen": Move(COMPLETED, IMPLEMENTING, HOLDERS, needs_reason=True),
    "archive": Move(COMPLETED, ARCHIVED, HOLDERS, asks_first=True),
}


def moves_from(state: str) -> dict[str, Move]:
    """The moves that lead on from `state`, or back, by name."""
    return {name: move for name, move in MOVES.items() if move.before == state}


def diagram(labels: dict[str, str]) -> Iterator[str]:
    """The lines of a Mermaid state diagram; `labels` gives states and moves their words."""
    yield "stateDiagram-v2"
    for state in states():
        yield f"    {state}: {labels[state]}"
    yield f"    [*] --> {DRAFT}"
    for name, move in MOVES.items():
        yield f"    {move.before} --> {move.after}: {labels[name]}"
    yield f"    {ARCHIVED} --> [*]"


def states() -> list[str]:
    """Every state, in the order in which a plan goes through them."""
    return list(dict.fromkeys(state for move in MOVES.values() for state in (move.before, move.after)))
