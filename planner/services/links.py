"""How the links between the tasks of a plan, or of a twinning, are added, changed and removed.

That no task waits for itself in the end is asked inside the edit, where no other edit of the plan can come between
the question and the save: two people who add the two halves of a circle at the same moment do so one after the other,
and the second is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from planner.domain import graph
from planner.models import Link, LinkKind, Task, User
from planner.queries.schedules import Planned, task_numbers
from planner.services.edits import EditRefused, GoneMeanwhile, edit_of
from planner.services.tasks import LONG_DAYS, Edited, NoSuchTask, check_dates_stay_in_range


class LinkToItself(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("A task cannot wait for itself."))


class LinkExists(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("This task waits for that one in the same manner already. Change that link instead."))


class LinkClosesCircle(EditRefused):
    """`circle` names the tasks in order, `2.3 Title` each: every one is waited for by the next, the last by the
    first."""

    def __init__(self, circle: Sequence[str]) -> None:
        self.circle = list(circle)
        arrow = " ← " if get_language_bidi() else " → "
        tasks = arrow.join([*self.circle, self.circle[0]])
        super().__init__(
            _("With this link, these tasks would wait for each other in a circle: %(tasks)s.") % {"tasks": tasks}
        )


def add_link(
    *,
    plan: Planned,
    before: str,
    after: str,
    kind: str = LinkKind.FINISH_TO_START,
    lag: int = 0,
    user: User | None,
    now: datetime,
) -> Edited:
    """Let the task with the key `after` wait for the one with the key `before`. `lag` is in working days, below zero
    for a lead.

    Raises LinkToItself, NoSuchTask, LinkExists, LinkClosesCircle, ValueRefused.
    """
    edited = Edited(after)
    with edit_of(plan.workplan, user=user, now=now) as edit:
        if before == after:
            raise LinkToItself
        first, second = _ends(plan, before, after)
        link = Link(before=first, after=second, kind=kind, lag=lag)
        _check_is_new(link)
        _check_closes_no_circle(plan, link)
        link.save()
        if lag > LONG_DAYS:
            check_dates_stay_in_range(plan, "lag")
        edit.added(link, before=first, after=second, kind=kind, lag=lag)
        edited.links = {link.pk: None}
    edited.number = plan.workplan.change_number
    return edited


def change_link(
    *, plan: Planned, pk: int, version: int, kind: str, lag: int, user: User | None, now: datetime
) -> Edited:
    """Raises GoneMeanwhile, LinkExists and `planner.services.edits.EditedMeanwhile`."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        link = read_link(plan, pk)
        before = copy(link)
        if kind != link.kind:
            _check_is_new(Link(before=link.before, after=link.after, kind=kind))
        edit.change_read(link, version=version, kind=kind, lag=lag)
        if lag > LONG_DAYS:
            check_dates_stay_in_range(plan, "lag")
        edited = Edited(link.after.key, links={link.pk: before} if edit.parts else {})
    edited.number = plan.workplan.change_number
    return edited


def remove_link(*, plan: Planned, pk: int, user: User | None, now: datetime) -> Edited:
    """Raises GoneMeanwhile."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        link = read_link(plan, pk)
        edited = Edited(link.after.key, links={link.pk: copy(link)})
        edit.removed(link, before=link.before, after=link.after, kind=link.kind, lag=link.lag)
        link.delete()
    edited.number = plan.workplan.change_number
    return edited


def read_link(plan: Planned, pk: int) -> Link:
    """The link with its two tasks. Raises GoneMeanwhile."""
    found = Link.objects.select_related("before", "after").filter(pk=pk, after__workplan=plan.workplan_id).first()
    if found is None:
        raise GoneMeanwhile
    return found


def _ends(plan: Planned, before: str, after: str) -> tuple[Task, Task]:
    found = {task.key: task for task in plan.workplan.tasks.filter(key__in=(before, after))}
    for key in (before, after):
        if key not in found:
            raise NoSuchTask(key)
    return found[before], found[after]


def _check_is_new(link: Link) -> None:
    if Link.objects.filter(before=link.before, after=link.after, kind=link.kind).exists():
        raise LinkExists


def _check_closes_no_circle(plan: Planned, link: Link) -> None:
    """Links of cancelled tasks count, too: the task may be revived."""
    pairs = Link.objects.filter(after__workplan=plan.workplan_id).values_list("before_id", "after_id").distinct()
    keys = dict.fromkeys(key for pair in [*pairs, (link.before_id, link.after_id)] for key in pair)
    kept = graph.TaskGraph([graph.Task(key, 0) for key in keys], [graph.Link(*pair) for pair in pairs])
    circle = kept.circle_closed_by(graph.Link(link.before_id, link.after_id))
    if circle:
        raise LinkClosesCircle(_said(plan, circle))


def _said(plan: Planned, circle: Sequence[int]) -> list[str]:
    tasks = list(plan.workplan.tasks.select_related("commitment").order_by("commitment__order", "order"))
    numbers, by_pk = task_numbers(tasks), {task.pk: task for task in tasks}
    return [f"{numbers[by_pk[pk].key]} {by_pk[pk].title}" for pk in circle]
