from datetime import UTC, datetime

import pytest

from planner.models import Change, Commitment, Link, Task, Theme, Translated
from planner.services.commitments import add_commitment, change_commitment, move_commitment, remove_commitment
from planner.services.edits import EditedMeanwhile
from tests.factories import make_contribution, make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)
WHO = {"user": None, "now": NOW}

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """INN-07 and TEC-01 share a task that INN-01 brings."""
    return make_plan("JOR", codes=("INN-01", "INN-07", "TEC-01"))


def orders(plan) -> list[tuple[int, str]]:
    return list(plan.commitments.values_list("order", "recommendation"))


def values_of(commitment, **changes) -> dict:
    return {"title": commitment.title, "themes": list(commitment.themes.all()), "new_lead": "", **changes}


def test_a_commitment_of_the_country_s_own_comes_last(plan):
    values = {"title": Translated(ar="التزام"), "themes": [Theme.objects.get(pk="16.6")], "new_lead": "هيئة جديدة"}

    own = add_commitment(plan=plan, entry=Commitment(plan=plan), values=values, **WHO)

    own.refresh_from_db()
    assert (own.order, own.recommendation, own.lead.name) == (4, None, {"ar": "هيئة جديدة"})
    assert [theme.pk for theme in own.themes.all()] == ["16.6"]
    assert own.lead.country_id == "JOR"


def test_a_lead_that_the_country_has_already_is_not_made_again(plan):
    first, second = plan.commitments.all()[:2]
    name = second.lead.name["fr"]

    change_commitment(plan=plan, entry=first, version=1, values=values_of(first, new_lead=name), **WHO)

    first.refresh_from_db()
    assert first.lead == second.lead


def test_themes_alone_raise_the_version_and_are_on_record(plan):
    commitment = plan.commitments.first()
    before = sorted(theme.pk for theme in commitment.themes.all())

    change_commitment(plan=plan, entry=commitment, version=1, values=values_of(commitment, themes=[]), **WHO)

    commitment.refresh_from_db()
    (part,) = Change.objects.get().parts
    assert (commitment.version, part["field"], part["before"], part["after"]) == (2, "themes", before, [])
    with pytest.raises(EditedMeanwhile):
        change_commitment(
            plan=plan,
            entry=commitment,
            version=1,
            values=values_of(commitment, themes=[Theme.objects.first()]),
            **WHO,
        )


@pytest.mark.parametrize(
    ("at", "direction", "expected"),
    [
        (0, "down", ["INN-07", "INN-01", "TEC-01"]),
        (2, "up", ["INN-01", "TEC-01", "INN-07"]),
        (0, "up", ["INN-01", "INN-07", "TEC-01"]),
        (2, "down", ["INN-01", "INN-07", "TEC-01"]),
    ],
)
def test_a_commitment_moves_by_one_place(plan, at, direction, expected):
    move_commitment(plan=plan, commitment=plan.commitments.all()[at], direction=direction, **WHO)

    assert orders(plan) == list(enumerate(expected, start=1))
    assert set(plan.commitments.values_list("version", flat=True)) == {1}
    assert Change.objects.count() == (expected != ["INN-01", "INN-07", "TEC-01"])


def test_removing_a_commitment_hands_shared_tasks_over_and_takes_the_rest_along(plan):
    first, second, _third = plan.commitments.all()
    shared = Task.objects.filter(commitment=first, also_serves=second)
    shared_keys = set(shared.values_list("key", flat=True))
    own_keys = set(first.tasks.values_list("key", flat=True)) - shared_keys
    proposal = make_contribution(plan, commitment=first)

    remove_commitment(plan=plan, entry=first, version=1, **WHO)

    assert orders(plan) == [(1, "INN-07"), (2, "TEC-01")]
    (task,) = plan.workplan.tasks.filter(key__in=[*shared_keys, *own_keys])
    assert (task.key, task.commitment) == ("SH-STEERING", second)
    assert [row.recommendation_id for row in task.also_serves.all()] == ["TEC-01"]
    assert not Link.objects.filter(before__key__in=own_keys).exists()
    proposal.refresh_from_db()
    assert proposal.commitment is None


def test_a_commitment_that_was_changed_meanwhile_is_not_removed(plan):
    commitment = plan.commitments.first()
    change_commitment(plan=plan, entry=commitment, version=1, values=values_of(commitment, themes=[]), **WHO)

    with pytest.raises(EditedMeanwhile):
        remove_commitment(plan=plan, entry=commitment, version=1, **WHO)

    assert plan.commitments.count() == 3
