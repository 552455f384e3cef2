"""How the work plan of a twinning is written: activities and links are added, changed, moved and removed.

Each is one edit of the work plan (`planner.services.edits`): one after another, over no version but the one it was
made from, and on record. The caller has fetched the twinning through `twinning_for_viewing`; whether the person acts
for one of its sides, and whether it is open, is asked here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from planner.models import LinkKind, Task, User
from planner.queries.wording import day_in_words
from planner.services import links
from planner.services.edits import Edit, EditRefused, edit_of, plain, save_row
from twinning.domain.common_days import next_working_days
from twinning.models import Activity, Notice, Twinning
from twinning.permissions import check_user_can_plan
from twinning.queries.schedules import calendar_by_place, countries_resting_on, joint_calendar_of, months_of
from twinning.services.crossings import plans_told
from twinning.services.notices import notify

OF_TASK = ("title", "output", "days", "earliest", "pinned", "deadline")
ASSIGNEES = ("giver_assignee", "taker_assignee")
DAYS_OFFERED = 4


class RestDayChosen(EditRefused):
    """An activity was to be fixed to a day on which not all who take part work. `offered` are the next ones on which
    they do.
    """

    field = "pinned"

    def __init__(self, day: date, resting: Iterable[str], offered: list[date], months: str) -> None:
        self.day, self.offered = day, offered
        super().__init__(
            _("%(day)s is not a working day in: %(countries)s. Choose a day on which all who take part work.")
            % {"day": day_in_words(day, months), "countries": _(", ").join(resting)}
        )


class AlreadyUnderWay(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Work on this activity has begun, so it stays on record. Cancel it instead."))


def add_activity(*, twinning: Twinning, values: Mapping[str, Any], user: User, now: datetime) -> Activity:
    """A new activity at the end of the work plan, with `values` by the names of the columns of task and activity.

    Raises `planner.permissions.NotAllowed`, RestDayChosen.
    """
    with _planning(twinning, user, now) as edit:
        of_task, own = _apart(values)
        where = own.get("where", Activity.Where.TAKER)
        _check_day(twinning, where, of_task.get("pinned"))
        last = twinning.workplan.tasks.aggregate(last=Max("order"))["last"] or 0
        task = Task.objects.create(
            workplan=twinning.workplan,
            key=_new_key(twinning),
            order=last + 1,
            calendar=calendar_by_place(twinning, where),
            **of_task,
        )
        activity = Activity.objects.create(twinning=twinning, task=task, **own)
        edit.added(task, title=task.title, days=task.days)
        _tell_assignees(activity, {}, user, now)
    return activity


def change_activity(
    *, activity: Activity, version: int, values: Mapping[str, Any], user: User, now: datetime
) -> Activity:
    """Save the `values` that differ, of the activity and of its task, on top of `version` of the activity.

    Raises `planner.permissions.NotAllowed`, RestDayChosen, `EditedMeanwhile` or `GoneMeanwhile`.
    """
    twinning = activity.twinning
    with _planning(twinning, user, now) as edit:
        current = edit.hold(activity, version=version) if _differs(activity, values) else activity
        current.twinning = twinning
        of_task, own = _apart(values)
        where = own.get("where", current.where)
        if of_task.get("pinned") != current.task.pinned or where != current.where:
            _check_day(twinning, where, of_task.get("pinned", current.task.pinned))
        if where != current.where:
            of_task["calendar"] = calendar_by_place(twinning, where)
        before = {name: getattr(current, name) for name in ASSIGNEES}
        saved = save_row(current, version=current.version, values=own)
        for name, was in saved.items():
            edit.record(current.task, name, _said(was), _said(getattr(current, name)))
        edit.change_read(current.task, version=current.task.version, **of_task)
        if edit.parts and not saved:
            edit.touch(current, version=current.version)
        _tell_assignees(current, before, user, now)
    return current


def move_activity(*, activity: Activity, by: int, user: User, now: datetime) -> None:
    """So many places down the work plan, or up where below zero, and no further than its ends.

    Raises `planner.permissions.NotAllowed`.
    """
    twinning = activity.twinning
    with _planning(twinning, user, now) as edit:
        line = list(twinning.workplan.tasks.order_by("order", "pk"))
        place = line.index(activity.task)
        target = max(0, min(place + by, len(line) - 1))
        if target == place:
            return
        line.insert(target, line.pop(place))
        for order, task in enumerate(line, start=1):
            task.order = order
        Task.objects.bulk_update(line, ["order"])
        edit.record(activity.task, "order", place + 1, target + 1)


def remove_activity(*, activity: Activity, user: User, now: datetime) -> None:
    """With its links. Raises `planner.permissions.NotAllowed`, and AlreadyUnderWay where anything happened to it."""
    with _planning(activity.twinning, user, now) as edit:
        task = Task.objects.get(pk=activity.task_id)
        if task.state != Task.State.PLANNED or activity.moves.exists() or activity.evidence.exists():
            raise AlreadyUnderWay
        edit.removed(task, title=task.title, days=task.days)
        task.delete()


def add_link(
    *,
    activity: Activity,
    before: str,
    kind: str = LinkKind.FINISH_TO_START,
    lag: int = 0,
    user: User,
    now: datetime,
) -> None:
    """Let the activity wait for the one whose task has the key `before`. `lag` is in days that both work.

    Raises `planner.permissions.NotAllowed`, and what `planner.services.links.add_link` raises: a circle is named.
    """
    check_user_can_plan(user, activity.twinning)
    with transaction.atomic(), plans_told(activity.twinning, by=user, now=now):
        links.add_link(
            plan=activity.twinning, before=before, after=activity.task.key, kind=kind, lag=lag, user=user, now=now
        )


def remove_link(*, activity: Activity, pk: int, user: User, now: datetime) -> None:
    """Raises `planner.permissions.NotAllowed`, GoneMeanwhile."""
    check_user_can_plan(user, activity.twinning)
    with transaction.atomic(), plans_told(activity.twinning, by=user, now=now):
        links.remove_link(plan=activity.twinning, pk=pk, user=user, now=now)


@contextmanager
def _planning(twinning: Twinning, user: User, now: datetime) -> Iterator[Edit]:
    """An edit of the work plan by somebody who may make it as things stand inside it. Whoever drafts a plan that it
    moves is told.
    """
    with edit_of(twinning.workplan, user=user, now=now) as edit:
        twinning.refresh_from_db(fields=["state"])
        check_user_can_plan(user, twinning)
        with plans_told(twinning, by=user, now=now):
            yield edit


def _apart(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns of the task, and the activity's own."""
    return (
        {name: value for name, value in values.items() if name in OF_TASK},
        {name: value for name, value in values.items() if name not in OF_TASK},
    )


def _differs(activity: Activity, values: Mapping[str, Any]) -> bool:
    of_task, own = _apart(values)
    return any(getattr(activity.task, name) != value for name, value in of_task.items()) or any(
        getattr(activity, name) != value for name, value in own.items()
    )


def _check_day(twinning: Twinning, where: str, day: date | None) -> None:
    if day is None:
        return
    resting = countries_resting_on(twinning, where, day)
    if resting:
        offered = next_working_days(joint_calendar_of(twinning, where), after=day, count=DAYS_OFFERED)
        raise RestDayChosen(day, [str(country.name) for country in resting], offered, months_of(twinning))


def _new_key(twinning: Twinning) -> str:
    """Short: it stands in every address of the activity."""
    taken = set(twinning.workplan.tasks.values_list("key", flat=True))
    return next(key for key in iter(lambda: secrets.token_hex(4), "") if key not in taken)


def _said(value: Any) -> Any:
    return str(value) if isinstance(value, User) else plain(value)


def _tell_assignees(activity: Activity, before: Mapping[str, User | None], user: User, now: datetime) -> None:
    given = [getattr(activity, name) for name in ASSIGNEES if getattr(activity, name) not in (None, before.get(name))]
    if given:
        notify(given, kind=Notice.Kind.ASSIGNED, about=activity, now=now, by=user)
