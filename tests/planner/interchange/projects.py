"""Plans as plain values, by hand and at random."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from planner.domain.schedule import Link
from planner.domain.workdays import Calendar, LaterWeek, ShortSeason
from planner.interchange.msproject.values import (
    BaselineDates,
    NamedCalendar,
    Project,
    ProjectCommitment,
    ProjectTask,
)

START = date(2027, 1, 3)
STATES = ["PLANNED", "IN_PROGRESS", "BLOCKED", "SUBMITTED", "RETURNED", "ACCEPTED", "DONE", "CANCELLED"]
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
NAMES = st.text(LETTERS, min_size=1, max_size=12)
TEXTS = st.text(LETTERS, max_size=12)
DAYS = st.integers(0, 900).map(lambda n: START + timedelta(days=n))
DATES = st.none() | DAYS
WEEKENDS = st.frozensets(st.integers(0, 6), max_size=3)
SHARES = st.fractions(min_value=Fraction(1, 4), max_value=Fraction(9, 10), max_denominator=12)


def make_task(key: str, days: int = 3, **fields: Any) -> ProjectTask:
    return ProjectTask(key=key, title=f"Task {key}", days=days, **{"commitment": "c1", **fields})


def make_project(*tasks: ProjectTask, links: tuple[Link, ...] = (), **fields: Any) -> Project:
    usual = {
        "title": "Plan",
        "start": START,
        "calendar": NamedCalendar(name="Jordan", calendar=Calendar(weekend=frozenset({4, 5}))),
        "commitments": (ProjectCommitment(key="c1", title="Commitment"),),
    }
    return Project(tasks=tasks, links=links, **{**usual, **fields})


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """With holidays, seasons of short days, and weeks that change; each said in the one way that a file comes back."""
    holidays = draw(st.frozensets(DAYS, max_size=4))
    weekend, later = draw(st.lists(WEEKENDS, min_size=2, max_size=2, unique=True))
    season, change = sorted(draw(st.lists(DAYS, min_size=2, max_size=2, unique=True)))
    return Calendar(
        weekend=weekend,
        holidays=holidays,
        extra_working=draw(st.frozensets(DAYS, max_size=3)) - holidays,
        short_seasons=frozenset(
            [ShortSeason(season, season + timedelta(days=draw(st.integers(0, 40))), draw(SHARES))]
            if draw(st.booleans())
            else []
        ),
        later_weeks=(LaterWeek(change, later),) if draw(st.booleans()) else (),
    )


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Plans with calendars, all kinds of links, lags and leads, milestones, dates of their own, progress, baseline."""
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    own, *others = (NamedCalendar(name=name, calendar=draw(calendars())) for name in names)
    commitments = tuple(
        ProjectCommitment(
            key=f"c{n}",
            title=draw(NAMES),
            solution=draw(TEXTS),
            lead=draw(TEXTS),
            running_cost=draw(st.integers(0, 2**31 - 1)),
        )
        for n in range(draw(st.integers(1, 3)))
    )
    count = draw(st.integers(0, 8))
    owners = sorted(draw(st.lists(st.sampled_from([c.key for c in commitments]), min_size=count, max_size=count)))
    tasks = tuple(draw(_tasks(f"k{n}", owner, others, commitments)) for n, owner in enumerate(owners))
    links: dict[tuple[int, int, str], Link] = {}
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)) if count > 1 else st.nothing()
    for before, after in draw(st.lists(pairs, max_size=10)) if count > 1 else ():
        if before < after:
            kind = draw(st.sampled_from(["FS", "SS", "FF", "SF"]))
            links[before, after, kind] = Link(f"k{before}", f"k{after}", kind, draw(st.integers(-5, 5)))
    finish_by = draw(DATES)
    used = {task.calendar for task in tasks}
    return Project(
        title=draw(NAMES),
        start=START,
        calendar=own,
        calendars=tuple(row for row in others if row.name in used),
        finish_by=finish_by,
        is_counted_back=finish_by is not None and draw(st.booleans()),
        commitments=commitments,
        tasks=tasks,
        # As a file lists them: by the task that waits.
        links=tuple(sorted(links.values(), key=lambda link: link.after)),
    )


@st.composite
def _tasks(
    draw: st.DrawFn, key: str, owner: str, others: list[NamedCalendar], commitments: tuple[ProjectCommitment, ...]
) -> ProjectTask:
    days = draw(st.integers(0, 12))
    three_points = draw(st.booleans())
    started = draw(DATES)
    finished = started + timedelta(days=draw(st.integers(0, 30))) if started and draw(st.booleans()) else None
    baseline_start = draw(DAYS)
    return ProjectTask(
        key=key,
        title=draw(NAMES),
        commitment=owner,
        days=days,
        calendar=draw(st.sampled_from([None, *(row.name for row in others)])),
        earliest=draw(DATES),
        levelled_start=draw(DATES),
        pinned=draw(st.none() | DATES),
        deadline=draw(DATES),
        output=draw(TEXTS),
        indicator=draw(TEXTS),
        responsible=draw(TEXTS),
        people=draw(st.integers(1, 9)),
        supporting=draw(TEXTS),
        cost=draw(st.integers(0, 2**31 - 1)),
        running_cost=draw(st.integers(0, 2**31 - 1)),
        optimistic_days=draw(st.integers(0, days)) if three_points else None,
        pessimistic_days=draw(st.integers(days, 40)) if three_points else None,
        state=draw(st.sampled_from(STATES)),
        progress=draw(st.integers(0, 100)),
        actual_start=started,
        actual_finish=finished,
        also_serves=tuple(sorted(draw(st.sets(st.sampled_from([c.key for c in commitments]))) - {owner})),
        baseline=draw(
            st.none()
            | st.builds(
                BaselineDates,
                start=st.just(baseline_start),
                finish=st.integers(0, 30).map(lambda n: baseline_start + timedelta(days=n)),
                days=st.integers(0, 30),
                cost=st.integers(0, 2**31 - 1),
            )
        ),
    )
