"""Moving a plan from one state to the next, and keeping what was decided on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from planner.domain.contents import PlanContents
from planner.domain.revisions import with_progress_of
from planner.domain.states import MOVES, SUBMITTED
from planner.models import Plan, PlanMove, Revision, Task, User
from planner.permissions import check_user_can_edit_plan, check_user_can_move_plan
from planner.queries.revisions import baseline_of, contents_of, kept_schedule
from planner.queries.schedules import schedule_of_plan
from planner.services.contents import apply_contents
from planner.services.edits import Edit, EditRefused, edit_of
from planner.signals import plan_moved


class ReasonMissing(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Give the reason."))


class ChangedSinceRead(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The plan was changed after you opened this page. Look at it again before you decide."))


class NothingPlanned(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The plan has no task yet."))


def move_plan(
    *,
    plan: Plan,
    name: str,
    user: User,
    now: datetime,
    reason: str = "",
    read_at_change: int | None = None,
) -> Plan:
    """Make the move of that name, with all that it brings about; see `planner.domain.states.Move`.

    `read_at_change` is the change number of the plan that the person saw, for a decision on just that. Raises
    `planner.permissions.NotAllowed`, also where somebody else has moved the plan in the meantime, `ReasonMissing`,
    `ChangedSinceRead` or `NothingPlanned`.
    """
    move = MOVES[name]
    check_user_can_move_plan(user, plan, name)
    if move.needs_reason and not reason.strip():
        raise ReasonMissing
    with edit_of(plan.workplan, user=user, now=now) as edit:
        plan.refresh_from_db(fields=["state", "revision", "version"])
        check_user_can_move_plan(user, plan, name)
        if read_at_change is not None and read_at_change != edit.number - 1:
            raise ChangedSinceRead
        if (move.after == SUBMITTED or move.freezes) and not _has_tasks(plan):
            raise NothingPlanned
        revision = plan.revision
        if move.opens_revision:
            revision = _next_number(plan)
        if move.freezes:
            _keep(plan, user=user, now=now, reason=reason, is_baseline=True)
        if move.restores:
            revision = _restore_baseline(plan, edit, user=user, now=now, reason=reason)
        moved = edit.change(plan, version=plan.version, state=move.after, revision=revision)
        plan.state, plan.revision, plan.version = moved.state, moved.revision, moved.version
        PlanMove.objects.create(
            plan=plan, name=name, before=move.before, after=move.after, moved_at=now, moved_by=user, reason=reason
        )
        plan_moved.send(sender=Plan, plan=plan, name=name, user=user, now=now)
    return plan


def keep_revision(*, plan: Plan, user: User, now: datetime, reason: str) -> Revision:
    """Keep the plan as it stands, and go on with the next revision.

    Raises `planner.permissions.NotAllowed` where the plan cannot be changed now, and `ReasonMissing`.
    """
    if not reason.strip():
        raise ReasonMissing
    with edit_of(plan.workplan, user=user, now=now) as edit:
        plan.refresh_from_db(fields=["state", "revision", "version"])
        check_user_can_edit_plan(user, plan)
        kept = keep(plan, edit, user=user, now=now, reason=reason)
    return kept


def keep(plan: Plan, edit: Edit, *, user: User, now: datetime, reason: str) -> Revision:
    """Within an edit, keep the plan as it stands and begin the next revision."""
    kept = _keep(plan, user=user, now=now, reason=reason, is_baseline=False)
    changed = edit.change(plan, version=plan.version, revision=_next_number(plan))
    plan.revision, plan.version = changed.revision, changed.version
    return kept


def _has_tasks(plan: Plan) -> bool:
    return plan.workplan.tasks.exclude(state=Task.State.CANCELLED).exists()


def _next_number(plan: Plan) -> int:
    """Numbers are given once: an amendment that was dropped keeps its own."""
    return (plan.revisions.aggregate(last=Max("number"))["last"] or 0) + 1


def _keep(plan: Plan, *, user: User, now: datetime, reason: str, is_baseline: bool) -> Revision:
    contents = contents_of(plan)
    return Revision.objects.create(
        plan=plan,
        number=plan.revision,
        is_baseline=is_baseline,
        made_at=now,
        made_by=user,
        reason=reason,
        contents={**contents.as_values(), "schedule": kept_schedule(contents, schedule_of_plan(plan)).as_values()},
    )


def _restore_baseline(plan: Plan, edit: Edit, *, user: User, now: datetime, reason: str) -> int:
    """Keep the amendment that is dropped, and put the plan back to what was approved. The number of that revision."""
    _keep(plan, user=user, now=now, reason=reason, is_baseline=False)
    baseline = baseline_of(plan)
    assert baseline is not None, "an amendment follows an approval"
    approved = PlanContents.from_values(baseline.contents)
    apply_contents(plan, with_progress_of(approved, contents_of(plan)), edit)
    return baseline.number
