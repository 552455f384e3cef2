"""A plan as a file that Microsoft Project opens.

Elements stand in the order of the format's schema. Starts are working mornings and finishes working evenings of the
task's calendar, whatever the plan's own dates are; a milestone is the morning or the evening of a working day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from lxml import etree

from planner.domain.schedule import DriverKind, Link, Schedule, Slot
from planner.domain.workdays import Calendar
from planner.interchange.msproject.codes import (
    AFTERNOON,
    AS_SOON_AS_POSSIBLE,
    EVENING,
    IN_DAYS,
    LINK_KINDS,
    LONGEST_TEXT,
    MINUTES_PER_DAY,
    MORNING,
    MUST_START_ON,
    NAMESPACE,
    NOON,
    OWN_FIELDS,
    START_NO_EARLIER,
    WORK_RESOURCE,
)
from planner.interchange.msproject.spells import spells_of
from planner.interchange.msproject.states import state_seen_in
from planner.interchange.msproject.values import NamedCalendar, Project, ProjectCommitment, ProjectTask
from planner.interchange.texts import clipped, one_line, sayable

TENTHS_PER_DAY = MINUTES_PER_DAY * 10


def write_project(project: Project, result: Schedule, *, now: datetime) -> bytes:
    """The file, in UTF-8. `result` has the dates of the tasks that are not cancelled."""
    return _Writer(project, result, now).file()


@dataclass(frozen=True)
class _Span:
    """What is shown of a row: from its start to its finish, and how critical it is."""

    start: datetime
    finish: datetime
    late_start: datetime
    late_finish: datetime
    days: int
    total_slack: int
    free_slack: int
    critical: bool


class _Writer:
    def __init__(self, project: Project, result: Schedule, now: datetime) -> None:
        self.project, self.result, self.now = project, result, now
        self.base = project.calendar.calendar
        self.calendars = project.calendar_by_name
        self.calendar_uids = {row.name: n for n, row in enumerate((project.calendar, *project.calendars), start=1)}
        self.institutions = list(dict.fromkeys(task.responsible for task in project.tasks if task.responsible))
        self.resource_uids = {name: n for n, name in enumerate(self.institutions, start=1)}
        self.commitment_uids: dict[str, int] = {}
        self.task_uids: dict[str, int] = {}
        members: dict[str, list[ProjectTask]] = {row.key: [] for row in project.commitments}
        for task in project.tasks:
            members[task.commitment].append(task)
        self.members = members
        uid = 0
        for commitment in project.commitments:
            self.commitment_uids[commitment.key] = uid = uid + 1
            for task in members[commitment.key]:
                self.task_uids[task.key] = uid = uid + 1
        self.spans = {task.key: self._span(task) for task in project.tasks}
        self.links_before: dict[str, list[Link]] = {}
        for link in project.links:
            self.links_before.setdefault(link.after, []).append(link)

    # --- the file -------------------------------------------------------------------------------------------

    def file(self) -> bytes:
        root = etree.Element("Project", nsmap={None: NAMESPACE})
        whole = self._whole()
        start = self.result.start if self.project.is_counted_back else self.project.start
        add(
            root,
            SaveVersion=14,
            Name=one_line(self.project.title),
            Title=one_line(self.project.title),
            CreationDate=self.now.replace(tzinfo=None),
            LastSaved=self.now.replace(tzinfo=None),
            ScheduleFromStart=1,
            StartDate=at(start, MORNING),
            FinishDate=whole.finish,
            FYStartDate=1,
            CriticalSlackLimit=0,
            CurrencyDigits=0,
            CurrencySymbol="$",
            CurrencyCode="USD",
            CurrencySymbolPosition=0,
            CalendarUID=1,
            DefaultStartTime=MORNING,
            DefaultFinishTime=EVENING,
            MinutesPerDay=MINUTES_PER_DAY,
            MinutesPerWeek=MINUTES_PER_DAY * (7 - len(self.base.weekend)),
            DaysPerMonth=20,
            DefaultTaskType=1,
            DurationFormat=IN_DAYS,
            HonorConstraints=1,
            NewTasksEffortDriven=0,
            NewTasksEstimated=0,
            WeekStartDay=0,
            NewTasksAreManual=0,
        )
        fields = etree.SubElement(root, "ExtendedAttributes")
        for number, name, alias in OWN_FIELDS.values():
            add(etree.SubElement(fields, "ExtendedAttribute"), FieldID=number, FieldName=name, Alias=alias)
        self._add_calendars(etree.SubElement(root, "Calendars"))
        self._add_tasks(etree.SubElement(root, "Tasks"), whole)
        self._add_resources(etree.SubElement(root, "Resources"))
        self._add_assignments(etree.SubElement(root, "Assignments"))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    # --- calendars ------------------------------------------------------------------------------------------

    def _add_calendars(self, parent: Any) -> None:
        for named in (self.project.calendar, *self.project.calendars):
            self._add_calendar(parent, named)
        for n, name in enumerate(self.institutions, start=len(self.calendar_uids) + 1):
            calendar = etree.SubElement(parent, "Calendar")
            add(calendar, UID=n, Name=one_line(name), IsBaseCalendar=0, BaseCalendarUID=1)

    def _add_calendar(self, parent: Any, named: NamedCalendar) -> None:
        calendar = named.calendar
        element = etree.SubElement(parent, "Calendar")
        add(element, UID=self.calendar_uids[named.name], Name=one_line(named.name), IsBaseCalendar=1)
        add(element, BaseCalendarUID=-1)
        exceptions = sorted(calendar.holidays | calendar.extra_working)
        days = etree.SubElement(element, "WeekDays")
        add_week(days, calendar.weekend, Fraction(1))
        for day in exceptions:
            add_week_day(days, 0, calendar.share(day), day)
        if exceptions:
            rows = etree.SubElement(element, "Exceptions")
            for day in exceptions:
                add_exception(rows, day, calendar.share(day), one_line(named.day_names.get(day, "")))
        if spells := list(spells_of(calendar)):
            weeks = etree.SubElement(element, "WorkWeeks")
            for spell in spells:
                week = etree.SubElement(weeks, "WorkWeek")
                add_period(week, spell.first, spell.last)
                add(week, Name=spell.first.isoformat())
                add_week(etree.SubElement(week, "WeekDays"), spell.weekend, spell.share)

    # --- tasks ----------------------------------------------------------------------------------------------

    def _add_tasks(self, parent: Any, whole: _Span) -> None:
        number = 0
        self._add_whole(parent, whole)
        for place, commitment in enumerate(self.project.commitments, start=1):
            number += 1
            self._add_commitment(parent, commitment, place, number)
            for inner, task in enumerate(self.members[commitment.key], start=1):
                number += 1
                self._add_task(parent, task, f"{place}.{inner}", number)

    def _add_whole(self, parent: Any, span: _Span) -> None:
        element = etree.SubElement(parent, "Task")
        add(element, UID=0, ID=0, Name=one_line(self.project.title), Active=1, Manual=0, Type=1, IsNull=0, WBS=0)
        add(element, OutlineNumber=0, OutlineLevel=0, Priority=500)
        self._add_dates(element, span, is_summary=True)
        add(element, ConstraintType=AS_SOON_AS_POSSIBLE, CalendarUID=-1)
        if self.project.finish_by:
            add(element, Deadline=at(self.project.finish_by, EVENING))
        kept = {"start": self.project.start.isoformat(), "counted_back": True} if self.project.is_counted_back else {}
        self._add_own_fields(element, kept=kept)

    def _add_commitment(self, parent: Any, commitment: ProjectCommitment, place: int, number: int) -> None:
        members = self.members[commitment.key]
        element = etree.SubElement(parent, "Task")
        add(element, UID=self.commitment_uids[commitment.key], ID=number, Name=task_name(commitment.title))
        add(element, Active=1, Manual=0, Type=1, IsNull=0, Contact=task_name(commitment.lead) or None)
        add(element, WBS=place, OutlineNumber=place, OutlineLevel=1, Priority=500)
        live = [self.spans[task.key] for task in members if not task.is_cancelled]
        span = self._around(live) if live else self._moment(self.base.offset(self.project.start, 0), MORNING)
        self._add_dates(element, span, is_summary=bool(members))
        add(element, ConstraintType=AS_SOON_AS_POSSIBLE, CalendarUID=-1)
        add(element, Notes=sayable(commitment.solution) or None)
        kept: dict[str, Any] = {"is": "commitment"} if not members else {}
        if commitment.recommendation:
            kept["recommendation"] = commitment.recommendation
        if commitment.running_cost:
            kept["running_cost"] = commitment.running_cost
        self._add_own_fields(element, key=commitment.key, kept=kept)

    def _add_task(self, parent: Any, task: ProjectTask, outline: str, number: int) -> None:
        element = etree.SubElement(parent, "Task")
        add(element, UID=self.task_uids[task.key], ID=number, Name=task_name(task.title))
        add(element, Active=int(not task.is_cancelled), Manual=0, Type=1, IsNull=0)
        add(element, WBS=outline, OutlineNumber=outline, OutlineLevel=2, Priority=500)
        span = self.spans[task.key]
        calendar = self._calendar(task)
        actual_start = calendar.offset(task.actual_start, 0) if task.actual_start else None
        actual_finish = worked_by(calendar, task.actual_finish, actual_start) if task.actual_finish else None
        self._add_dates(element, span, is_summary=False, task=task)
        if actual_start:
            add(element, ActualStart=at(actual_start, MORNING))
        if actual_finish:
            add(element, ActualFinish=at(actual_finish, EVENING))
        worked = task.days * MINUTES_PER_DAY * task.progress // 100
        add(element, ActualDuration=minutes(worked))
        add(element, RemainingDuration=minutes(task.days * MINUTES_PER_DAY - worked))
        own_date = task.pinned or task.not_before
        kind = MUST_START_ON if task.pinned else START_NO_EARLIER if own_date else AS_SOON_AS_POSSIBLE
        add(element, ConstraintType=kind)
        add(element, CalendarUID=self.calendar_uids[task.calendar] if task.calendar is not None else -1)
        if own_date:
            add(element, ConstraintDate=at(own_date, MORNING))
        if task.deadline:
            add(element, Deadline=at(task.deadline, EVENING))
        add(element, IgnoreResourceCalendar=int(task.calendar is not None), Notes=sayable(task.output) or None)
        for link in self.links_before.get(task.key, ()):
            row = etree.SubElement(element, "PredecessorLink")
            add(row, PredecessorUID=self.task_uids[link.before], Type=LINK_KINDS.index(link.kind), CrossProject=0)
            add(row, LinkLag=link.lag * TENTHS_PER_DAY, LagFormat=IN_DAYS)
        self._add_own_fields(
            element,
            key=task.key,
            kept=self._kept(task, actual_start, actual_finish),
            indicator=clipped(sayable(task.indicator), LONGEST_TEXT),
            supporting=clipped(sayable(task.supporting), LONGEST_TEXT),
            also_serves=",".join(str(self.commitment_uids[key]) for key in task.also_serves),
        )
        if task.baseline:
            row = etree.SubElement(element, "Baseline")
            add(row, Number=0, Interim=0, Start=at(task.baseline.start, MORNING))
            add(row, Finish=at(task.baseline.finish, EVENING))
            add(row, Duration=minutes(task.baseline.days * MINUTES_PER_DAY), DurationFormat=IN_DAYS)
            add(row, Cost=task.baseline.cost * 100)

    def _kept(self, task: ProjectTask, actual_start: date | None, actual_finish: date | None) -> dict[str, Any]:
        """What Project has no place for, or would show as something else."""
        kept: dict[str, Any] = {}
        seen = state_seen_in(
            progress=task.progress, started=task.actual_start, finished=task.actual_finish, active=not task.is_cancelled
        )
        if task.state != seen:
            kept["state"] = [seen, task.state]
        if task.levelled_start or (task.earliest and task.pinned):
            kept["earliest"] = task.earliest and task.earliest.isoformat()
            kept["levelled_start"] = task.levelled_start and task.levelled_start.isoformat()
        if task.actual_start and task.actual_start != actual_start:
            kept["actual_start"] = task.actual_start.isoformat()
        if task.actual_finish and task.actual_finish != actual_finish:
            kept["actual_finish"] = task.actual_finish.isoformat()
        kept |= {"optimistic_days": task.optimistic_days, "pessimistic_days": task.pessimistic_days}
        kept["running_cost"] = task.running_cost or None
        if task.people != 1 and not task.responsible:
            kept["people"] = task.people
        return {name: value for name, value in kept.items() if value is not None}

    def _add_own_fields(self, element: Any, *, kept: dict[str, Any], **texts: str) -> None:
        values = {**texts, "kept": json.dumps(kept, separators=(",", ":")) if kept else ""}
        for name, (number, _name, _alias) in OWN_FIELDS.items():
            if values.get(name):
                add(etree.SubElement(element, "ExtendedAttribute"), FieldID=number, Value=values[name])

    def _add_dates(self, element: Any, span: _Span, *, is_summary: bool, task: ProjectTask | None = None) -> None:
        cost = task.cost if task else 0
        add(
            element,
            Start=span.start,
            Finish=span.finish,
            Duration=minutes(span.days * MINUTES_PER_DAY),
            DurationFormat=IN_DAYS,
            ResumeValid=0,
            EffortDriven=0,
            Recurring=0,
            OverAllocated=0,
            Estimated=0,
            Milestone=int(task is not None and task.days == 0),
            Summary=int(is_summary),
            Critical=int(span.critical),
            IsSubproject=0,
            IsSubprojectReadOnly=0,
            ExternalTask=0,
            EarlyStart=span.start,
            EarlyFinish=span.finish,
            LateStart=span.late_start,
            LateFinish=span.late_finish,
            FreeSlack=span.free_slack * TENTHS_PER_DAY,
            TotalSlack=span.total_slack * TENTHS_PER_DAY,
            FixedCost=cost * 100,
            FixedCostAccrual=3,
            PercentComplete=task.progress if task else 0,
            Cost=cost * 100,
        )

    # --- people ---------------------------------------------------------------------------------------------

    def _add_resources(self, parent: Any) -> None:
        for name, uid in self.resource_uids.items():
            element = etree.SubElement(parent, "Resource")
            most = max(task.people for task in self.project.tasks if task.responsible == name)
            add(element, UID=uid, ID=uid, Name=task_name(name), Type=WORK_RESOURCE, IsNull=0, MaxUnits=most)
            add(element, CalendarUID=len(self.calendar_uids) + uid)

    def _add_assignments(self, parent: Any) -> None:
        led = [task for task in self.project.tasks if task.responsible]
        for uid, task in enumerate(led, start=1):
            span = self.spans[task.key]
            element = etree.SubElement(parent, "Assignment")
            add(element, UID=uid, TaskUID=self.task_uids[task.key], ResourceUID=self.resource_uids[task.responsible])
            add(element, Finish=span.finish, Start=span.start, Units=task.people)
            add(element, Work=minutes(task.days * MINUTES_PER_DAY * task.people))

    # --- dates ----------------------------------------------------------------------------------------------

    def _calendar(self, task: ProjectTask) -> Calendar:
        return self.base if task.calendar is None else self.calendars[task.calendar]

    def _span(self, task: ProjectTask) -> _Span:
        calendar = self._calendar(task)
        if task.is_cancelled:
            start = calendar.offset(task.pinned or task.not_before or self.project.start, 0)
            return _working_span(calendar, start, task.days)
        slot = self.result[task.key]
        if task.days == 0:
            return self._milestone_span(task, slot)
        return _Span(
            start=at(calendar.offset(slot.early_start, 0), MORNING),
            finish=at(slot.early_finish, EVENING),
            late_start=at(calendar.offset(slot.late_start, 0), MORNING),
            late_finish=at(slot.late_finish, EVENING),
            days=task.days,
            total_slack=slot.total_slack,
            free_slack=slot.free_slack,
            critical=slot.critical,
        )

    def _milestone_span(self, task: ProjectTask, slot: Slot) -> _Span:
        calendar = self._calendar(task)
        link = slot.driver.link
        in_the_evening = link is not None and (link.lag > 0 or (link.kind[0] == "F" and link.lag == 0))
        time_of_day = EVENING if in_the_evening and slot.driver.kind == DriverKind.LINK else MORNING
        early = _working_moment(calendar, slot.early_start, time_of_day)
        late = max(early, _working_moment(calendar, slot.late_start, time_of_day))
        return _Span(early, early, late, late, 0, slot.total_slack, slot.free_slack, slot.critical)

    def _moment(self, day: date, time_of_day: time) -> _Span:
        moment = at(day, time_of_day)
        return _Span(moment, moment, moment, moment, 0, 0, 0, False)

    def _whole(self) -> _Span:
        live = [self.spans[task.key] for task in self.project.tasks if not task.is_cancelled]
        return self._around(live) if live else self._moment(self.base.offset(self.project.start, 0), MORNING)

    def _around(self, spans: Sequence[_Span]) -> _Span:
        """From the first start to the last finish."""
        start, finish = min(span.start for span in spans), max(span.finish for span in spans)
        return _Span(
            start=start,
            finish=finish,
            late_start=min(span.late_start for span in spans),
            late_finish=max(span.late_finish for span in spans),
            days=self.base.count(start.date(), finish.date()),
            total_slack=min(span.total_slack for span in spans),
            free_slack=min(span.free_slack for span in spans),
            critical=any(span.critical for span in spans),
        )


def _working_span(calendar: Calendar, start: date, days: int) -> _Span:
    first = at(start, MORNING)
    last = at(calendar.offset(start, days - 1), EVENING) if days else first
    return _Span(first, last, first, last, days, 0, 0, False)


def _working_moment(calendar: Calendar, day: date, time_of_day: time) -> datetime:
    """A milestone may be reached on a day of rest; Project then says the next morning that is worked."""
    if calendar.is_working(day):
        return at(day, time_of_day)
    return at(calendar.offset(day, 0), MORNING)


def worked_by(calendar: Calendar, day: date, not_before: date | None) -> date:
    """The last working day up to `day`, but not before the start."""
    last = calendar.offset(day + timedelta(days=1), -1)
    return last if not_before is None else max(last, not_before)


# --- elements -----------------------------------------------------------------------------------------------


def add(parent: Any, **values: Any) -> None:
    """A child for each value that is not None, in the order given."""
    for name, value in values.items():
        if value is None:
            continue
        child = etree.SubElement(parent, name)
        child.text = value.isoformat(timespec="seconds") if isinstance(value, (datetime, time)) else str(value)


def add_week(parent: Any, weekend: frozenset[int], share: Fraction) -> None:
    for number in range(1, 8):
        # Sunday is 1 there and 6 here.
        add_week_day(parent, number, Fraction(0) if (number + 5) % 7 in weekend else share)


def add_week_day(parent: Any, number: int, share: Fraction, day: date | None = None) -> None:
    element = etree.SubElement(parent, "WeekDay")
    add(element, DayType=number, DayWorking=int(share > 0))
    if day is not None:
        add_period(element, day, day)
    add_hours(element, share)


def add_exception(parent: Any, day: date, share: Fraction, name: str) -> None:
    element = etree.SubElement(parent, "Exception")
    add(element, EnteredByOccurrences=0)
    add_period(element, day, day)
    add(element, Occurrences=1, Name=name or None, Type=1, DayWorking=int(share > 0))
    add_hours(element, share)


def add_hours(parent: Any, share: Fraction) -> None:
    """From the morning on, with a pause at noon; nothing where nothing is worked."""
    if not share:
        return
    morning = timedelta(hours=NOON.hour - MORNING.hour)
    length = timedelta(seconds=round(share * MINUTES_PER_DAY * 60))
    times = etree.SubElement(parent, "WorkingTimes")
    for first, worked in ((MORNING, min(length, morning)), (AFTERNOON, max(length - morning, timedelta(0)))):
        if worked:
            last = (datetime.combine(date.min, first) + worked).time()
            add(etree.SubElement(times, "WorkingTime"), FromTime=first, ToTime=last)


def add_period(parent: Any, first: date, last: date) -> None:
    add(etree.SubElement(parent, "TimePeriod"), FromDate=at(first, time(0)), ToDate=at(last, time(23, 59)))


def at(day: date, time_of_day: time) -> datetime:
    return datetime.combine(day, time_of_day)


def minutes(count: int) -> str:
    return f"PT{count // 60}H{count % 60}M0S"


def task_name(text: str) -> str:
    return clipped(one_line(text), LONGEST_TEXT)
