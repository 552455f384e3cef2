"""Who may do what with practices, needs, rounds and twinnings.

`check_user_can_…` raises with a sentence, `refusal_of_…` is that sentence.

| role                   | read drafts        | write and hand in  | review, publish, open | read what is published |
| ---------------------- | ------------------ | ------------------ | --------------------- | ---------------------- |
| advisor                | of their countries | of their countries | of their countries    | of all                 |
| coordinator            | of their countries | of their countries | no                    | of all                 |
| official, team member  | of their countries | no                 | no                    | of all                 |
| platform administrator | no                 | no                 | no                    | practices of all       |

What may be changed when, and who makes which move, stands in `twinning.domain.states`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planner.domain.states import AUTHORS, Move
from planner.models import Country, Membership, User
from planner.permissions import EDITING_ROLES, ONLY, NotAllowed, role_in
from twinning.domain.activity_states import OPEN_TO_PLANNING, OPEN_TO_WORK
from twinning.domain.states import NEED_MOVES, OPEN_NEEDS, OPEN_PRACTICES, PRACTICE_MOVES, REVIEWERS
from twinning.models import Need, Practice, Proposal, Side, Twinning

Record = Practice | Need

WHO = {**ONLY, REVIEWERS: gettext_lazy("Only an advisor of the country can do this.")}


def moves_of(record: Record) -> Mapping[str, Move]:
    return PRACTICE_MOVES if isinstance(record, Practice) else NEED_MOVES


def refusal_of_edit(role: str, record: Record) -> str:
    """Why somebody with this role in the record's country may not change it now; nothing where they may."""
    if role not in EDITING_ROLES:
        return str(WHO[AUTHORS])
    if record.state not in (OPEN_PRACTICES if isinstance(record, Practice) else OPEN_NEEDS):
        return _("It can only be changed while it is a draft or was returned.")
    return ""


def check_user_can_edit_record(user: User, record: Record) -> None:
    if refusal := refusal_of_edit(role_in(user, record.country_id), record):
        raise NotAllowed(refusal)


def refusal_of_move(role: str, record: Record, name: str) -> str:
    """Why somebody with this role in the record's country may not make a move now; nothing where they may."""
    move = moves_of(record)[name]
    if not move.roles:
        return _("This is done by a round of pairing, not by hand.")
    if record.state != move.before:
        return _("Somebody else has moved this on in the meantime. Now it is: %(now)s.") % {
            "now": record.get_state_display()
        }
    return "" if role in move.roles else str(WHO[move.roles])


def check_user_can_move_record(user: User, record: Record, name: str) -> None:
    if refusal := refusal_of_move(role_in(user, record.country_id), record, name):
        raise NotAllowed(refusal)


def check_user_can_confirm_practice(user: User, practice: Practice) -> None:
    """Whether this person may say that a published practice is still as described."""
    if role_in(user, practice.country_id) not in EDITING_ROLES:
        raise NotAllowed(str(WHO[AUTHORS]))
    if practice.state != Practice.State.PUBLISHED:
        raise NotAllowed(_("Only a published practice is confirmed."))


def user_can_write_records(user: User, country: Country) -> bool:
    return role_in(user, country.pk) in EDITING_ROLES


# --- rounds and twinnings -------------------------------------------------------------------------------


def user_can_run_rounds(user: User) -> bool:
    """Whoever advises any country: a round takes in the whole region."""
    return user.memberships.filter(role=Membership.Role.ADVISOR).exists()


def check_user_can_run_rounds(user: User | None) -> None:
    """None is the operator, who may."""
    if user is not None and not user_can_run_rounds(user):
        raise NotAllowed(_("Only an advisor can run a round of pairing."))


def side_answered_for(user: User, proposal: Proposal) -> Side | None:
    """The side for which this person may accept or decline: that of the country which he or she coordinates."""
    return _coordinated(user, proposal.giver_id, proposal.taker_id)


def check_user_can_answer(user: User, proposal: Proposal) -> Side:
    """The side for which this person answers. Raises `NotAllowed`."""
    side = side_answered_for(user, proposal)
    if side is None:
        raise NotAllowed(_("Only the national coordinator of one of the two countries can answer a proposal."))
    return side


def side_of(user: User, twinning: Twinning) -> Side | None:
    """The side for which this person acts in a twinning now; None for one who only reads, such as an advisor.

    One's place in a team counts only while one belongs to that side's country. A coordinator acts for the country also
    without a place. Whoever could act for both sides acts for one.
    """
    countries = {Side.GIVER: twinning.giver_id, Side.TAKER: twinning.taker_id}
    place = twinning.people.filter(user=user, accepted_at__isnull=False, left_at__isnull=True).first()
    if place and user.memberships.filter(country=countries[Side(place.side)]).exists():
        return Side(place.side)
    return _coordinated(user, twinning.giver_id, twinning.taker_id)


def _coordinated(user: User, giver: str, taker: str) -> Side | None:
    coordinated = set(
        user.memberships.filter(role=Membership.Role.COORDINATOR, country__in=(giver, taker)).values_list(
            "country", flat=True
        )
    )
    if giver in coordinated:
        return Side.GIVER
    return Side.TAKER if taker in coordinated else None


# --- activities of a twinning ---------------------------------------------------------------------------

TEAMS_ONLY = gettext_lazy("Only the people of the two teams can do this; advisors read and comment.")
# Why a twinning in such a state takes no change of its activities, and what to do about it.
CLOSED_TO_WORK = {
    "PREPARING": gettext_lazy("Work begins once both countries have signed the agreement and started the twinning."),
    "AGREED": gettext_lazy("Work begins once the twinning is started."),
    "SUSPENDED": gettext_lazy("The twinning is suspended. Resume it first."),
    "FINALISING": gettext_lazy("The twinning is being finalised, and its work plan stays as it is."),
    "CLOSED": gettext_lazy("The twinning is closed and stays as it is."),
    "FOLLOWED_UP": gettext_lazy("The twinning is closed and stays as it is."),
    "CANCELLED": gettext_lazy("The twinning was cancelled and stays as it is."),
    "ARCHIVED": gettext_lazy("The twinning is in the archive and stays as it is."),
}


def refusal_of_planning(side: Side | None, twinning: Twinning) -> str:
    """Why whoever acts for `side` may not change the work plan now; nothing where he or she may."""
    return _refusal_of_activities(side, twinning, OPEN_TO_PLANNING)


def refusal_of_work(side: Side | None, twinning: Twinning) -> str:
    """Why whoever acts for `side` may not carry out activities now; nothing where he or she may."""
    return _refusal_of_activities(side, twinning, OPEN_TO_WORK)


def refusal_of_comment(twinning: Twinning) -> str:
    """Whoever sees a twinning may comment on its activities until it is over."""
    return str(CLOSED_TO_WORK[twinning.state]) if twinning.state in ("CANCELLED", "ARCHIVED") else ""


def check_user_can_plan(user: User, twinning: Twinning) -> Side:
    """The side for which the person changes the work plan."""
    side = side_of(user, twinning)
    if refusal := refusal_of_planning(side, twinning):
        raise NotAllowed(refusal)
    return side


def check_user_can_work(user: User, twinning: Twinning) -> Side:
    """The side for which the person carries out activities."""
    side = side_of(user, twinning)
    if refusal := refusal_of_work(side, twinning):
        raise NotAllowed(refusal)
    return side


def _refusal_of_activities(side: Side | None, twinning: Twinning, open_in: frozenset[str]) -> str:
    if side is None:
        return str(TEAMS_ONLY)
    return "" if twinning.state in open_in else str(CLOSED_TO_WORK[twinning.state])
