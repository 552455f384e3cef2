from datetime import date

import pytest

from planner.domain.contents import PlanContents
from planner.models import Change, Plan, PlanMove, Revision, User
from planner.permissions import NotAllowed
from planner.queries.revisions import baseline_dates, contents_of
from planner.queries.schedules import schedule_of_plan
from planner.services.states import (
    ChangedSinceRead,
    NothingPlanned,
    ReasonMissing,
    keep_revision,
    move_plan,
)
from tests.factories import make_coordinator, make_member, make_official, make_plan
from tests.planner.approvals import NOW, TO_APPROVED, TO_IMPLEMENTING, change_first_task, move_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db) -> dict[str, User]:
    return {"COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR")}


def test_a_move_is_kept_with_its_maker_and_its_reason(people):
    plan = make_plan("JOR")

    move_on(plan, people, "send_for_review", "return_to_draft", reason="Costs are missing")

    kept = plan.moves.values_list("name", "before", "after", "moved_by", "moved_at", "reason")
    coordinator = people["COORDINATOR"].pk
    assert list(kept) == [
        ("return_to_draft", "IN_REVIEW", "DRAFT", coordinator, NOW, "Costs are missing"),
        ("send_for_review", "DRAFT", "IN_REVIEW", coordinator, NOW, "Costs are missing"),
    ]
    assert [part["field"] for change in Change.objects.all() for part in change.parts] == ["state", "state"]


def test_a_move_without_the_reason_it_needs_is_refused(people):
    plan = move_on(make_plan("JOR"), people, "send_for_review")

    with pytest.raises(ReasonMissing):
        move_plan(plan=plan, name="return_to_draft", user=people["COORDINATOR"], now=NOW, reason="  ")


def test_what_two_people_do_at_the_same_moment_is_done_once(people):
    plan, seen_by_the_other = make_plan("JOR"), None
    seen_by_the_other = Plan.objects.get(pk=plan.pk)
    move_on(plan, people, "send_for_review")

    with pytest.raises(NotAllowed):
        move_plan(plan=seen_by_the_other, name="send_for_review", user=people["COORDINATOR"], now=NOW)

    assert PlanMove.objects.count() == 1


def test_a_plan_that_changed_since_it_was_read_is_not_decided_on(people):
    plan = move_on(make_plan("JOR"), people, *TO_IMPLEMENTING, "open_amendment")
    read_at = plan.workplan.change_number
    change_first_task(plan, days=40)

    with pytest.raises(ChangedSinceRead):
        move_plan(plan=plan, name="approve_amendment", user=people["OFFICIAL"], now=NOW, read_at_change=read_at)

    assert Plan.objects.get(pk=plan.pk).state == "AMENDED"


def test_a_plan_without_a_task_is_not_submitted(people):
    plan = move_on(make_plan("JOR"), people, "send_for_review", "open_consultation")
    plan.workplan.tasks.update(state="CANCELLED")

    with pytest.raises(NothingPlanned):
        move_on(plan, people, "submit")


def test_approval_freezes_the_plan_with_its_dates_as_the_baseline(people):
    plan = move_on(make_plan("JOR"), people, *TO_APPROVED)

    kept = Revision.objects.get()
    schedule = schedule_of_plan(plan)
    assert (kept.number, kept.is_baseline, kept.made_by, plan.revision) == (1, True, people["OFFICIAL"], 1)
    assert PlanContents.from_values(kept.contents) == contents_of(plan)
    assert baseline_dates(plan) == {key: (slot.early_start, slot.early_finish) for key, slot in schedule.result.items()}
    assert date.fromisoformat(kept.contents["schedule"]["finish"]) == schedule.result.finish


def test_an_amendment_is_a_new_revision_and_the_former_is_kept(people):
    plan = move_on(make_plan("JOR"), people, *TO_IMPLEMENTING)
    before = contents_of(plan)

    plan = move_on(plan, people, "open_amendment")
    assert plan.revision == 2
    change_first_task(plan, days=40)
    plan = move_on(plan, people, "approve_amendment")

    kept = list(Revision.objects.order_by("number"))
    assert [(row.number, row.is_baseline) for row in kept] == [(1, True), (2, True)]
    assert PlanContents.from_values(kept[0].contents) == before
    assert PlanContents.from_values(kept[1].contents) == contents_of(plan) != before
    assert (plan.state, plan.revision) == ("IMPLEMENTING", 2)


def test_a_dropped_amendment_puts_the_plan_back_with_its_progress_and_is_kept(people):
    plan = move_on(make_plan("JOR"), people, *TO_IMPLEMENTING)
    task = plan.workplan.tasks.first()

    plan = move_on(plan, people, "open_amendment")
    change_first_task(plan, days=40, progress=30, state="IN_PROGRESS")
    amended = contents_of(plan)
    plan = move_on(plan, people, "drop_amendment")

    again = plan.workplan.tasks.get(pk=task.pk)
    assert (again.days, again.progress, again.state) == (task.days, 30, "IN_PROGRESS")
    assert (plan.state, plan.revision) == ("IMPLEMENTING", 1)
    dropped = Revision.objects.get(number=2)
    assert not dropped.is_baseline
    assert PlanContents.from_values(dropped.contents) == amended


def test_a_number_is_given_to_one_revision_only(people):
    plan = move_on(make_plan("JOR"), people, *TO_IMPLEMENTING, "open_amendment", "drop_amendment", "open_amendment")

    plan = move_on(plan, people, "approve_amendment")

    assert plan.revision == 3
    assert sorted(plan.revisions.values_list("number", "is_baseline")) == [(1, True), (2, False), (3, True)]


def test_a_revision_is_kept_by_hand_and_the_work_goes_on_in_the_next(people):
    plan = make_plan("JOR")

    kept = keep_revision(plan=plan, user=people["COORDINATOR"], now=NOW, reason="Before the workshop")

    assert (kept.number, kept.is_baseline, kept.reason) == (1, False, "Before the workshop")
    assert Plan.objects.get(pk=plan.pk).revision == 2


def test_no_revision_is_kept_by_hand_of_a_plan_that_cannot_be_changed(people):
    plan = move_on(make_plan("JOR"), people, *TO_APPROVED)

    with pytest.raises(NotAllowed):
        keep_revision(plan=plan, user=people["COORDINATOR"], now=NOW, reason="Just so")


@pytest.mark.parametrize("role", ["ADVISOR", "TEAM_MEMBER"])
def test_who_wrote_a_plan_cannot_approve_it(people, role):
    plan = move_on(make_plan("JOR"), people, "send_for_review", "open_consultation", "submit")

    with pytest.raises(NotAllowed):
        move_plan(plan=plan, name="approve", user=make_member("JOR", role), now=NOW)


def test_an_official_of_another_country_decides_nothing(people):
    plan = move_on(make_plan("JOR"), people, "send_for_review", "open_consultation", "submit")

    with pytest.raises(NotAllowed):
        move_plan(plan=plan, name="approve", user=make_official("TUN"), now=NOW)


def test_a_plan_goes_all_the_way(people):
    plan = move_on(make_plan("JOR"), people, *TO_IMPLEMENTING, "complete", "reopen", "complete", "archive")

    assert plan.state == "ARCHIVED"
