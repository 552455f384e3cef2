"""Which states does an activity go through, what does each step ask for, and how does it stand today?

    planned → in progress → submitted with evidence → accepted by both sides: done

with returns to be mended, blocks to be lifted, and cancelling. Either side takes any step, except that each accepts
for itself. That an activity is ready, late or at risk is derived, never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

PLANNED = "PLANNED"
IN_PROGRESS = "IN_PROGRESS"
BLOCKED = "BLOCKED"
SUBMITTED = "SUBMITTED"
RETURNED = "RETURNED"
ACCEPTED = "ACCEPTED"
DONE = "DONE"
CANCELLED = "CANCELLED"

SIDES = frozenset({"GIVER", "TAKER"})
FINISHED = frozenset({ACCEPTED, DONE})
# Nothing more is waited for from those who do it.
OUT_OF_HAND = FINISHED | {SUBMITTED, CANCELLED}

# In which states of the twinning its work plan is written, and in which its activities are carried out.
OPEN_TO_PLANNING = frozenset({"PREPARING", "AGREED", "INCEPTION", "IMPLEMENTING"})
OPEN_TO_WORK = frozenset({"INCEPTION", "IMPLEMENTING", "FINALISING"})


@dataclass(frozen=True)
class Step:
    """From one of the states of `before` to `after`. One that `needs_reason` asks for it on a page of its own, as one
    does that `names_side`: the side that can lift a block.
    """

    before: frozenset[str]
    after: str
    needs_reason: bool = False
    needs_evidence: bool = False
    names_side: bool = False


STEPS: Mapping[str, Step] = {
    "start": Step(frozenset({PLANNED}), IN_PROGRESS),
    "submit": Step(frozenset({IN_PROGRESS, RETURNED}), SUBMITTED, needs_evidence=True),
    "accept": Step(frozenset({SUBMITTED}), DONE),
    "return": Step(frozenset({SUBMITTED}), RETURNED, needs_reason=True),
    "block": Step(frozenset({PLANNED, IN_PROGRESS, RETURNED}), BLOCKED, needs_reason=True, names_side=True),
    "unblock": Step(frozenset({BLOCKED}), IN_PROGRESS),
    "cancel": Step(frozenset({PLANNED, IN_PROGRESS, BLOCKED, RETURNED}), CANCELLED, needs_reason=True),
    "revive": Step(frozenset({CANCELLED}), PLANNED),
}


class Refusal(StrEnum):
    """Why a step is not taken."""

    NOT_FROM_HERE = "NOT_FROM_HERE"
    NO_EVIDENCE = "NO_EVIDENCE"
    ACCEPTED_ALREADY = "ACCEPTED_ALREADY"


@dataclass(frozen=True)
class Progress:
    """Where an activity stands: its state, the sides that accepted what is submitted, and whether a file shows it."""

    state: str = PLANNED
    accepted_by: frozenset[str] = frozenset()
    has_evidence: bool = False


def refusal_of_step(name: str, progress: Progress, *, side: str) -> Refusal | None:
    """Why `side` cannot take the step of that name now; None where it can."""
    step = STEPS[name]
    if progress.state not in step.before:
        return Refusal.NOT_FROM_HERE
    if step.needs_evidence and not progress.has_evidence:
        return Refusal.NO_EVIDENCE
    if name == "accept" and side in progress.accepted_by:
        return Refusal.ACCEPTED_ALREADY
    return None


def after_step(name: str, progress: Progress, *, side: str) -> Progress:
    """Where the activity stands once `side` has taken a step that is not refused. Whatever is not an acceptance takes
    acceptances back.
    """
    if name != "accept":
        return replace(progress, state=STEPS[name].after, accepted_by=frozenset())
    accepted_by = progress.accepted_by | {side}
    return replace(progress, state=DONE if accepted_by == SIDES else SUBMITTED, accepted_by=accepted_by)


def steps_from(state: str) -> list[str]:
    """The names of the steps that lead on from `state`, the most usual first."""
    return [name for name, step in STEPS.items() if state in step.before]


class Standing(StrEnum):
    """What its dates say of an activity that is not finished."""

    READY = "READY"
    LATE = "LATE"
    AT_RISK = "AT_RISK"


def standing_of(
    state: str, *, start: date, finish: date, slack: int, deadline: date | None, is_free: bool, today: date
) -> Standing | None:
    """Late: it should have finished, or its deadline has passed. At risk: it should have started, it is blocked, or
    its dates cannot be kept (negative slack). Ready: planned, and all that it waits for is done (`is_free`).
    None where there is nothing to say.
    """
    if state in OUT_OF_HAND:
        return None
    if max(finish, start) < today or (deadline is not None and deadline < today):
        return Standing.LATE
    if state == BLOCKED or slack < 0 or (state == PLANNED and start < today):
        return Standing.AT_RISK
    if state == PLANNED and is_free:
        return Standing.READY
    return None
