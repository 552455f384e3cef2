from datetime import UTC, datetime

import pytest

from planner.models import Change, Financing
from planner.services.costs import AmountsChangedMeanwhile, remove_source, set_amounts
from planner.services.edits import EditedMeanwhile
from tests.factories import make_plan, make_source

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment():
    return make_plan("JOR").commitments.get()


@pytest.fixture
def source(commitment):
    return make_source(commitment.plan)


def set_to(commitment, amounts, shown):
    set_amounts(plan=commitment.plan, commitment=commitment, amounts=amounts, shown=shown, user=None, now=NOW)


def amounts_of(commitment) -> dict[int, int]:
    return dict(commitment.financing.values_list("year", "amount"))


def test_amounts_come_change_and_go_and_are_on_record(commitment, source):
    key = source.key
    set_to(commitment, {(key, 2027): 10, (key, 2028): 20, (key, 2029): 0}, {})
    set_to(
        commitment,
        {(key, 2027): 10, (key, 2028): 25, (key, 2029): 5},
        {(key, 2027): 10, (key, 2028): 20},
    )
    set_to(commitment, {(key, 2027): 0}, {(key, 2027): 10})

    assert amounts_of(commitment) == {2028: 25, 2029: 5}
    recorded = [
        [(part["about"]["year"], part["before"], part["after"]) for part in change.parts]
        for change in Change.objects.order_by("number")
    ]
    assert recorded == [
        [(2027, None, {"amount": 10}), (2028, None, {"amount": 20})],
        [(2028, 20, 25), (2029, None, {"amount": 5})],
        [(2027, {"amount": 10}, None)],
    ]
    assert Change.objects.first().parts[0]["about"]["source"] == {"ar": "موازنة"}


def test_two_people_may_fill_different_cells_at_the_same_time(commitment, source):
    set_to(commitment, {(source.key, 2027): 10, (source.key, 2028): 0}, {})
    set_to(commitment, {(source.key, 2027): 0, (source.key, 2028): 7}, {})

    assert amounts_of(commitment) == {2027: 10, 2028: 7}


def test_the_same_cell_is_refused_whole_and_shows_what_is_there(commitment, source):
    set_to(commitment, {(source.key, 2027): 10}, {})

    with pytest.raises(AmountsChangedMeanwhile) as refused:
        set_to(commitment, {(source.key, 2027): 12, (source.key, 2028): 7}, {})

    assert refused.value.amounts == {(source.key, 2027): 10}
    assert amounts_of(commitment) == {2027: 10}


def test_the_same_amount_typed_by_two_people_is_no_quarrel(commitment, source):
    set_to(commitment, {(source.key, 2027): 10}, {})
    set_to(commitment, {(source.key, 2027): 10}, {})

    assert (amounts_of(commitment), Change.objects.count()) == ({2027: 10}, 1)


def test_a_source_of_another_plan_gives_nothing(commitment):
    set_to(commitment, {(make_source(make_plan("TUN")).key, 2027): 10}, {})

    assert amounts_of(commitment) == {}


def test_a_source_goes_with_all_it_gives(commitment, source):
    set_to(commitment, {(source.key, 2027): 10}, {})

    with pytest.raises(EditedMeanwhile):
        remove_source(plan=commitment.plan, entry=source, version=9, user=None, now=NOW)
    remove_source(plan=commitment.plan, entry=source, version=1, user=None, now=NOW)

    assert (commitment.plan.financing_sources.count(), Financing.objects.count()) == (0, 0)
    assert [(part["kind"], part["after"]) for part in Change.objects.first().parts] == [
        ("financing", None),
        ("financingsource", None),
    ]
