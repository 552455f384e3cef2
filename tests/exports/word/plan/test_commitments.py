from dataclasses import replace

from exports.word.content import Commitment, Source
from planner.domain.costs import Balance
from tests.exports.word import reading
from tests.exports.word.samples import plan


def test_sheet_has_the_form_of_the_open_government_partnership(write):
    path = write("en", commitments=1)

    assert reading.table_under(path, "Commitment 1: Establish a national unit for public-sector innovation") == [
        ["Item", "Details"],
        ["Period", "2 March 2027 – 20 September 2027"],
        ["Lead body", "Ministry of Digital Economy"],
        ["Supporting bodies", "Prime Ministry, Institute of Public Administration"],
        ["Public problem", plan("en").commitments[0].problem.value],
        ["What will be done", plan("en").commitments[0].solution.value],
        ["Expected results", plan("en").commitments[0].results.value],
        ["RITE pillars", "Inclusiveness, Trust"],
        [
            "SDG targets",
            "Target 16.7: responsive and inclusive decision-making\nTarget 16.10: public access to information",
        ],
        ["Challenges", "Skills"],
        [
            "Source recommendation",
            "INN-01 · Study: A model for innovation in public institutions, page 41 · "
            "Starter set, to be replaced by the study's text",
        ],
        ["Cost", "Additional: 197,500 · Running: 42,000 · Total: 239,500 (JOD)"],
        ["Financing", "State budget: 90,000 · UNDP (donor): 60,000 · Financing gap: 89,500 (JOD)"],
        ["Indicators", "Share of complaints answered in time · Baseline: 35% · Target 2029: 90%"],
        ["Risks", "The decree is late because the government changes"],
    ]
    assert reading.table_under(path, "Tasks of the commitment")[1] == [
        "1.1",
        "Form the national task force and approve its mandate",
        "Policy director",
        "2 March 2027\n29 March 2027",
    ]


def test_sheet_of_a_bare_commitment_shows_dashes(write):
    bare = Commitment(1, "Bare", balances={2028: Balance(running=5, gap=5)}, source=Source("Do it"))

    path = write("en", content=replace(plan("en"), commitments=(bare,)))

    assert reading.table_under(path, "Commitment 1: Bare")[1:] == [
        ["Period", "—"],
        ["Lead body", "—"],
        ["Supporting bodies", "—"],
        ["Public problem", "—"],
        ["What will be done", "—"],
        ["Expected results", "—"],
        ["RITE pillars", "—"],
        ["SDG targets", "—"],
        ["Challenges", "—"],
        ["Source recommendation", "Do it"],
        ["Cost", "Additional: 0 · Running: 5 · Total: 5 (JOD)"],
        ["Financing", "Financing gap: 5 (JOD)"],
        ["Indicators", "—"],
        ["Risks", "—"],
    ]


def test_sheet_names_the_recommendation_where_the_commitment_is_called_otherwise(write):
    renamed = Commitment(1, "Ours", source=Source("Theirs", code="INN-01"))

    path = write("en", content=replace(plan("en"), commitments=(renamed,)))

    rows = dict(reading.table_under(path, "Commitment 1: Ours"))
    assert rows["Source recommendation"] == "INN-01: Theirs"


def test_services_gather_the_commitments_behind_each_aim_in_the_order_of_its_number(write):
    labels = ("Target 16.10: information", "Target 16.6: institutions")
    commitments = (Commitment(1, "A", sdg=labels, rite=("Trust",)), Commitment(2, "B", sdg=labels[:1]))

    path = write("en", content=replace(plan("en"), commitments=commitments))

    assert reading.table_under(path, "What the commitments serve") == [
        ["Aim", "Commitments"],
        ["RITE pillars"],
        ["Trust", "1"],
        ["SDG targets"],
        ["Target 16.6: institutions", "1"],
        ["Target 16.10: information", "1, 2"],
    ]


def test_overview_of_the_short_edition_says_what_will_be_done(write):
    path = write("en", "short", commitments=1)

    assert reading.table_under(path, "What each commitment brings") == [
        ["No.", "Commitment", "What will be done"],
        [
            "1",
            "Establish a national unit for public-sector innovation",
            plan("en").commitments[0].solution.value,
        ],
    ]
