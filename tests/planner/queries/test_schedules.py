from datetime import date

import pytest
from django.utils.translation import override

from planner.domain.workdays import LaterWeek
from planner.models import Country, Holiday, Link, Plan, ShortHours, Task, WorkCalendar, WorkingWeek, Workplan
from planner.queries.country_calendars import Rest, calendar_of
from planner.queries.explanations import task_explanation
from planner.queries.plans import plan_tasks
from planner.queries.schedules import dates_of_plan, rows_of_plan, schedule_of_plan
from tests.factories import make_big_plan, make_plan

pytestmark = pytest.mark.django_db
FRI, SAT, SUN = 4, 5, 6


def jordan() -> Country:
    return Country.objects.get(pk="JOR")


def make_week(holds_from: date, *weekend: int) -> WorkingWeek:
    return WorkingWeek.objects.create(
        country_id="JOR", holds_from=holds_from, weekend=list(weekend), source={"en": "Circular"}
    )


def test_each_working_week_holds_from_its_date_on():
    make_week(date(2027, 3, 1), SAT, SUN)

    calendar = calendar_of(jordan(), on=date(2027, 1, 3)).calendar

    assert calendar.weekend == {FRI, SAT}
    assert calendar.later_weeks == (LaterWeek(date(2027, 3, 1), frozenset({SAT, SUN})),)
    assert [calendar.is_working(day) for day in (date(2027, 2, 26), date(2027, 2, 28))] == [False, True]
    assert [calendar.is_working(day) for day in (date(2027, 3, 5), date(2027, 3, 7))] == [True, False]


def test_a_week_that_holds_on_the_first_day_that_matters_stands_alone():
    make_week(date(2026, 3, 1), SAT, SUN)

    calendar = calendar_of(jordan(), on=date(2027, 1, 3)).calendar

    assert (calendar.weekend, calendar.later_weeks) == ({SAT, SUN}, ())


@pytest.mark.parametrize("on", [None, date(2001, 1, 1)])
def test_before_the_first_week_known_that_one_holds(on):
    assert calendar_of(jordan(), on=on).calendar.weekend == {FRI, SAT}


def test_a_day_that_is_not_worked_has_its_reason():
    make_week(date(2027, 5, 1), SAT, SUN)
    Holiday.objects.create(country_id="JOR", day=date(2027, 2, 5), is_working=True)

    calendar = calendar_of(jordan(), on=date(2027, 1, 3))

    with_reasons = {
        day: calendar.why_not_worked(day)
        for day in (date(2027, 1, 3), date(2027, 2, 5), date(2027, 4, 30), date(2027, 5, 7), date(2027, 5, 16))
    }
    assert with_reasons == {
        date(2027, 1, 3): None,
        date(2027, 2, 5): None,
        date(2027, 4, 30): Rest(is_weekend=True, holiday="", is_estimated=False),
        date(2027, 5, 7): None,
        date(2027, 5, 16): Rest(is_weekend=True, holiday=str(name_of(date(2027, 5, 16))), is_estimated=True),
    }


def name_of(day: date) -> dict:
    return Holiday.objects.get(country="JOR", day=day).name


def test_a_plan_takes_longer_where_the_days_of_ramadan_are_short():
    plan = make_plan("JOR", codes=("INN-01", "TEC-01"))
    before = schedule_of_plan(plan).result.finish

    ShortHours.objects.filter(country="JOR", first=date(2027, 2, 8)).update(share=0.5)

    assert schedule_of_plan(plan).result.finish > before


def test_days_that_countries_share_are_short_where_they_are_for_one_of_them():
    plan = make_plan("JOR")
    shared = WorkCalendar.objects.create(workplan=plan.workplan, name={"en": "Common days"})
    shared.countries.set(["JOR", "TUN"])
    plan.workplan.calendar = shared
    plan.workplan.save()
    ShortHours.objects.filter(country="TUN", first=date(2027, 2, 8)).update(share=0.5)

    calendar = schedule_of_plan(plan).calendar

    assert [calendar.share(day) for day in (date(2027, 2, 4), date(2027, 2, 5), date(2027, 2, 9))] == [1, 0, 0.5]


# --- counted back from the deadline ---------------------------------------------------------------------


def make_counted_back_plan(*, start: date, finish_by: date) -> Plan:
    """Five days of work in Jordan, without holidays."""
    plan = make_plan("JOR", start=start, finish_by=finish_by)
    jordan().holidays.all().delete()
    jordan().short_hours.all().delete()
    plan.workplan.tasks.exclude(pk=plan.workplan.tasks.first().pk).delete()
    plan.workplan.tasks.update(days=5)
    Workplan.objects.update(is_counted_back=True)
    plan.workplan.refresh_from_db()
    return plan


def test_a_plan_counted_back_starts_as_late_as_its_deadline_allows():
    plan = make_counted_back_plan(start=date(2027, 1, 3), finish_by=date(2027, 2, 11))

    schedule = schedule_of_plan(plan)

    # Sunday 7 to Thursday 11 February.
    assert (schedule.begin_by, schedule.start, schedule.result.finish) == (
        date(2027, 2, 7),
        date(2027, 2, 7),
        date(2027, 2, 11),
    )
    assert (schedule.days_short_at_start, schedule.result.critical) == (0, [schedule.tasks[0].key])


def test_a_plan_counted_back_never_starts_before_it_may_and_says_what_is_missing():
    plan = make_counted_back_plan(start=date(2027, 2, 9), finish_by=date(2027, 2, 11))

    schedule = schedule_of_plan(plan)

    assert (schedule.begin_by, schedule.start) == (date(2027, 2, 7), date(2027, 2, 9))
    assert (schedule.days_short_at_start, schedule.result[schedule.tasks[0].key].total_slack) == (2, -2)
    with override("en"):
        assert [warning.sentence for warning in plan_tasks(plan).warnings] == [
            "To keep the deadline, work would have to begin on 7 February 2027, 2 working days before it may.",
            "The plan finishes 2 working days after its deadline, 11 February 2027.",
        ]


def test_a_plan_counted_back_moves_its_start_with_every_change():
    plan = make_counted_back_plan(start=date(2027, 1, 3), finish_by=date(2027, 2, 11))

    plan.workplan.tasks.update(days=6)

    assert schedule_of_plan(plan).start == date(2027, 2, 4)


def test_a_plan_counted_forward_has_no_day_on_which_it_must_begin():
    schedule = schedule_of_plan(make_plan("JOR", start=date(2027, 1, 3), finish_by=date(2028, 6, 29)))

    assert (schedule.begin_by, schedule.start, schedule.days_short_at_start) == (None, date(2027, 1, 3), 0)


def test_an_explanation_says_that_the_start_was_counted_back():
    plan = make_counted_back_plan(start=date(2027, 1, 3), finish_by=date(2027, 2, 11))

    with override("en"):
        found = task_explanation(plan, plan.workplan.tasks.get().key)

    assert found.steps[0].cause == "The plan starts on 7 February 2027, as late as its deadline allows"
    assert [limit.sentence for limit in found.limits] == ["The plan's deadline is 11 February 2027"]


def test_rows_are_read_as_the_orm_reads_them():
    plan = make_plan("JOR", codes=("INN-01", "INN-02"))

    rows = rows_of_plan(plan)

    kept = list(plan.workplan.tasks.select_related("commitment", "responsible"))
    assert [values_of(task) for task in rows.tasks] == [values_of(task) for task in kept]
    assert [values_of(task.responsible) for task in rows.tasks] == [values_of(task.responsible) for task in kept]
    long_texts = ("problem", "solution", "results", "supporting")
    assert [values_of(task.commitment, without=long_texts) for task in rows.tasks] == [
        values_of(task.commitment, without=long_texts) for task in kept
    ]
    links = list(Link.objects.filter(after__workplan=plan.workplan).order_by("after", "before"))
    assert [values_of(link) for link in rows.links] == [values_of(link) for link in links]
    assert [(link.before, link.after) for link in rows.links] == [(link.before, link.after) for link in links]


def values_of(row, without: tuple[str, ...] = ()) -> dict[str, object]:
    fields = [field for field in row._meta.concrete_fields if field.name not in without]
    return {field.attname: (type(row.__dict__[field.attname]), row.__dict__[field.attname]) for field in fields}


def test_a_column_that_was_not_read_is_read_when_it_is_asked_for():
    plan = make_plan("JOR")

    task = rows_of_plan(plan, without=["output"]).tasks[0]

    assert "output" not in task.__dict__
    assert task.output == plan.workplan.tasks.get(pk=task.pk).output


def test_a_row_that_was_read_can_be_saved():
    task = rows_of_plan(make_plan("JOR")).tasks[0]

    task.days = 77
    task.save(update_fields=["days"])

    assert Task.objects.get(pk=task.pk).days == 77


def test_dates_alone_are_those_of_the_whole_schedule():
    plan = make_big_plan(tasks=60)
    every_day = WorkCalendar.objects.create(workplan=plan.workplan, name={"ar": "كل يوم"})
    tasks = plan.workplan.tasks
    tasks.filter(key="task-5").update(calendar=every_day, earliest=date(2027, 3, 5))
    tasks.filter(key="task-9").update(state=Task.State.CANCELLED)
    tasks.filter(key="task-20").update(pinned=date(2027, 9, 1), deadline=date(2027, 9, 2))
    plan.workplan.finish_by, plan.workplan.is_counted_back = date(2030, 1, 1), True

    whole, alone = schedule_of_plan(plan).result, dates_of_plan(plan)

    assert dict(alone) == dict(whole)
    assert (alone.start, alone.finish, alone.critical, alone.conflicts) == (
        whole.start,
        whole.finish,
        whole.critical,
        whole.conflicts,
    )
