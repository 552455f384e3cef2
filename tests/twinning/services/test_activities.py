from datetime import date

import pytest

from planner.models import Change, Link, Task
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile
from planner.services.links import LinkClosesCircle
from planner.services.outside_links import add_outside_link
from tests.factories import make_advisor, make_coordinator, make_plan
from tests.twinning.factories import NOW, make_activity, make_person, make_twinning
from twinning.models import Activity, Notice, Side
from twinning.services.activities import (
    AlreadyUnderWay,
    RestDayChosen,
    add_activity,
    add_link,
    change_activity,
    move_activity,
    remove_activity,
    remove_link,
)

pytestmark = pytest.mark.django_db
MISSION = {"title": {"ar": "بعثة"}, "days": 3, "kind": "EXPERT_MISSION", "where": "JOINT"}


def add(twinning, user, **values):
    return add_activity(twinning=twinning, values={**MISSION, **values}, user=user, now=NOW)


def change(activity, user, *, version=None, **values):
    return change_activity(activity=activity, version=version or activity.version, values=values, user=user, now=NOW)


def test_an_activity_comes_at_the_end_with_the_calendar_of_its_place():
    twinning, user = make_twinning(), make_coordinator("JOR")
    make_activity(twinning)

    activity = add(twinning, user)

    calendar = activity.task.calendar
    assert (activity.task.order, {country.pk for country in calendar.countries.all()}) == (2, {"TUN", "JOR"})
    assert Change.objects.get(workplan=twinning.workplan).made_by == user


def test_a_change_is_on_record_and_made_once_on_top_of_its_version():
    twinning, user = make_twinning(), make_coordinator("TUN")
    activity = make_activity(twinning, days=3, where="TAKER")

    change(activity, user, days=5, where="GIVER")

    kept = Activity.objects.select_related("task__calendar").get(pk=activity.pk)
    assert (kept.version, kept.where, kept.task.days) == (2, "GIVER", 5)
    assert [country.pk for country in kept.task.calendar.countries.all()] == ["TUN"]
    with pytest.raises(EditedMeanwhile):
        change(kept, user, version=1, days=7)


def test_a_change_of_the_task_alone_raises_the_version_too():
    twinning, user = make_twinning(), make_coordinator("TUN")
    activity = make_activity(twinning, days=3)

    change(activity, user, days=4)

    assert Activity.objects.get(pk=activity.pk).version == 2
    with pytest.raises(EditedMeanwhile):
        change(activity, user, version=1, days=5)


def test_saving_what_stands_there_changes_nothing():
    twinning, user = make_twinning(), make_coordinator("TUN")
    activity = make_activity(twinning, days=3)

    change(activity, user, version=99, days=3, where=activity.where)

    assert not Change.objects.exists()


def test_a_day_on_which_one_side_rests_is_refused_with_the_next_common_days():
    # Friday 16 April 2027: Tunis works, Amman rests. On Sunday it is the other way round.
    twinning, user = make_twinning(), make_coordinator("JOR")

    with pytest.raises(RestDayChosen, match="16") as refused:
        add(twinning, user, pinned=date(2027, 4, 16))

    assert refused.value.offered == [date(2027, 4, day) for day in (19, 20, 21, 22)]
    assert not Task.objects.filter(workplan=twinning.workplan).exists()


def test_a_change_to_a_joint_place_asks_for_the_day_that_stands():
    twinning, user = make_twinning(), make_coordinator("JOR")
    activity = make_activity(twinning, where="GIVER", pinned=date(2027, 4, 16))

    with pytest.raises(RestDayChosen):
        change(activity, user, where="JOINT")
    change(activity, user, days=2)


def test_new_assignees_are_told_once():
    twinning, user = make_twinning(), make_coordinator("JOR")
    expert = make_person(twinning, make_coordinator("TUN"), side=Side.GIVER).user
    activity = add(twinning, user, giver_assignee=expert, taker_assignee=user)

    change(activity, user, giver_assignee=expert, days=4)

    assert [(notice.user, notice.kind) for notice in Notice.objects.all()] == [(expert, "ASSIGNED")]


def test_activities_change_places():
    twinning, user = make_twinning(), make_coordinator("JOR")
    first, _second, third = (make_activity(twinning, title=name) for name in "abc")

    move_activity(activity=third, by=-1, user=user, now=NOW)
    move_activity(activity=first, by=-5, user=user, now=NOW)

    assert [str(task) for task in twinning.workplan.tasks.order_by("order")] == ["a", "c", "b"]


def test_only_what_has_not_begun_is_removed():
    twinning, user = make_twinning(), make_coordinator("JOR")
    planned, begun = make_activity(twinning), make_activity(twinning, state="IN_PROGRESS")

    remove_activity(activity=planned, user=user, now=NOW)

    with pytest.raises(AlreadyUnderWay):
        remove_activity(activity=begun, user=user, now=NOW)
    assert [activity.pk for activity in twinning.activities.all()] == [begun.pk]


def test_a_circle_is_refused_by_name():
    twinning, user = make_twinning(), make_coordinator("JOR")
    survey, mission = make_activity(twinning, title="مسح"), make_activity(twinning, title="بعثة")
    add_link(activity=mission, before=survey.task.key, user=user, now=NOW)

    with pytest.raises(LinkClosesCircle) as refused:
        add_link(activity=survey, before=mission.task.key, user=user, now=NOW)

    assert refused.value.circle in (["1 مسح", "2 بعثة"], ["2 بعثة", "1 مسح"])
    remove_link(activity=mission, pk=Link.objects.get().pk, user=user, now=NOW)
    assert not Link.objects.exists()


@pytest.mark.parametrize("state", ["SUSPENDED", "FINALISING", "CLOSED", "FOLLOWED_UP", "CANCELLED", "ARCHIVED"])
def test_a_twinning_that_is_not_open_keeps_its_work_plan(state):
    twinning, user = make_twinning(state=state), make_coordinator("JOR")

    with pytest.raises(NotAllowed):
        add(twinning, user)


def test_a_twinning_that_was_suspended_meanwhile_is_closed_to_the_page_that_is_open():
    twinning, user = make_twinning(state="IMPLEMENTING"), make_coordinator("JOR")
    type(twinning).objects.filter(pk=twinning.pk).update(state="SUSPENDED")

    with pytest.raises(NotAllowed):
        add(twinning, user)


def test_advisors_write_no_activities():
    with pytest.raises(NotAllowed):
        add(make_twinning(), make_advisor("JOR", "TUN"))


def make_waiting_plan(activity: Activity):
    """Jordan's, whose every task that waits for nothing else waits for the activity."""
    plan = make_plan("JOR", start=date(2027, 1, 3))
    for key in plan.workplan.tasks.filter(links_before=None).values_list("key", flat=True):
        add_outside_link(plan=plan, before=activity.task, after=key, user=None, now=NOW)
    return plan


def test_who_drafts_a_plan_is_told_when_an_activity_or_a_link_moves_it():
    twinning, user, advisor = make_twinning(), make_coordinator("TUN"), make_advisor("JOR")
    first, activity = make_activity(twinning, days=3), make_activity(twinning, days=3)
    plan = make_waiting_plan(activity)

    def told() -> int:
        return Notice.objects.filter(user=advisor, kind="PLAN_SLIPPED", plan=plan, by=user).count()

    change(activity, user, days=13)
    after_a_slip = told()
    change(activity, user, version=activity.version + 1, title={"ar": "عنوان آخر"})
    after_another_title = told()
    add_link(activity=activity, before=first.task.key, user=user, now=NOW)
    after_a_link = told()
    remove_link(activity=activity, pk=Link.objects.get(after=activity.task).pk, user=user, now=NOW)

    assert (after_a_slip, after_another_title, after_a_link, told()) == (1, 1, 2, 3)
