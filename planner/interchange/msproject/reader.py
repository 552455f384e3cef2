"""A project file as a plan: whole working days, commitments with their tasks, and what had to be given up for that."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import BinaryIO

from planner.domain.schedule import CyclicGraph, DriverKind, Schedule
from planner.domain.workdays import Calendar, SchedulingError
from planner.interchange.msproject import codes
from planner.interchange.msproject.calendars import FileCalendars
from planner.interchange.msproject.elements import Elements, FileTask, day, kept_values, moment_in, read_elements
from planner.interchange.msproject.linking import links_between
from planner.interchange.msproject.moments import Clock, positive
from planner.interchange.msproject.outline import Outline, count_in, title_of
from planner.interchange.msproject.states import STATES, state_seen_in
from planner.interchange.msproject.values import (
    BaselineDates,
    NamedCalendar,
    Project,
    ProjectCommitment,
    ProjectTask,
)
from planner.interchange.refusals import FileRefused, Refusal, Remark, RemarkKind
from planner.interchange.texts import clipped, one_line

MOST_DAYS = 32_767
LARGEST_SUM = 2**31 - 1
# The calendar of tasks that go on day and night.
EVERY_DAY = -2


@dataclass(frozen=True)
class StoredDates:
    """What the program that wrote the file had computed. `total_slack` is in days, and may not be a whole one."""

    start: date | None
    finish: date | None
    total_slack: float | None


@dataclass(frozen=True)
class ReadProject:
    project: Project
    result: Schedule
    remarks: list[Remark]
    stored: dict[str, StoredDates]

    def differing(self) -> list[tuple[ProjectTask, StoredDates]]:
        """The tasks whose start or finish is not the one that the file's program had computed."""
        return [
            (task, stored)
            for task in self.project.tasks
            if not task.is_cancelled and (stored := self.stored[task.key]).start and stored.finish
            if (stored.start, stored.finish) != self._days_shown(task)
        ]

    def _days_shown(self, task: ProjectTask) -> tuple[date, date]:
        """Project says the next working day for a milestone that is reached on a day of rest."""
        slot = self.result[task.key]
        if task.days:
            return slot.early_start, slot.early_finish
        calendar = self.project.calendar_by_name[task.calendar or self.project.calendar.name]
        working_day = calendar.offset(slot.early_start, 0)
        return working_day, working_day


def read_project(source: BinaryIO, *, calendar: NamedCalendar | None = None) -> ReadProject:
    """The plan in a Microsoft Project XML file. With a `calendar`, that one instead of the file's own.

    Raises FileRefused; a file that is read has a schedule.
    """
    return _Reader(read_elements(source), calendar).read()


class _Reader:
    def __init__(self, elements: Elements, calendar: NamedCalendar | None) -> None:
        self.elements, self.about = elements, elements.about
        self.remarks: list[Remark] = []
        self.clock = Clock.of(self.about)
        self.calendars = FileCalendars(elements.calendars, self.clock.minutes_per_day)
        self.project_uid = int(positive(self.about.get("CalendarUID"), 1))
        self.is_calendar_given = calendar is not None
        self.calendar = calendar or self.calendars.named(self.project_uid)
        self.own_calendars: dict[int, NamedCalendar] = {}
        self.outline = Outline(elements.tasks)

    def remark(self, kind: RemarkKind, row: FileTask | None = None, **values: object) -> None:
        self.remarks.append(Remark(kind, title_of(row) if row else "", values))

    def read(self) -> ReadProject:
        if not self.outline.rows:
            raise FileRefused(Refusal.NO_TASKS)
        rows = {self.outline.keys[row.uid]: row for row in self.outline.tasks}
        title = clipped(one_line(self.about.get("Title") or self.about.get("Name") or "").removesuffix(".xml"), 200)
        commitments = self.outline.commitments(title)
        finish_by, is_counted_back, kept_start = self._deadline()
        tasks = [self._task(row) for row in rows.values()]
        project = Project(
            title=title,
            start=kept_start or self._start(),
            calendar=self.calendar,
            finish_by=finish_by,
            is_counted_back=is_counted_back,
            calendars=tuple(self.own_calendars[uid] for uid in sorted(self.own_calendars)),
            commitments=tuple(commitments),
            tasks=_in_reading_order(tasks, commitments),
            links=tuple(links_between(self.outline, self.clock, self.calendar.calendar, self.remarks)),
        )
        project, result = self._with_manual_dates(project, rows)
        self._remark_what_is_lost()
        stored = {key: self._stored(row) for key, row in rows.items()}
        return ReadProject(project, result, self.remarks, stored)

    # --- the whole ------------------------------------------------------------------------------------------

    def _start(self) -> date:
        start = moment_in(self.about, "StartDate")
        starts = [start] if start else [row.start for row in self.outline.tasks if row.start]
        if not starts:
            raise FileRefused(Refusal.NO_START)
        return min(starts).date()

    def _deadline(self) -> tuple[date | None, bool, date | None]:
        """The plan's deadline, whether it is counted back from, and the start we kept for that case."""
        whole = next((row for row in self.elements.tasks if row.level == 0), None)
        if whole and whole.deadline:
            kept = kept_values(whole)
            return whole.deadline.date(), kept.get("counted_back") is True, day(kept.get("start"))
        finish = moment_in(self.about, "FinishDate")
        if self.about.get("ScheduleFromStart") == "0" and finish:
            self.remark(RemarkKind.FROM_FINISH)
            return self.clock.finish_day(finish, self.calendar.calendar), True, None
        return None, False, None

    def _remark_what_is_lost(self) -> None:
        if loose := self.outline.loose_count():
            self.remark(RemarkKind.LOOSE_TASKS, count=loose)
        for row in self.outline.rows:
            kept = (codes.AS_SOON_AS_POSSIBLE, codes.START_NO_EARLIER)
            if row.uid in self.outline.children and (row.constraint not in kept or row.deadline):
                self.remark(RemarkKind.SUMMARY_CONSTRAINT, row)
        for uid in (self.project_uid, *self.own_calendars):
            if uid != self.project_uid or not self.is_calendar_given:
                self.remarks += self.calendars.remarks.get(uid, [])
        resources = self.elements.resources.values()
        if material := sum(bool(row.name) and row.type != codes.WORK_RESOURCE for row in resources):
            self.remark(RemarkKind.MATERIAL_RESOURCE, count=material)
        if not self._counts_dollars() and any(row.cost > 0 for row in self.outline.tasks):
            currency = self.about.get("CurrencyCode") or self.about.get("CurrencySymbol") or ""
            self.remark(RemarkKind.OTHER_CURRENCY, currency=one_line(currency))

    def _counts_dollars(self) -> bool:
        code, symbol = self.about.get("CurrencyCode"), self.about.get("CurrencySymbol")
        return code == "USD" if code else symbol in ("$", "", None)

    # --- one task -------------------------------------------------------------------------------------------

    def _task(self, row: FileTask) -> ProjectTask:
        kept = kept_values(row)
        days, named = self._length(row)
        calendar = named.calendar
        started, finished = self._actual_dates(row, kept, calendar)
        seen = state_seen_in(progress=row.progress, started=started, finished=finished, active=row.is_active)
        responsible, people, others = self._people(row)
        optimistic, pessimistic = _three_points(kept, days)
        if row.is_subproject:
            self.remark(RemarkKind.SUBPROJECT, row)
        return ProjectTask(
            key=self.outline.keys[row.uid],
            title=title_of(row),
            commitment=self.outline.commitment_key(row),
            days=days,
            calendar=None if named is self.calendar else named.name,
            **self._own_dates(row, kept, days, calendar),
            output=row.notes,
            indicator=row.own.get("indicator", ""),
            responsible=responsible,
            people=people if responsible else count_in(kept, "people", 1),
            supporting=row.own.get("supporting") or others,
            cost=min(round(row.cost / 100), LARGEST_SUM) if self._counts_dollars() and row.cost > 0 else 0,
            running_cost=count_in(kept, "running_cost", 0),
            optimistic_days=optimistic,
            pessimistic_days=pessimistic,
            state=_kept_state(kept, seen),
            progress=row.progress,
            actual_start=started,
            actual_finish=finished,
            also_serves=tuple(self._also_serves(row)),
            baseline=self._baseline(row, calendar),
        )

    def _calendar(self, row: FileTask) -> NamedCalendar:
        if row.calendar_uid in (-1, self.project_uid) or row.calendar_uid not in self.calendars:
            return self.calendar
        return self._own(row.calendar_uid, self.calendars.named(row.calendar_uid))

    def _own(self, uid: int, named: NamedCalendar) -> NamedCalendar:
        """A calendar that goes into the plan, under a name that no other there has."""
        if uid not in self.own_calendars:
            taken = {self.calendar.name, *(row.name for row in self.own_calendars.values())}
            name = named.name
            while name in taken:
                name += " *"
            self.own_calendars[uid] = replace(named, name=name)
        return self.own_calendars[uid]

    def _length(self, row: FileTask) -> tuple[int, NamedCalendar]:
        """In whole working days, and the calendar on which these are counted."""
        named, per_day = self._calendar(row), self.clock.minutes_per_day
        if row.is_milestone and row.minutes:
            self.remark(RemarkKind.MILESTONE_WITH_DURATION, row)
        if row.unit in codes.ELAPSED_UNITS and row.minutes:
            self.remark(RemarkKind.ELAPSED_DURATION, row)
            named, per_day = self._own(EVERY_DAY, NamedCalendar(name="24/7", calendar=Calendar.everyday())), 1440
        exact = row.minutes / per_day
        if exact > MOST_DAYS:
            raise FileRefused(Refusal.BAD_DURATION, field="Duration", value=f"{exact:g}", title=row.title)
        days, kind = math.ceil(exact), RemarkKind.DURATION_ROUNDED
        if row.start and row.finish and row.minutes and self._follows_its_people(row):
            finish = self.clock.finish_day(row.finish, named.calendar)
            days, kind = named.calendar.count(self.clock.start_day(row.start), finish), RemarkKind.DURATION_FROM_DATES
        if days != exact:
            self.remark(kind, row, days=days, file_days=f"{exact:.3g}")
        return days, named

    def _follows_its_people(self, row: FileTask) -> bool:
        """Whether Project counted the task on the calendars of those who do it, which are not the project's."""
        theirs = (self.elements.resources.get(uid) for uid, _units in self.elements.assignments.get(row.uid, ()))
        uids = {one.calendar_uid for one in theirs if one and one.name and one.calendar_uid in self.calendars}
        base = self.calendars.named(self.project_uid).calendar
        return any(self.calendars.named(uid).calendar != base for uid in uids)

    def _people(self, row: FileTask) -> tuple[str, int, str]:
        """The first institution that works on the task, how many of its people, and the others' names."""
        named = [
            (clipped(resource.name, 200), units)
            for uid, units in self.elements.assignments.get(row.uid, ())
            if (resource := self.elements.resources.get(uid)) and resource.name
            if resource.type == codes.WORK_RESOURCE
        ]
        if not named:
            return "", 1, ""
        first, units = named[0]
        others = ", ".join(dict.fromkeys(name for name, _units in named if name != first))
        if others and "supporting" not in row.own:
            self.remark(RemarkKind.OTHER_RESOURCES, row, names=others)
        return first, min(max(math.ceil(units), 1), MOST_DAYS), others

    def _also_serves(self, row: FileTask) -> Iterator[str]:
        for text in row.own.get("also_serves", "").split(","):
            if text.isdecimal() and len(text) < 10 and (key := self.outline.keys.get(int(text))) is not None:
                yield key

    # --- dates ----------------------------------------------------------------------------------------------

    def _own_dates(
        self, row: FileTask, kept: Mapping[str, object], days: int, calendar: Calendar
    ) -> dict[str, date | None]:
        """What the task's constraint, its deadline and its summaries' earliest starts mean for a plan."""
        dates: dict[str, date | None] = {"deadline": row.deadline.date() if row.deadline else None}
        if row.constraint == codes.AS_LATE_AS_POSSIBLE:
            self.remark(RemarkKind.AS_LATE_AS_POSSIBLE, row)
        elif row.constraint_date:
            dates |= self._constrained(row, row.constraint_date, kept, max(days - 1, 0), calendar, dates["deadline"])
        if not dates.get("pinned"):
            for above in self.outline.parents[row.uid]:
                if above.constraint == codes.START_NO_EARLIER and above.constraint_date:
                    not_before = self.clock.start_day(above.constraint_date)
                    dates["earliest"] = max(filter(None, (dates.get("earliest"), not_before)))
        return dates

    def _constrained(
        self,
        row: FileTask,
        moment: datetime,
        kept: Mapping[str, object],
        length: int,
        calendar: Calendar,
        deadline: date | None,
    ) -> dict[str, date | None]:
        """`length` is in working days after the first."""
        start, finish = self.clock.start_day(moment), self.clock.finish_day(moment, calendar)
        earliest, levelled = day(kept.get("earliest")), day(kept.get("levelled_start"))
        if row.constraint == codes.MUST_START_ON:
            return {"pinned": start, "earliest": earliest, "levelled_start": levelled}
        if row.constraint == codes.START_NO_EARLIER:
            is_ours = levelled and start == max(filter(None, (earliest, levelled)))
            return {"earliest": earliest, "levelled_start": levelled} if is_ours else {"earliest": start}
        if row.constraint == codes.MUST_FINISH_ON:
            self.remark(RemarkKind.MUST_FINISH_ON, row, day=finish)
            return {"pinned": calendar.offset(finish, -length)}
        if row.constraint == codes.FINISH_NO_EARLIER:
            self.remark(RemarkKind.FINISH_NO_EARLIER, row, day=finish)
            return {"earliest": calendar.offset(finish, -length)}
        if row.constraint == codes.START_NO_LATER:
            self.remark(RemarkKind.START_NO_LATER, row, day=start)
            return {"deadline": min(filter(None, (deadline, calendar.offset(start, length))))}
        if row.constraint == codes.FINISH_NO_LATER:
            self.remark(RemarkKind.FINISH_NO_LATER, row, day=finish)
            return {"deadline": min(filter(None, (deadline, finish)))}
        return {}

    def _actual_dates(
        self, row: FileTask, kept: Mapping[str, object], calendar: Calendar
    ) -> tuple[date | None, date | None]:
        """When the task started and finished in fact; days of rest that were worked come back where the file still
        has the working days we wrote for them."""
        started = self.clock.start_day(row.actual_start) if row.actual_start else None
        finished = self.clock.finish_day(row.actual_finish, calendar) if row.actual_finish else None
        own_start, own_finish = day(kept.get("actual_start")), day(kept.get("actual_finish"))
        if own_finish and finished == max(calendar.offset(own_finish + timedelta(days=1), -1), started or date.min):
            finished = own_finish
        if own_start and started == calendar.offset(own_start, 0):
            started = own_start
        if finished:
            started = min(started or finished, finished)
        return started, finished

    def _baseline(self, row: FileTask, calendar: Calendar) -> BaselineDates | None:
        if row.baseline is None:
            return None
        start = self.clock.start_day(row.baseline.start)
        return BaselineDates(
            start=start,
            finish=max(start, self.clock.finish_day(row.baseline.finish, calendar)),
            days=math.ceil(row.baseline.minutes / self.clock.minutes_per_day),
            cost=min(round(row.baseline.cost / 100), LARGEST_SUM) if self._counts_dollars() else 0,
        )

    def _stored(self, row: FileTask) -> StoredDates:
        slack = row.slack / 10 / self.clock.minutes_per_day if row.slack is not None else None
        if not (row.start and row.finish):
            return StoredDates(None, None, slack)
        if row.start == row.finish:
            # A milestone in the evening is reached on that day, and so is one in the morning.
            return StoredDates(row.start.date(), row.start.date(), slack)
        calendar = self._calendar(row).calendar
        start = calendar.offset(self.clock.start_day(row.start), 0)
        return StoredDates(start, self.clock.finish_day(row.finish, calendar), slack)

    def _with_manual_dates(self, project: Project, rows: Mapping[str, FileTask]) -> tuple[Project, Schedule]:
        """Tasks that Project leaves where somebody put them. They follow their links where that gives the same day,
        else they start not before it, or are fixed to it where their links would move them past it."""
        days = {
            key: self.clock.start_day(row.start)
            for key, row in rows.items()
            if row.is_manual and row.is_active and row.start
        }
        if not days:
            return project, _schedule(project)
        held = [
            replace(task, earliest=max(filter(None, (task.earliest, days[task.key]))))
            if task.key in days and not task.pinned
            else task
            for task in project.tasks
        ]
        result = _schedule(replace(project, tasks=tuple(held)))
        settled = []
        for task, not_before in zip(project.tasks, held, strict=True):
            if task == not_before:
                settled.append(task)
            elif result[task.key].early_start > self._calendar(rows[task.key]).calendar.offset(days[task.key], 0):
                self.remark(RemarkKind.MANUAL_EARLIER, rows[task.key], day=days[task.key])
                settled.append(replace(task, pinned=days[task.key]))
            elif result[task.key].driver.kind == DriverKind.EARLIEST:
                self.remark(RemarkKind.MANUAL_LATER, rows[task.key], day=days[task.key])
                settled.append(not_before)
            else:
                settled.append(task)
        project = replace(project, tasks=tuple(settled))
        return project, _schedule(project)


def _schedule(project: Project) -> Schedule:
    try:
        return project.schedule()
    except CyclicGraph as circle:
        titles = {task.key: task.title for task in project.tasks}
        raise FileRefused(Refusal.CIRCLE, titles=[titles[str(key)] for key in circle.cycle]) from None
    except SchedulingError:
        raise FileRefused(Refusal.DATES_TOO_FAR) from None


def _in_reading_order(tasks: list[ProjectTask], commitments: list[ProjectCommitment]) -> tuple[ProjectTask, ...]:
    place = {commitment.key: n for n, commitment in enumerate(commitments)}
    return tuple(sorted(tasks, key=lambda task: place[task.commitment]))


def _three_points(kept: Mapping[str, object], days: int) -> tuple[int | None, int | None]:
    """Both, and around the duration, or neither."""
    low, high = kept.get("optimistic_days"), kept.get("pessimistic_days")
    if isinstance(low, int) and isinstance(high, int) and 0 <= low <= days <= high <= MOST_DAYS:
        return low, high
    return None, None


def _kept_state(kept: Mapping[str, object], seen: str) -> str:
    """The state behind the one that is seen, unless somebody has moved the task on in Project."""
    match kept.get("state"):
        case [then, str(state)] if then == seen and state in STATES:
            return state
    return seen
