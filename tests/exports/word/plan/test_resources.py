from dataclasses import replace
from decimal import Decimal

from exports.word.content import BudgetLine, Commitment, Financing
from tests.exports.word import reading
from tests.exports.word.samples import plan

COMMITMENTS = (
    Commitment(
        1,
        "A",
        cost_additional=Decimal(1000),
        cost_running=Decimal(200),
        financing=(Financing("State budget", Decimal(900)), Financing("UNDP", Decimal(100), donor=True)),
        budget=(
            BudgetLine("Experts", Decimal(1000), year=2027),
            BudgetLine("Upkeep", Decimal(200), kind="running", year=2028, source="State budget"),
        ),
    ),
    Commitment(2, "B", cost_additional=Decimal(500), financing=(Financing("State budget", Decimal(500)),)),
    Commitment(3, "C"),
)


def written(write, commitments=COMMITMENTS):
    return write("en", content=replace(plan("en"), commitments=commitments))


def test_costs_are_summed_and_unknown_ones_left_out(write):
    assert reading.table_under(written(write), "totals leave it out.") == [
        ["No.", "Commitment", "Additional", "Running, first year", "Total", "Financed", "Gap"],
        ["1", "A", "1,000", "200", "1,200", "1,000", "200"],
        ["2", "B", "500", "—", "500", "500", "0"],
        ["3", "C", "—", "—", "—", "0", "—"],
        ["", "Total", "1,500", "200", "1,700", "1,500", "200"],
    ]


def test_costs_without_gaps_need_no_note(write):
    assert len(reading.table_under(written(write, COMMITMENTS[:2]), "Cost and financing by commitment")) == 4


def test_financing_keeps_donors_apart(write):
    assert reading.table_under(written(write), "Financing by source") == [
        ["Source", "Amount", "Share"],
        ["National sources"],
        ["State budget", "1,400", "93%"],
        ["Donors"],
        ["UNDP", "100", "7%"],
        ["Total", "1,500", ""],
    ]


def test_budget_lines_are_summed_by_year(write):
    assert reading.table_under(written(write), "Budget lines by year") == [
        ["Year", "Additional", "Running, first year", "Total"],
        ["2027", "1,000", "0", "1,000"],
        ["2028", "0", "200", "200"],
    ]


def test_budget_lines_stand_under_their_commitment(write):
    assert reading.table_under(written(write), "Budget lines") == [
        ["Budget line", "Kind", "Year", "Source", "Amount"],
        ["Commitment 1: A"],
        ["Experts", "Additional", "2027", "—", "1,000"],
        ["Upkeep", "Running, first year", "2028", "State budget", "200"],
    ]


def test_tables_of_money_that_nobody_gave_are_left_out(write):
    captions = reading.paragraphs(written(write, COMMITMENTS[2:]), "Caption")

    assert [each for each in captions if "Financing" in each or "udget" in each] == []
