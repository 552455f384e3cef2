"""A plan in the formats of other programs, and what was read out of a file that is not a plan yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils.translation import get_language, gettext

from planner.interchange.events import CalendarEvent, write_events
from planner.interchange.msproject.writer import write_project
from planner.interchange.refusals import Remark
from planner.models import Plan, Task, Translated, Upload
from planner.queries.interchange_words import remark_in_words
from planner.queries.project_files import project_of_plan
from planner.queries.revisions import contents_of
from planner.queries.schedules import PlanSchedule, schedule_of_plan


def project_file_of_plan(plan: Plan, *, now: datetime) -> bytes:
    """Microsoft Project XML in the reader's language."""
    project, schedule = project_of_plan(plan, language=_language())
    return write_project(project, schedule.result, now=now)


# --- iCalendar ------------------------------------------------------------------------------------------


def events_of_plan(plan: Plan, *, with_tasks: bool, now: datetime) -> bytes:
    """The plan's milestones and deadlines, or with `with_tasks` all its tasks too, in the reader's language."""
    schedule = schedule_of_plan(plan)
    return write_events(
        _events(plan, schedule, with_tasks, now), name=_said(plan.full_title, plan), language=_language()
    )


def _events(plan: Plan, schedule: PlanSchedule, with_tasks: bool, now: datetime) -> Iterator[CalendarEvent]:
    event = partial(CalendarEvent, sequence=plan.workplan.change_number, changed_at=now)
    title = _said(plan.full_title, plan)
    for task in schedule.tasks:
        name = f"{schedule.numbers[task.key]} {_said(task.title, plan)}"
        uid = f"{plan.pk}.{task.key}"
        slot = schedule.result[task.key]
        if task.is_milestone or with_tasks:
            description = _description(plan, task, title)
            yield event(uid, slot.early_start, slot.early_finish, name, description=description)
        if task.deadline:
            words = gettext("Deadline: %(task)s") % {"task": name}
            yield event(f"{uid}.deadline", task.deadline, task.deadline, words, description=title)
    if plan.workplan.finish_by:
        day = plan.workplan.finish_by
        yield event(f"{plan.pk}.deadline", day, day, gettext("Deadline: %(task)s") % {"task": title})


def _description(plan: Plan, task: Task, title: str) -> str:
    lines = [title, _said(task.commitment.title, plan)]
    if task.responsible:
        lines.append(_said(task.responsible.name, plan))
    return "\n".join(lines)


# --- JSON -----------------------------------------------------------------------------------------------


def json_of_plan(plan: Plan) -> bytes:
    """Everything the plan holds, in all its languages, and the dates computed for it. Dates as 2027-01-03, durations
    and slack in working days, costs in US dollars.
    """
    schedule = schedule_of_plan(plan)
    values = {
        "format": "enact-plan",
        "version": 1,
        "id": str(plan.pk),
        "country": plan.country_id,
        "state": plan.state,
        "revision": plan.revision,
        "change": plan.workplan.change_number,
        **contents_of(plan).as_values(),
        "schedule": _schedule_values(schedule),
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _schedule_values(schedule: PlanSchedule) -> dict[str, Any]:
    result = schedule.result
    return {
        "start": result.start.isoformat(),
        "finish": result.finish.isoformat(),
        "critical": result.critical,
        "tasks": {
            task.key: {
                "number": schedule.numbers[task.key],
                "early_start": slot.early_start.isoformat(),
                "early_finish": slot.early_finish.isoformat(),
                "late_start": slot.late_start.isoformat(),
                "late_finish": slot.late_finish.isoformat(),
                "total_slack": slot.total_slack,
                "free_slack": slot.free_slack,
                "critical": slot.critical,
            }
            for task in schedule.tasks
            for slot in [result[task.key]]
        },
        "conflicts": [
            {
                "task": conflict.key,
                "kind": str(conflict.kind),
                "day": conflict.day.isoformat(),
                "days_short": conflict.days_short,
            }
            for conflict in result.conflicts
        ],
    }


# --- a project file before it is a plan -----------------------------------------------------------------


@dataclass(frozen=True)
class TitledRemark:
    """`title` is that of the task in the file; empty where it is about the whole file."""

    title: str
    sentence: str


@dataclass(frozen=True)
class DifferingTask:
    title: str
    start: date
    finish: date
    file_start: date
    file_finish: date


@dataclass(frozen=True)
class ProjectReport:
    """What would become of a project file."""

    title: str
    base_language: str
    start: date
    finish: date
    commitment_count: int
    task_count: int
    link_count: int
    has_baseline: bool
    keeps_calendar: bool
    with_dates: int
    differing_count: int
    differing: list[DifferingTask]
    remarks: list[TitledRemark]
    remark_count: int

    @property
    def same_count(self) -> int:
        return self.with_dates - self.differing_count

    @property
    def unlisted_remarks(self) -> int:
        return self.remark_count - len(self.remarks)

    @property
    def unlisted_differing(self) -> int:
        return self.differing_count - len(self.differing)


def project_report(upload: Upload) -> ProjectReport:
    """No query."""
    contents, report = upload.contents["contents"], upload.report
    months = upload.country.month_names
    remarks = [Remark.from_values(values) for values in report["remarks"]]
    return ProjectReport(
        title=str(Translated(contents["plan"]["title"])),
        base_language=contents["plan"].get("base_language", "ar"),
        start=date.fromisoformat(report["start"]),
        finish=date.fromisoformat(report["finish"]),
        commitment_count=len(contents["commitments"]),
        task_count=len(contents["tasks"]),
        link_count=len(contents["links"]),
        has_baseline=upload.contents["baseline"] is not None,
        keeps_calendar=report["keeps_calendar"],
        with_dates=report["with_dates"],
        differing_count=report["differing_count"],
        differing=[
            DifferingTask(row["title"], *map(date.fromisoformat, [*row["here"], *row["there"]]))
            for row in report["differing"]
        ],
        remarks=[TitledRemark(remark.title, remark_in_words(remark, months=months)) for remark in remarks],
        remark_count=report["remark_count"],
    )


def _said(text: Translated, plan: Plan) -> str:
    return text.in_language(_language(), base=plan.base_language)


def _language() -> str:
    return (get_language() or "ar")[:2]
