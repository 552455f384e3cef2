from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.utils.translation import override

from planner.models import Change, Institution, Link, Plan, Task
from planner.queries.schedules import schedule_of_plan
from planner.services import tasks
from planner.services.edits import EditedMeanwhile
from tests.factories import make_advisor, make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Jordan's plan with two commitments; the tasks a, b, c in the first and d in the second."""
    plan = make_plan("JOR", codes=("INN-01", "INN-02"))
    plan.workplan.tasks.all().delete()
    first, second = plan.commitments.all()
    for key, order, commitment in (("a", 1, first), ("b", 2, first), ("c", 5, first), ("d", 3, second)):
        Task.objects.create(
            workplan=plan.workplan, commitment=commitment, key=key, order=order, days=5, title={"ar": key, "en": key}
        )
    return plan


def change(plan: Plan, key: str = "a", *, version: int = 1, **values: object) -> tasks.Edited:
    return tasks.change_task(plan=plan, key=key, version=version, values=values, user=None, now=NOW)


def lines(plan: Plan) -> list[str]:
    """The keys of each commitment's tasks in their order."""
    return ["".join(task.key for task in row.tasks.order_by("order")) for row in plan.commitments.all()]


def pks(plan: Plan) -> list[int]:
    return [row.pk for row in plan.commitments.all()]


def move(plan: Plan, key: str, *, commitment: int, place: int) -> tasks.Edited:
    pk = pks(plan)[commitment - 1]
    return tasks.move_task(plan=plan, key=key, commitment=pk, place=place, user=None, now=NOW)


def recorded() -> list[tuple[str, object, object]]:
    return [(part["field"], part["before"], part["after"]) for part in Change.objects.latest("number").parts]


def test_add_task_comes_last_in_its_commitment_for_the_lead_body(plan):
    rana = make_advisor("JOR")
    commitment = plan.commitments.first()

    edited = tasks.add_task(plan=plan, commitment=commitment.pk, title={"ar": "جديدة"}, days=3, user=rana, now=NOW)

    task = Task.objects.get(key=edited.key)
    assert schedule_of_plan(plan).numbers[task.key] == "1.4"
    assert (task.title, task.days, task.responsible) == ({"ar": "جديدة"}, 3, commitment.lead)
    assert (edited.number, edited.tasks) == (1, {task.pk: None})
    assert Change.objects.get().made_by == rana
    assert recorded() == [("", None, {"title": {"ar": "جديدة"}, "commitment": dict(commitment.title), "days": 3})]


def test_add_task_does_not_know_the_commitments_of_other_plans(plan):
    theirs = make_plan("TUN").commitments.get()

    with pytest.raises(tasks.NoSuchCommitment):
        tasks.add_task(plan=plan, commitment=theirs.pk, title={"ar": "x"}, days=3, user=None, now=NOW)


def test_change_task_saves_what_differs_and_tells_how_it_was(plan):
    edited = change(plan, days=9, deadline=date(2027, 6, 1), people=1)

    task = Task.objects.get(key="a")
    assert (task.days, task.deadline, task.version) == (9, date(2027, 6, 1), 2)
    before = edited.tasks[task.pk]
    assert (edited.number, before.days, before.deadline) == (1, 5, None)
    assert recorded() == [("days", 5, 9), ("deadline", None, "2027-06-01")]


def test_change_task_takes_a_text_language_by_language(plan):
    change(plan, title={"fr": "Première", "en": ""})

    assert Task.objects.get(key="a").title == {"ar": "a", "fr": "Première"}


def test_change_task_touches_nothing_where_nothing_differs(plan):
    edited = change(plan, days=5)

    assert (edited.number, edited.tasks, Change.objects.count()) == (0, {}, 0)


def test_change_task_refuses_a_save_from_an_older_version_and_keeps_the_first(plan):
    change(plan, days=9)

    with pytest.raises(EditedMeanwhile) as refused:
        change(plan, days=7, version=1)

    assert refused.value.row.days == 9
    assert Task.objects.get(key="a").days == 9


def test_change_task_does_not_know_the_tasks_of_other_plans(plan):
    theirs = make_plan("TUN").workplan.tasks.first()

    with pytest.raises(tasks.NoSuchTask):
        change(plan, theirs.key, days=7)


def test_change_task_names_an_institution_the_country_did_not_have(plan):
    change(plan, responsible="دائرة جديدة")

    assert Task.objects.get(key="a").responsible.name == {"ar": "دائرة جديدة"}
    assert Institution.objects.filter(country="JOR", name={"ar": "دائرة جديدة"}).count() == 1


def test_change_task_takes_the_institution_of_that_name_where_there_is_one(plan):
    known = Institution.objects.filter(country="JOR").first()

    change(plan, responsible=known.name["fr"])

    assert Task.objects.get(key="a").responsible == known


def test_change_task_lets_two_tasks_work_every_day_on_one_calendar(plan):
    change(plan, "a", calendar=tasks.EVERY_DAY)
    change(plan, "b", calendar=tasks.EVERY_DAY)

    (calendar,) = plan.workplan.calendars.all()
    assert (calendar.weekend, calendar.holidays, set(calendar.name)) == ([], [], {"ar", "en", "fr"})
    assert {task.calendar for task in Task.objects.filter(key__in="ab")} == {calendar}


def test_change_task_takes_what_is_done_as_done_wholly(plan):
    change(plan, state=Task.State.DONE)

    assert Task.objects.get(key="a").progress == 100


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        (
            {"optimistic_days": 3},
            "pessimistic_days",
            "Give the optimistic and the pessimistic duration together, or neither.",
        ),
        (
            {"pessimistic_days": 9},
            "optimistic_days",
            "Give the optimistic and the pessimistic duration together, or neither.",
        ),
        (
            {"optimistic_days": 6, "pessimistic_days": 9},
            "optimistic_days",
            "The optimistic duration is longer than the likely one.",
        ),
        (
            {"optimistic_days": 1, "pessimistic_days": 4},
            "pessimistic_days",
            "The pessimistic duration is shorter than the likely one.",
        ),
        ({"actual_finish": date(2027, 2, 1)}, "actual_start", "Say when the task started, too."),
        (
            {"actual_start": date(2027, 2, 2), "actual_finish": date(2027, 2, 1)},
            "actual_finish",
            "The task cannot have finished before it started.",
        ),
    ],
)
def test_change_task_refuses_values_that_do_not_go_together(plan, values, field, sentence):
    with override("en"), pytest.raises(tasks.ValueRefused) as refused:
        change(plan, **values)

    assert (refused.value.field, str(refused.value)) == (field, sentence)


@pytest.mark.parametrize(
    ("key", "commitment", "place", "expected"),
    [
        ("a", 1, 2, ["bac", "d"]),
        ("a", 1, 9, ["bca", "d"]),
        ("c", 1, 1, ["cab", "d"]),
        ("c", 1, 0, ["cab", "d"]),
        ("b", 1, 2, ["abc", "d"]),
        ("b", 2, 1, ["ac", "bd"]),
        ("b", 2, 2, ["ac", "db"]),
        ("d", 1, 3, ["abdc", ""]),
    ],
)
def test_move_task_puts_it_in_its_place_and_keeps_the_others_in_order(plan, key, commitment, place, expected):
    move(plan, key, commitment=commitment, place=place)

    assert lines(plan) == expected


def test_move_task_tells_and_records_where_it_was(plan):
    first, second = plan.commitments.all()

    edited = move(plan, "b", commitment=2, place=1)

    before = edited.tasks[Task.objects.get(key="b").pk]
    assert (before.commitment, before.order) == (first, 2)
    assert recorded() == [("commitment", dict(first.title), dict(second.title)), ("order", 2, 1)]


def test_move_task_to_where_it_is_changes_nothing(plan):
    edited = move(plan, "b", commitment=1, place=2)

    assert (edited.number, edited.tasks, Change.objects.count()) == (0, {}, 0)


@pytest.mark.parametrize(
    ("key", "by", "expected"), [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc")]
)
def test_shift_task_stays_within_its_commitment(plan, key, by, expected):
    tasks.shift_task(plan=plan, key=key, by=by, user=None, now=NOW)

    assert lines(plan)[0] == expected


def test_cancelled_task_keeps_its_number_and_has_no_dates_until_it_is_revived(plan):
    tasks.cancel_task(plan=plan, key="b", user=None, now=NOW)
    cancelled = schedule_of_plan(plan)

    tasks.revive_task(plan=plan, key="b", user=None, now=NOW)

    assert [task.key for task in cancelled.cancelled] == ["b"]
    assert (cancelled.numbers["b"], cancelled.numbers["c"], "b" in cancelled.result) == ("1.2", "1.3", False)
    assert "b" in schedule_of_plan(plan).result
    assert recorded() == [("state", "CANCELLED", "PLANNED")]


def test_revived_task_goes_on_where_some_of_it_was_done(plan):
    change(plan, progress=40, state=Task.State.IN_PROGRESS)
    tasks.cancel_task(plan=plan, key="a", user=None, now=NOW)

    tasks.revive_task(plan=plan, key="a", user=None, now=NOW)

    assert Task.objects.get(key="a").state == Task.State.IN_PROGRESS


def test_reviving_a_task_that_is_not_cancelled_changes_nothing(plan):
    change(plan, state=Task.State.BLOCKED)

    edited = tasks.revive_task(plan=plan, key="a", user=None, now=NOW)

    assert (edited.tasks, Task.objects.get(key="a").state) == ({}, Task.State.BLOCKED)


def test_change_task_refuses_a_duration_that_runs_out_of_the_calendar(plan):
    plan.workplan.tasks.update(days=30_000)
    keys = ["a", "b", "c", "d"]
    for before, after in pairwise(keys):
        Link.objects.create(before=Task.objects.get(key=before), after=Task.objects.get(key=after))
    for n in range(60):
        last = Task.objects.create(
            workplan=plan.workplan,
            commitment=plan.commitments.first(),
            key=f"k{n}",
            order=10 + n,
            days=30_000,
            title={},
        )
        Link.objects.create(before=Task.objects.get(key=keys[-1]), after=last)
        keys.append(last.key)

    with override("en"), pytest.raises(tasks.ValueRefused) as refused:
        change(plan, days=30_001)

    assert (refused.value.field, str(refused.value)) == ("days", "The plan's dates would run too far.")
    assert Task.objects.get(key="a").days == 30_000
