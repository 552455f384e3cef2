from dataclasses import replace

from exports.word.content import Commitment, Financing
from planner.domain.costs import Balance, Grant, balances
from tests.exports.word import reading
from tests.exports.word.samples import plan

COMMITMENTS = (
    Commitment(
        1,
        "A",
        balances=balances(
            {2027: Balance(additional=1000), 2028: Balance(running=200)},
            {2027: [Grant("BUDGET", 900, True), Grant("DONOR", 100, True)]},
        ),
        financing=(Financing("State budget", 900), Financing("UNDP", 100, kind="DONOR", secured=False)),
    ),
    Commitment(
        2,
        "B",
        balances=balances({2027: Balance(additional=500)}, {2027: [Grant("BUDGET", 520, True)]}),
        financing=(Financing("State budget", 520),),
    ),
    Commitment(3, "C"),
)


def written(write, commitments=COMMITMENTS):
    return write("en", content=replace(plan("en"), commitments=commitments))


def test_costs_are_summed_and_unknown_ones_left_out(write):
    assert reading.table_under(written(write), "totals leave it out.") == [
        ["No.", "Commitment", "Additional", "Running", "Total", "Financed", "Gap"],
        ["1", "A", "1,000", "200", "1,200", "1,000", "200"],
        ["2", "B", "500", "0", "500", "520", "0"],
        ["3", "C", "—", "—", "—", "—", "—"],
        ["", "Total", "1,500", "200", "1,700", "1,520", "200"],
    ]


def test_a_note_says_how_running_costs_are_counted_and_what_is_given_too_much(write):
    (note,) = [each for each in reading.paragraphs(written(write), "Note") if "Running costs" in each]

    assert note.replace("\u200e", "") == (
        "Running costs are counted for each full year after the work is done, until 2028. "
        "20 is given beyond the cost of its commitment and year, and fills no gap elsewhere. "
        "— means that the cost is not yet known; totals leave it out."
    )


def test_financing_keeps_donors_apart_and_names_what_is_not_secured(write):
    assert reading.table_under(written(write), "Financing by source") == [
        ["Source", "Amount", "Share"],
        ["State budget"],
        ["State budget", "1,420", "93%"],
        ["Donors"],
        ["UNDP – not yet secured", "100", "7%"],
        ["Total", "1,520", ""],
    ]


def test_each_year_says_what_it_costs_who_pays_and_what_is_missing(write):
    assert reading.table_under(written(write), "Costs and financing by year") == [
        ["Year", "Additional", "Running", "Total", "State budget", "Donors", "Gap"],
        ["2027", "1,500", "0", "1,500", "1,420", "100", "0"],
        ["2028", "0", "200", "200", "0", "0", "200"],
        ["Total", "1,500", "200", "1,700", "1,420", "100", "200"],
    ]


def test_the_years_of_a_commitment_stand_under_it(write):
    assert reading.table_under(written(write), "Costs and financing by commitment and year") == [
        ["Year", "Additional", "Running", "Total", "Financed", "Gap"],
        ["Commitment 1: A"],
        ["2027", "1,000", "0", "1,000", "1,000", "0"],
        ["2028", "0", "200", "200", "0", "200"],
        ["Commitment 2: B"],
        ["2027", "500", "0", "500", "520", "0"],
    ]


def test_tables_of_money_that_nobody_gave_are_left_out(write):
    captions = reading.paragraphs(written(write, COMMITMENTS[2:]), "Caption")

    assert [each.split(": ")[1] for each in captions if "inancing" in each] == ["Cost and financing by commitment"]
