from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.costs import (
    Balance,
    Grant,
    Spending,
    balances,
    costs_by_year,
    days_by_year,
    horizon,
    spread,
    total,
    totals_by_year,
)
from planner.domain.workdays import Calendar

JORDAN = Calendar(weekend=frozenset({4, 5}), holidays=frozenset({date(2028, 1, 2)}))

days = st.dictionaries(st.integers(2027, 2034), st.integers(1, 260), min_size=1, max_size=4)
spendings = st.lists(st.builds(Spending, st.integers(0, 10**7), st.integers(0, 10**6), days), max_size=6)
grants = st.dictionaries(
    st.integers(2027, 2036),
    st.lists(st.builds(Grant, st.sampled_from(["BUDGET", "DONOR"]), st.integers(0, 10**7), st.booleans()), max_size=3),
    max_size=4,
)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(date(2027, 1, 3), date(2027, 1, 7), {2027: 5}, id="a week of one year"),
        pytest.param(date(2027, 12, 30), date(2028, 1, 4), {2027: 1, 2028: 2}, id="rest days and a holiday are none"),
        pytest.param(date(2027, 12, 30), date(2029, 1, 1), {2027: 1, 2028: 260, 2029: 1}, id="a whole year between"),
        pytest.param(date(2027, 12, 31), date(2028, 1, 3), {2028: 1}, id="a year in which it only rests has no share"),
        pytest.param(date(2027, 5, 6), date(2027, 5, 6), {2027: 1}, id="a milestone"),
        pytest.param(date(2027, 12, 31), date(2028, 1, 1), {2028: 1}, id="worked on days of rest only"),
    ],
)
def test_days_by_year_counts_the_working_days(first, last, expected):
    assert days_by_year(first, last, JORDAN) == expected


@pytest.mark.parametrize(
    ("amount", "days", "expected"),
    [
        (900, {2027: 10}, {2027: 900}),
        (900, {2027: 10, 2028: 20}, {2027: 300, 2028: 600}),
        (100, {2027: 1, 2028: 1, 2029: 1}, {2027: 34, 2028: 33, 2029: 33}),
        (2, {2027: 1, 2028: 5}, {2027: 0, 2028: 2}),
        (0, {2027: 1, 2028: 1}, {2027: 0, 2028: 0}),
    ],
)
def test_spread_is_in_proportion_to_the_days(amount, days, expected):
    assert spread(amount, days) == expected


@given(st.integers(0, 10**9), days)
def test_spread_loses_no_dollar_and_is_never_a_dollar_off(amount, days):
    shares = spread(amount, days)

    whole = sum(days.values())
    assert sum(shares.values()) == amount
    assert all(abs(shares[year] * whole - amount * days[year]) < whole for year in days)


def test_the_horizon_is_the_first_year_in_which_the_whole_plan_runs():
    assert (horizon(date(2028, 1, 1)), horizon(date(2028, 12, 31))) == (2029, 2029)


@pytest.mark.parametrize(
    ("tasks", "running", "expected"),
    [
        pytest.param([], 0, {}, id="nothing costs nothing"),
        pytest.param(
            [Spending(300, 0, {2027: 1, 2028: 2})],
            50,
            {2027: (100, 0), 2028: (200, 0), 2029: (0, 50), 2030: (0, 50)},
            id="running from the year after the last task",
        ),
        pytest.param(
            [Spending(300, 7, {2027: 10}), Spending(0, 0, {2029: 1})],
            50,
            {2027: (300, 0), 2028: (0, 7), 2029: (0, 7), 2030: (0, 57)},
            id="a task runs from the year after itself, the commitment after its last task",
        ),
        pytest.param([Spending(0, 9, {2030: 4})], 0, {}, id="what is finished in the last year does not run in it"),
        pytest.param([], 50, {2030: (0, 50)}, id="without tasks of its own it runs when the plan is done"),
    ],
)
def test_costs_by_year(tasks, running, expected):
    costs = costs_by_year(tasks, running=running, until=2030)

    assert {year: (cost.additional, cost.running) for year, cost in costs.items()} == expected


@pytest.mark.parametrize(
    ("cost", "given", "expected"),
    [
        pytest.param(
            Balance(additional=100, running=20),
            [],
            Balance(additional=100, running=20, gap=120),
            id="nobody pays",
        ),
        pytest.param(
            Balance(additional=100),
            [Grant("BUDGET", 60, True), Grant("DONOR", 15, False), Grant("BUDGET", 5, True)],
            Balance(additional=100, financing={"BUDGET": 65, "DONOR": 15}, unsecured=15, gap=20),
            id="donors apart, and what is not secured",
        ),
        pytest.param(
            Balance(additional=100),
            [Grant("DONOR", 130, True)],
            Balance(additional=100, financing={"DONOR": 130}, excess=30),
            id="more than it costs",
        ),
    ],
)
def test_a_balance_sets_costs_against_what_is_given(cost, given, expected):
    assert balances({2027: cost}, {2027: given}) == {2027: expected}


def test_what_is_left_over_in_one_year_does_not_fill_the_gap_of_another():
    found = balances(
        {2027: Balance(additional=100), 2028: Balance(additional=100)},
        {2027: [Grant("BUDGET", 150, True)], 2029: [Grant("DONOR", 10, True)]},
    )

    assert {year: (each.gap, each.excess) for year, each in found.items()} == {
        2027: (0, 50),
        2028: (100, 0),
        2029: (0, 10),
    }
    assert (total(found.values()).gap, total(found.values()).excess) == (100, 60)


@given(st.lists(st.tuples(spendings, st.integers(0, 10**6), grants), max_size=4))
def test_sums_are_exact_by_year_by_commitment_and_in_total(commitments):
    """Nothing is lost: tasks into years, years into commitments, commitments into the plan."""
    until = 2036
    sheets = [
        balances(costs_by_year(tasks, running=running, until=until), given) for tasks, running, given in commitments
    ]

    years = totals_by_year(sheets)
    whole = total(years.values())

    assert whole == total(total(sheet.values()) for sheet in sheets)
    assert whole.additional == sum(task.additional for tasks, _running, _given in commitments for task in tasks)
    assert whole.financed == sum(
        grant.amount for _tasks, _running, given in commitments for each in given.values() for grant in each
    )
    assert whole.running == sum(
        running * (until - max((task.last_year for task in tasks), default=until - 1))
        + sum(task.running * (until - task.last_year) for task in tasks)
        for tasks, running, _given in commitments
    )
    for each in [whole, *years.values(), *(part for sheet in sheets for part in sheet.values())]:
        assert each.cost - each.financed == each.gap - each.excess
        assert min(each.gap, each.excess, each.unsecured) >= 0


@given(st.dates(date(2027, 1, 1), date(2030, 12, 31)), st.integers(0, 900))
def test_days_by_year_add_up_to_the_working_days(first, length):
    last = first + timedelta(days=length)

    assert sum(days_by_year(first, last, JORDAN).values()) == max(JORDAN.count(first, last), 1)
