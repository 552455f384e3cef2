"""What makes a plan good, by the criteria of those who judge plans, and what would have to be mended where?

Three yardsticks over the contents of a plan and its schedule:

- SIGMA (OECD and European Union), Principles of Public Administration: five criteria for an action plan, seven for
  its monitoring and five for its costing, a point each.
- OGP, the Open Government Partnership's commitment template: how much of each commitment's sheet is filled in.
- DCMA, the schedule assessment of the US Defense Contract Management Agency, as far as it concerns a plan that is
  not yet under way, with its thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from planner.domain.contents import CommitmentPart, IndicatorPart, PartType, PlanContents, TaskPart
from planner.domain.schedule import Schedule

# Working days. Two months of work, as the assessment has it.
LONG_DAYS = 44
# A lag of more than a working week hides work that nobody has planned.
LONG_LAG_DAYS = 5
FEW = 0.05
MOST_PLAIN_LINKS = 0.90
EVERY_YEAR, EVERY_SECOND_YEAR = 12, 24  # months


class Yardstick(StrEnum):
    ACTION_PLAN = "ACTION_PLAN"
    MONITORING = "MONITORING"
    COSTING = "COSTING"
    COMMITMENTS = "COMMITMENTS"
    SCHEDULE = "SCHEDULE"


class Criterion(StrEnum):
    RESPONSIBLE = "RESPONSIBLE"
    TIMETABLE = "TIMETABLE"
    FINANCED = "FINANCED"
    INDICATORS_AT_BOTH_LEVELS = "INDICATORS_AT_BOTH_LEVELS"
    PUBLISHED = "PUBLISHED"

    POLITICAL_REVIEW = "POLITICAL_REVIEW"
    ROLES = "ROLES"
    OBJECTIVES_MEASURED = "OBJECTIVES_MEASURED"
    INDICATORS_DESCRIBED = "INDICATORS_DESCRIBED"
    ACTIVITY_REPORT = "ACTIVITY_REPORT"
    OUTCOME_REPORT = "OUTCOME_REPORT"
    CIVIL_SOCIETY = "CIVIL_SOCIETY"

    COSTED = "COSTED"
    RUNNING_COSTS_APART = "RUNNING_COSTS_APART"
    SOURCES_NAMED = "SOURCES_NAMED"
    DONORS_APART = "DONORS_APART"
    COST_COVERED = "COST_COVERED"

    COMPLETE_SHEET = "COMPLETE_SHEET"

    MISSING_LOGIC = "MISSING_LOGIC"
    LEADS = "LEADS"
    LONG_LAGS = "LONG_LAGS"
    PLAIN_LINKS = "PLAIN_LINKS"
    HARD_CONSTRAINTS = "HARD_CONSTRAINTS"
    HIGH_SLACK = "HIGH_SLACK"
    NEGATIVE_SLACK = "NEGATIVE_SLACK"
    LONG_DURATIONS = "LONG_DURATIONS"


class Place(NamedTuple):
    """Where a point is lost: the `field` of a thing, by the model's name and key; the plan itself has no key.

    A link is told by the task that waits.
    """

    model: str
    key: str
    field: str


@dataclass(frozen=True)
class Finding:
    """One criterion, how many of those it looks at meet it, and where the others can be mended.

    `is_met` grants the point; a criterion of the schedule puts up with a few exceptions. With nothing to look at it
    is met where it forbids something, and not where it asks for something. `about` is the key of the commitment for
    a criterion that is judged for each.
    """

    yardstick: Yardstick
    criterion: Criterion
    is_met: bool
    met_count: int
    count: int
    places: tuple[Place, ...] = ()
    about: str = ""


class Points(NamedTuple):
    reached: int
    possible: int


@dataclass(frozen=True)
class Quality:
    findings: tuple[Finding, ...]

    def of(self, yardstick: Yardstick) -> list[Finding]:
        return [finding for finding in self.findings if finding.yardstick == yardstick]

    def points(self, yardstick: Yardstick) -> Points:
        """A point a criterion; of the commitments' sheets, a point for each part that is filled in."""
        findings = self.of(yardstick)
        if yardstick == Yardstick.COMMITMENTS:
            return Points(sum(one.met_count for one in findings), sum(one.count for one in findings))
        return Points(sum(one.is_met for one in findings), len(findings))


def assess(contents: PlanContents, schedule: Schedule) -> Quality:
    """Every criterion over `contents` and the `schedule` of its tasks. Cancelled tasks are not looked at.

    Calendars, yearly targets, risks and contributions are not looked at either and may be left out.
    """
    plan = _Plan(contents, schedule)
    return Quality(
        (
            *_action_plan(plan),
            *_monitoring(plan),
            *_costing(plan),
            *(_sheet(plan, commitment) for commitment in contents.commitments),
            *_schedule(plan),
        )
    )


class _Plan:
    """The contents by what belongs together."""

    def __init__(self, contents: PlanContents, schedule: Schedule) -> None:
        self.contents, self.schedule = contents, schedule
        self.commitments = contents.commitments
        self.tasks = [task for task in contents.tasks if task.key in schedule]
        self.work = [task for task in self.tasks if task.days]
        self.links = [link for link in contents.links if link.before in schedule and link.after in schedule]
        self._tasks_of = _grouped(self.tasks, lambda task: (task.commitment or "", *task.also_serves))
        self._indicators_of = _grouped(contents.indicators, lambda indicator: (indicator.commitment,))
        self.financed = {amount.commitment for amount in contents.amounts if amount.amount}

    def tasks_of(self, commitment: CommitmentPart) -> Sequence[TaskPart]:
        return self._tasks_of.get(commitment.key, [])

    def indicators_of(self, commitment: CommitmentPart) -> Sequence[IndicatorPart]:
        return self._indicators_of.get(commitment.key, [])

    def cost_of(self, commitment: CommitmentPart) -> int:
        """Once, in US dollars; a shared task costs the commitment that brings it."""
        return sum(task.cost for task in self.tasks_of(commitment) if task.commitment == commitment.key)

    def running_cost_of(self, commitment: CommitmentPart) -> int:
        own = sum(task.running_cost for task in self.tasks_of(commitment) if task.commitment == commitment.key)
        return commitment.running_cost + own


def _grouped(
    parts: Iterable[PartType], keys_of: Callable[[PartType], Iterable[str]]
) -> Mapping[str, Sequence[PartType]]:
    groups: dict[str, list[PartType]] = {}
    for part in parts:
        for key in keys_of(part):
            groups.setdefault(key, []).append(part)
    return groups


# --- SIGMA ----------------------------------------------------------------------------------------------


def _action_plan(plan: _Plan) -> Iterator[Finding]:
    yardstick = Yardstick.ACTION_PLAN
    yield _all(yardstick, Criterion.RESPONSIBLE, plan.tasks, lambda task: bool(task.responsible), "responsible")
    yield _all(yardstick, Criterion.TIMETABLE, plan.commitments, lambda one: _has_timetable(plan, one), "tasks")
    yield _all(yardstick, Criterion.FINANCED, plan.commitments, lambda one: _is_financed(plan, one), "financing")
    unmeasured = [Place("commitment", one.key, "indicators") for one in plan.commitments if not plan.indicators_of(one)]
    unmeasured += [Place("task", task.key, "indicator") for task in plan.work if not task.indicator]
    count = len(plan.commitments) + len(plan.work)
    yield _finding(
        yardstick, Criterion.INDICATORS_AT_BOTH_LEVELS, count, unmeasured, is_met=bool(count) and not unmeasured
    )
    yield _said(yardstick, Criterion.PUBLISHED, plan, ["published_address"])


def _monitoring(plan: _Plan) -> Iterator[Finding]:
    yardstick, about = Yardstick.MONITORING, plan.contents.plan
    yield _said(yardstick, Criterion.POLITICAL_REVIEW, plan, ["political_review"])
    yield _said(yardstick, Criterion.ROLES, plan, ["monitoring_roles"])
    yield _all(
        yardstick,
        Criterion.OBJECTIVES_MEASURED,
        plan.commitments,
        lambda one: bool(plan.indicators_of(one)),
        "indicators",
    )
    wanting = [
        Place("commitmentindicator", one.key, name) for one in plan.contents.indicators for name in _wanting(one)
    ]
    incomplete = {place.key for place in wanting}
    count = len(plan.contents.indicators)
    yield Finding(
        yardstick,
        Criterion.INDICATORS_DESCRIBED,
        bool(count) and not wanting,
        count - len(incomplete),
        count,
        tuple(wanting),
    )
    for criterion, name, limit in (
        (Criterion.ACTIVITY_REPORT, "activity_report_months", EVERY_YEAR),
        (Criterion.OUTCOME_REPORT, "outcome_report_months", EVERY_SECOND_YEAR),
    ):
        months = getattr(about, name)
        late = [] if months and months <= limit else [Place("plan", "", name)]
        yield _finding(yardstick, criterion, 1, late, is_met=not late)
    yield _said(yardstick, Criterion.CIVIL_SOCIETY, plan, ["civil_society"])


def _wanting(indicator: IndicatorPart) -> Iterator[str]:
    """What is missing of its description. A target of 0 is one where less is better."""
    for name in ("definition", "formula", "source", "frequency", "owner"):
        if not getattr(indicator, name):
            yield name
    if indicator.baseline is None:
        yield "baseline"
    if not indicator.target and indicator.direction == "UP":
        yield "target"


def _costing(plan: _Plan) -> Iterator[Finding]:
    yardstick, sources = Yardstick.COSTING, plan.contents.sources
    yield _all(yardstick, Criterion.COSTED, plan.commitments, lambda one: plan.cost_of(one) > 0, "cost")
    yield _all(
        yardstick,
        Criterion.RUNNING_COSTS_APART,
        plan.commitments,
        lambda one: plan.running_cost_of(one) > 0,
        "running_cost",
    )
    yield _all(
        yardstick,
        Criterion.SOURCES_NAMED,
        plan.commitments,
        lambda one: _is_financed(plan, one),
        "financing",
    )
    yield _all(yardstick, Criterion.DONORS_APART, sources, lambda one: one.kind != "OTHER", "kind")
    short = [
        Place("commitment", one.key, "financing")
        for one in plan.commitments
        if _financed_by(plan, one) < plan.cost_of(one)
    ]
    count = len(plan.commitments)
    yield _finding(yardstick, Criterion.COST_COVERED, count, short, is_met=bool(count) and not short)


def _has_timetable(plan: _Plan, commitment: CommitmentPart) -> bool:
    """Its dates are computed; what a reader can hold it to is a milestone or a deadline."""
    return any(not task.days or task.deadline for task in plan.tasks_of(commitment))


def _is_financed(plan: _Plan, commitment: CommitmentPart) -> bool:
    return commitment.key in plan.financed or not plan.cost_of(commitment) + plan.running_cost_of(commitment)


def _financed_by(plan: _Plan, commitment: CommitmentPart) -> int:
    return sum(amount.amount for amount in plan.contents.amounts if amount.commitment == commitment.key)


def _said(yardstick: Yardstick, criterion: Criterion, plan: _Plan, names: Sequence[str]) -> Finding:
    missing = [Place("plan", "", name) for name in names if not getattr(plan.contents.plan, name)]
    return _finding(yardstick, criterion, len(names), missing, is_met=not missing)


# --- OGP ------------------------------------------------------------------------------------------------


def _sheet(plan: _Plan, commitment: CommitmentPart) -> Finding:
    """The parts of the template that only the country can fill in."""
    key = commitment.key
    parts = {
        name: bool(getattr(commitment, name))
        for name in ("title", "problem", "solution", "results", "lead", "supporting", "themes")
    }
    parts |= {
        "tasks": bool(plan.tasks_of(commitment)),
        "indicators": bool(plan.indicators_of(commitment)),
        "cost": plan.cost_of(commitment) > 0,
        "financing": _is_financed(plan, commitment),
    }
    missing = [Place("commitment", key, name) for name, is_there in parts.items() if not is_there]
    finding = _finding(Yardstick.COMMITMENTS, Criterion.COMPLETE_SHEET, len(parts), missing, is_met=not missing)
    return replace(finding, about=key)


# --- DCMA -----------------------------------------------------------------------------------------------


def _schedule(plan: _Plan) -> Iterator[Finding]:
    yardstick, tasks, work, links = Yardstick.SCHEDULE, plan.tasks, plan.work, plan.links
    slots = plan.schedule
    has_before, has_after = {link.after for link in links}, {link.before for link in links}
    loose = [Place("task", task.key, "links") for task in tasks if not _is_tied(plan, task, has_before, has_after)]
    yield _few(yardstick, Criterion.MISSING_LOGIC, len(tasks), loose)
    leads = [Place("link", link.after, "lag") for link in links if link.lag < 0]
    yield _finding(yardstick, Criterion.LEADS, len(links), leads, is_met=not leads)
    lags = [Place("link", link.after, "lag") for link in links if link.lag > LONG_LAG_DAYS]
    yield _few(yardstick, Criterion.LONG_LAGS, len(links), lags)
    others = [Place("link", link.after, "kind") for link in links if link.kind != "FS"]
    is_met = len(others) <= (1 - MOST_PLAIN_LINKS) * len(links)
    yield _finding(yardstick, Criterion.PLAIN_LINKS, len(links), others, is_met=is_met)
    pinned = [Place("task", task.key, "pinned") for task in tasks if task.pinned]
    yield _few(yardstick, Criterion.HARD_CONSTRAINTS, len(tasks), pinned)
    high = [Place("task", task.key, "links") for task in tasks if slots[task.key].total_slack > LONG_DAYS]
    yield _few(yardstick, Criterion.HIGH_SLACK, len(tasks), high)
    late = [Place("task", task.key, "days") for task in tasks if slots[task.key].total_slack < 0]
    yield _finding(yardstick, Criterion.NEGATIVE_SLACK, len(tasks), late, is_met=not late)
    long = [Place("task", task.key, "days") for task in work if task.days > LONG_DAYS]
    yield _few(yardstick, Criterion.LONG_DURATIONS, len(work), long)


def _is_tied(plan: _Plan, task: TaskPart, has_before: set[str], has_after: set[str]) -> bool:
    """Whether it waits for something and something waits for it; the first and the last of the plan need not."""
    slot = plan.schedule[task.key]
    begins = task.key in has_before or slot.early_start == plan.schedule.start
    ends = task.key in has_after or slot.early_finish == plan.schedule.finish
    return begins and ends


# --- findings -------------------------------------------------------------------------------------------


def _all(
    yardstick: Yardstick,
    criterion: Criterion,
    parts: Sequence[PartType],
    is_good: Callable[[PartType], bool],
    name: str,
) -> Finding:
    """Asks something of each of `parts`, of which there must be some."""
    wanting = [Place(part.model, part.key_in_words, name) for part in parts if not is_good(part)]
    return _finding(yardstick, criterion, len(parts), wanting, is_met=bool(parts) and not wanting)


def _few(yardstick: Yardstick, criterion: Criterion, count: int, exceptions: Sequence[Place]) -> Finding:
    return _finding(yardstick, criterion, count, exceptions, is_met=len(exceptions) <= FEW * count)


def _finding(
    yardstick: Yardstick, criterion: Criterion, count: int, places: Sequence[Place], *, is_met: bool
) -> Finding:
    return Finding(yardstick, criterion, is_met, count - len(places), count, tuple(places))
