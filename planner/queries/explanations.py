"""Why a task has its dates, in the reader's words: what drives them, which days were skipped, what slack is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.domain.explain import Explanation, Limit, LimitKind, Rest, RestKind, Step, StretchKind, explain
from planner.domain.schedule import DriverKind, Slot
from planner.models import Plan, Task, Workplan
from planner.queries.schedules import PlanSchedule, schedule_of_plan
from planner.queries.sensitivity import dates_if_estimates_move, sensitivity_of
from planner.queries.wording import day_in_words, link_manner, outside_wait_in_words, period_in_words


@dataclass(frozen=True)
class SkippedDays:
    """Days in a row that are not worked for one reason."""

    period: str
    reason: str
    is_estimated: bool


@dataclass(frozen=True)
class ChainStep:
    """A task of the chain: the sentence on what sets its start, and the days skipped before it and within it.

    Weekends within a task go without saying: what people look for there are the holidays.
    """

    task: Task
    number: str
    cause: str
    skipped: list[SkippedDays]
    period: str
    work: str
    holidays_within: list[SkippedDays]
    is_asked_for: bool


@dataclass(frozen=True)
class LimitStep:
    """A sentence on what must not move; `task` and `number` where it is about a task."""

    sentence: str
    manner: str = ""
    task: Task | None = None
    number: str = ""


@dataclass(frozen=True)
class TaskExplanation:
    """Where chains are long, `steps_left_out` are missing after the first step and `limits_left_out` before the last
    limit.
    """

    task: Task
    number: str
    slot: Slot
    steps: list[ChainStep]
    steps_left_out: int
    limits: list[LimitStep]
    limits_left_out: int
    consequences: list[str]
    if_estimates_move: list[str]


class Named(Protocol):
    """By whose month names dates are written; a country, or two of them."""

    month_names: str


class Explained(Protocol):
    """What the sentences say something about."""

    workplan: Workplan
    country: Named


def task_explanation(plan: Plan, key: str, *, most_steps: int | None = None) -> TaskExplanation:
    """With `most_steps`, so many of each chain and no more: its two ends, and what is nearest to the task.

    Raises Http404 for a task that the plan does not have, or that is cancelled and so has no dates.
    """
    return explanation_in(plan, schedule_of_plan(plan), key, most_steps=most_steps)


def explanation_in(
    plan: Explained, schedule: PlanSchedule, key: str, *, most_steps: int | None = None
) -> TaskExplanation:
    """As `task_explanation`, in a schedule that is at hand, of a plan or of what is read as one."""
    if key not in schedule.numbers or key not in schedule.result:
        raise Http404
    found = explain(
        schedule.result,
        schedule.domain_tasks,
        schedule.domain_links,
        key=key,
        start=schedule.start,
        calendar=schedule.calendar,
        finish_by=plan.workplan.finish_by,
    )
    return _Words(plan, schedule).explanation(found, most_steps)


class _Words:
    """What the sentences of one plan need: its tasks by key, its numbers, its holidays and its month names."""

    def __init__(self, plan: Explained, schedule: PlanSchedule) -> None:
        self.plan, self.schedule = plan, schedule
        self.tasks = {task.key: task for task in schedule.tasks}
        self.holidays, self.estimated = schedule.holidays, schedule.estimated

    def explanation(self, found: Explanation, most_steps: int | None) -> TaskExplanation:
        key = found.key
        steps, limits = found.steps, found.limits
        if most_steps:
            steps = [*steps[:1], *steps[1:][1 - most_steps :]]
            limits = [*limits[:-1][: most_steps - 1], *limits[-1:]]
        return TaskExplanation(
            task=self.tasks[key],
            number=self.schedule.numbers[key],
            slot=self.schedule.result[key],
            steps=[self._chain_step(step, found) for step in steps],
            steps_left_out=len(found.steps) - len(steps),
            limits=[self._limit_step(limit, key) for limit in limits],
            limits_left_out=len(found.limits) - len(limits),
            consequences=list(self._consequences(found)),
            if_estimates_move=self._if_estimates_move(key),
        )

    # --- why this date ----------------------------------------------------------------------------------

    def _chain_step(self, step: Step, found: Explanation) -> ChainStep:
        waiting = (stretch for stretch in step.way if stretch.kind != StretchKind.WORK)
        return ChainStep(
            task=self.tasks[step.key],
            number=self.schedule.numbers[step.key],
            cause=self._cause(step, found.origin),
            skipped=self._runs(rest for stretch in waiting for rest in stretch.rests),
            period=period_in_words(step.start, step.finish, self.plan.country.month_names),
            work=self._work(self.tasks[step.key].days, step.worked),
            holidays_within=self._runs(rest for rest in step.rests if rest.kind == RestKind.HOLIDAY),
            is_asked_for=step.key == found.key,
        )

    def _work(self, days: int, worked: int) -> str:
        if not days:
            return ""
        work = ngettext("%(days)s working day", "%(days)s working days", days) % {"days": days}
        if worked == days:
            return work
        words = {"work": work, "days": worked}
        return (
            ngettext(
                "%(work)s, spread over %(days)s because of short days",
                "%(work)s, spread over %(days)s because of short days",
                worked,
            )
            % words
        )

    def _cause(self, step: Step, origin: date) -> str:
        link = step.driver.link
        if link is not None:
            number, manner = self.schedule.numbers[link.before], link_manner(link.kind, link.lag)
            if not manner:
                return _("Waits for %(number)s") % {"number": number}
            return _("Waits for %(number)s: %(manner)s") % {"number": number, "manner": manner}
        task = self.tasks[step.key]
        if wait := self.schedule.held_from_outside(task):
            return outside_wait_in_words(wait, self.plan.country.month_names)
        if step.driver.kind == DriverKind.PROJECT_START and self.schedule.begin_by == origin:
            sentence = _("The plan starts on %(day)s, as late as its deadline allows")
        elif step.driver.kind == DriverKind.EARLIEST and task.levelled_start == origin:
            sentence = _("Moved to %(day)s for want of hands")
        else:
            sentence = {
                DriverKind.EARLIEST: _("May not start before %(day)s"),
                DriverKind.PINNED: _("Fixed to %(day)s"),
                DriverKind.CALENDAR: _("The plan starts on %(day)s, a day of rest"),
                DriverKind.PROJECT_START: _("The plan starts on %(day)s"),
            }[step.driver.kind]
        return sentence % {"day": self._day(origin)}

    def _moves(self, rest: Rest) -> bool:
        return rest.kind == RestKind.HOLIDAY and rest.day in self.estimated

    def _runs(self, rests: Iterable[Rest]) -> list[SkippedDays]:
        """In the order of the days, each day once; neighbours of one reason together."""
        runs: list[tuple[date, date, str, bool]] = []
        for rest in sorted(set(rests)):
            reason, is_estimated = self._reason(rest), self._moves(rest)
            if runs and runs[-1][1:] == (rest.day - timedelta(days=1), reason, is_estimated):
                runs[-1] = (runs[-1][0], rest.day, reason, is_estimated)
            else:
                runs.append((rest.day, rest.day, reason, is_estimated))
        return [
            SkippedDays(period_in_words(first, last, self.plan.country.month_names), reason, is_estimated)
            for first, last, reason, is_estimated in runs
        ]

    def _reason(self, rest: Rest) -> str:
        if rest.kind == RestKind.WEEKEND:
            return _("weekend")
        return self.holidays.get(rest.day) or _("day of rest in the task's calendar")

    def _if_estimates_move(self, key: object) -> list[str]:
        sensitivity = sensitivity_of(self.plan, self.schedule)
        return dates_if_estimates_move(self.plan, sensitivity, str(key)) if sensitivity else []

    # --- why no more slack ------------------------------------------------------------------------------

    def _limit_step(self, limit: Limit, asked_for: object) -> LimitStep:
        day = self._day(limit.day)
        if limit.kind == LimitKind.FINISH:
            return LimitStep(_("The plan finishes on %(day)s") % {"day": day})
        if limit.kind == LimitKind.DEADLINE:
            return LimitStep(_("The plan's deadline is %(day)s") % {"day": day})
        if limit.kind == LimitKind.PINNED:
            if limit.key == asked_for:
                return LimitStep(_("This task is fixed to %(day)s") % {"day": day})
            task = self.tasks[limit.key]
            return LimitStep(_("Is fixed to %(day)s") % {"day": day}, "", task, self.schedule.numbers[limit.key])
        assert limit.link is not None, "a limit by a link names it"
        task = self.tasks[limit.link.after]
        if task.is_milestone:
            sentence = _("Must be reached by %(day)s")
        elif limit.link.kind[1] == "S":
            sentence = _("Must start by %(day)s")
        else:
            sentence = _("Must finish by %(day)s")
        manner = link_manner(limit.link.kind, limit.link.lag)
        return LimitStep(sentence % {"day": day}, manner, task, self.schedule.numbers[task.key])

    def _consequences(self, found: Explanation) -> Iterable[str]:
        yield self._finish_consequence(found.finish_slack)
        if found.deadline_slack is not None:
            yield self._deadline_consequence(found.deadline_slack)
        last = found.limits[-1]
        if last.kind == LimitKind.PINNED and last.key != found.key and found.total_slack >= 0:
            yield self._pinned_consequence(found.total_slack, self.schedule.numbers[last.key], last.day)
        if found.own_deadline_slack is not None:
            yield self._own_deadline_consequence(found.own_deadline_slack, self.tasks[found.key].deadline)

    def _finish_consequence(self, days: int) -> str:
        words = {"days": days, "day": self._day(self.schedule.result.finish)}
        if days == 0:
            return _("The plan's finish, %(day)s, moves if this task slips at all.") % words
        return (
            ngettext(
                "The plan's finish, %(day)s, moves if this task slips by more than %(days)s working day.",
                "The plan's finish, %(day)s, moves if this task slips by more than %(days)s working days.",
                days,
            )
            % words
        )

    def _deadline_consequence(self, days: int) -> str:
        deadline = self.plan.workplan.finish_by
        words = {"days": abs(days), "day": self._day(deadline)}
        if days == 0:
            return _("The finish moves past the deadline, %(day)s, if this task slips at all.") % words
        if days > 0:
            sentence = ngettext(
                "The finish moves past the deadline, %(day)s, if this task slips by more than %(days)s working day.",
                "The finish moves past the deadline, %(day)s, if this task slips by more than %(days)s working days.",
                days,
            )
        else:
            sentence = ngettext(
                "To keep the deadline, %(day)s, this task would have to finish %(days)s working day earlier.",
                "To keep the deadline, %(day)s, this task would have to finish %(days)s working days earlier.",
                -days,
            )
        return sentence % words

    def _pinned_consequence(self, days: int, number: str, day: date) -> str:
        words = {"days": days, "number": number, "day": self._day(day)}
        if days == 0:
            return _("Task %(number)s, fixed to %(day)s, starts too early if this task slips at all.") % words
        return (
            ngettext(
                "Task %(number)s, fixed to %(day)s, starts too early if this task slips by more than %(days)s "
                "working day.",
                "Task %(number)s, fixed to %(day)s, starts too early if this task slips by more than %(days)s "
                "working days.",
                days,
            )
            % words
        )

    def _own_deadline_consequence(self, days: int, deadline: date | None) -> str:
        assert deadline is not None, "slack before a deadline that is not there"
        words = {"days": abs(days), "day": self._day(deadline)}
        if days == 0:
            return _("Its own deadline, %(day)s, is missed if it slips at all.") % words
        if days > 0:
            sentence = ngettext(
                "Its own deadline, %(day)s, is missed if it slips by more than %(days)s working day.",
                "Its own deadline, %(day)s, is missed if it slips by more than %(days)s working days.",
                days,
            )
        else:
            sentence = ngettext(
                "It finishes %(days)s working day after its own deadline, %(day)s.",
                "It finishes %(days)s working days after its own deadline, %(day)s.",
                -days,
            )
        return sentence % words

    def _day(self, day: date) -> str:
        return day_in_words(day, self.plan.country.month_names)
