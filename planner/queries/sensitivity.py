"""What estimated holidays may do to a plan's dates, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.domain import schedule as domain
from planner.domain.sensitivity import critical_change, moving_tasks
from planner.models import Plan
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import day_in_words, period_in_words

NUMBERS_SHOWN = 8


@dataclass(frozen=True)
class Sensitivity:
    """The schedule if all estimated holidays fall a day earlier, and if they all fall a day later.

    `moving` are the keys of the tasks whose dates are then others, and `sentences` what that means for the plan.
    """

    holidays: list[date]
    earlier: domain.Schedule
    later: domain.Schedule
    moving: frozenset[object]
    sentences: list[str]


def sensitivity_of(plan: Plan, schedule: PlanSchedule) -> Sensitivity | None:
    """None where no estimated holiday lies within the plan. Computes two schedules and asks the database nothing."""
    if not schedule.estimated:
        return None
    earlier, later = schedule.result_with_estimates_moved(-1), schedule.result_with_estimates_moved(1)
    months = plan.country.month_names
    return Sensitivity(
        holidays=sorted(schedule.estimated),
        earlier=earlier,
        later=later,
        moving=moving_tasks(schedule.result, earlier, later),
        sentences=[*_if_earlier(schedule, earlier, months), *_if_later(schedule, later, months)],
    )


def dates_if_estimates_move(plan: Plan, sensitivity: Sensitivity, key: str) -> list[str]:
    """A sentence for each way in which the holidays may fall; nothing for a task that does not move."""
    if key not in sensitivity.moving:
        return []
    return [
        sentence % {"period": period_in_words(slot.early_start, slot.early_finish, plan.country.month_names)}
        for sentence, slot in (
            (_("If all estimated holidays fall a day earlier: %(period)s"), sensitivity.earlier[key]),
            (_("If all estimated holidays fall a day later: %(period)s"), sensitivity.later[key]),
        )
    ]


def _if_earlier(schedule: PlanSchedule, earlier: domain.Schedule, months: str) -> Iterable[str]:
    words = {"day": day_in_words(earlier.finish, months)}
    if earlier.finish == schedule.result.finish:
        yield _("If all of them fall a day earlier, the finish stays on %(day)s.") % words
    else:
        yield _("If all of them fall a day earlier, the plan finishes on %(day)s.") % words
    yield from _critical_path(schedule, earlier)


def _if_later(schedule: PlanSchedule, later: domain.Schedule, months: str) -> Iterable[str]:
    words = {"day": day_in_words(later.finish, months)}
    if later.finish == schedule.result.finish:
        yield _("If all of them fall a day later, the finish stays on %(day)s.") % words
    else:
        yield _("If all of them fall a day later, the plan finishes on %(day)s.") % words
    yield from _critical_path(schedule, later)


def _critical_path(schedule: PlanSchedule, other: domain.Schedule) -> Iterable[str]:
    change = critical_change(schedule.result, other)
    if change.became:
        sentence = ngettext(
            "Then %(count)s task more is critical: %(numbers)s.",
            "Then %(count)s tasks more are critical: %(numbers)s.",
            len(change.became),
        )
        yield sentence % {"count": len(change.became), "numbers": _numbers(schedule, change.became)}
    if change.ceased:
        sentence = ngettext(
            "Then %(count)s task is no longer critical: %(numbers)s.",
            "Then %(count)s tasks are no longer critical: %(numbers)s.",
            len(change.ceased),
        )
        yield sentence % {"count": len(change.ceased), "numbers": _numbers(schedule, change.ceased)}


def _numbers(schedule: PlanSchedule, keys: list[object]) -> str:
    numbers = [schedule.numbers[str(key)] for key in keys]
    shown = _(", ").join(numbers[:NUMBERS_SHOWN])
    return f"{shown} …" if len(numbers) > NUMBERS_SHOWN else shown
