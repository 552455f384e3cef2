"""The elements of a project file as values: what is written there, before it means anything for a plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

from planner.interchange.msproject.codes import ESTIMATED, OWN_FIELDS
from planner.interchange.refusals import FileRefused, Refusal
from planner.interchange.streams import Node, records
from planner.interchange.texts import clipped, one_line, sayable

LARGEST_FILE = 20 * 1024 * 1024
MOST_TASKS = 5_000
MOST_LINKS = 20_000
LONGEST_NOTE = 10_000
# The years that Microsoft Project plans in.
FIRST_YEAR, LAST_YEAR = 1984, 2149

ABOUT_PROJECT = """
    Name Title StartDate FinishDate ScheduleFromStart CalendarUID MinutesPerDay CurrencyCode CurrencySymbol
    DefaultStartTime DefaultFinishTime
"""
ABOUT_CALENDARS = """
    UID Name IsBaseCalendar BaseCalendarUID WeekDays WeekDay DayType DayWorking TimePeriod FromDate ToDate
    WorkingTimes WorkingTime FromTime ToTime Exceptions Exception Occurrences Type Period DaysOfWeek Month MonthDay
    WorkWeeks WorkWeek
"""
ABOUT_TASKS = """
    ID Active Manual IsNull Contact OutlineLevel Start Finish Duration DurationFormat Milestone Summary
    IsSubproject ExternalTask TotalSlack FixedCost Cost PercentComplete ActualStart ActualFinish ConstraintType
    CalendarUID ConstraintDate Deadline Notes PredecessorLink PredecessorUID CrossProject LinkLag LagFormat
    ExtendedAttribute FieldID Alias Value Baseline Number
"""
ABOUT_PEOPLE = "TaskUID ResourceUID Units"

_DURATION = re.compile(
    r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,9}(?:\.\d+)?)H)?(?:(\d{1,9}(?:\.\d+)?)M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?"
)


@dataclass
class Predecessor:
    uid: int
    kind: int
    lag: int
    unit: int
    is_elsewhere: bool


@dataclass
class FileTask:
    """A `Task` element. Durations are in minutes, slack in tenths of a minute, costs in hundredths."""

    uid: int
    title: str
    level: int
    is_summary: bool
    is_milestone: bool
    is_active: bool
    is_manual: bool
    is_subproject: bool
    minutes: float
    unit: int
    start: datetime | None
    finish: datetime | None
    slack: int | None
    cost: float
    progress: int
    actual_start: datetime | None
    actual_finish: datetime | None
    constraint: int
    constraint_date: datetime | None
    deadline: datetime | None
    calendar_uid: int
    notes: str
    contact: str
    own: dict[str, str]
    predecessors: list[Predecessor]
    baseline: Baseline | None


@dataclass
class Baseline:
    start: datetime
    finish: datetime
    minutes: float
    cost: float


@dataclass
class FileResource:
    uid: int
    name: str
    type: int
    calendar_uid: int


@dataclass
class Elements:
    about: dict[str, str] = field(default_factory=dict)
    calendars: dict[int, Node] = field(default_factory=dict)
    tasks: list[FileTask] = field(default_factory=list)
    resources: dict[int, FileResource] = field(default_factory=dict)
    # By the task's UID: the resource's UID and its units, in the file's order.
    assignments: dict[int, list[tuple[int, float]]] = field(default_factory=dict)


def read_elements(source: BinaryIO) -> Elements:
    """Raises FileRefused."""
    read = Elements()
    own_numbers = _OwnNumbers()
    seen: set[int] = set()
    link_count = 0
    for node in records(
        source,
        wanted=[*ABOUT_PROJECT.split(), "Calendar", "Task", "Resource", "Assignment", "ExtendedAttribute"],
        kept=f"{ABOUT_CALENDARS} {ABOUT_TASKS} {ABOUT_PEOPLE}".split(),
        largest=LARGEST_FILE,
        root="Project",
    ):
        if node.tag == "Task":
            task = _task(node, own_numbers)
            if task is None:
                continue
            if task.uid in seen:
                raise FileRefused(Refusal.DUPLICATE_TASK, uid=task.uid)
            seen.add(task.uid)
            read.tasks.append(task)
            link_count += len(task.predecessors)
            if link_count > MOST_LINKS:
                raise FileRefused(Refusal.TOO_MANY_LINKS, most=MOST_LINKS)
            if len(read.tasks) > MOST_TASKS + 1:
                raise FileRefused(Refusal.TOO_MANY_TASKS, most=MOST_TASKS)
        elif node.tag == "Calendar":
            read.calendars[whole(node, "UID")] = node
        elif node.tag == "Resource":
            uid = whole(node, "UID")
            read.resources[uid] = FileResource(
                uid, one_line(node.text("Name")), whole(node, "Type", 1), whole(node, "CalendarUID", -1)
            )
        elif node.tag == "Assignment":
            row = (whole(node, "ResourceUID", -1), number(node, "Units", 1))
            read.assignments.setdefault(whole(node, "TaskUID", -1), []).append(row)
        elif node.tag == "ExtendedAttribute":
            own_numbers.learn(node)
        else:
            read.about.setdefault(node.tag, node.content)
    return read


class _OwnNumbers:
    """Which of the file's own fields are ours: the number and the name must both be."""

    def __init__(self) -> None:
        self.name_of: dict[str, str] = {}

    def learn(self, node: Node) -> None:
        for name, (own_number, _field, alias) in OWN_FIELDS.items():
            if node.text("FieldID") == str(own_number) and node.text("Alias") == alias:
                self.name_of[str(own_number)] = name


def _task(node: Node, own_numbers: _OwnNumbers) -> FileTask | None:
    if flag(node, "IsNull") or flag(node, "ExternalTask"):
        return None
    notes = sayable(node.text("Notes"))
    return FileTask(
        uid=whole(node, "UID"),
        title=clipped(one_line(node.text("Name")), 500),
        level=whole(node, "OutlineLevel", 1),
        is_summary=flag(node, "Summary"),
        is_milestone=flag(node, "Milestone"),
        is_active=flag(node, "Active", True),
        is_manual=flag(node, "Manual"),
        is_subproject=flag(node, "IsSubproject"),
        minutes=duration(node, "Duration"),
        unit=unit_of(node, "DurationFormat"),
        start=moment(node, "Start"),
        finish=moment(node, "Finish"),
        slack=whole(node, "TotalSlack") if node.text("TotalSlack") else None,
        # A task's own cost is its fixed cost; `Cost` also counts the hours of its people.
        cost=number(node, "FixedCost", 0) or number(node, "Cost", 0),
        progress=min(max(whole(node, "PercentComplete", 0), 0), 100),
        actual_start=moment(node, "ActualStart"),
        actual_finish=moment(node, "ActualFinish"),
        constraint=whole(node, "ConstraintType", 0),
        constraint_date=moment(node, "ConstraintDate"),
        deadline=moment(node, "Deadline"),
        calendar_uid=whole(node, "CalendarUID", -1),
        notes=clipped(notes, LONGEST_NOTE),
        contact=one_line(node.text("Contact")),
        own=_own_values(node, own_numbers),
        predecessors=list(_predecessors(node)),
        baseline=_baseline(node),
    )


def _own_values(node: Node, own_numbers: _OwnNumbers) -> dict[str, str]:
    found = ((own_numbers.name_of.get(row.text("FieldID")), row) for row in node.all("ExtendedAttribute"))
    return {name: sayable(row.text("Value")) for name, row in found if name}


def kept_values(task: FileTask) -> dict[str, Any]:
    """What our own field of JSON says; nothing where somebody has written something else into it."""
    try:
        values = json.loads(task.own.get("kept") or "{}")
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _predecessors(node: Node) -> Iterator[Predecessor]:
    for row in node.all("PredecessorLink"):
        kind = whole(row, "Type", 1)
        if kind not in range(4):
            raise FileRefused(Refusal.BAD_VALUE, field="Type", value=str(kind), title=node.text("Name"))
        yield Predecessor(
            uid=whole(row, "PredecessorUID"),
            kind=kind,
            lag=whole(row, "LinkLag", 0),
            unit=unit_of(row, "LagFormat"),
            is_elsewhere=flag(row, "CrossProject"),
        )


def _baseline(node: Node) -> Baseline | None:
    """The first of Project's eleven baselines, where it has dates."""
    for row in node.all("Baseline"):
        if whole(row, "Number", 0) == 0:
            start, finish = moment(row, "Start"), moment(row, "Finish")
            if start and finish:
                return Baseline(start, finish, duration(row, "Duration"), number(row, "Cost", 0))
    return None


# --- one value ----------------------------------------------------------------------------------------------


def flag(node: Node, tag: str, default: bool = False) -> bool:
    text = node.text(tag)
    return text in ("1", "true") if text else default


def whole(node: Node, tag: str, default: int | None = None) -> int:
    return int(number(node, tag, default))


def number(node: Node, tag: str, default: float | None = None) -> float:
    text = node.text(tag)
    if not text and default is not None:
        return default
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -1e12 < value < 1e12:
        raise FileRefused(Refusal.BAD_VALUE, field=tag, value=text[:40], title=node.text("Name"))
    return value


def unit_of(node: Node, tag: str) -> int:
    unit = whole(node, tag, 7)
    return unit - ESTIMATED if unit >= 3 + ESTIMATED else unit


def moment(node: Node, tag: str) -> datetime | None:
    """Without a zone: Project means the clock on the wall."""
    return _moment(node.text(tag), tag, node.text("Name"))


def moment_in(about: Mapping[str, str], name: str) -> datetime | None:
    """A moment of the whole project."""
    return _moment(about.get(name, ""), name, "")


def _moment(text: str, field: str, title: str) -> datetime | None:
    if not text or text == "NA":
        return None
    try:
        value = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        value = datetime.min
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise FileRefused(Refusal.BAD_DATE, field=field, value=text[:40], title=title)
    return value


def duration(node: Node, tag: str) -> float:
    """In minutes; 0 where there is none."""
    text = node.text(tag)
    if not text:
        return 0
    match = _DURATION.fullmatch(text)
    if match is None or match[1]:
        raise FileRefused(Refusal.BAD_DURATION, field=tag, value=text[:40], title=node.text("Name"))
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups()[1:])
    return days * 1440 + hours * 60 + minutes + seconds / 60


def day(value: object) -> date | None:
    """A day that we kept ourselves."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
