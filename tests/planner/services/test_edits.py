from datetime import UTC, date, datetime

import pytest

from planner.domain.revisions import Difference
from planner.models import Change, Task, Workplan
from planner.services.edits import EditedMeanwhile, GoneMeanwhile, edit_of
from tests.factories import make_advisor, make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def task() -> Task:
    return make_plan("JOR").workplan.tasks.first()


def test_an_edit_changes_what_differs_and_puts_it_on_record(task):
    rana = make_advisor("JOR")

    with edit_of(task.workplan, user=rana, now=NOW) as edit:
        edit.change(task, version=1, days=task.days, deadline=date(2027, 6, 1))

    task.refresh_from_db()
    assert (task.deadline, task.version, task.workplan.change_number) == (date(2027, 6, 1), 2, 1)
    change = Change.objects.get()
    assert (change.number, change.made_by, change.made_at) == (1, rana, NOW)
    assert [Difference(**part) for part in change.parts] == [
        Difference("task", task.key, dict(task.title), "deadline", None, "2027-06-01")
    ]


def test_a_save_from_an_older_version_is_refused_and_shows_how_the_row_stands(task):
    with edit_of(task.workplan, user=None, now=NOW) as edit:
        edit.change(task, version=1, days=7)

    with pytest.raises(EditedMeanwhile) as refused, edit_of(task.workplan, user=None, now=NOW) as edit:
        edit.change(task, version=1, days=9)

    assert (refused.value.row.days, refused.value.row.version) == (7, 2)
    assert Workplan.objects.get(pk=task.workplan_id).change_number == 1


def test_saving_what_is_there_already_is_no_change(task):
    with edit_of(task.workplan, user=None, now=NOW) as edit:
        edit.change(task, version=0, days=task.days)

    task.refresh_from_db()
    assert (task.version, task.workplan.change_number, Change.objects.count()) == (1, 0, 0)


def test_a_row_that_went_away_is_said_to_be_gone(task):
    Task.objects.filter(pk=task.pk).delete()

    with pytest.raises(GoneMeanwhile), edit_of(task.workplan, user=None, now=NOW) as edit:
        edit.change(task, version=1, days=9)


def test_a_refused_edit_leaves_nothing_behind(task):
    def change_and_stumble() -> None:
        with edit_of(task.workplan, user=None, now=NOW) as edit:
            edit.change(task, version=1, days=9)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_stumble()

    task.refresh_from_db()
    assert (task.version, task.workplan.change_number, Change.objects.count()) == (1, 0, 0)
