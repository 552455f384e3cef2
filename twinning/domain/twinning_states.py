"""Which states does a twinning go through, and who moves it on?

    preparing → agreed → inception → implementing ⇄ suspended → finalising → closed → followed up → archived

It is agreed once both project leaders have signed the same text, and followed up once both looks back, after six and
twelve months, are recorded: nobody makes these two moves by hand. `docs/record-states.md` is drawn from
`TWINNING_MOVES`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PREPARING = "PREPARING"
AGREED = "AGREED"
INCEPTION = "INCEPTION"
IMPLEMENTING = "IMPLEMENTING"
SUSPENDED = "SUSPENDED"
FINALISING = "FINALISING"
CLOSED = "CLOSED"
FOLLOWED_UP = "FOLLOWED_UP"
CANCELLED = "CANCELLED"
ARCHIVED = "ARCHIVED"

# What somebody is to a twinning; a leader's and a coordinator's say is that of their side.
LEADER = "LEADER"
COORDINATOR = "COORDINATOR"
ADVISOR = "ADVISOR"
MEMBER = "MEMBER"

HEADS = frozenset({LEADER, COORDINATOR})
# Signatures and looks back bring these moves about.
NOBODY: frozenset[str] = frozenset()

# In which states the agreement is written, and in which people come and go.
OPEN_TO_DRAFTING = frozenset({PREPARING, AGREED, INCEPTION, IMPLEMENTING})
OPEN_TO_PEOPLE = frozenset({PREPARING, AGREED, INCEPTION, IMPLEMENTING, SUSPENDED, FINALISING})
OPEN_TO_RESULTS = frozenset({IMPLEMENTING, FINALISING})

FOLLOW_UP_MONTHS = (6, 12)


@dataclass(frozen=True)
class TwinningStep:
    """From any of the states `before` to `after`, by anybody who is one of `actors`."""

    before: frozenset[str]
    after: str
    actors: frozenset[str]
    needs_reason: bool = False
    asks_first: bool = False


TWINNING_MOVES: Mapping[str, TwinningStep] = {
    "agree": TwinningStep(frozenset({PREPARING}), AGREED, NOBODY),
    "start": TwinningStep(frozenset({AGREED}), INCEPTION, HEADS),
    "implement": TwinningStep(frozenset({INCEPTION}), IMPLEMENTING, HEADS),
    "suspend": TwinningStep(frozenset({IMPLEMENTING}), SUSPENDED, HEADS, needs_reason=True),
    "resume": TwinningStep(frozenset({SUSPENDED}), IMPLEMENTING, HEADS),
    "finalise": TwinningStep(frozenset({IMPLEMENTING}), FINALISING, HEADS, asks_first=True),
    "reopen": TwinningStep(frozenset({FINALISING}), IMPLEMENTING, HEADS, needs_reason=True),
    "close": TwinningStep(frozenset({FINALISING}), CLOSED, HEADS, asks_first=True),
    "follow_up": TwinningStep(frozenset({CLOSED}), FOLLOWED_UP, NOBODY),
    "cancel": TwinningStep(
        frozenset({PREPARING, AGREED, INCEPTION, IMPLEMENTING, SUSPENDED}), CANCELLED, HEADS, needs_reason=True
    ),
    "archive": TwinningStep(frozenset({FOLLOWED_UP, CANCELLED}), ARCHIVED, HEADS | {ADVISOR}, asks_first=True),
}


def moves_from_state(state: str) -> dict[str, TwinningStep]:
    """The moves that people make from `state`, by name."""
    return {name: step for name, step in TWINNING_MOVES.items() if state in step.before and step.actors}


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
