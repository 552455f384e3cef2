"""How an activity moves on: started, blocked, submitted with evidence, accepted by both sides or returned."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import Task, User
from planner.services.edits import Edit, EditRefused, current_row, edit_of
from planner.services.states import ReasonMissing
from twinning.domain.activity_states import DONE, STEPS, Progress, Refusal, after_step, refusal_of_step
from twinning.models import Acceptance, Activity, ActivityMove, Notice, Side, TwinningPerson
from twinning.permissions import check_user_can_work
from twinning.services.crossings import plans_told
from twinning.services.notices import notify

# Whom a step is told, beside the assignees: the leaders of both sides.
TOLD = {
    "submit": Notice.Kind.SUBMITTED,
    "return": Notice.Kind.RETURNED,
    "block": Notice.Kind.BLOCKED,
    "unblock": Notice.Kind.UNBLOCKED,
}


class StepRefused(EditRefused):
    """`refusal` says why in one word, the text in a sentence."""

    def __init__(self, refusal: Refusal, activity: Activity) -> None:
        self.refusal = refusal
        super().__init__(refusal_in_words(refusal, activity.task))


class MovedSinceSeen(EditRefused):
    def __init__(self, task: Task) -> None:
        super().__init__(
            _("Somebody else has moved or changed this activity in the meantime. Now it is: %(now)s.")
            % {"now": task.get_state_display()}
        )


def take_step(
    *,
    activity: Activity,
    name: str,
    user: User,
    now: datetime,
    reason: str = "",
    blocked_by: str = "",
    version: int | None = None,
) -> Activity:
    """Take the step of that name for the side of `user`, on what he or she saw: the activity at `version`.

    An acceptance counts for one's own side; the second one makes it done. Any other step takes acceptances back.
    Raises `planner.permissions.NotAllowed`, MovedSinceSeen, StepRefused, ReasonMissing.
    """
    twinning = activity.twinning
    step = STEPS[name]
    with edit_of(twinning.workplan, user=user, now=now) as edit:
        twinning.refresh_from_db(fields=["state"])
        side = check_user_can_work(user, twinning)
        current = current_row(activity)
        current.twinning, task = twinning, Task.objects.get(pk=current.task_id)
        current.task = task
        if version is not None and version != current.version:
            raise MovedSinceSeen(task)
        progress = progress_of(current)
        if refusal := refusal_of_step(name, progress, side=side):
            raise StepRefused(refusal, current)
        if step.needs_reason and not reason.strip():
            raise ReasonMissing
        after = after_step(name, progress, side=side)
        with plans_told(twinning, by=user, now=now):
            _keep(edit, current, after, now)
        current.blocked_reason = reason if name == "block" else ""
        current.blocked_by = (blocked_by or other_side(side)) if name == "block" else ""
        current.version += 1
        current.save(update_fields=["blocked_reason", "blocked_by", "version"])
        ActivityMove.objects.create(
            activity=current,
            name=name,
            before=progress.state,
            after=after.state,
            side=side,
            moved_at=now,
            moved_by=user,
            reason=reason,
        )
        if name == "accept":
            Acceptance.objects.create(activity=current, side=side, accepted_at=now, accepted_by=user)
        elif progress.accepted_by:
            current.acceptances.all().delete()
        _tell(current, name, after, user, now)
    return current


def progress_of(activity: Activity) -> Progress:
    """Two queries."""
    return Progress(
        state=activity.task.state,
        accepted_by=frozenset(activity.acceptances.values_list("side", flat=True)),
        has_evidence=activity.evidence.exists(),
    )


def refusal_in_words(refusal: Refusal, task: Task) -> str:
    if refusal == Refusal.NO_EVIDENCE:
        return _("Add a file that shows what was done first: without evidence nothing is submitted.")
    if refusal == Refusal.ACCEPTED_ALREADY:
        return _("Your side has accepted it already; now it is the other side's turn.")
    return _("This step cannot be taken now. The activity is: %(now)s.") % {"now": task.get_state_display()}


def other_side(side: str) -> Side:
    return Side.TAKER if side == Side.GIVER else Side.GIVER


def _keep(edit: Edit, activity: Activity, after: Progress, now: datetime) -> None:
    """The state of the task, with what follows from it: progress and the days on which it was begun and ended."""
    task, today = activity.task, timezone.localdate(now)
    if after.state == task.state:
        # The first of two acceptances; the work plan stays as it is, but whatever shows it is drawn afresh.
        edit.record(task, "accepted_by", None, sorted(after.accepted_by))
        return
    values: dict[str, object] = {"state": after.state}
    if after.state == Task.State.IN_PROGRESS and task.actual_start is None:
        values["actual_start"] = today
    if after.state == DONE:
        begun = activity.moves.filter(name="submit").order_by("-pk").values_list("moved_at", flat=True).first()
        finish = timezone.localdate(begun) if begun else today
        values |= {"progress": 100, "actual_start": task.actual_start or finish, "actual_finish": finish}
    edit.change_read(task, version=task.version, **values)


def _tell(activity: Activity, name: str, after: Progress, user: User, now: datetime) -> None:
    kind = Notice.Kind.ACCEPTED if after.state == DONE else TOLD.get(name)
    if kind:
        notify(people_concerned(activity), kind=kind, about=activity, now=now, by=user)


def people_concerned(activity: Activity) -> list[User]:
    """The assignees, and the leaders of both sides."""
    leaders = TwinningPerson.objects.filter(
        twinning=activity.twinning_id, role=TwinningPerson.Role.LEADER, accepted_at__isnull=False, left_at__isnull=True
    )
    assigned = [pk for pk in (activity.giver_assignee_id, activity.taker_assignee_id) if pk]
    return list(User.objects.filter(Q(pk__in=assigned) | Q(pk__in=leaders.values("user"))))
