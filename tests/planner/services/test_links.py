from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from planner.models import Change, Link, Plan, Task
from planner.services import links
from planner.services.edits import EditedMeanwhile, GoneMeanwhile
from planner.services.tasks import Edited, NoSuchTask, cancel_task
from tests.factories import make_plan

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Jordan's plan with the tasks a, b, c and no link."""
    plan = make_plan("JOR")
    plan.workplan.tasks.all().delete()
    for order, key in enumerate("abc", start=1):
        Task.objects.create(
            workplan=plan.workplan,
            commitment=plan.commitments.get(),
            key=key,
            order=order,
            days=5,
            title={"ar": f"مهمة {order}", "en": f"Task {key}"},
        )
    return plan


def add(plan: Plan, before: str, after: str, **values: object) -> Edited:
    return links.add_link(plan=plan, before=before, after=after, user=None, now=NOW, **values)


def kept() -> list[tuple[str, str, str, int]]:
    return [(link.before.key, link.after.key, link.kind, link.lag) for link in Link.objects.order_by("pk")]


@pytest.mark.parametrize(("kind", "lag"), [("FS", 0), ("SS", 3), ("FF", -2), ("SF", 0)])
def test_add_link_keeps_kind_and_lag_and_records_them(plan, kind, lag):
    edited = add(plan, "a", "b", kind=kind, lag=lag)

    assert kept() == [("a", "b", kind, lag)]
    assert (edited.key, edited.number, edited.links) == ("b", 1, {Link.objects.get().pk: None})
    (part,) = Change.objects.get().parts
    assert (part["kind"], part["before"], part["after"]["kind"], part["after"]["lag"]) == ("link", None, kind, lag)


def test_add_link_takes_two_links_of_different_kinds_between_the_same_tasks(plan):
    add(plan, "a", "b", kind="SS")
    add(plan, "a", "b", kind="FF")

    assert kept() == [("a", "b", "SS", 0), ("a", "b", "FF", 0)]


def test_add_link_refuses_a_circle_and_names_its_tasks(plan):
    add(plan, "a", "b")
    add(plan, "b", "c", kind="SS")

    with override("ar"), pytest.raises(links.LinkClosesCircle) as refused:
        add(plan, "c", "a", kind="FF", lag=4)

    assert refused.value.circle == ["1.1 مهمة 1", "1.2 مهمة 2", "1.3 مهمة 3"]
    assert str(refused.value) == (
        "بهذا الاعتماد تعتمد هذه المهام بعضها على بعض في حلقة مغلقة: 1.1 مهمة 1 ← 1.2 مهمة 2 ← 1.3 مهمة 3 ← 1.1 مهمة 1."
    )
    assert kept() == [("a", "b", "FS", 0), ("b", "c", "SS", 0)]


def test_add_link_refuses_a_circle_through_a_cancelled_task_that_may_be_revived(plan):
    add(plan, "a", "b")
    add(plan, "b", "c")
    cancel_task(plan=plan, key="b", user=None, now=NOW)

    with pytest.raises(links.LinkClosesCircle):
        add(plan, "c", "a")


def test_add_link_refuses_a_task_that_waits_for_itself(plan):
    with override("en"), pytest.raises(links.LinkToItself, match="cannot wait for itself"):
        add(plan, "a", "a")


def test_add_link_refuses_the_same_link_twice(plan):
    add(plan, "a", "b")

    with pytest.raises(links.LinkExists):
        add(plan, "a", "b", lag=3)


def test_add_link_knows_no_task_of_another_plan(plan):
    theirs = make_plan("TUN").workplan.tasks.first()

    for before, after in ((theirs.key, "a"), ("a", theirs.key), ("nothing", "a")):
        with override("en"), pytest.raises(NoSuchTask, match="no such task in this plan"):
            add(plan, before, after)


def test_change_link_saves_on_top_of_its_version(plan):
    add(plan, "a", "b")
    link = Link.objects.get()

    edited = links.change_link(plan=plan, pk=link.pk, version=1, kind="SS", lag=-1, user=None, now=NOW)

    assert kept() == [("a", "b", "SS", -1)]
    assert (edited.key, edited.links[link.pk].kind, edited.links[link.pk].lag) == ("b", "FS", 0)


def test_change_link_refuses_a_save_from_an_older_version(plan):
    add(plan, "a", "b")
    link = Link.objects.get()
    links.change_link(plan=plan, pk=link.pk, version=1, kind="FS", lag=2, user=None, now=NOW)

    with pytest.raises(EditedMeanwhile):
        links.change_link(plan=plan, pk=link.pk, version=1, kind="FS", lag=9, user=None, now=NOW)

    assert kept() == [("a", "b", "FS", 2)]


def test_change_link_refuses_a_kind_that_is_there_already(plan):
    add(plan, "a", "b", kind="SS")
    add(plan, "a", "b", kind="FF")

    with pytest.raises(links.LinkExists):
        links.change_link(plan=plan, pk=Link.objects.get(kind="SS").pk, version=1, kind="FF", lag=0, user=None, now=NOW)


def test_remove_link_leaves_it_on_record(plan):
    add(plan, "a", "b", kind="SS", lag=2)
    link = Link.objects.get()

    edited = links.remove_link(plan=plan, pk=link.pk, user=None, now=NOW)

    assert kept() == []
    assert edited.links[link.pk].kind == "SS"
    (part,) = Change.objects.latest("number").parts
    assert (part["before"]["kind"], part["before"]["lag"], part["after"]) == ("SS", 2, None)


def test_remove_link_says_so_when_it_is_gone_or_another_plans(plan):
    theirs = Link.objects.filter(after__workplan=make_plan("TUN").workplan).first()

    for pk in (theirs.pk, 0):
        with pytest.raises(GoneMeanwhile):
            links.remove_link(plan=plan, pk=pk, user=None, now=NOW)
