"""What the pages of a plan's pictures show: the picture, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.neighbourhood import tasks_around
from planner.models import Commitment, Plan, Task, Translated
from planner.pictures.gantt import Bar
from planner.pictures.timescale import Zoom
from planner.queries.pictures import GanttPicture, GraphPicture, commitment_bars, gantt_picture, graph_picture
from planner.queries.plans import Warning, plan_warnings
from planner.queries.revisions import baseline_dates
from planner.queries.schedules import PlanSchedule, schedule_of_plan
from planner.queries.unchanged import kept, name_of, plan_stamp
from planner.queries.wording import link_manner

# A table of more rows comes only when it is opened.
MOST_ROWS_AT_ONCE = 60

Period = tuple[date, date]


@dataclass(frozen=True)
class Section:
    """The one commitment that is shown, and the numbers of those beside it."""

    commitment: Commitment
    previous: int | None
    following: int | None


# --- Gantt chart ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GanttChoice:
    """Which Gantt chart: columns of the time scale, one commitment by its number, or a bar for each commitment."""

    zoom: Zoom | None = None
    commitment: int | None = None
    by_commitment: bool = False


@dataclass(frozen=True)
class GanttRow:
    """A bar in words. `slack` is in working days; none for a commitment."""

    number: str
    title: Translated
    start: date
    finish: date
    days: int
    slack: int | None
    critical: bool
    progress: int
    baseline: Period | None


@dataclass(frozen=True)
class GanttTable:
    rows: list[GanttRow]
    has_baseline: bool


@dataclass(frozen=True)
class GanttPage:
    """`table` is None where it has too many rows to come at once."""

    picture: GanttPicture | None
    table: GanttTable | None
    section: Section | None
    warnings: list[Warning]


def plan_gantt(plan: Plan, *, choice: GanttChoice, today: date, rtl: bool) -> GanttPage:
    """A commitment that the plan does not have leaves all tasks. Nine queries at most; one where it is kept."""
    name = name_of("gantt", plan_stamp(plan, today=today), choice, rtl)
    return kept(name, lambda: _plan_gantt(plan, choice=choice, today=today, rtl=rtl))


def _plan_gantt(plan: Plan, *, choice: GanttChoice, today: date, rtl: bool) -> GanttPage:
    schedule, baselines = schedule_of_plan(plan), baseline_dates(plan)
    section = _section(schedule, choice.commitment)
    commitment = section.commitment.order if section else None
    table = _gantt_table(plan, schedule, baselines, commitment=commitment, by_commitment=choice.by_commitment)
    return GanttPage(
        picture=gantt_picture(
            plan,
            schedule,
            today=today,
            rtl=rtl,
            zoom=choice.zoom,
            commitment=commitment,
            by_commitment=choice.by_commitment,
            baselines=baselines,
        ),
        table=table if len(table.rows) <= MOST_ROWS_AT_ONCE else None,
        section=section,
        warnings=plan_warnings(plan, schedule),
    )


def gantt_table(plan: Plan, *, choice: GanttChoice) -> GanttTable:
    """The same bars in words, however many."""
    schedule = schedule_of_plan(plan)
    section = _section(schedule, choice.commitment)
    return _gantt_table(
        plan,
        schedule,
        baseline_dates(plan),
        commitment=section.commitment.order if section else None,
        by_commitment=choice.by_commitment,
    )


def _gantt_table(
    plan: Plan,
    schedule: PlanSchedule,
    baselines: dict[str, Period],
    *,
    commitment: int | None,
    by_commitment: bool,
) -> GanttTable:
    if by_commitment:
        drawn = commitment_bars(plan, schedule, baselines)
        rows = [_commitment_row(*pair) for pair in zip(_commitments(schedule), drawn, strict=True)]
    else:
        rows = [
            _gantt_row(task, schedule, baselines.get(task.key))
            for task in schedule.tasks
            if commitment is None or task.commitment.order == commitment
        ]
    return GanttTable(rows, has_baseline=any(row.baseline for row in rows))


def _gantt_row(task: Task, schedule: PlanSchedule, baseline: Period | None) -> GanttRow:
    slot = schedule.result[task.key]
    return GanttRow(
        number=schedule.numbers[task.key],
        title=task.title,
        start=slot.early_start,
        finish=slot.early_finish,
        days=task.days,
        slack=slot.total_slack,
        critical=slot.critical,
        progress=task.progress,
        baseline=baseline,
    )


def _commitment_row(commitment: Commitment, bar: Bar) -> GanttRow:
    return GanttRow(
        number=bar.number,
        title=commitment.title,
        start=bar.start,
        finish=bar.finish,
        days=bar.days,
        slack=None,
        critical=bar.critical,
        progress=bar.progress,
        baseline=bar.baseline,
    )


# --- dependency graph -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class GraphChoice:
    """Which dependency graph: one commitment by its number, or what stands up to so many `steps` around one task.

    `around` is what somebody typed: the number of a task, such as 2.3, or its key.
    """

    commitment: int | None = None
    around: str = ""
    steps: int = 1


@dataclass(frozen=True)
class Dependency:
    number: str
    manner: str


@dataclass(frozen=True)
class GraphRow:
    """A box in words, with all it waits for and all that waits for it."""

    number: str
    title: Translated
    critical: bool
    waits: list[Dependency]
    leads: list[Dependency]


@dataclass(frozen=True)
class GraphPage:
    """`rows` is None where they are too many to come at once; `unknown` is a task asked for that the plan lacks."""

    picture: GraphPicture | None
    rows: list[GraphRow] | None
    section: Section | None
    commitments: list[Commitment]
    around: str
    unknown: str
    warnings: list[Warning]


def plan_graph(plan: Plan, *, choice: GraphChoice, today: date, rtl: bool) -> GraphPage:
    """A commitment or a task that the plan does not have leaves all tasks. Seven queries; one where it is kept."""
    name = name_of("graph", plan_stamp(plan, today=today), choice, rtl)
    return kept(name, lambda: _plan_graph(plan, choice=choice, rtl=rtl))


def _plan_graph(plan: Plan, *, choice: GraphChoice, rtl: bool) -> GraphPage:
    schedule = schedule_of_plan(plan)
    chosen = _key_of(schedule, choice.around)
    section = _section(schedule, choice.commitment) if not chosen else None
    shown = _shown(schedule, section, chosen, choice.steps)
    count = len(schedule.tasks) if shown is None else len(shown)
    return GraphPage(
        picture=graph_picture(plan, schedule, rtl=rtl, shown=shown, chosen=chosen),
        rows=_graph_rows(schedule, shown) if count <= MOST_ROWS_AT_ONCE else None,
        section=section,
        commitments=_commitments(schedule),
        around=schedule.numbers[chosen] if chosen else "",
        unknown="" if chosen else choice.around,
        warnings=plan_warnings(plan, schedule),
    )


def graph_table(plan: Plan, *, choice: GraphChoice) -> list[GraphRow]:
    """The same boxes in words, however many."""
    schedule = schedule_of_plan(plan)
    chosen = _key_of(schedule, choice.around)
    section = _section(schedule, choice.commitment) if not chosen else None
    return _graph_rows(schedule, _shown(schedule, section, chosen, choice.steps))


def _shown(schedule: PlanSchedule, section: Section | None, chosen: str, steps: int) -> set[str] | None:
    """The keys of the tasks to draw; None for all. A commitment comes with what its tasks wait for and lead to."""
    pairs = [(link.before.key, link.after.key) for link in schedule.links]
    if chosen:
        return tasks_around(chosen, pairs, steps=steps)
    if section is None:
        return None
    own = {task.key for task in schedule.tasks if task.commitment == section.commitment}
    return own | {key for pair in pairs if own & set(pair) for key in pair}


def _graph_rows(schedule: PlanSchedule, shown: set[str] | None) -> list[GraphRow]:
    waits: dict[str, list[Dependency]] = {task.key: [] for task in schedule.tasks}
    leads: dict[str, list[Dependency]] = {task.key: [] for task in schedule.tasks}
    for link in schedule.links:
        manner = link_manner(link.kind, link.lag)
        waits[link.after.key].append(Dependency(schedule.numbers[link.before.key], manner))
        leads[link.before.key].append(Dependency(schedule.numbers[link.after.key], manner))
    return [
        GraphRow(
            number=schedule.numbers[task.key],
            title=task.title,
            critical=schedule.result[task.key].critical,
            waits=waits[task.key],
            leads=leads[task.key],
        )
        for task in schedule.tasks
        if shown is None or task.key in shown
    ]


def _key_of(schedule: PlanSchedule, typed: str) -> str:
    """The key of the task with that number or key; empty where there is none."""
    keys = {task.key: task.key for task in schedule.tasks}
    return ({schedule.numbers[key]: key for key in keys} | keys).get(typed, "")


# --- both -----------------------------------------------------------------------------------------------


def _commitments(schedule: PlanSchedule) -> list[Commitment]:
    """Those that have tasks of their own, in order."""
    return list(dict.fromkeys(task.commitment for task in schedule.tasks))


def _section(schedule: PlanSchedule, number: int | None) -> Section | None:
    commitments: Sequence[Commitment] = _commitments(schedule) if number else []
    places = {commitment.order: place for place, commitment in enumerate(commitments)}
    if number not in places:
        return None
    place = places[number]
    return Section(
        commitment=commitments[place],
        previous=commitments[place - 1].order if place else None,
        following=commitments[place + 1].order if place + 1 < len(commitments) else None,
    )
