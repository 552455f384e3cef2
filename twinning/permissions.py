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
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planner.domain.states import AUTHORS, Move
from planner.models import Country, Membership, User
from planner.permissions import EDITING_ROLES, ONLY, NotAllowed, role_in
from twinning.domain import twinning_states
from twinning.domain.activity_states import OPEN_TO_PLANNING, OPEN_TO_WORK
from twinning.domain.reports import OPEN_TO_FINAL, OPEN_TO_REPORTS, OPEN_TO_WRITING
from twinning.domain.states import NEED_MOVES, OPEN_NEEDS, OPEN_PRACTICES, PRACTICE_MOVES, REVIEWERS
from twinning.models import Need, Practice, Proposal, Report, Side, Twinning, TwinningPerson

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
    if place := place_in(user, twinning):
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


# --- the frame of a twinning: its states, its people, its agreement -------------------------------------

HEADS_ONLY = gettext_lazy("Only the project leaders and the national coordinators of the two countries can do this.")
TEAM_OR_ADVISOR = gettext_lazy("Only the people of the two teams and an advisor of the two countries can do this.")


def standing_in(user: User, twinning: Twinning) -> frozenset[str]:
    """What somebody is to a twinning: leader or member of a team, coordinator, advisor; nothing for a mere reader."""
    return standing_with(place_in(user, twinning), user, twinning)


def standing_with(place: TwinningPerson | None, user: User, twinning: Twinning) -> frozenset[str]:
    """The same where the `place_in` a team is at hand. One query."""
    roles = set(
        user.memberships.filter(country__in=(twinning.giver_id, twinning.taker_id)).values_list("role", flat=True)
    )
    standing = {role for role in (twinning_states.COORDINATOR, twinning_states.ADVISOR) if role in roles}
    if place:
        is_leader = place.role == TwinningPerson.Role.LEADER
        standing.add(twinning_states.LEADER if is_leader else twinning_states.MEMBER)
    return frozenset(standing)


def place_in(user: User, twinning: Twinning) -> TwinningPerson | None:
    """The place in a team that counts now: accepted, not left, and still of that side's country."""
    place = twinning.people.filter(user=user, accepted_at__isnull=False, left_at__isnull=True).first()
    if place and user.memberships.filter(country=twinning.country_of(place.side)).exists():
        return place
    return None


def refusal_of_twinning_move(standing: frozenset[str], twinning: Twinning, name: str) -> str:
    """Why somebody of that standing may not make a move now; nothing where they may."""
    step = twinning_states.TWINNING_MOVES[name]
    if not step.actors:
        return {
            "agree": _("A twinning is agreed once both project leaders have signed."),
            "follow_up": _("A twinning is followed up once both looks back are recorded."),
        }[name]
    if twinning.state not in step.before:
        return _("Somebody else has moved this on in the meantime. Now it is: %(now)s.") % {
            "now": twinning.get_state_display()
        }
    return "" if standing & step.actors else str(HEADS_ONLY)


def check_user_can_move_twinning(user: User, twinning: Twinning, name: str) -> None:
    if refusal := refusal_of_twinning_move(standing_in(user, twinning), twinning, name):
        raise NotAllowed(refusal)


def refusal_of_drafting(standing: frozenset[str], twinning: Twinning) -> str:
    """Why somebody of that standing may not write the agreement now; nothing where they may."""
    if not standing:
        return str(TEAM_OR_ADVISOR)
    return "" if twinning.state in twinning_states.OPEN_TO_DRAFTING else _stays(twinning)


def check_user_can_draft(user: User, twinning: Twinning) -> None:
    if refusal := refusal_of_drafting(standing_in(user, twinning), twinning):
        raise NotAllowed(refusal)


def refusal_of_signing(place: TwinningPerson | None, twinning: Twinning) -> str:
    """Why whoever has that place may not sign now; nothing where he or she may."""
    if place is None or place.role != TwinningPerson.Role.LEADER:
        return _("Only the two project leaders sign, each for his or her own country.")
    return "" if twinning.state in twinning_states.OPEN_TO_DRAFTING else _stays(twinning)


def side_invited_for(user: User, twinning: Twinning) -> Side | None:
    """The side to whose team this person may add people: that which he or she leads or coordinates."""
    place = place_in(user, twinning)
    if place and place.role == TwinningPerson.Role.LEADER:
        return Side(place.side)
    return _coordinated(user, twinning.giver_id, twinning.taker_id)


def check_user_can_change_team(user: User, twinning: Twinning, side: str) -> None:
    """Whether this person may invite people to that side's team, or remove them."""
    if side_invited_for(user, twinning) != side:
        raise NotAllowed(_("Only the project leader or the national coordinator of that country changes its team."))
    check_people_may_change(twinning)


def check_people_may_change(twinning: Twinning) -> None:
    if twinning.state not in twinning_states.OPEN_TO_PEOPLE:
        raise NotAllowed(_stays(twinning))


def check_user_can_confirm_result(user: User, twinning: Twinning) -> None:
    """That a result was done alone is said by the receiving side, whose doing it is."""
    if side_of(user, twinning) != Side.TAKER:
        raise NotAllowed(_("Only the receiving country's team says that it has done it alone."))
    if twinning.state not in twinning_states.OPEN_TO_RESULTS:
        raise NotAllowed(_("A result is closed while the twinning is being implemented or finalised."))


def check_user_can_follow_up(user: User, twinning: Twinning) -> None:
    if not standing_in(user, twinning):
        raise NotAllowed(str(TEAM_OR_ADVISOR))
    if twinning.state != twinning_states.CLOSED:
        raise NotAllowed(_("One looks back once the twinning is closed."))


def user_is_advisor_of(user: User, twinning: Twinning) -> bool:
    return twinning_states.ADVISOR in standing_in(user, twinning)


def _stays(twinning: Twinning) -> str:
    return _("This is no longer changed. The twinning is: %(now)s.") % {"now": twinning.get_state_display()}


# --- reports and meetings of a twinning -----------------------------------------------------------------


def refusal_of_reporting(side: Side | None, twinning: Twinning) -> str:
    """Why whoever acts for `side` may write neither reports nor meetings now; nothing where he or she may."""
    if side is None:
        return str(TEAMS_ONLY)
    if twinning.state not in OPEN_TO_REPORTS:
        return _("Reports and meetings are written from the inception of a twinning until it is followed up.")
    return ""


def refusal_of_writing(report: Report, today: date) -> str:
    """Why the period is locked; nothing where it is open."""
    if report.state not in OPEN_TO_WRITING:
        return _("The report is locked: it was handed in, and can be changed once it is returned.")
    if today < report.first:
        return _("The period is locked until its first day.")
    if report.kind == Report.Kind.FINAL and report.twinning.state not in OPEN_TO_FINAL:
        return _("The final report is locked until the twinning is being finalised.")
    return ""


def check_user_can_report(user: User, twinning: Twinning) -> None:
    if refusal := refusal_of_reporting(side_of(user, twinning), twinning):
        raise NotAllowed(refusal)


def check_user_can_sign_report(user: User, report: Report, side: str) -> None:
    place = place_in(user, report.twinning)
    if place is None or place.role != TwinningPerson.Role.LEADER:
        raise NotAllowed(_("Only the two project leaders sign, each for his or her own country."))
    if place.side != side:
        raise NotAllowed(
            _("You lead the project for %(own)s and cannot sign for %(other)s.")
            % {"own": report.twinning.country_of(place.side).name, "other": report.twinning.country_of(side).name}
        )


def check_user_can_return_report(user: User, report: Report) -> None:
    if not standing_in(user, report.twinning) & {twinning_states.LEADER, twinning_states.ADVISOR}:
        raise NotAllowed(_("Only a project leader or an advisor of one of the two countries returns a report."))


def check_user_can_approve_report(user: User, report: Report) -> None:
    if not user_is_advisor_of(user, report.twinning):
        raise NotAllowed(_("Only an advisor of one of the two countries approves a report."))
