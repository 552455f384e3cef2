from exports.word.content import Monitoring
from tests.exports.word import reading


def test_indicators_say_how_they_are_measured_and_what_is_aimed_at(write):
    assert reading.table_under(write("en", commitments=1), "Indicators, baselines and targets") == [
        ["No.", "Indicator", "Unit", "Source", "Frequency", "Owner", "Baseline", "Targets"],
        ["Commitment 1: Establish a national unit for public-sector innovation"],
        [
            "1.1",
            "Share of complaints answered in time\n"
            "Complaints answered within 10 working days of being registered\n"
            "Formula: answered ÷ registered × 100",
            "%",
            "Records of the platform",
            "Quarterly",
            "Ministry of Digital Economy",
            "35%",
            "2027: 55% (reached: 52%)\n2028: 75%\n2029: 90%",
        ],
    ]


def test_risks_say_who_meets_them(write):
    assert reading.table_under(write("en", commitments=1), "Risks and how they are met") == [
        ["Commitment", "Risk", "Likelihood", "Effect", "Mitigation", "Owner", "State"],
        [
            "1",
            "The decree is late because the government changes",
            "Medium",
            "High",
            "Prepare two drafts and involve the general secretariat from the start",
            "Head of the national task force",
            "Open",
        ],
    ]


def test_governance_says_how_the_plan_is_monitored(write):
    assert reading.table_under(write("en"), "Monitoring") == [
        ["Item", "Details"],
        ["Who monitors", "The monitoring unit collects the figures and reports to the committee."],
        ["Months between reports on activities", "6"],
        ["Address where it is published", "https://example.org/plan"],
    ]


def test_governance_of_a_plan_without_arrangements_leaves_them_out(write):
    titles = [text for _level, text in reading.headings(write("en", monitoring=Monitoring()))]

    assert not [title for title in titles if title.endswith(" Monitoring")]


def test_governance_gathers_bodies_that_lead_most_first(write):
    assert reading.table_under(write("en", commitments=4), "Bodies and their commitments") == [
        ["Body", "Leads commitments", "Supports commitments"],
        ["Ministry of Digital Economy", "1, 4", "—"],
        ["Department of Statistics", "3", "—"],
        ["Ministry of Public Sector Development", "2", "—"],
        ["Civil Service Bureau", "—", "2"],
        ["Institute of Public Administration", "—", "1, 4"],
        ["Prime Ministry", "—", "1, 4"],
    ]


def test_governance_says_when_indicators_are_reported(write):
    assert reading.table_under(write("en", commitments=2), "When the indicators are reported") == [
        ["Frequency", "Indicators"],
        ["Quarterly", "1.1, 2.1"],
    ]


def test_results_of_a_plan_without_any_say_so(write):
    assert reading.paragraphs(write("en", commitments=0), "Normal")[-5:] == [
        "No indicator is recorded.",
        "No risk is recorded.",
        "No lead body is recorded.",
        "No task is recorded.",
        "No task depends on another.",
    ]
