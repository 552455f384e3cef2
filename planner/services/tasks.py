"""How the tasks of a plan are added, changed, moved, cancelled and revived.

Each function is one edit of the plan and answers with what it touched (`Edited`), so that a page can tell which of
its rows are no longer true. The caller has fetched the plan through `plan_for_editing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext, override
from django.utils.translation import gettext as _

from planner.domain.workdays import DateOutOfRange
from planner.models import LANGUAGES, Commitment, Institution, Link, Plan, Task, Translated, User, WorkCalendar
from planner.queries.schedules import dates_of_plan
from planner.services.edits import EditRefused, edit_of

EVERY_DAY = "every day"
# Only such a duration or lag, in working days, is worth asking whether the plan's dates still stay in the calendar.
LONG_DAYS = 500


@dataclass
class Edited:
    """What one edit did to a plan. `number` is the plan's change number after it, the same as before for an edit that
    changed nothing; `key` is the task it was about.

    `tasks` and `links` are the rows that it touched as they stood before, by primary key; None for what is new.
    """

    key: str
    number: int = 0
    tasks: dict[int, Task | None] = field(default_factory=dict)
    links: dict[int, Link | None] = field(default_factory=dict)


class NoSuchTask(EditRefused):
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(_("There is no such task in this plan."))


class NoSuchCommitment(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("There is no such commitment in this plan."))


class ValueRefused(EditRefused):
    """A value that does not go with the others of its task. `field` names it."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def add_task(
    *, plan: Plan, commitment: int, title: Mapping[str, str], days: int, user: User | None, now: datetime
) -> Edited:
    """A new task at the end of the commitment with that primary key, for its lead body. `days` are working days.

    Raises NoSuchCommitment.
    """
    with edit_of(plan.workplan, user=user, now=now) as edit:
        owner = _commitment(plan, commitment)
        last = owner.tasks.order_by("order").last()
        task = Task.objects.create(
            workplan=plan.workplan,
            commitment=owner,
            key=uuid4().hex,
            order=last.order + 1 if last else 1,
            title=title,
            days=days,
            responsible_id=owner.lead_id,
        )
        edit.added(task, title=task.title, commitment=owner, days=days)
    return Edited(task.key, plan.workplan.change_number, tasks={task.pk: None})


def change_task(
    *, plan: Plan, key: str, version: int, values: Mapping[str, Any], user: User | None, now: datetime
) -> Edited:
    """Save `values`, by the names of the task's fields, on top of `version`.

    Of a text, the languages that are given. `responsible` may be the name of an institution, which is new to the
    country unless it has one of that name; `calendar` may be EVERY_DAY. What is DONE is done to 100 per cent.
    Raises NoSuchTask, ValueRefused and `planner.services.edits.EditedMeanwhile`.
    """
    edited = Edited(key)
    with edit_of(plan.workplan, user=user, now=now) as edit:
        task = read_task(plan, key)
        before = copy(task)
        kept = {
            name: _joined(getattr(task, name), value) if isinstance(value, dict) else value
            for name, value in values.items()
        }
        if isinstance(kept.get("responsible"), str):
            kept["responsible"] = institution_named(plan, kept["responsible"])
        if kept.get("calendar") == EVERY_DAY:
            kept["calendar"] = _every_day(plan)
        if kept.get("state") == Task.State.DONE:
            kept["progress"] = 100
        _check_values({name: kept.get(name, getattr(task, name)) for name in _GOING_TOGETHER})
        edit.change_read(task, version=version, **kept)
        if kept.get("days", 0) > LONG_DAYS:
            check_dates_stay_in_range(plan, "days")
        edited.tasks = {task.pk: before} if edit.parts else {}
    edited.number = plan.workplan.change_number
    return edited


def move_task(*, plan: Plan, key: str, commitment: int, place: int, user: User | None, now: datetime) -> Edited:
    """Make the task number `place`, from 1, of the commitment with that primary key; too high a place is the last.

    The others keep their order. No typed text can be lost by it, so it asks for no version.
    Raises NoSuchTask and NoSuchCommitment.
    """
    edited = Edited(key)
    with edit_of(plan.workplan, user=user, now=now) as edit:
        task = read_task(plan, key)
        source, target = task.commitment, _commitment(plan, commitment)
        neighbours = list(source.tasks.order_by("order"))
        old_place = neighbours.index(task) + 1
        others = [row for row in (neighbours if source == target else target.tasks.order_by("order")) if row != task]
        place = max(1, min(place, len(others) + 1))
        if (source, old_place) != (target, place):
            line = [*others[: place - 1], task, *others[place - 1 :]]
            edited.tasks = _put_in_line(line, task)
            task.commitment = target
            Task.objects.bulk_update(line, ["order"])
            task.save(update_fields=["commitment"])
            if source != target:
                edited.tasks.setdefault(task.pk, copy(task)).commitment = source
                edit.record(task, "commitment", dict(source.title), dict(target.title))
            edit.record(task, "order", old_place, place)
    edited.number = plan.workplan.change_number
    return edited


def shift_task(*, plan: Plan, key: str, by: int, user: User | None, now: datetime) -> Edited:
    """Move the task `by` places within its commitment, up where below zero, and no further than its ends."""
    task = read_task(plan, key)
    place = task.commitment.tasks.filter(order__lt=task.order).count() + 1
    return move_task(plan=plan, key=key, commitment=task.commitment_id, place=place + by, user=user, now=now)


def cancel_task(*, plan: Plan, key: str, user: User | None, now: datetime) -> Edited:
    """The task keeps its place, its values and its links, but has no dates, and nothing waits for it any more."""
    return _change_state(plan, key, Task.State.CANCELLED, user, now)


def revive_task(*, plan: Plan, key: str, user: User | None, now: datetime) -> Edited:
    """A cancelled task is planned again, or in progress where some of it was done. Links never closed a circle
    while it was cancelled, so they hold again."""
    return _change_state(plan, key, None, user, now)


def _change_state(plan: Plan, key: str, state: str | None, user: User | None, now: datetime) -> Edited:
    edited = Edited(key)
    with edit_of(plan.workplan, user=user, now=now) as edit:
        task = read_task(plan, key)
        if state is not None or task.is_cancelled:
            before = copy(task)
            resumed = Task.State.IN_PROGRESS if task.progress else Task.State.PLANNED
            edit.change_read(task, version=task.version, state=state or resumed)
            edited.tasks = {task.pk: before} if edit.parts else {}
    edited.number = plan.workplan.change_number
    return edited


def read_task(plan: Plan, key: str) -> Task:
    """The task with what it refers to. Raises NoSuchTask."""
    found = plan.workplan.tasks.select_related("commitment", "responsible", "calendar").filter(key=key).first()
    if found is None:
        raise NoSuchTask(key)
    return found


def _put_in_line(line: Sequence[Task], moved: Task) -> dict[int, Task | None]:
    """Give the tasks of `line` rising orders, changing as few as can be; those changed as they were before."""
    changed: dict[int, Task | None] = {}
    last = 0
    for row in line:
        if row is moved or row.order <= last:
            changed[row.pk] = copy(row)
            row.order = last + 1
        last = row.order
    return changed


_GOING_TOGETHER = ("days", "optimistic_days", "pessimistic_days", "actual_start", "actual_finish")


def _check_values(values: Mapping[str, Any]) -> None:
    """What the database would refuse without words."""
    least, likely, most = values["optimistic_days"], values["days"], values["pessimistic_days"]
    if (least is None) != (most is None):
        missing = "optimistic_days" if least is None else "pessimistic_days"
        raise ValueRefused(missing, _("Give the optimistic and the pessimistic duration together, or neither."))
    if least is not None and least > likely:
        raise ValueRefused("optimistic_days", _("The optimistic duration is longer than the likely one."))
    if most is not None and most < likely:
        raise ValueRefused("pessimistic_days", _("The pessimistic duration is shorter than the likely one."))
    started, finished = values["actual_start"], values["actual_finish"]
    if finished and not started:
        raise ValueRefused("actual_start", _("Say when the task started, too."))
    if finished and finished < started:
        raise ValueRefused("actual_finish", _("The task cannot have finished before it started."))


def check_dates_stay_in_range(plan: Plan, field: str) -> None:
    """A plan whose dates run out of the calendar could not be opened any more; called inside the edit, which is then
    undone. Raises ValueRefused."""
    try:
        dates_of_plan(plan)
    except DateOutOfRange:
        raise ValueRefused(field, _("The plan's dates would run too far.")) from None


def _joined(kept: Mapping[str, str], given: Mapping[str, str]) -> Translated:
    """`kept` with the languages that are `given`; an empty text goes."""
    return Translated({code: text for code, text in {**kept, **given}.items() if text})


def _commitment(plan: Plan, pk: int) -> Commitment:
    found = plan.commitments.filter(pk=pk).first()
    if found is None:
        raise NoSuchCommitment
    return found


def institution_named(plan: Plan, name: str) -> Institution:
    """The country's institution of that name in any language, or a new one named so in the plan's language."""
    for row in plan.country.institutions.all():
        if name in row.name.values():
            return row
    return Institution.objects.create(country=plan.country, name=Translated({plan.base_language: name}))


def _every_day(plan: Plan) -> WorkCalendar:
    """The workplan's calendar without a day of rest."""
    for row in plan.workplan.calendars.filter(countries=None):
        if not row.weekend and not row.holidays:
            return row
    names = {}
    for language in LANGUAGES:
        with override(language):
            names[language] = gettext("Every day")
    return WorkCalendar.objects.create(workplan=plan.workplan, name=Translated(names))
