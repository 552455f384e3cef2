"""The activities of a twinning as a list and as a board, and those of one person over all twinnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Q

from planner.models import Task, User
from planner.queries.schedules import PlanSchedule
from twinning.domain.activity_states import FINISHED, Standing
from twinning.models import Side, Twinning
from twinning.permissions import refusal_of_planning, refusal_of_work, side_of
from twinning.queries.access import twinnings_visible_to
from twinning.queries.activities.rows import (
    STANDING_WORDS,
    ActivityRow,
    activities_of,
    activity_rows,
)
from twinning.queries.schedules import months_of, schedule_of_twinning, schedules_of_twinnings

COLUMNS = (
    Task.State.PLANNED,
    Task.State.IN_PROGRESS,
    Task.State.BLOCKED,
    Task.State.SUBMITTED,
    Task.State.RETURNED,
    Task.State.DONE,
)


@dataclass(frozen=True)
class ListFacts:
    """Of the activities that are not cancelled; no dates where there is none."""

    count: int
    done_count: int
    late_count: int
    risk_count: int
    start: date | None
    finish: date | None


@dataclass(frozen=True)
class ActivitiesPage:
    """`planning_refusal` and `work_refusal` say why the reader may not change or carry out activities; empty: may."""

    twinning: Twinning
    months: str
    side: Side | None
    planning_refusal: str
    work_refusal: str
    facts: ListFacts
    rows: list[ActivityRow]
    over: list[ActivityRow]


@dataclass(frozen=True)
class BoardColumn:
    state: str
    label: str
    rows: list[ActivityRow]
    over_count: int = 0


@dataclass(frozen=True)
class Board:
    page: ActivitiesPage
    columns: list[BoardColumn]


@dataclass(frozen=True)
class MyTwinning:
    twinning: Twinning
    months: str
    rows: list[ActivityRow]


def activities_page(twinning: Twinning, user: User, *, today: date) -> ActivitiesPage:
    """Twelve queries at most, at any number of activities."""
    side = side_of(user, twinning)
    work_refusal = refusal_of_work(side, twinning)
    schedule = schedule_of_twinning(twinning)
    rows = activity_rows(twinning, schedule, activities_of([twinning]), today=today, may_step=not work_refusal)
    return ActivitiesPage(
        twinning=twinning,
        months=months_of(twinning),
        side=side,
        planning_refusal=refusal_of_planning(side, twinning),
        work_refusal=work_refusal,
        facts=_facts(schedule, rows),
        rows=[row for row in rows if not row.is_over],
        over=[row for row in rows if row.is_over],
    )


def board_page(twinning: Twinning, user: User, *, today: date) -> Board:
    """As `activities_page`; what is done or cancelled is counted, and shown in the list. One cancels an activity on
    its own page.
    """
    page = activities_page(twinning, user, today=today)
    by_state: dict[str, list[ActivityRow]] = {state: [] for state in COLUMNS}
    for row in page.rows:
        usual = [step for step in row.steps if step.to != Task.State.CANCELLED]
        by_state[row.task.state].append(replace(row, steps=usual))
    done = sum(row.task.state in FINISHED for row in page.over)
    return Board(
        page=page,
        columns=[
            BoardColumn(
                state=state,
                label=str(Task.State(state).label),
                rows=by_state[state],
                over_count=done if state == Task.State.DONE else 0,
            )
            for state in COLUMNS
        ],
    )


def my_activities(user: User, *, today: date) -> list[MyTwinning]:
    """What the person is to do in any twinning that he or she sees, and is not done yet. Ten queries at most."""
    mine = Q(activities__giver_assignee=user) | Q(activities__taker_assignee=user)
    twinnings = list(twinnings_visible_to(user).filter(mine).distinct())
    schedules = schedules_of_twinnings(twinnings)
    activities = activities_of(twinnings).filter(Q(giver_assignee=user) | Q(taker_assignee=user))
    by_twinning = groupby(activities.order_by("twinning"), key=lambda activity: activity.twinning_id)
    mine_in = {pk: list(members) for pk, members in by_twinning}
    found = []
    for twinning in twinnings:
        rows = activity_rows(twinning, schedules[twinning.pk], mine_in[twinning.pk], today=today, may_step=False)
        open_rows = sorted((row for row in rows if not row.is_over), key=lambda row: row.slot.early_finish)
        if open_rows:
            found.append(MyTwinning(twinning, months_of(twinning), open_rows))
    return found


def _facts(schedule: PlanSchedule, rows: Sequence[ActivityRow]) -> ListFacts:
    counted = [row for row in rows if row.slot]
    said = [row.standing.label for row in rows if row.standing]
    return ListFacts(
        count=len(counted),
        done_count=sum(row.task.state in FINISHED for row in counted),
        late_count=said.count(str(STANDING_WORDS[Standing.LATE])),
        risk_count=said.count(str(STANDING_WORDS[Standing.AT_RISK])),
        start=schedule.result.start if counted else None,
        finish=schedule.result.finish if counted else None,
    )
