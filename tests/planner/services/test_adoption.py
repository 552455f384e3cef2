from datetime import UTC, datetime

import pytest

from planner.models import BlueprintLink, Change, Commitment, Link
from planner.queries.adoption import adoption_for, recommendations_to_adopt
from planner.queries.proposals import NothingChosen, UnknownRecommendation
from planner.queries.schedules import schedule_of_plan
from planner.services.adoption import AdoptionClosesCircle, adopt_recommendation
from tests.factories import make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def adopt(plan, *codes):
    return adopt_recommendation(plan=plan, codes=codes, user=None, now=NOW)


def graph_of(plan) -> tuple[set, set, set]:
    """The tasks with the recommendation that owns them, whom else they serve, and the links."""
    tasks = plan.workplan.tasks.select_related("commitment")
    links = Link.objects.filter(after__workplan=plan.workplan)
    return (
        {(task.key, task.commitment.recommendation_id) for task in tasks},
        {(task.key, row.recommendation_id) for task in tasks for row in task.also_serves.all()},
        set(links.values_list("before__key", "after__key", "kind", "lag")),
    )


def test_adopting_later_gives_the_plan_that_choosing_at_once_would_have_given():
    grown, at_once = make_plan(codes=("INN-01",)), make_plan(codes=("INN-01", "INN-02", "INN-07"))

    adopt(grown, "INN-02")
    adopt(grown, "INN-07")

    assert graph_of(grown) == graph_of(at_once)
    assert list(grown.commitments.values_list("order", "recommendation")) == [
        (1, "INN-01"),
        (2, "INN-02"),
        (3, "INN-07"),
    ]
    assert schedule_of_plan(grown).result.finish == schedule_of_plan(at_once).result.finish


def test_an_adopted_commitment_has_its_indicators_risks_themes_and_lead():
    plan, other = make_plan(codes=("INN-01",)), make_plan(codes=("INN-02",))

    (commitment,) = adopt(plan, "INN-02")

    expected = other.commitments.get()
    assert [row.name for row in commitment.indicators.all()] == [row.name for row in expected.indicators.all()]
    assert [row.text for row in commitment.risks.all()] == [row.text for row in expected.risks.all()]
    assert set(commitment.themes.all()) == set(expected.themes.all())
    assert commitment.lead == expected.lead


def test_what_adoption_brought_is_one_change_on_record():
    plan = make_plan(codes=("INN-01",))

    adopt(plan, "INN-07")

    kinds = [part["kind"] for part in Change.objects.get().parts]
    assert {kind: kinds.count(kind) > 0 for kind in ("commitment", "task", "link")} == dict.fromkeys(
        ("commitment", "task", "link"), True
    )
    shared = [part for part in Change.objects.get().parts if part["field"] == "also_serves"]
    assert [len(part["after"]) - len(part["before"]) for part in shared] == [1] * len(shared)


@pytest.mark.parametrize(
    ("codes", "refusal"),
    [((), NothingChosen), (("XYZ-1",), UnknownRecommendation), (("INN-01",), UnknownRecommendation)],
)
def test_adoption_refuses_nothing_the_unknown_and_what_is_adopted(codes, refusal):
    plan = make_plan(codes=("INN-01",))

    with pytest.raises(refusal):
        adopt(plan, *codes)

    assert plan.commitments.count() == 1


def test_a_circle_is_refused_by_the_names_of_its_tasks_and_nothing_is_saved():
    plan = make_plan(codes=("INN-01",))
    adoption = adoption_for(plan, ["INN-02"])
    arrow = next(arrow for arrow in adoption.assembly.arrows if arrow.before not in adoption.tasks)
    BlueprintLink.objects.create(before_id=arrow.after, after_id=arrow.before)

    with pytest.raises(AdoptionClosesCircle) as refused:
        adopt(plan, "INN-02")

    assert {task.key for task in refused.value.tasks} == {arrow.before, arrow.after}
    assert (Commitment.objects.count(), Change.objects.count()) == (1, 0)


def test_what_is_to_be_adopted_leaves_out_what_the_plan_has():
    plan = make_plan(codes=("INN-01", "TEC-01"))

    codes = [row.code for row in recommendations_to_adopt(plan)]

    assert len(codes) == 22
    assert not {"INN-01", "TEC-01"} & set(codes)


def test_adoption_names_the_prerequisites_that_the_plan_lacks():
    plan = make_plan(codes=("TEC-01",))

    missing = [row.recommendation.code for row in adoption_for(plan, ["TEC-08"]).prerequisites]

    assert missing == ["TEC-02"]
