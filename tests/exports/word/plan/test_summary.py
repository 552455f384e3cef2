from decimal import Decimal

from exports.word.content import IndexRow
from tests.exports.word import reading
from tests.exports.word.reading import W


def tiles(path):
    tables = reading.part(path, "word/document.xml").iter(f"{W}tbl")
    return [
        tuple(reading.cell_text(cell).split("\n"))
        for table in tables
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "TileTable"
        for cell in table.iter(f"{W}tc")
    ]


def test_summary_counts_and_sums_what_the_plan_holds(write):
    assert tiles(write("en", commitments=2)) == [
        ("2", "Commitments"),
        ("12", "Tasks"),
        ("6", "Tasks on the critical path"),
        ("2", "Milestones"),
        ("2", "Indicators"),
        ("1", "Conflicts to be settled"),
        ("2 March 2027", "First task starts on"),
        ("13 October 2027", "Last task finishes on"),
        ("491,500", "Total cost (JOD)"),
        ("300,000", "Financing found (JOD)"),
        ("191,500", "Financing gap (JOD)"),
    ]


def test_summary_lists_the_commitments(write):
    assert reading.table_under(write("en", commitments=1), "The commitments of the plan") == [
        ["No.", "Commitment", "Lead body", "Finish"],
        [
            "1",
            "Establish a national unit for public-sector innovation",
            "Ministry of Digital Economy",
            "20 September 2027",
        ],
    ]


def test_standing_groups_indices_by_source_and_shows_a_dash_for_a_missing_value(write):
    rows = (
        IndexRow("EGDI", {2022: Decimal("0.6081"), 2024: Decimal("0.6849")}, "United Nations"),
        IndexRow("GTMI", {2022: Decimal("0.612")}, "World Bank"),
        IndexRow("EPI", {2022: Decimal("0.3409")}, "United Nations"),
    )

    path = write("en", index_rows=rows)

    assert reading.table_under(path, "International indices over the years") == [
        ["Index", "2022", "2024"],
        ["Source: United Nations"],
        ["EGDI", "0.6081", "0.6849"],
        ["EPI", "0.3409", "—"],
        ["Source: World Bank"],
        ["GTMI", "0.612", "—"],
    ]


def test_standing_of_a_country_that_is_not_surveyed_says_so(write):
    assert "No international index value is recorded for this country." in reading.paragraphs(
        write("en", index_rows=()), "Normal"
    )


def test_introduction_has_a_paragraph_for_each_line_and_the_efforts_under_it(write):
    texts = reading.paragraphs(write("en", commitments=0), "Normal")

    assert texts[texts.index("This plan was made after consultations in all twelve governorates.") :][:3] == [
        "This plan was made after consultations in all twelve governorates.",
        "It rests on ESCWA's studies.",
        "Three sector strategies have been launched since 2020.",
    ]


def test_introduction_that_nobody_wrote_is_left_out(write):
    titles = [text for _level, text in reading.headings(write("en", introduction="", efforts=""))]

    assert not [title for title in titles if "Introduction" in title or "Efforts" in title]
