"""Small Microsoft Project files, written out as somebody else's program might."""

from __future__ import annotations

import io
from pathlib import Path

from planner.interchange.msproject.reader import ReadProject, read_project
from planner.interchange.msproject.values import NamedCalendar

MPXJ = Path(__file__).parent / "mpxj"
NAMESPACE = "http://schemas.microsoft.com/project"
# Monday to Friday, 8 to 12 and 1 to 5.
HOURS = "".join(
    f"<WorkingTime><FromTime>{first}</FromTime><ToTime>{last}</ToTime></WorkingTime>"
    for first, last in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
)
WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking>"
    + (f"<WorkingTimes>{HOURS}</WorkingTimes>" if 1 < day < 7 else "")
    + "</WeekDay>"
    for day in range(1, 8)
)


def elements(**values: object) -> str:
    return "".join(f"<{name}>{value}</{name}>" for name, value in values.items())


def calendar_xml(uid: int = 1, *, name: str = "Standard", week: str = WEEK, more: str = "", **fields: object) -> str:
    fields = {"UID": uid, "Name": name, "IsBaseCalendar": 1, "BaseCalendarUID": -1, **fields}
    return f"<Calendar>{elements(**fields)}<WeekDays>{week}</WeekDays>{more}</Calendar>"


def task_xml(uid: int, *, hours: float = 8, level: int = 1, waits: str = "", more: str = "", **fields: object) -> str:
    fields = {"UID": uid, "Name": f"Task {uid}", "OutlineLevel": level, "Duration": f"PT{hours}H0M0S", **fields}
    return f"<Task>{elements(**fields)}{waits}{more}</Task>"


def link_xml(before: int, kind: int = 1, lag: int = 0, unit: int = 7, **fields: object) -> str:
    fields = {"PredecessorUID": before, "Type": kind, "LinkLag": lag, "LagFormat": unit, **fields}
    return f"<PredecessorLink>{elements(**fields)}</PredecessorLink>"


def project_xml(
    *tasks: str, calendars: str = "", resources: str = "", assignments: str = "", about: str = "", prolog: str = ""
) -> bytes:
    start = elements(Title="Plan", StartDate="2027-01-04T08:00:00") if "StartDate" not in about else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<Project xmlns="{NAMESPACE}">{start}{about}'
        f"<Calendars>{calendars or calendar_xml()}</Calendars><Tasks>{''.join(tasks)}</Tasks>"
        f"<Resources>{resources}</Resources><Assignments>{assignments}</Assignments></Project>"
    ).encode()


def read(content: bytes, *, calendar: NamedCalendar | None = None) -> ReadProject:
    return read_project(io.BytesIO(content), calendar=calendar)


def remarks_of(found: ReadProject) -> list[tuple[str, str, dict[str, object]]]:
    return [(str(remark.kind), remark.title, dict(remark.values)) for remark in found.remarks]
