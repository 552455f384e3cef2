"""How two countries answer a proposal, and what follows from it.

Everything that changes a proposal holds its round first. Two coordinators who answer at the same moment therefore
answer one after the other, and two proposals that fall through together do not both take the last place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import Membership, User
from planner.services.edits import EditRefused, current_row
from planner.services.states import ReasonMissing
from twinning.domain import proposal_states
from twinning.domain.proposal_states import Ground, answer_day, is_overdue, next_best
from twinning.models import Need, Notice, Practice, Proposal, ProposalAnswer, Round, RoundRule
from twinning.permissions import check_user_can_answer
from twinning.queries.rounds.ground import places_left
from twinning.services.notices import notify
from twinning.services.records import make_move
from twinning.services.twinnings import start_twinning


class AnsweredAlready(EditRefused):
    """`answer` is what the person's side has said before."""

    def __init__(self, answer: ProposalAnswer) -> None:
        self.answer = answer
        super().__init__(
            _("Your country has accepted this proposal already.")
            if answer.is_accepted
            else _("Your country has declined this proposal already.")
        )


class NoLongerOpen(EditRefused):
    def __init__(self, proposal: Proposal) -> None:
        super().__init__(
            _("This proposal can no longer be answered. Now it is: %(state)s.")
            % {"state": proposal.get_state_display()}
        )


class PracticeWithdrawn(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The practice is no longer published, so this proposal can only be declined."))


def answer_proposal(*, proposal: Proposal, user: User, is_accepted: bool, reason: str = "", now: datetime) -> Proposal:
    """Accept or decline for the side whose country the person coordinates, once and until the last day.

    What both accept becomes a twinning in preparation. A pair that is declined makes room for the next best one, or
    else its need is open again. Raises `planner.permissions.NotAllowed`, `AnsweredAlready`, `NoLongerOpen`, also where
    the last day is over, `PracticeWithdrawn`, or `ReasonMissing` where a side declines without one.
    """
    if is_overdue(proposal.state, proposal.answer_by, today=timezone.localdate(now)):
        _expire(proposal, now)
    with transaction.atomic():
        current = _held(proposal)
        side = check_user_can_answer(user, current)
        if answer := current.answers.filter(side=side).first():
            raise AnsweredAlready(answer)
        if current.state not in proposal_states.OPEN:
            raise NoLongerOpen(current)
        if is_accepted and current.practice.state != Practice.State.PUBLISHED:
            raise PracticeWithdrawn
        if not is_accepted and not reason.strip():
            raise ReasonMissing
        ProposalAnswer.objects.create(
            proposal=current,
            side=side,
            is_accepted=is_accepted,
            reason="" if is_accepted else reason.strip(),
            answered_at=now,
            answered_by=user,
        )
        _move(current, proposal_states.ANSWERS[current.state, is_accepted])
        if current.state == Proposal.State.CONFIRMED:
            start_twinning(proposal=current, now=now)
        elif current.state == Proposal.State.DECLINED:
            _propose_next(current, now)
        notify(_people_of(current), kind=NOTICES[current.state], about=current, now=now, by=user)
    return current


def expire_proposals(*, now: datetime) -> int:
    """Close those that were not answered by their last day, as if they had been declined. How many there were."""
    today = timezone.localdate(now)
    overdue = Proposal.objects.filter(state__in=proposal_states.OPEN, answer_by__lt=today)
    return sum(_expire(proposal, now) for proposal in overdue.order_by("made_at", "pk"))


NOTICES = {
    Proposal.State.HALF_ACCEPTED: Notice.Kind.PROPOSAL_ACCEPTED,
    Proposal.State.CONFIRMED: Notice.Kind.PROPOSAL_CONFIRMED,
    Proposal.State.DECLINED: Notice.Kind.PROPOSAL_DECLINED,
    Proposal.State.EXPIRED: Notice.Kind.PROPOSAL_EXPIRED,
}


@transaction.atomic
def _expire(proposal: Proposal, now: datetime) -> bool:
    """Whether it expired by this call, and not by another that came before."""
    current = _held(proposal)
    if not is_overdue(current.state, current.answer_by, today=timezone.localdate(now)):
        return False
    _move(current, Proposal.State.EXPIRED)
    _propose_next(current, now)
    notify(_people_of(current), kind=Notice.Kind.PROPOSAL_EXPIRED, about=current, now=now)
    return True


def _held(proposal: Proposal) -> Proposal:
    """The proposal as it stands; nobody else changes any of its round until the transaction is over."""
    round_ = current_row(proposal.round)
    current = current_row(proposal)
    current.round = round_
    return current


def _move(proposal: Proposal, state: str) -> None:
    proposal.state = state
    proposal.version += 1
    proposal.save(update_fields=["state", "version"])


def _propose_next(fallen: Proposal, now: datetime) -> Proposal | None:
    """Propose the next best pair for the need of one that fell through, or open the need again."""
    round_ = fallen.round
    found = next_best(_ground_of(round_, fallen.need), need=str(fallen.need_id))
    if found is None:
        make_move(record=current_row(fallen.need), name="release", user=None, now=now)
        return None
    assert round_.adopted_at, "proposals come from an adopted round"
    assert round_.answer_by, "an adopted round says until when it is answered"
    following = Proposal.objects.create(
        round=round_,
        practice_id=found["practice"],
        need=fallen.need,
        giver_id=found["giver"],
        taker_id=found["taker"],
        score=found["score"],
        criteria=found["values"],
        answer_by=answer_day(
            today=timezone.localdate(now),
            adopted_on=timezone.localdate(round_.adopted_at),
            answer_by=round_.answer_by,
        ),
        made_at=now,
        next_after=fallen,
    )
    notify(_people_of(following), kind=Notice.Kind.PROPOSED, about=following, now=now)
    return following


def _ground_of(round_: Round, need: Need) -> Ground:
    """The candidates for one need, with the places that are free now and not when the round was run."""
    rows = list(round_.proposals.values_list("practice", "need", "giver", "taker", "state"))
    forbidden = round_.rules.filter(kind=RoundRule.Kind.FORBIDDEN).values_list("practice", "need")
    least = round_.least_score / 100
    candidates = [one for one in round_.candidates if one["need"] == str(need.pk) and one["score"] >= least]
    on_offer = Practice.objects.filter(pk__in=[one["practice"] for one in candidates], state=Practice.State.PUBLISHED)
    left = places_left(on_offer, {need.country_id, *(one["giver"] for one in candidates)})
    met = [
        frozenset({giver, taker})
        for _practice, _need, giver, taker, state in rows
        if state in proposal_states.STANDING and round_.once_per_country_pair
    ]
    return Ground(
        candidates=candidates,
        givers=left.givers,
        takers=left.takers,
        practices=left.practices,
        ruled_out={(str(row[0]), str(row[1])) for row in [*rows, *forbidden]},
        countries_met=met,
    )


def _people_of(proposal: Proposal) -> Iterable[User]:
    """The coordinators of both countries, who answer."""
    return User.objects.filter(
        memberships__role=Membership.Role.COORDINATOR,
        memberships__country__in=(proposal.giver_id, proposal.taker_id),
    ).distinct()
