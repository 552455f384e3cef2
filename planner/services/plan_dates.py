"""Changing when a plan may start, when it must be finished, and from which of the two its dates are counted."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from planner.models import Plan, User
from planner.queries.wording import day_in_words
from planner.services.edits import EditedMeanwhile, EditRefused, edit_of, plain


class DatesRefused(EditRefused):
    """`field` names the date that cannot stand."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def change_plan_dates(
    *,
    plan: Plan,
    version: int,
    start: date,
    finish_by: date | None,
    is_counted_back: bool,
    user: User | None,
    now: datetime,
) -> None:
    """Save what differs, on top of the plan's `version`.

    The caller has fetched the plan through `plan_for_editing`. Raises `DatesRefused` for a deadline that is missing
    where dates are counted back from it, or that comes before the start; and `EditedMeanwhile`.
    """
    _check_dates(plan, start, finish_by, is_counted_back)
    with edit_of(plan.workplan, user=user, now=now) as edit:
        current = Plan.objects.select_for_update().get(pk=plan.pk)
        values = {"start": start, "finish_by": finish_by, "is_counted_back": is_counted_back}
        changed = {name: value for name, value in values.items() if getattr(plan.workplan, name) != value}
        if not changed:
            return
        if current.version != version:
            raise EditedMeanwhile(current)
        for name, value in changed.items():
            edit.record(plan, name, plain(getattr(plan.workplan, name)), plain(value))
            setattr(plan.workplan, name, value)
        plan.workplan.save(update_fields=[*changed])
        plan.version = version + 1
        plan.save(update_fields=["version", "changed_at"])


def _check_dates(plan: Plan, start: date, finish_by: date | None, is_counted_back: bool) -> None:
    if finish_by is None:
        if is_counted_back:
            raise DatesRefused("finish_by", _("Give the deadline from which dates are to be counted back."))
        return
    if finish_by < start:
        months = plan.country.month_names
        sentence = _("The deadline %(deadline)s is before the start %(start)s.")
        words = {"deadline": day_in_words(finish_by, months), "start": day_in_words(start, months)}
        raise DatesRefused("finish_by", sentence % words)
