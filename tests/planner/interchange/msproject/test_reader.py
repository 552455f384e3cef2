from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.schedule import Link
from planner.domain.workdays import Calendar, LaterWeek, ShortSeason
from planner.interchange.msproject.reader import read_project
from planner.interchange.msproject.values import BaselineDates, NamedCalendar, ProjectCommitment
from planner.interchange.refusals import FileRefused, Refusal
from tests.planner.interchange.files import (
    HOURS,
    MPXJ,
    calendar_xml,
    elements,
    link_xml,
    project_xml,
    read,
    remarks_of,
    task_xml,
)

MONDAY = date(2027, 1, 4)

# In Project 2019 a manually scheduled task keeps the late dates of the project's end, whatever waits for its start.
SLACK_OF_MANUAL_TASKS = {
    "task-links-project2019-mspdi.xml": {"task-11": (10, 11.0), "task-13": (9, 11.0)},
}


@pytest.mark.parametrize("name", ["sample.xml", "mspdirelations.xml", "task-links-project2019-mspdi.xml"])
def test_files_of_microsoft_project_give_its_dates_and_slack(name):
    with (MPXJ / name).open("rb") as source:
        found = read_project(source)

    slack = {key: (found.result[key].total_slack, stored.total_slack) for key, stored in found.stored.items()}
    assert found.differing() == []
    assert {key: both for key, both in slack.items() if both[0] != both[1]} == SLACK_OF_MANUAL_TASKS.get(name, {})


def test_sample_takes_a_length_from_its_dates_where_people_have_calendars_of_their_own():
    with (MPXJ / "sample.xml").open("rb") as source:
        found = read_project(source)

    assert remarks_of(found) == [
        ("DURATION_FROM_DATES", "Second Task", {"days": 50, "file_days": "100"}),
        ("OTHER_RESOURCES", "Second Task", {"names": "Second Resource"}),
        ("OTHER_CURRENCY", "", {"currency": "£"}),
    ]


def test_summaries_become_commitments_that_name_those_above_them():
    found = read(
        project_xml(
            task_xml(0, level=0, Summary=1),
            task_xml(1, Name="Pillar", Summary=1),
            task_xml(2, Name="Portal", level=2, Summary=1, Notes="One door", Contact="Ministry"),
            task_xml(3, level=3),
            task_xml(4, Name="Law", level=2, Summary=1),
            task_xml(5, level=3),
            task_xml(6, Name="Empty", Summary=1),
            task_xml(7),
        )
    )

    assert found.project.commitments == (
        ProjectCommitment(key="task-2", title="Pillar – Portal", solution="One door", lead="Ministry"),
        ProjectCommitment(key="task-4", title="Pillar – Law"),
        ProjectCommitment(key="task-6", title="Empty"),
        ProjectCommitment(key="loose", title="Plan"),
    )
    assert [(task.key, task.commitment) for task in found.project.tasks] == [
        ("task-3", "task-2"),
        ("task-5", "task-4"),
        ("task-7", "loose"),
    ]
    assert remarks_of(found) == [("LOOSE_TASKS", "", {"count": 1})]


@pytest.mark.parametrize(
    ("hours", "fields", "days", "calendar", "kinds"),
    [
        pytest.param(16, {}, 2, None, [], id="whole days"),
        pytest.param(0, {"Milestone": 1}, 0, None, [], id="milestone"),
        pytest.param(20, {}, 3, None, ["DURATION_ROUNDED"], id="two days and a half"),
        pytest.param(48, {"DurationFormat": 8}, 2, "24/7", ["ELAPSED_DURATION"], id="elapsed"),
        pytest.param(8, {"Milestone": 1}, 1, None, ["MILESTONE_WITH_DURATION"], id="milestone that takes a day"),
    ],
)
def test_durations_become_whole_working_days(hours, fields, days, calendar, kinds):
    found = read(project_xml(task_xml(1, Summary=1), task_xml(2, level=2, hours=hours, **fields)))

    task = found.project.tasks[0]
    assert (task.days, task.calendar, [kind for kind, *_ in remarks_of(found)]) == (days, calendar, kinds)


@pytest.mark.parametrize(
    ("kind", "lag", "unit", "link", "kinds"),
    [
        pytest.param(0, 0, 7, ("FF", 0), [], id="FF"),
        pytest.param(1, 4800, 7, ("FS", 1), [], id="FS and a day"),
        pytest.param(2, -9600, 7, ("SF", -2), [], id="SF less two days"),
        pytest.param(3, 4800, 39, ("SS", 1), [], id="an estimated day"),
        pytest.param(1, 2400, 5, ("FS", 1), ["LAG_ROUNDED"], id="four hours"),
        pytest.param(1, -2400, 5, ("FS", 0), ["LAG_ROUNDED"], id="less four hours"),
        pytest.param(1, 50, 19, ("FS", 2), ["LAG_PERCENT"], id="half the length of three days"),
        pytest.param(1, 14400 * 3, 8, ("FS", 1), ["LAG_ELAPSED"], id="three elapsed days over a weekend"),
    ],
)
def test_links_keep_their_kind_and_count_lags_in_working_days(kind, lag, unit, link, kinds):
    before = task_xml(2, level=2, hours=24, Start="2027-01-05T08:00:00", Finish="2027-01-07T17:00:00")
    after = task_xml(3, level=2, waits=link_xml(2, kind, lag, unit))

    found = read(project_xml(task_xml(1, Summary=1), before, after))

    assert found.project.links == (Link("task-2", "task-3", *link),)
    assert [kind for kind, *_ in remarks_of(found)] == kinds


def test_links_of_a_summary_are_laid_to_the_tasks_at_its_ends():
    found = read(
        project_xml(
            task_xml(1, Summary=1),
            task_xml(2, level=2),
            task_xml(3, level=2, waits=link_xml(2)),
            task_xml(4, Summary=1, waits=link_xml(1)),
            task_xml(5, level=2),
            task_xml(6, level=2, waits=link_xml(5)),
        )
    )

    assert set(found.project.links) == {
        Link("task-2", "task-3"),
        Link("task-3", "task-5"),
        Link("task-5", "task-6"),
    }
    assert remarks_of(found) == [("LINK_OF_SUMMARY", "", {"count": 1})]


def test_links_that_lead_nowhere_are_left_out_and_said():
    waits = "".join(
        [link_xml(9), link_xml(3), link_xml(2, CrossProject=1), link_xml(2, 1, 4800), link_xml(2), link_xml(1, 3)]
    )

    found = read(project_xml(task_xml(1, Summary=1), task_xml(2, level=2), task_xml(3, level=2, waits=waits)))

    assert found.project.links == (Link("task-2", "task-3", "FS", 1),)
    assert [kind for kind, *_ in remarks_of(found)] == [
        "LINK_TO_NOTHING",
        "LINK_TO_NOTHING",
        "LINK_TO_OTHER_FILE",
        "LINK_TWICE",
        "LINK_OF_SUMMARY_LOST",
    ]


@pytest.mark.parametrize(
    ("constraint", "on", "dates", "kinds"),
    [
        (4, "2027-01-09T08:00:00", {"earliest": date(2027, 1, 9)}, []),
        (2, "2027-01-12T08:00:00", {"pinned": date(2027, 1, 12)}, []),
        (1, "2027-01-12T08:00:00", {}, ["AS_LATE_AS_POSSIBLE"]),
        (3, "2027-01-13T17:00:00", {"pinned": date(2027, 1, 12)}, ["MUST_FINISH_ON"]),
        (5, "2027-01-12T08:00:00", {"deadline": date(2027, 1, 13)}, ["START_NO_LATER"]),
        (6, "2027-01-13T17:00:00", {"earliest": date(2027, 1, 12)}, ["FINISH_NO_EARLIER"]),
        (7, "2027-01-14T08:00:00", {"deadline": date(2027, 1, 13)}, ["FINISH_NO_LATER"]),
    ],
)
def test_constraints_become_the_dates_that_mean_the_same(constraint, on, dates, kinds):
    row = task_xml(2, level=2, hours=16, ConstraintType=constraint, ConstraintDate=on)

    found = read(project_xml(task_xml(1, Summary=1), row))

    task = found.project.tasks[0]
    assert task == replace(task, **{"earliest": None, "pinned": None, "deadline": None, **dates})
    assert [kind for kind, *_ in remarks_of(found)] == kinds


def test_a_summary_that_starts_no_earlier_holds_the_tasks_inside():
    summary = task_xml(1, Summary=1, ConstraintType=4, ConstraintDate="2027-01-11T08:00:00")

    found = read(project_xml(summary, task_xml(2, level=2)))

    assert found.project.tasks[0].earliest == date(2027, 1, 11)


def test_manual_tasks_follow_their_links_where_that_gives_the_same_day():
    found = read(
        project_xml(
            task_xml(1, Summary=1),
            task_xml(2, level=2, Manual=1, Start="2027-01-04T08:00:00"),
            task_xml(3, level=2, Manual=1, Start="2027-01-05T08:00:00", waits=link_xml(2)),
            task_xml(4, level=2, Manual=1, Start="2027-01-11T08:00:00", waits=link_xml(2)),
            task_xml(5, level=2, Manual=1, Start="2027-01-04T08:00:00", waits=link_xml(2)),
        )
    )

    assert [(task.earliest, task.pinned) for task in found.project.tasks] == [
        (None, None),
        (None, None),
        (date(2027, 1, 11), None),
        (None, date(2027, 1, 4)),
    ]
    assert [kind for kind, *_ in remarks_of(found)] == ["MANUAL_LATER", "MANUAL_EARLIER"]


def test_progress_people_costs_and_the_baseline_come_along():
    row = task_xml(
        2,
        level=2,
        hours=24,
        PercentComplete=100,
        ActualStart="2027-01-05T08:00:00",
        ActualFinish="2027-01-07T17:00:00",
        Deadline="2027-01-20T17:00:00",
        FixedCost=150000,
        Notes="A report",
        more="<Baseline>"
        + elements(Number=0, Start="2027-01-04T08:00:00", Finish="2027-01-06T17:00:00", Duration="PT24H0M0S", Cost=100)
        + "</Baseline>",
    )
    resources = "".join(
        f"<Resource>{elements(UID=uid, Name=name, Type=kind)}</Resource>"
        for uid, name, kind in ((1, "Ministry", 1), (2, "Agency", 1), (3, "Paper", 0))
    )
    assignments = "".join(
        f"<Assignment>{elements(TaskUID=2, ResourceUID=uid, Units=units)}</Assignment>"
        for uid, units in ((3, 1), (1, 1.5), (2, 1))
    )

    found = read(
        project_xml(
            task_xml(1, Summary=1),
            row,
            resources=resources,
            assignments=assignments,
            about=elements(StartDate="2027-01-04T08:00:00", CurrencyCode="USD"),
        )
    )

    task = found.project.tasks[0]
    assert (task.state, task.progress) == ("DONE", 100)
    assert (task.actual_start, task.actual_finish) == (date(2027, 1, 5), date(2027, 1, 7))
    assert (task.responsible, task.people, task.supporting) == ("Ministry", 2, "Agency")
    assert (task.cost, task.deadline, task.output) == (1500, date(2027, 1, 20), "A report")
    assert task.baseline == BaselineDates(start=MONDAY, finish=date(2027, 1, 6), days=3, cost=1)
    assert [kind for kind, *_ in remarks_of(found)] == ["OTHER_RESOURCES", "MATERIAL_RESOURCE"]


def test_inactive_tasks_are_cancelled_and_blank_rows_are_none():
    found = read(project_xml(task_xml(1, Summary=1), task_xml(2, level=2, Active=0), task_xml(3, level=2, IsNull=1)))

    assert [(task.key, task.state) for task in found.project.tasks] == [("task-2", "CANCELLED")]


def test_a_project_planned_from_its_finish_is_counted_back():
    about = elements(StartDate="2027-01-04T08:00:00", FinishDate="2027-01-29T17:00:00", ScheduleFromStart=0)

    found = read(project_xml(task_xml(1, Summary=1), task_xml(2, level=2), about=about))

    assert (found.project.finish_by, found.project.is_counted_back) == (date(2027, 1, 29), True)


def period(first: str, last: str) -> str:
    return f"<TimePeriod>{elements(FromDate=f'{first}T00:00:00', ToDate=f'{last}T23:59:00')}</TimePeriod>"


def test_the_calendar_is_read_with_its_exceptions_and_other_weeks():
    short = f"<WorkingTimes>{HOURS.split('</WorkingTime>')[0]}</WorkingTime></WorkingTimes>"
    exceptions = "".join(
        f"<Exception>{period(first, last)}{elements(**fields)}</Exception>"
        for first, last, fields in (
            ("2027-01-06", "2027-01-07", {"Name": "Eid", "Type": 1, "DayWorking": 0}),
            ("2027-01-01", "2028-12-31", {"Type": 2, "Month": 4, "MonthDay": 1, "DayWorking": 0}),
            ("2027-03-01", "2027-03-14", {"Type": 6, "DaysOfWeek": 1 << 6, "DayWorking": 1}),
            ("2027-01-01", "2027-12-31", {"Type": 3, "Name": "First Monday", "DayWorking": 0}),
        )
    )
    ramadan = "".join(f"<WeekDay>{elements(DayType=day, DayWorking=1)}{short}</WeekDay>" for day in range(2, 7))
    friday = f"<WeekDay>{elements(DayType=6, DayWorking=0)}</WeekDay>"
    weeks = (
        f"<WorkWeek>{period('2027-02-08', '2027-03-09')}<WeekDays>{ramadan}</WeekDays></WorkWeek>"
        f"<WorkWeek>{period('2027-06-01', '2149-12-31')}<WeekDays>{friday}</WeekDays></WorkWeek>"
    )
    calendar = calendar_xml(more=f"<Exceptions>{exceptions}</Exceptions><WorkWeeks>{weeks}</WorkWeeks>")

    found = read(project_xml(task_xml(1, Summary=1), task_xml(2, level=2), calendars=calendar))

    assert found.project.calendar.calendar == Calendar(
        weekend=frozenset({5, 6}),
        holidays=frozenset({date(2027, 1, 6), date(2027, 1, 7), date(2027, 5, 1), date(2028, 5, 1)}),
        extra_working=frozenset({date(2027, 3, 6), date(2027, 3, 13)}),
        short_seasons=frozenset({ShortSeason(date(2027, 2, 8), date(2027, 3, 9), 0.5)}),
        later_weeks=(LaterWeek(date(2027, 6, 1), frozenset({4, 5, 6})),),
    )
    assert found.project.calendar.day_names == {date(2027, 1, 6): "Eid", date(2027, 1, 7): "Eid"}
    assert remarks_of(found) == [("CALENDAR_EXCEPTION", "", {"calendar": "Standard", "name": "First Monday"})]


def test_a_given_calendar_is_used_instead_of_the_file_s_and_tasks_keep_their_own():
    jordan = NamedCalendar(name="Jordan", calendar=Calendar(weekend=frozenset({4, 5})))
    sunday = f"<WeekDay>{elements(DayType=1, DayWorking=1)}</WeekDay>"
    calendars = calendar_xml() + calendar_xml(2, name="Jordan", week=sunday)

    found = read(
        project_xml(
            task_xml(1, Summary=1), task_xml(2, level=2), task_xml(3, level=2, CalendarUID=2), calendars=calendars
        ),
        calendar=jordan,
    )

    assert found.project.calendar == jordan
    assert [task.calendar for task in found.project.tasks] == [None, "Jordan *"]
    assert found.project.calendars == (NamedCalendar(name="Jordan *", calendar=Calendar(weekend=frozenset({5}))),)


def test_a_copied_row_gets_a_key_of_its_own():
    own = "<ExtendedAttribute><FieldID>188743731</FieldID><Value>k1</Value></ExtendedAttribute>"
    field = "<ExtendedAttribute><FieldID>188743731</FieldID><Alias>{}</Alias></ExtendedAttribute>"
    names = f"<ExtendedAttributes>{field}</ExtendedAttributes>"
    rows = [task_xml(1, Summary=1), task_xml(2, level=2, more=own), task_xml(3, level=2, more=own)]
    start = elements(StartDate="2027-01-04T08:00:00")

    ours = read(project_xml(*rows, about=start + names.format("ENACT key")))
    theirs = read(project_xml(*rows, about=start + names.format("Cost centre")))

    assert [task.key for task in ours.project.tasks] == ["k1", "task-3"]
    assert [task.key for task in theirs.project.tasks] == ["task-2", "task-3"]


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
REST = "".join(f"<WeekDay>{elements(DayType=day, DayWorking=0)}</WeekDay>" for day in range(1, 8))
ONE = (task_xml(1, Summary=1), task_xml(2, level=2))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", Refusal.NOT_XML, id="empty"),
        pytest.param(b"PK\x03\x04 not xml", Refusal.NOT_XML, id="not xml"),
        pytest.param(b"<Project>", Refusal.NOT_XML, id="cut off"),
        pytest.param(b"<html/>", Refusal.NOT_A_PROJECT, id="another root"),
        pytest.param(
            project_xml(*ONE, prolog='<!DOCTYPE Project SYSTEM "http://127.0.0.1/x.dtd">'), Refusal.DOCTYPE, id="dtd"
        ),
        pytest.param(
            project_xml(task_xml(1, Name="&x;"), prolog='<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            Refusal.DOCTYPE,
            id="external entity",
        ),
        pytest.param(
            project_xml(task_xml(1, Name="&e11;"), prolog=f"<!DOCTYPE p [{ENTITIES}]>"), Refusal.DOCTYPE, id="laughs"
        ),
        pytest.param(project_xml(task_xml(0, level=0)), Refusal.NO_TASKS, id="no tasks"),
        pytest.param(project_xml(*ONE, about="<StartDate></StartDate>"), Refusal.NO_START, id="no start"),
        pytest.param(project_xml(*ONE, about=elements(StartDate="soon")), Refusal.BAD_DATE, id="no date"),
        pytest.param(
            project_xml(*ONE, about=elements(StartDate="3027-01-04T08:00:00")), Refusal.BAD_DATE, id="far date"
        ),
        pytest.param(project_xml(task_xml(1), task_xml(1)), Refusal.DUPLICATE_TASK, id="one number twice"),
        pytest.param(project_xml(task_xml(1, Duration="long")), Refusal.BAD_DURATION, id="no duration"),
        pytest.param(project_xml(task_xml(1, hours=10**9)), Refusal.BAD_DURATION, id="endless"),
        pytest.param(project_xml(task_xml(1, PercentComplete="half")), Refusal.BAD_VALUE, id="no number"),
        pytest.param(project_xml(task_xml(1, waits=link_xml(2, 7))), Refusal.BAD_VALUE, id="no kind of link"),
        pytest.param(
            project_xml(task_xml(1, waits=link_xml(2)), task_xml(2, waits=link_xml(1))), Refusal.CIRCLE, id="circle"
        ),
        pytest.param(
            project_xml(*ONE, calendars=calendar_xml(week=REST)),
            Refusal.NO_WORKING_DAY,
            id="a calendar that never works",
        ),
        pytest.param(project_xml(*(task_xml(n) for n in range(1, 5003))), Refusal.TOO_MANY_TASKS, id="too many"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(content, refusal):
    with pytest.raises(FileRefused) as error:
        read(content)

    assert error.value.refusal == refusal


def test_a_circle_is_named_by_its_tasks():
    with pytest.raises(FileRefused) as error:
        read(project_xml(task_xml(1, waits=link_xml(2)), task_xml(2, waits=link_xml(1))))

    assert error.value.values == {"titles": ["Task 1", "Task 2"]}
