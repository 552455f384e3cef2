import pytest
from django.utils.translation import override

from planner.models import User
from planner.queries.comparisons import plan_revisions
from tests.factories import make_coordinator, make_official, make_plan
from tests.planner.approvals import TO_AMENDED, TO_APPROVED, change_first_task, move_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db) -> dict[str, User]:
    return {"COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR")}


def compare(plan, people, before, after):
    return plan_revisions(people["COORDINATOR"], plan, before=before, after=after).comparison


def test_two_revisions_are_compared_in_sentences_by_commitment(people):
    plan = move_on(make_plan("JOR"), people, *TO_AMENDED)
    first = plan.workplan.tasks.first()
    change_first_task(plan, days=first.days + 5)
    plan = move_on(plan, people, "approve_amendment")

    with override("ar"):
        found = compare(plan, people, "1", "2")

    assert [(group.title["ar"], [one.sentence for one in group.found]) for group in found.groups] == [
        (
            first.commitment.title["ar"],
            [f"المهمة «{first.title['ar']}»: أيام العمل من {first.days} يوم عمل إلى {first.days + 5} يوم عمل."],
        )
    ]
    assert first.key in {key for key in found.kept[1].dates if found.kept[0].dates[key] != found.kept[1].dates[key]}
    assert found.moved[0].after[1] > found.moved[0].before[1]


def test_a_revision_is_compared_with_the_plan_now(people):
    plan = move_on(make_plan("JOR"), people, *TO_AMENDED)
    change_first_task(plan, cost=99_000)

    found = compare(plan, people, "1", "now")

    assert (found.after, found.count, found.kept) == (None, 1, None)
    assert found.costs[0][1] > found.costs[0][0]


def test_what_is_the_same_is_the_same(people):
    plan = move_on(make_plan("JOR"), people, *TO_APPROVED)

    assert compare(plan, people, "1", "now").is_same


@pytest.mark.parametrize(
    ("before", "after"), [("1", "1"), ("7", "now"), ("now", "1"), ("", ""), ("1", ""), ("x", "now"), ("9" * 40, "1")]
)
def test_what_cannot_be_compared_is_not(people, before, after):
    plan = move_on(make_plan("JOR"), people, *TO_APPROVED)

    page = plan_revisions(people["COORDINATOR"], plan, before=before, after=after)

    assert (page.comparison, [revision.number for revision in page.revisions]) == (None, [1])
    assert page.keep_refusal


def test_what_is_gone_stands_where_it_stood(people):
    plan = move_on(make_plan("JOR", codes=("INN-01", "POL-01")), people, *TO_AMENDED)
    gone = plan.commitments.last()
    gone.delete()

    found = compare(plan, people, "1", "now")

    assert str(gone.title) in {str(group.title) for group in found.groups}
    whole = next(group for group in found.groups if str(group.title) == str(gone.title))
    assert {one.difference.kind for one in whole.found} >= {"commitment", "task", "link"}
