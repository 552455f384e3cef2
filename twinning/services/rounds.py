"""How a round of pairing begins, gets its rules, is run in the background, and becomes proposals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from planner import jobs
from planner.models import ACTIVE_STATES, Country, Membership, User
from planner.services.edits import EditRefused, check_version, current_row, save_row
from twinning.domain.kept_rounds import (
    Ground,
    couple_of,
    ground_kept,
    kept_candidates,
    kept_places,
    kept_result,
    pair_ground,
    pairing_kept,
)
from twinning.domain.pairing import Pairing, Status
from twinning.domain.states import ROUND_MOVES
from twinning.models import Need, Notice, Practice, Proposal, ProposalAnswer, Round, RoundRule, RoundRun
from twinning.permissions import check_user_can_run_rounds
from twinning.queries.rounds.ground import STANDING_PROPOSALS, places_left, read_ground, rules_of, weights_of
from twinning.queries.rounds.words import Named, obstacles_to
from twinning.services.notices import notify
from twinning.services.records import make_move


class RoundClosed(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The round has been run: its rules and its result stay as they are. Run it again instead."))


class RoundIsRunning(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The round is running. Wait until it has ended."))


class NotComplete(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Only a round that has been run, has pairs and was not adopted yet can be adopted."))


class CannotBeProposed(EditRefused):
    """Something has changed since the round was run; `obstacles` are sentences that name what."""

    def __init__(self, obstacles: list[str]) -> None:
        self.obstacles = obstacles
        super().__init__(" ".join([*obstacles, _("Run the round again.")]))


class AnswerDayPast(EditRefused):
    field = "answer_by"

    def __init__(self) -> None:
        super().__init__(_("Give the countries time to answer: a day after today."))


class RuleStands(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("There is a rule for this pair already. Remove that one first."))


# --- drafts ---------------------------------------------------------------------------------------------


def start_round(*, values: Mapping[str, Any], user: User | None, now: datetime) -> Round:
    """A draft. Raises `planner.permissions.NotAllowed`; `user` None is the operator."""
    check_user_can_run_rounds(user)
    return Round.objects.create(**values, created_by=user, created_at=now)


def change_round(*, round_: Round, version: int, values: Mapping[str, Any], user: User) -> Round:
    """Save the `values` of a draft that differ, on top of `version`.

    Raises `planner.permissions.NotAllowed`, `RoundClosed`, `RoundIsRunning`, `EditedMeanwhile` or `GoneMeanwhile`.
    """
    with _draft(round_, user) as draft:
        save_row(draft, version=version, values=values)
    return draft


def drop_round(*, round_: Round, user: User) -> None:
    """A draft goes; what has been run stays. Raises as `change_round` does."""
    with _draft(round_, user) as draft:
        draft.delete()


def follow_round(*, round_: Round, user: User, now: datetime, weights: Mapping[str, float] | None = None) -> Round:
    """The draft that follows a round that has been run, with its rules; one that is there already is that one.

    A pair that a country declined is forbidden in it, with that country's reason, unless a rule says otherwise.
    `weights` take the place of the round's. Raises `planner.permissions.NotAllowed` or `RoundIsRunning`.
    """
    check_user_can_run_rounds(user)
    with transaction.atomic():
        current = current_row(round_)
        draft = current.followers.filter(state=Round.State.DRAFT).order_by("pk").first()
        if draft is None:
            draft = Round.objects.create(
                title=next_title(current.title),
                goal=current.goal,
                weights=dict(weights or current.weights),
                least_score=current.least_score,
                once_per_country_pair=current.once_per_country_pair,
                first_day=current.first_day,
                follows=current,
                created_by=user,
                created_at=now,
            )
            RoundRule.objects.bulk_create(
                RoundRule(
                    round=draft,
                    practice_id=rule.practice_id,
                    need_id=rule.need_id,
                    kind=rule.kind,
                    reason=rule.reason,
                )
                for rule in current.rules.all()
            )
            _forbid_declined(current, draft)
        elif weights is not None:
            with _draft(draft, user) as held:
                save_row(held, version=held.version, values={"weights": dict(weights)})
            draft = held
    return draft


def _forbid_declined(current: Round, draft: Round) -> None:
    ruled = set(draft.rules.values_list("practice", "need"))
    declined = ProposalAnswer.objects.filter(proposal__round=current, is_accepted=False).select_related("proposal")
    longest = RoundRule._meta.get_field("reason").max_length
    RoundRule.objects.bulk_create(
        RoundRule(
            round=draft,
            practice_id=answer.proposal.practice_id,
            need_id=answer.proposal.need_id,
            kind=RoundRule.Kind.FORBIDDEN,
            reason=answer.reason[:longest],
        )
        for answer in declined
        if (answer.proposal.practice_id, answer.proposal.need_id) not in ruled
    )


def next_title(title: str) -> str:
    """Spring → Spring (2) → Spring (3), within what a title may have."""
    found = re.fullmatch(r"(?P<name>.*) \((?P<number>\d{1,4})\)", title, re.DOTALL)
    name, number = (found["name"], int(found["number"]) + 1) if found else (title, 2)
    tail = f" ({number})"
    return name[: Round._meta.get_field("title").max_length - len(tail)] + tail


def add_rule(*, round_: Round, practice: Practice, need: Need, kind: str, reason: str, user: User) -> RoundRule:
    """Lock or forbid a pair in a draft. A rule that says the opposite gives way to the new one.

    Raises as `change_round` does, or `RuleStands` for one that says the same.
    """
    with _draft(round_, user) as draft:
        standing = draft.rules.filter(practice=practice, need=need).first()
        if standing is not None and standing.kind == kind:
            raise RuleStands
        if standing is not None:
            standing.delete()
        rule = RoundRule.objects.create(round=draft, practice=practice, need=need, kind=kind, reason=reason)
        _touch(draft)
    return rule


def remove_rule(*, round_: Round, pk: int, user: User) -> None:
    """Removing one that is gone does no harm. Raises as `change_round` does."""
    with _draft(round_, user) as draft:
        if draft.rules.filter(pk=pk).delete()[0]:
            _touch(draft)


@contextmanager
def _draft(round_: Round, user: User) -> Iterator[Round]:
    """The draft as it stands, held until what is done with it is over; it is not running meanwhile."""
    check_user_can_run_rounds(user)
    with transaction.atomic():
        current = current_row(round_)
        if current.state != Round.State.DRAFT:
            raise RoundClosed
        if current.runs.filter(state__in=ACTIVE_STATES).exists():
            raise RoundIsRunning
        yield current


def _touch(draft: Round) -> None:
    draft.version += 1
    draft.save(update_fields=["version"])


# --- running --------------------------------------------------------------------------------------------


def request_run(*, round_: Round, user: User | None, now: datetime) -> RoundRun:
    """Ask for a draft to be run; one that is running already is that run. `user` None is the operator.

    Raises `planner.permissions.NotAllowed`, `RoundClosed` or `GoneMeanwhile`.
    """
    check_user_can_run_rounds(user)
    with transaction.atomic():
        current = current_row(round_)
        if current.state != Round.State.DRAFT:
            raise RoundClosed
        return jobs.request_once(RoundRun, same_by={"round": current}, user=user, now=now)


def run(run: RoundRun, progress: jobs.Progress, *, clock: Callable[[], datetime]) -> dict[str, Any]:
    """Read, score, pair, and keep all of it or nothing. Nothing is left to do where an earlier attempt did it.

    Raises `RoundClosed` or `planner.services.edits.GoneMeanwhile` where the draft changed meanwhile.
    """
    round_ = run.round
    if round_.state != Round.State.DRAFT:
        return {}
    percents = {RoundRun.Step.READING: 5, RoundRun.Step.SCORING: 25, RoundRun.Step.PAIRING: 50}
    ground, pairing = _paired(round_, today=clock().date(), told=lambda step: progress(step, percents[step]))
    progress(RoundRun.Step.EXPLAINING, 90)
    keep_pairing(round_=round_, ground=ground, pairing=pairing, now=clock())
    return {}


def pair_now(*, round_: Round, now: datetime) -> Round:
    """Run a draft here and now, without a job. Raises as `keep_pairing` does."""
    ground, pairing = _paired(round_, today=now.date())
    return keep_pairing(round_=round_, ground=ground, pairing=pairing, now=now)


def _paired(
    round_: Round, *, today: date, told: Callable[[RoundRun.Step], None] = lambda step: None
) -> tuple[Ground, Pairing]:
    rules = rules_of(round_)
    ground = read_ground(
        weights=weights_of(round_), first_day=round_.first_day, today=today, locked=rules.locked, told=told
    )
    told(RoundRun.Step.PAIRING)
    return ground, pair_ground(ground, rules)


def fault_of(error: Exception) -> RoundRun.Fault:
    """What the reader is told of it."""
    return RoundRun.Fault.CLOSED if isinstance(error, EditRefused) else RoundRun.Fault.UNEXPECTED


def pair_unsaved(*, round_: Round, now: datetime) -> Round:
    """What a round that is not saved would become; nothing is written."""
    for name, value in _outcome(*_paired(round_, today=now.date()), now).items():
        setattr(round_, name, value)
    return round_


def keep_pairing(*, round_: Round, ground: Ground, pairing: Pairing, now: datetime) -> Round:
    """The draft becomes what came of it, in one write. Raises `RoundClosed`, `EditedMeanwhile` or `GoneMeanwhile`."""
    with transaction.atomic():
        current = current_row(round_)
        if current.state != Round.State.DRAFT:
            raise RoundClosed
        check_version(current, round_.version)
        save_row(current, version=current.version, values=_outcome(ground, pairing, now))
    return current


def _outcome(ground: Ground, pairing: Pairing, now: datetime) -> dict[str, Any]:
    found_none = pairing.status == Status.INFEASIBLE or pairing.contradiction is not None
    return {
        "state": ROUND_MOVES["find_nothing" if found_none else "run"].after,
        "candidates": kept_candidates(ground),
        "places": kept_places(ground),
        "result": kept_result(pairing),
        "ran_at": now,
    }


# --- adopting -------------------------------------------------------------------------------------------


def adopt_round(*, round_: Round, answer_by: date, user: User | None, now: datetime) -> Round:
    """Propose each pair to its two countries, and match its need. All of it or nothing.

    Rounds that are overtaken by it become superseded: those that were never adopted and pair a need that is matched
    now, and adopted ones of whose proposals none stands any more. Raises `planner.permissions.NotAllowed`,
    `NotComplete`, `AnswerDayPast`, or `CannotBeProposed` where a practice, a need or a place is no longer there.
    """
    check_user_can_run_rounds(user)
    with transaction.atomic():
        current = current_row(round_)
        ground = ground_kept(current.candidates, current.places)
        pairs = pairing_kept(current.result or {}, ground).pairs
        if current.state != ROUND_MOVES["adopt"].before or not pairs:
            raise NotComplete
        if answer_by <= now.date():
            raise AnswerDayPast
        needs = {str(need.pk): need for need in _held(Need, [one.need for one in pairs])}
        practices = {str(practice.pk): practice for practice in _held(Practice, [one.practice for one in pairs])}
        names = Named(practices, needs, {country.pk: country for country in Country.objects.all()})
        if obstacles := obstacles_to(pairs, names, places_left(practices.values(), names.countries)):
            raise CannotBeProposed(obstacles)
        proposals = Proposal.objects.bulk_create(
            Proposal(
                round=current,
                practice=practices[str(one.practice)],
                need=needs[str(one.need)],
                giver_id=one.provider,
                taker_id=one.seeker,
                score=one.score,
                criteria=dict(ground.values[couple_of(one)]),
                answer_by=answer_by,
                made_at=now,
            )
            for one in pairs
        )
        for need in needs.values():
            make_move(record=need, name="match", user=None, now=now)
        adopted = {"state": ROUND_MOVES["adopt"].after, "answer_by": answer_by, "adopted_at": now}
        save_row(current, version=current.version, values=adopted)
        _supersede(current, needs)
        _tell_of(current, proposals, by=user, now=now)
    return current


def _tell_of(round_: Round, proposals: Iterable[Proposal], *, by: User | None, now: datetime) -> None:
    """Those who answer of each proposal, and those who advise any country of the round."""
    answerers: dict[str, list[User]] = defaultdict(list)
    for member in Membership.objects.filter(role=Membership.Role.COORDINATOR).select_related("user"):
        answerers[member.country_id].append(member.user)
    for proposal in proposals:
        people = answerers[proposal.giver_id] + answerers[proposal.taker_id]
        notify(people, kind=Notice.Kind.PROPOSED, about=proposal, by=by, now=now)
    advisors = User.objects.filter(memberships__role=Membership.Role.ADVISOR).distinct()
    notify(advisors, kind=Notice.Kind.ROUND_ADOPTED, about=round_, by=by, now=now)


def _held(model: type[Any], keys: Iterable[Any]) -> Iterable[Any]:
    """Rows that nobody else changes until the transaction is over, in one order for everybody."""
    return model._default_manager.select_for_update().filter(pk__in=list(keys)).order_by("pk")


def _supersede(adopted: Round, needs: Collection[str]) -> None:
    others = Round.objects.exclude(pk=adopted.pk).order_by("pk")
    standing = Proposal.objects.filter(round=OuterRef("pk"), state__in=STANDING_PROPOSALS)
    fallen = others.filter(~Exists(standing), state=Round.State.ADOPTED).values_list("pk", flat=True)
    waiting = others.filter(state=Round.State.COMPLETE).values_list("pk", "result")
    overtaken = [pk for pk, result in waiting if any(need in needs for _practice, need in result["pairs"])]
    Round.objects.filter(pk__in=[*fallen, *overtaken]).update(state=Round.State.SUPERSEDED, version=F("version") + 1)
