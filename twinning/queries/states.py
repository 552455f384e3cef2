"""What the page of a practice or a need says of its state, and the moves one may make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from planner.models import Membership, Task, User
from planner.permissions import role_in
from twinning.domain import states, twinning_states
from twinning.domain.activity_states import STEPS
from twinning.domain.twinning_states import TWINNING_MOVES
from twinning.models import Need, NeedMove, Practice, PracticeMove, Proposal, Round, Twinning
from twinning.permissions import Record, moves_of, refusal_of_edit, refusal_of_move
from twinning.queries.activities.rows import step_words
from twinning.queries.twinnings import TWINNING_WORDS

# The button of each move, what it brings about, and what is said once it is made.
PRACTICE_WORDS = {
    "submit": (
        _("Hand in"),
        _("An advisor reviews it; it cannot be changed meanwhile."),
        _("The practice is handed in for review."),
    ),
    "submit_again": (
        _("Hand in again"),
        _("An advisor reviews it again; it cannot be changed meanwhile."),
        _("The practice is handed in for review again."),
    ),
    "withdraw": (_("Take back"), _("It can be changed again."), _("The practice is a draft again.")),
    "start_review": (
        _("Start the review"),
        _("The country sees that its practice is being read."),
        _("The practice is in review."),
    ),
    "publish": (
        _("Publish"),
        _("Everybody who works here for a country can read it, and it can be paired with needs."),
        _("The practice is published."),
    ),
    "return": (
        _("Return"),
        _("The country reads your reasons, changes the practice and hands it in again."),
        _("The practice is returned with your reasons."),
    ),
    "pause": (
        _("Pause"),
        _("It leaves the library and is not paired until it is resumed."),
        _("The practice is paused."),
    ),
    "resume": (_("Resume"), _("It is in the library again, as it was published."), _("The practice is published.")),
    "revise": (
        _("Revise"),
        _("It leaves the library, can be changed, and is reviewed again."),
        _("The practice is a draft again."),
    ),
    "outdate": (
        _("Declare outdated"),
        _("It leaves the library; it can be renewed later or put into the archive."),
        _("The practice is declared outdated."),
    ),
    "renew": (_("Renew"), _("It can be changed and is reviewed again."), _("The practice is a draft again.")),
    "archive": (
        _("Put into the archive"),
        _("It stays readable for the country's own people and is never changed again."),
        _("The practice is in the archive."),
    ),
}
NEED_WORDS = {
    "submit": (
        _("Hand in"),
        _("An advisor reads it and opens it for pairing; it cannot be changed meanwhile."),
        _("The need is handed in."),
    ),
    "drop": (_("Drop"), _("It is withdrawn without ever having been opened."), _("The need is withdrawn.")),
    "open": (
        _("Open the need"),
        _("Everybody who works here for a country can read it, and it is paired with practices."),
        _("The need is open."),
    ),
    "return": (
        _("Return"),
        _("The country reads your reasons, changes the need and hands it in again."),
        _("The need is returned with your reasons."),
    ),
    "revise": (
        _("Revise"),
        _("It is no longer paired, can be changed, and is handed in again."),
        _("The need is a draft again."),
    ),
    "withdraw": (_("Withdraw the need"), _("It is no longer paired; the reason is kept."), _("The need is withdrawn.")),
    "match": (_("Match"), _("A round of pairing found a practice for it."), ""),
    "release": (_("Release"), _("The proposal was declined or has expired, and it is open again."), ""),
    "start_twinning": (_("Start the twinning"), _("Both countries have accepted."), ""),
    "stop_twinning": (_("Stop the twinning"), _("The twinning was cancelled, and it is open again."), ""),
    "meet": (_("Meet"), _("The twinning brought what was wanted."), ""),
    "meet_partly": (_("Meet partly"), _("The twinning brought a part of what was wanted."), ""),
}
# Of a round and of a proposal: the name of each move, and what it brings about.
ROUND_WORDS = {
    "run": (_("Run the round"), _("Its pairs are found and explained; nothing is sent to anybody.")),
    "find_nothing": (_("Run without a solution"), _("It says what contradicts itself; run it again with other rules.")),
    "adopt": (_("Adopt the round"), _("Each pair is proposed to both of its countries, and its need is matched.")),
    "overtake": (_("Overtake"), _("Another round that pairs one of its needs was adopted.")),
    "fall": (_("Lapse"), _("None of its proposals stands when another round is adopted.")),
}
PROPOSAL_WORDS = {
    "accept": (_("Accept"), _("The other country is still asked.")),
    "confirm": (_("Accept as well"), _("Both have accepted: a twinning begins.")),
    "decline": (_("Decline"), _("The next best is offered.")),
    "decline_half_accepted": (_("Decline after the other accepted"), _("The next best is offered.")),
    "expire": (_("Expire"), _("Nobody answered in time.")),
    "expire_half_accepted": (_("Expire half accepted"), _("One country did not answer in time.")),
}
PRACTICE_NEXT = {
    "DRAFT": _("An advisor or the national coordinator writes the practice and hands it in."),
    "SUBMITTED": _("An advisor of the country reviews it."),
    "IN_REVIEW": _("An advisor publishes the practice or returns it with reasons."),
    "RETURNED": _("The practice is changed as the reasons ask, then handed in again."),
    "PUBLISHED": _("Everybody who works here for a country can read it; confirm it once a year."),
    "PAUSED": _("It is not in the library until it is resumed."),
    "OUTDATED": _("Renew the practice, or put it into the archive."),
    "ARCHIVED": _("Nothing more; the practice stays readable."),
}
NEED_NEXT = {
    "DRAFT": _("An advisor or the national coordinator writes the need and hands it in."),
    "SUBMITTED": _("An advisor of the country opens the need or returns it with reasons."),
    "OPEN": _("The next round of pairing looks for a practice that answers it."),
    "MATCHED": _("Both countries are asked whether they accept the proposal."),
    "IN_TWINNING": _("The twinning is under way."),
    "MET": _("Nothing more; the need is met."),
    "PARTLY_MET": _("Nothing more; what is still missing can become a new need."),
    "WITHDRAWN": _("Nothing more; the need is withdrawn."),
}
# Colour goes with the words: grey for what rests, green for what is open to others, yellow for what waits.
TONES = {
    **dict.fromkeys(["DRAFT", "PAUSED", "ARCHIVED", "WITHDRAWN"], "neutral"),
    **dict.fromkeys(["SUBMITTED", "IN_REVIEW", "RETURNED", "OUTDATED", "MATCHED", "PARTLY_MET"], "warn"),
    **dict.fromkeys(["PUBLISHED", "OPEN", "IN_TWINNING", "MET"], "ok"),
}


@dataclass(frozen=True)
class PossibleMove:
    """`refusal` says why this person may not make it; empty where they may."""

    name: str
    label: str
    consequence: str
    refusal: str
    needs_reason: bool
    has_own_page: bool


@dataclass(frozen=True)
class RecordState:
    """`last_move` is None for a record that was never moved; `is_own` where the person belongs to its country."""

    label: str
    tone: str
    next_step: str
    moves: list[PossibleMove]
    last_move: PracticeMove | NeedMove | None
    last_move_label: str
    can_edit: bool
    is_own: bool


def state_of_record(user: User, record: Record) -> RecordState:
    """Two queries. Moves and their reasons are for the record's own country."""
    role = role_in(user, record.country_id)
    moves = [move_in_words(name, role, record) for name in states.moves_from(moves_of(record), record.state)]
    last = record.moves.select_related("moved_by").first() if role else None
    return RecordState(
        label=str(record.get_state_display()),
        tone=TONES[record.state],
        next_step=str((PRACTICE_NEXT if isinstance(record, Practice) else NEED_NEXT)[record.state]),
        # The way on comes before the ways back.
        moves=sorted(moves, key=lambda move: move.needs_reason) if role else [],
        last_move=last,
        last_move_label=_state_label(record, last.after) if last else "",
        can_edit=not refusal_of_edit(role, record),
        is_own=bool(role),
    )


def possible_move(user: User, record: Record, name: str) -> PossibleMove:
    """One query."""
    return move_in_words(name, role_in(user, record.country_id), record)


def move_in_words(name: str, role: str, record: Record) -> PossibleMove:
    move = moves_of(record)[name]
    label, consequence, _done = words_of(record)[name]
    return PossibleMove(
        name=name,
        label=str(label),
        consequence=str(consequence),
        refusal=refusal_of_move(role, record, name),
        needs_reason=move.needs_reason,
        has_own_page=move.needs_reason or move.asks_first,
    )


def words_of(record: Record) -> dict:
    return PRACTICE_WORDS if isinstance(record, Practice) else NEED_WORDS


def done_words(record: Record, name: str) -> str:
    """What is said once the move of that name is made."""
    return str(words_of(record)[name][2])


def _state_label(record: Record, state: str) -> str:
    return str(type(record).State(state).label)


def states_in_words() -> str:
    """What `docs/record-states.md` says, in the language that is active."""
    return "\n".join(
        [
            "# States of practices, needs, rounds, proposals, twinnings and activities",
            "",
            "Made by `manage.py draw_record_states` from `states.py`, `twinning_states.py` and `activity_states.py` of",
            "`twinning/domain`; a test fails when it is out of date.",
            "",
            *_diagram("a practice", states.PRACTICE_MOVES, Practice.State, PRACTICE_WORDS, end=["ARCHIVED"]),
            *_diagram("a need", states.NEED_MOVES, Need.State, NEED_WORDS, end=["MET", "PARTLY_MET", "WITHDRAWN"]),
            *_diagram("a round", states.ROUND_MOVES, Round.State, ROUND_WORDS, end=["NO_SOLUTION", "SUPERSEDED"]),
            *_diagram(
                "a proposal",
                states.PROPOSAL_MOVES,
                Proposal.State,
                PROPOSAL_WORDS,
                end=["CONFIRMED", "DECLINED", "EXPIRED"],
                start="PROPOSED",
            ),
            *_twinning_diagram(),
            *_activity_diagram(),
        ]
    )


def _twinning_diagram() -> Iterator[str]:
    """By what somebody is to the twinning; what nobody does by hand is brought about by signatures and looks back."""
    who_in_words = {
        twinning_states.LEADER: "project leader",
        twinning_states.COORDINATOR: "coordinator",
        twinning_states.ADVISOR: "advisor",
    }
    yield from ("## States of a twinning", "", "```mermaid", "stateDiagram-v2")
    yield from (f"    {state.value}: {state.label}" for state in Twinning.State)
    yield "    [*] --> PREPARING"
    moves = [
        (TWINNING_WORDS[name], step, state)
        for name, step in TWINNING_MOVES.items()
        for state in Twinning.State
        if state in step.before
    ]
    yield from (f"    {state.value} --> {step.after}: {words[0]}" for words, step, state in moves)
    yield from ("    ARCHIVED --> [*]", "```", "", "| move | from | to | who | reason needed | what it brings about |")
    yield "| --- | --- | --- | --- | --- | --- |"
    for words, step, state in moves:
        who = ", ".join(sorted(who_in_words[actor] for actor in step.actors)) or "nobody by hand"
        after = Twinning.State(step.after).label
        yield f"| {words[0]} | {state.label} | {after} | {who} | {'yes' if step.needs_reason else ''} | {words[1]} |"
    yield ""


def _activity_diagram() -> Iterator[str]:
    """Not by roles, as the others: whoever acts for either side takes the steps, and each side accepts for itself."""
    words, labels = step_words(), Task.State
    yield from ("## States of an activity", "", "```mermaid", "stateDiagram-v2")
    used = [state for state in labels if any(state in step.before or state == step.after for step in STEPS.values())]
    yield from (f"    {state.value}: {state.label}" for state in used)
    yield "    [*] --> PLANNED"
    for name, step in STEPS.items():
        yield from (f"    {state.value} --> {step.after}: {words[name]}" for state in used if state in step.before)
    yield from ("    DONE --> [*]", "```", "", "| step | from | to | reason needed | evidence needed |")
    yield "| --- | --- | --- | --- | --- |"
    for name, step in STEPS.items():
        before = ", ".join(str(state.label) for state in used if state in step.before)
        after = str(labels(step.after).label) + (", once both sides have" if name == "accept" else "")
        asks = " | ".join("yes" if asked else "" for asked in (step.needs_reason, step.needs_evidence))
        yield f"| {words[name]} | {before} | {after} | {asks} |"
    yield ""


def _diagram(of, moves, labels, words, *, end, start="DRAFT"):
    roles = {role: str(Membership.Role(role).label) for role in Membership.Role.values}
    yield from (f"## States of {of}", "", "```mermaid", "stateDiagram-v2")
    yield from (f"    {state.value}: {state.label}" for state in labels)
    yield f"    [*] --> {start}"
    yield from (f"    {move.before} --> {move.after}: {words[name][0]}" for name, move in moves.items())
    yield from (f"    {state} --> [*]" for state in end)
    yield from ("```", "", "| move | from | to | who | reason needed | what it brings about |")
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, move in moves.items():
        who = ", ".join(sorted(roles[role] for role in move.roles)) or "a round of pairing"
        yield (
            f"| {words[name][0]} | {labels(move.before).label} | {labels(move.after).label} | {who} "
            f"| {'yes' if move.needs_reason else ''} | {words[name][1]} |"
        )
    yield ""
