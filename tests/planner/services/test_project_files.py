"""Plans out of Microsoft Project files, and back."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.utils import timezone

from planner.domain.workdays import Calendar, LaterWeek, ShortSeason
from planner.interchange.msproject.reader import ReadProject, read_project
from planner.interchange.msproject.values import NamedCalendar, Project
from planner.interchange.msproject.writer import write_project
from planner.models import Country, Institution, Plan, Revision, ShortHours, Translated
from planner.queries.project_files import country_calendar, project_of_plan
from planner.queries.revisions import contents_of
from planner.queries.schedules import schedule_of_plan
from planner.services.project_files import create_plan_from_values, values_of_project
from tests.factories import make_big_plan, make_plan
from tests.planner.interchange.projects import make_project, make_task

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 1, 12, tzinfo=timezone.get_default_timezone())


def written(plan: Plan, language: str = "ar") -> bytes:
    project, schedule = project_of_plan(plan, language=language)
    return write_project(project, schedule.result, now=NOW)


def brought_in(content: bytes, country: str = "JOR", *, keeps_calendar: bool = False) -> Plan:
    row = Country.objects.get(pk=country)
    calendar = None if keeps_calendar else country_calendar(row, language="ar")
    read = read_project(io.BytesIO(content), calendar=calendar)
    return created(read, row, keeps_calendar=keeps_calendar)


def created(read: ReadProject, country: Country, *, keeps_calendar: bool = True) -> Plan:
    values = values_of_project(country=country, read=read, language="ar", keeps_calendar=keeps_calendar)
    return create_plan_from_values(country=country, values=values, now=NOW)


def read_of(project: Project) -> ReadProject:
    return read_project(io.BytesIO(write_project(project, project.schedule(), now=NOW)))


@pytest.mark.parametrize("keeps_calendar", [False, True])
def test_a_plan_comes_back_with_the_same_tasks_links_and_dates(keeps_calendar):
    ShortHours.objects.filter(country="JOR").update(share=0.625)
    plan = make_big_plan(tasks=60)

    copy = brought_in(written(plan), "TUN" if keeps_calendar else "JOR", keeps_calendar=keeps_calendar)

    assert project_of_plan(copy, language="ar")[0].tasks == project_of_plan(plan, language="ar")[0].tasks
    assert contents_of(copy).links == contents_of(plan).links
    assert dict(schedule_of_plan(copy).result) == dict(schedule_of_plan(plan).result)


def test_a_plan_brings_its_recommendations_and_finds_its_institutions_again():
    plan = make_plan("JOR", codes=("INN-01", "TEC-01"))
    count = Institution.objects.count()

    copy = brought_in(written(plan))

    adopted = [list(row.commitments.values_list("key", "recommendation")) for row in (plan, copy)]
    responsible = [set(row.workplan.tasks.values_list("responsible", flat=True)) for row in (plan, copy)]
    assert adopted[0] == adopted[1]
    assert responsible[0] == responsible[1]
    assert Institution.objects.count() == count


def test_a_file_in_another_language_has_its_texts():
    plan = make_plan("JOR")

    read = read_project(io.BytesIO(written(plan, "fr")))

    assert [task.title for task in read.project.tasks] == [row.title["fr"] for row in plan.workplan.tasks.all()]


def test_the_calendar_of_a_file_becomes_the_plan_s_own():
    calendar = Calendar(
        weekend=frozenset({5, 6}),
        holidays=frozenset({date(2027, 1, 5)}),
        extra_working=frozenset({date(2027, 1, 9)}),
        short_seasons=frozenset({ShortSeason(date(2027, 2, 8), date(2027, 3, 9), 0.625)}),
        later_weeks=(LaterWeek(date(2027, 6, 1), frozenset({4, 5})),),
    )
    read = read_of(make_project(make_task("a", 40), calendar=NamedCalendar(name="دوام", calendar=calendar)))

    plan = created(read, Country.objects.get(pk="JOR"))

    assert plan.workplan.calendar.name == Translated(ar="دوام")
    assert schedule_of_plan(plan).calendar == calendar


def test_the_country_s_calendar_is_followed_unless_the_file_s_is_kept():
    read = read_of(make_project(make_task("a")))

    plan = created(read, Country.objects.get(pk="JOR"), keeps_calendar=False)

    assert plan.workplan.calendar is None
    assert not plan.workplan.calendars.exists()


def test_a_baseline_becomes_the_first_revision():
    plan = make_plan("JOR")
    project, schedule = project_of_plan(plan, language="ar")
    Revision.objects.create(
        plan=plan,
        number=1,
        is_baseline=True,
        made_at=NOW,
        contents={
            **contents_of(plan).as_values(),
            "schedule": {
                "start": "2027-01-03",
                "finish": "2027-02-01",
                "dates": {task.key: ["2027-01-03", "2027-01-10"] for task in schedule.tasks},
                "critical": [],
                "cost": 0,
                "running_cost": 0,
            },
        },
    )

    copy = brought_in(written(plan))

    baseline = copy.revisions.get()
    assert (copy.revision, baseline.number, baseline.is_baseline) == (2, 1, True)
    assert project_of_plan(copy, language="ar")[0].tasks == project_of_plan(plan, language="ar")[0].tasks
    assert project.tasks[0].baseline is None


def test_a_file_takes_the_same_queries_at_any_size(django_assert_max_num_queries):
    plan = make_big_plan(tasks=200)

    with django_assert_max_num_queries(15):
        project_of_plan(Plan.objects.select_related("country", "workplan").get(pk=plan.pk), language="ar")
