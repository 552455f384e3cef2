"""What of a plan goes into a project file and comes out of one, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.domain import schedule as domain
from planner.domain.schedule import Link, Schedule
from planner.domain.workdays import Calendar

CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class NamedCalendar:
    """`day_names` says what its holidays are called; it does not tell two calendars apart."""

    name: str
    calendar: Calendar
    day_names: Mapping[date, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, kw_only=True)
class ProjectCommitment:
    key: str
    title: str
    solution: str = ""
    lead: str = ""
    recommendation: str = ""
    running_cost: int = 0


@dataclass(frozen=True, kw_only=True)
class BaselineDates:
    start: date
    finish: date
    days: int
    cost: int = 0


@dataclass(frozen=True, kw_only=True)
class ProjectTask:
    """As `planner.models.Task`, with rows by their names: `commitment` and `also_serves` are keys of commitments,
    `calendar` the name of a calendar of the project, `responsible` that of an institution."""

    key: str
    title: str
    commitment: str
    days: int
    calendar: str | None = None
    earliest: date | None = None
    levelled_start: date | None = None
    pinned: date | None = None
    deadline: date | None = None
    output: str = ""
    indicator: str = ""
    responsible: str = ""
    people: int = 1
    supporting: str = ""
    cost: int = 0
    running_cost: int = 0
    optimistic_days: int | None = None
    pessimistic_days: int | None = None
    state: str = "PLANNED"
    progress: int = 0
    actual_start: date | None = None
    actual_finish: date | None = None
    also_serves: tuple[str, ...] = ()
    baseline: BaselineDates | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.state == CANCELLED

    @property
    def not_before(self) -> date | None:
        return max(filter(None, (self.earliest, self.levelled_start)), default=None)


@dataclass(frozen=True, kw_only=True)
class Project:
    """A plan. Tasks stand in reading order; names of calendars are unique, `calendar` is the plan's own."""

    title: str
    start: date
    calendar: NamedCalendar
    finish_by: date | None = None
    is_counted_back: bool = False
    calendars: tuple[NamedCalendar, ...] = ()
    commitments: tuple[ProjectCommitment, ...] = ()
    tasks: tuple[ProjectTask, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def calendar_by_name(self) -> dict[str, Calendar]:
        return {row.name: row.calendar for row in (*self.calendars, self.calendar)}

    def schedule(self) -> Schedule:
        """The dates of all tasks that are not cancelled. Raises a SchedulingError."""
        calendars = self.calendar_by_name
        live = {task.key: task for task in self.tasks if not task.is_cancelled}
        return domain.schedule(
            [
                domain.Task(
                    task.key,
                    task.days,
                    calendar=calendars[task.calendar] if task.calendar is not None else None,
                    earliest=task.not_before,
                    pinned=task.pinned,
                    deadline=task.deadline,
                )
                for task in live.values()
            ],
            [link for link in self.links if link.before in live and link.after in live],
            start=self.start,
            calendar=self.calendar.calendar,
            finish_by=self.finish_by,
        )
