from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import given

from planner.domain.contents import (
    LISTS,
    CommitmentPart,
    LinkPart,
    PlanContents,
    PlanPart,
    TaskPart,
    WorkplanPart,
    hints_of,
)
from planner.domain.graph import CyclicGraph
from planner.domain.revisions import Difference, differences
from planner.models import Change, Commitment, Country, Institution, Link, Plan, Task
from planner.queries.revisions import contents_of
from planner.services.contents import UnknownCode, apply_contents, plan_from_contents
from planner.services.edits import EditedMeanwhile, edit_of
from tests.domain.plans import make_contents, plan_contents, some_plans
from tests.factories import make_big_plan, make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def apply(plan: Plan, contents: PlanContents) -> None:
    with edit_of(plan.workplan, user=None, now=NOW) as edit:
        apply_contents(plan, contents, edit)


def read_again(plan: Plan) -> PlanContents:
    return contents_of(Plan.objects.get(pk=plan.pk))


@some_plans
@given(plan_contents(), plan_contents())
def test_a_plan_takes_any_contents_over_and_only_once(one, other):
    with transaction.atomic():
        plan = plan_from_contents(country=Country.objects.get(pk="JOR"), contents=one)
        assert read_again(plan) == one

        apply(plan, other)
        assert read_again(plan) == other
        recorded = [
            Difference(**part) for change in Change.objects.filter(workplan=plan.workplan) for part in change.parts
        ]
        assert recorded == differences(one, other)

        apply(plan, other)
        assert Change.objects.filter(workplan=plan.workplan).count() == (one != other)
        transaction.set_rollback(True)


def test_one_plan_becomes_the_other():
    jordan, tunisia = make_plan("JOR", codes=("INN-01", "POL-01")), make_plan("TUN", codes=("POL-01", "TEC-02"))

    apply(tunisia, contents_of(jordan))

    assert read_again(tunisia) == read_again(jordan)
    assert {task.responsible.country_id for task in tunisia.workplan.tasks.all()} == {"TUN"}


def test_rows_that_stay_keep_their_place_and_only_changed_ones_a_new_version():
    plan = make_plan("JOR")
    contents = contents_of(plan)
    first, second = plan.workplan.tasks.all()[:2]
    longer = tuple(replace(task, days=task.days + 3) if task.key == first.key else task for task in contents.tasks)

    apply(plan, replace(contents, tasks=longer))

    kept = {task.key: (task.pk, task.version, task.days) for task in plan.workplan.tasks.all()}
    assert kept[first.key] == (first.pk, 2, first.days + 3)
    assert kept[second.key] == (second.pk, 1, second.days)


def test_somebody_who_was_editing_a_row_is_told_that_it_changed():
    plan = make_plan("JOR")
    contents = contents_of(plan)
    task = plan.workplan.tasks.first()
    apply(plan, replace(contents, tasks=tuple(replace(part, days=part.days + 1) for part in contents.tasks)))

    with pytest.raises(EditedMeanwhile), edit_of(plan.workplan, user=None, now=NOW) as edit:
        edit.change(task, version=1, days=40)


def test_commitments_may_change_places_and_recommendations():
    plan = make_plan("JOR", codes=("INN-01", "POL-01"))
    contents = contents_of(plan)
    one, other = contents.commitments
    turned = (
        replace(one, order=other.order, recommendation=other.recommendation),
        replace(other, order=one.order, recommendation=one.recommendation),
    )

    apply(plan, replace(contents, commitments=turned))

    assert [str(row.key) for row in plan.commitments.all()] == [other.key, one.key]


def test_a_task_moves_out_of_a_commitment_that_goes():
    work = [CommitmentPart(key=f"{n}0000000-0000-4000-8000-000000000000", order=n, title={}) for n in (1, 2)]
    task = TaskPart(key="draw", order=1, title={"en": "Draw"}, days=5, commitment=work[0].key)
    before = make_contents(commitments=tuple(work), tasks=(task,))
    plan = plan_from_contents(country=Country.objects.get(pk="JOR"), contents=before)
    row = plan.workplan.tasks.get()

    apply(plan, make_contents(commitments=(work[1],), tasks=(replace(task, commitment=work[1].key),)))

    assert Task.objects.get().pk == row.pk
    assert Task.objects.get().commitment == Commitment.objects.get()


def test_an_institution_that_the_country_has_is_not_made_again():
    plan = make_plan("JOR")
    before = Institution.objects.count()

    plan_from_contents(country=plan.country, contents=contents_of(plan))

    assert Institution.objects.count() == before


def test_a_circle_is_refused_and_nothing_written():
    plan = make_plan("JOR")
    contents = contents_of(plan)
    link = contents.links[0]

    with pytest.raises(CyclicGraph):
        apply(plan, replace(contents, links=(*contents.links, LinkPart(before=link.after, after=link.before))))

    assert (read_again(plan), Link.objects.count(), Change.objects.count()) == (contents, len(contents.links), 0)


def test_what_the_library_does_not_have_is_named():
    contents = make_contents(
        commitments=(
            CommitmentPart(
                key="10000000-0000-4000-8000-000000000000",
                order=1,
                title={},
                recommendation="NOT-99",
                themes=("16.6", "nothing"),
            ),
        )
    )

    with pytest.raises(UnknownCode) as refused:
        plan_from_contents(country=Country.objects.get(pk="JOR"), contents=contents)

    assert (refused.value.codes, Plan.objects.count()) == (["NOT-99", "nothing"], 0)


def test_reading_takes_as_many_queries_for_a_small_plan_as_for_a_large_one(django_assert_num_queries):
    small, large = make_plan("JOR"), make_big_plan("JOR", tasks=300)

    for plan in (small, large):
        with django_assert_num_queries(10):
            contents_of(plan)


def test_writing_takes_no_more_queries_for_many_tasks(django_assert_max_num_queries):
    plan = make_big_plan("JOR", tasks=300)
    contents = contents_of(plan)
    longer = tuple(replace(task, days=task.days + 1) for task in contents.tasks)

    with django_assert_max_num_queries(25):
        apply(plan, replace(contents, tasks=longer))


# Columns that are not contents: keys of the database, what the platform keeps of a plan, what others compute.
NOT_CONTENTS = {
    "plan": {
        "country",
        "workplan",
        "state",
        "revision",
        "scenario_of",
        "copied_at_change",
        "scenario_name",
        "created_by",
        "created_at",
        "changed_at",
    },
    # Whether to look for links from outside, which are no contents of this plan alone.
    "workplan": {"change_number", "may_wait_outside"},
    "workcalendar": {"workplan"},
    "task": {"workplan"},
    "commitment": {"plan"},
    "financingsource": {"plan"},
    "contribution": {"plan"},
}


@pytest.mark.parametrize("part", [PlanPart, WorkplanPart, *LISTS.values()], ids=lambda part: part.model)
def test_every_column_of_a_plan_is_among_its_contents(part):
    """A new column is either kept by revisions and copied to scenarios, or stands above with a reason."""
    model = apps.get_model("planner", part.model)
    columns = {column.name for column in [*model._meta.fields, *model._meta.many_to_many]}

    assert columns - {"id", "version"} - NOT_CONTENTS.get(part.model, set()) == set(hints_of(part))
