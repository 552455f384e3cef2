from __future__ import annotations

import io
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from lxml import etree

from planner.domain.schedule import Link
from planner.domain.workdays import Calendar
from planner.interchange.msproject.codes import NAMESPACE
from planner.interchange.msproject.reader import read_project
from planner.interchange.msproject.values import NamedCalendar, Project
from planner.interchange.msproject.writer import write_project
from tests.planner.interchange.projects import make_project, make_task, projects

NOW = datetime(2027, 1, 1, 12)


def written(project: Project) -> bytes:
    return write_project(project, project.schedule(), now=NOW)


def rows(content: bytes, tag: str, *names: str) -> list[tuple[str | None, ...]]:
    found = etree.fromstring(content).iter(f"{{{NAMESPACE}}}{tag}")
    return [tuple(row.findtext(f"{{{NAMESPACE}}}{name}") for name in names) for row in found]


@given(projects())
@settings(max_examples=60, deadline=None)
def test_a_plan_comes_back_as_it_was(project):
    result = project.schedule()

    found = read_project(io.BytesIO(write_project(project, result, now=NOW)))

    assert found.remarks == []
    assert found.project == project
    assert dict(found.result) == dict(result)
    assert found.differing() == []


@given(projects())
@settings(max_examples=40, deadline=None)
def test_nothing_starts_on_a_day_of_rest(project):
    calendars = {"": project.calendar.calendar, **project.calendar_by_name}
    tasks = rows(written(project), "Task", "OutlineLevel", "Start", "ActualStart", "ActualFinish")

    by_place = [calendars[task.calendar or ""] for task in project.tasks]
    moments = [row[1:] for row in tasks if row[0] == "2"]
    assert len(moments) == len(by_place)
    for calendar, texts in zip(by_place, moments, strict=True):
        days = [datetime.fromisoformat(text).date() for text in texts if text]
        assert [day for day in days if not calendar.is_working(day)] == []


def test_dates_durations_and_slack_are_said_as_project_says_them():
    project = make_project(make_task("a", 3), make_task("b", 0), make_task("c", 9), links=(Link("a", "b", "FS", 1),))

    found = rows(written(project), "Task", "Name", "Start", "Finish", "Duration", "Milestone", "TotalSlack")

    assert found == [
        ("Plan", "2027-01-03T08:00:00", "2027-01-13T17:00:00", "PT72H0M0S", "0", "0"),
        ("Commitment", "2027-01-03T08:00:00", "2027-01-13T17:00:00", "PT72H0M0S", "0", "0"),
        ("Task a", "2027-01-03T08:00:00", "2027-01-05T17:00:00", "PT24H0M0S", "0", "24000"),
        ("Task b", "2027-01-06T17:00:00", "2027-01-06T17:00:00", "PT0H0M0S", "1", "24000"),
        ("Task c", "2027-01-03T08:00:00", "2027-01-13T17:00:00", "PT72H0M0S", "0", "0"),
    ]


def test_holidays_bear_their_names_and_both_kinds_of_project_read_them():
    eid = date(2027, 3, 10)
    calendar = NamedCalendar(
        name="Jordan", calendar=Calendar(weekend=frozenset({4, 5}), holidays=frozenset({eid})), day_names={eid: "عيد"}
    )

    content = written(make_project(make_task("a"), calendar=calendar))

    assert rows(content, "Exception", "Name", "DayWorking") == [("عيد", "0")]
    assert rows(content, "WeekDay", "DayType", "DayWorking") == [
        ("1", "1"),
        ("2", "1"),
        ("3", "1"),
        ("4", "1"),
        ("5", "1"),
        ("6", "0"),
        ("7", "0"),
        ("0", "0"),
    ]


def test_texts_lose_what_a_file_may_not_hold():
    project = make_project(make_task("a", indicator="x" * 300, output="two\nlines\x00\u202e"))

    found = read_project(io.BytesIO(written(project)))

    assert found.project.tasks[0].output == "two\nlines"
    assert found.project.tasks[0].indicator == "x" * 254 + "…"


def test_a_plan_counted_back_starts_in_the_file_on_the_day_its_work_does():
    start, finish_by = date(2027, 1, 3), date(2027, 6, 30)
    project = make_project(make_task("a"), start=start, finish_by=finish_by, is_counted_back=True)
    later = make_project(make_task("a"), start=start + timedelta(days=7), finish_by=finish_by).schedule()

    content = write_project(project, later, now=NOW)

    assert etree.fromstring(content).findtext(f"{{{NAMESPACE}}}StartDate") == "2027-01-10T08:00:00"
    assert read_project(io.BytesIO(content)).project == project
