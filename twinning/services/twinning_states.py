"""Moving a twinning from one state to the next, with all that it brings about."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import User
from planner.services.edits import EditRefused, current_row
from planner.services.states import ReasonMissing
from twinning.domain import twinning_states
from twinning.domain.twinning_states import TWINNING_MOVES, months_later
from twinning.models import FollowUp, MandatoryResult, Need, Notice, Twinning, TwinningMove
from twinning.permissions import check_user_can_follow_up, check_user_can_move_twinning
from twinning.queries.people import people_of_twinning
from twinning.services.notices import notify
from twinning.services.records import MovedSinceRead, make_move


class FindingMissing(EditRefused):
    field = "finding"

    def __init__(self) -> None:
        super().__init__(_("Say what was found."))


class LookedBackAlready(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("This look back is recorded already."))


def move_twinning(
    *, twinning: Twinning, name: str, user: User, now: datetime, reason: str = "", read_at_version: int | None = None
) -> Twinning:
    """Make the move of that name, and put it on record with its reason.

    Raises `planner.permissions.NotAllowed`, `ReasonMissing`, or `MovedSinceRead` where the twinning is no longer at
    the version that the person read.
    """
    with transaction.atomic():
        current = current_row(twinning)
        check_user_can_move_twinning(user, current, name)
        if TWINNING_MOVES[name].needs_reason and not reason.strip():
            raise ReasonMissing
        if read_at_version is not None and read_at_version != current.version:
            raise MovedSinceRead
        return make_twinning_move(twinning=current, name=name, user=user, now=now, reason=reason)


def make_twinning_move(*, twinning: Twinning, name: str, user: User, now: datetime, reason: str = "") -> Twinning:
    """Move a twinning that the caller's transaction holds, without asking who may.

    Its need goes with it: closing meets it, wholly where every mandatory result was closed or withdrawn, and
    cancelling opens it again. Closing also sets the days on which to look back.
    """
    step = TWINNING_MOVES[name]
    before = twinning.state
    assert before in step.before, f"{name} does not start from {before}"
    twinning.state = step.after
    twinning.version += 1
    if name == "close":
        twinning.closed_on = now.date()
    twinning.save(update_fields=["state", "version", "closed_on"])
    TwinningMove.objects.create(
        twinning=twinning, name=name, before=before, after=step.after, moved_at=now, moved_by=user, reason=reason
    )
    if name == "close":
        _set_follow_ups(twinning)
    _move_need(twinning, name, user, now)
    kind = Notice.Kind.SUSPENDED if name == "suspend" else Notice.Kind.MOVED
    notify(people_of_twinning(twinning), kind=kind, about=twinning, by=user, now=now, detail=step.after)
    return twinning


def record_follow_up(*, follow_up: FollowUp, finding: str, user: User, now: datetime) -> FollowUp:
    """Keep what was found when looking back; the last of them moves the twinning on.

    Raises `planner.permissions.NotAllowed`, FindingMissing, LookedBackAlready.
    """
    if not finding.strip():
        raise FindingMissing
    with transaction.atomic():
        twinning = current_row(follow_up.twinning)
        check_user_can_follow_up(user, twinning)
        done = FollowUp.objects.filter(pk=follow_up.pk, done_on__isnull=True).update(
            done_on=now.date(), finding=finding, done_by=user
        )
        if not done:
            raise LookedBackAlready
        if not twinning.follow_ups.filter(done_on__isnull=True).exists():
            make_twinning_move(twinning=twinning, name="follow_up", user=user, now=now)
    follow_up.refresh_from_db()
    return follow_up


def _set_follow_ups(twinning: Twinning) -> None:
    FollowUp.objects.bulk_create(
        FollowUp(twinning=twinning, months=months, due_on=months_later(twinning.closed_on, months))
        for months in twinning_states.FOLLOW_UP_MONTHS
    )


def _move_need(twinning: Twinning, name: str, user: User, now: datetime) -> None:
    if name not in ("close", "cancel"):
        return
    need = Need.objects.select_for_update().order_by("pk").get(pk=twinning.need_id)
    if need.state != Need.State.IN_TWINNING:
        return
    if name == "cancel":
        make_move(record=need, name="stop_twinning", user=user, now=now)
        return
    open_results = twinning.results.filter(closed_at__isnull=True)
    is_met = not open_results.exclude(advisor_assessed=MandatoryResult.Completion.WITHDRAWN).exists()
    make_move(record=need, name="meet" if is_met else "meet_partly", user=user, now=now)
