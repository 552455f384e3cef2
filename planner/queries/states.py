"""What the page of a plan says of its state: where it stands, what comes next, and the moves one may make."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from planner.domain import states
from planner.domain.states import MOVES
from planner.models import Membership, Plan, PlanMove, User
from planner.permissions import refusal_of_edit, refusal_of_move, role_in

# The button of each move, and what it brings about.
MOVE_LABELS = {
    "send_for_review": _("Send for review"),
    "return_to_draft": _("Return to draft"),
    "open_consultation": _("Open the consultation"),
    "return_to_review": _("Return to review"),
    "submit": _("Submit for approval"),
    "withdraw": _("Withdraw"),
    "send_back": _("Send back"),
    "approve": _("Approve"),
    "start_implementation": _("Start implementation"),
    "open_amendment": _("Open an amendment"),
    "approve_amendment": _("Approve the amendment"),
    "drop_amendment": _("Drop the amendment"),
    "complete": _("Complete"),
    "reopen": _("Reopen"),
    "archive": _("Archive"),
}
CONSEQUENCES = {
    "send_for_review": _("Colleagues read the plan; it can still be changed."),
    "return_to_draft": _("The plan is worked on again before it is reviewed once more."),
    "open_consultation": _("Proposals are collected and answered; the plan can still be changed."),
    "return_to_review": _("The plan is reviewed again before the consultation goes on."),
    "submit": _("From then on the plan cannot be changed until an official has decided, or it is withdrawn."),
    "withdraw": _("The plan can be changed again; nothing is decided."),
    "send_back": _("The plan can be changed again; its authors read your reason."),
    "approve": _("The plan as it stands now becomes the baseline that progress is measured against."),
    "start_implementation": _("Progress is reported from now on; tasks and dates stay as they were approved."),
    "open_amendment": _("The plan can be changed as a new revision; the approved one is kept."),
    "approve_amendment": _("The plan as it stands now becomes the new baseline; the former one is kept."),
    "drop_amendment": _(
        "The plan goes back to what was approved, with the progress reported since; the amendment is kept."
    ),
    "complete": _("No more progress is reported. The plan can be reopened."),
    "reopen": _("Progress is reported again."),
    "archive": _("The plan stays readable and is never changed again."),
}
# What is said once a move is made.
DONE = {
    "send_for_review": _("The plan is in review."),
    "return_to_draft": _("The plan is a draft again."),
    "open_consultation": _("The consultation is open."),
    "return_to_review": _("The plan is in review again."),
    "submit": _("The plan is submitted for approval."),
    "withdraw": _("The plan is withdrawn and can be changed again."),
    "send_back": _("The plan is sent back."),
    "approve": _("The plan is approved, and kept as the baseline."),
    "start_implementation": _("The implementation has started."),
    "open_amendment": _("The amendment is open; the plan can be changed."),
    "approve_amendment": _("The amendment is approved, and kept as the new baseline."),
    "drop_amendment": _("The amendment is dropped; the plan is again as it was approved."),
    "complete": _("The plan is completed."),
    "reopen": _("The plan is being implemented again."),
    "archive": _("The plan is archived."),
}
NEXT = {
    states.DRAFT: _("An advisor or the national coordinator writes the plan and sends it for review."),
    states.IN_REVIEW: _("Colleagues read the plan; then its consultation is opened."),
    states.IN_CONSULTATION: _("Proposals are answered with reasons; then the plan is submitted for approval."),
    states.SUBMITTED: _("An official approves the plan or sends it back with a reason."),
    states.APPROVED: _("The national coordinator starts the implementation."),
    states.IMPLEMENTING: _("Progress is reported; a change to tasks or dates needs an amendment."),
    states.AMENDED: _("The plan is changed; then an official approves the amendment."),
    states.COMPLETED: _("The plan is finished; the national coordinator archives it."),
    states.ARCHIVED: _("Nothing more; the plan stays readable."),
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
    decides_on_amendment: bool


@dataclass(frozen=True)
class PlanState:
    """`last_move` is None for a plan that was never moved."""

    next_step: str
    moves: list[PossibleMove]
    last_move: PlanMove | None
    can_edit: bool


def state_of_plan(user: User, plan: Plan) -> PlanState:
    """Two queries."""
    role = role_in(user, plan.country_id)
    moves = [move_in_words(name, role, plan) for name in states.moves_from(plan.state)]
    return PlanState(
        next_step=str(NEXT[plan.state]),
        # The way on comes before the ways back.
        moves=sorted(moves, key=lambda move: move.needs_reason),
        last_move=plan.moves.select_related("moved_by").first(),
        can_edit=not refusal_of_edit(role, plan),
    )


def possible_move(user: User, plan: Plan, name: str) -> PossibleMove:
    """One query."""
    return move_in_words(name, role_in(user, plan.country_id), plan)


def move_in_words(name: str, role: str, plan: Plan) -> PossibleMove:
    move = MOVES[name]
    return PossibleMove(
        name=name,
        label=str(MOVE_LABELS[name]),
        consequence=str(CONSEQUENCES[name]),
        refusal=refusal_of_move(role, plan, name),
        needs_reason=move.needs_reason,
        has_own_page=move.needs_reason or move.asks_first,
        decides_on_amendment=move.before == states.AMENDED,
    )


def states_document() -> str:
    """What `docs/states.md` says, in the language that is active."""
    labels = {state: str(Plan.State(state).label) for state in states.states()}
    labels |= {name: str(label) for name, label in MOVE_LABELS.items()}
    roles = {role: str(Membership.Role(role).label) for role in Membership.Role.values}
    rows = [
        f"| {labels[name]} | {labels[move.before]} | {labels[move.after]} "
        f"| {', '.join(sorted(roles[role] for role in move.roles))} | {'yes' if move.needs_reason else ''} "
        f"| {CONSEQUENCES[name]} |"
        for name, move in MOVES.items()
    ]
    return "\n".join(
        [
            "# States of a plan",
            "",
            "Made by `manage.py draw_states` from `planner/domain/states.py`; a test fails when it is out of date.",
            "",
            "```mermaid",
            *states.diagram(labels),
            "```",
            "",
            "| move | from | to | who | reason needed | what it brings about |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            "Tasks, dates and texts may be changed in: "
            + ", ".join(labels[state] for state in states.states() if state in states.OPEN_TO_EDITING)
            + ".",
            "Progress may be reported in: "
            + ", ".join(labels[state] for state in states.states() if state in states.OPEN_TO_REPORTING)
            + ".",
            "",
        ]
    )
