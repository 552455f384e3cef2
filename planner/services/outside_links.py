"""How a plan's tasks come to wait for tasks of other workplans, and no longer.

The caller has fetched the plan through `plan_for_editing`, and the other workplan's task through what carries the
right to see it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from planner.models import OutsideLink, Plan, Task, User
from planner.services.edits import EditRefused, GoneMeanwhile, edit_of
from planner.services.tasks import NoSuchTask, check_dates_stay_in_range


class OutsideLinkExists(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("This task waits for that one already. Change that link instead."))


class NotOutside(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Only a task outside the plans can be waited for in this way."))


def add_outside_link(
    *, plan: Plan, before: Task, after: str, user: User | None, now: datetime, **values: Any
) -> OutsideLink:
    """Let the plan's task with the key `after` wait for `before`, as one edit of the plan. `values` are further
    columns of `OutsideLink`.

    What belongs to no plan waits for no plan, so no circle can close. Raises NotOutside for a task of a plan,
    NoSuchTask, OutsideLinkExists, and `planner.services.tasks.ValueRefused` where the dates leave the calendar.
    """
    with edit_of(plan.workplan, user=user, now=now) as edit:
        if Plan.objects.filter(workplan=before.workplan_id).exists():
            raise NotOutside
        waiting = plan.workplan.tasks.filter(key=after).first()
        if waiting is None:
            raise NoSuchTask(after)
        if OutsideLink.objects.filter(before=before, after=waiting).exists():
            raise OutsideLinkExists
        link = OutsideLink.objects.create(before=before, after=waiting, **values)
        _note(plan)
        check_dates_stay_in_range(plan, "lag")
        edit.added(link, **_on_record(link))
    return link


def change_outside_link(
    *, plan: Plan, pk: int, version: int, user: User | None, now: datetime, **values: Any
) -> OutsideLink:
    """Raises GoneMeanwhile, `planner.services.edits.EditedMeanwhile` and ValueRefused."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        link = _read(plan, pk)
        edit.change_read(link, version=version, **values)
        check_dates_stay_in_range(plan, "lag")
    return link


def remove_outside_link(*, plan: Plan, pk: int, user: User | None, now: datetime) -> None:
    """Raises GoneMeanwhile."""
    with edit_of(plan.workplan, user=user, now=now) as edit:
        link = _read(plan, pk)
        edit.removed(link, **_on_record(link))
        link.delete()


def copy_outside_links(plan: Plan, copy: Plan) -> None:
    """Let the tasks of `copy` wait outside as those of `plan` with the same keys do."""
    links = OutsideLink.objects.filter(after__workplan=plan.workplan).select_related("after")
    tasks = {task.key: task for task in copy.workplan.tasks.filter(key__in=[link.after.key for link in links])}
    OutsideLink.objects.bulk_create(
        OutsideLink(
            before_id=link.before_id,
            after=tasks[link.after.key],
            kind=link.kind,
            lag=link.lag,
            days_without=link.days_without,
            cost_without=link.cost_without,
        )
        for link in links
    )
    if links:
        _note(copy)


def _read(plan: Plan, pk: int) -> OutsideLink:
    links = OutsideLink.objects.select_related("before", "after")
    found = links.filter(pk=pk, after__workplan=plan.workplan_id).first()
    if found is None:
        raise GoneMeanwhile
    return found


def _note(plan: Plan) -> None:
    plan.workplan.may_wait_outside = True
    plan.workplan.save(update_fields=["may_wait_outside"])


def _on_record(link: OutsideLink) -> dict[str, Any]:
    return {"before": link.before, "after": link.after, "kind": link.kind, "lag": link.lag}
