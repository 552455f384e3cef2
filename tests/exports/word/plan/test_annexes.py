from exports.word.plan.annexes import GLOSSARY
from tests.exports.word import reading


def test_annex_of_tasks_shows_slack_and_what_sets_each_start(write):
    assert reading.table_under(write("en", commitments=2, tasks_each=2), "Days and slack are working days.")[2:5] == [
        [
            "1.2",
            "Study the present situation and compare it with others (milestone, also serves commitments 2, 3)",
            "0",
            "6 April 2027",
            "3 May 2027",
            "0",
            "0",
            "Yes",
            "The finish of the task before it",
        ],
        [
            "2.1",
            "Form the national task force and approve its mandate",
            "20",
            "25 March 2027",
            "21 April 2027",
            "−2",
            "1",
            "—",
            "The start of the plan",
        ],
        [
            "2.2",
            "Study the present situation and compare it with others (milestone)",
            "0",
            "29 April 2027",
            "26 May 2027",
            "−2",
            "2",
            "—",
            "The finish of the task before it",
        ],
    ]


def test_annex_of_dependencies_names_both_tasks(write):
    rows = reading.table_under(write("en", commitments=2, tasks_each=5), "All dependencies between tasks")

    assert rows[0] == ["No.", "Task", "Waits for", "Task waited for", "Kind", "Lag in days"]
    assert rows[-1] == [
        "2.5",
        "Pilot the model in three institutions and assess it",
        "1.2",
        "Study the present situation and compare it with others",
        "FF – finish to finish",
        "−2",
    ]


def test_glossary_is_the_same_in_every_language(write):
    rows = [
        reading.table_under(write(language), caption)
        for language, caption in (("ar", "مصطلحات هذه الخطة"), ("fr", "Termes de ce plan"))
    ]

    assert rows[0][0] == ["العربية", "الإنكليزية", "الفرنسية"]
    assert rows[0][1:] == rows[1][1:] == [list(terms) for terms in GLOSSARY]


def test_annex_of_the_consultation_gives_each_proposal_its_reasoned_response(write):
    assert reading.table_under(write("en"), "in the column of commitments: the plan as a whole.") == [
        ["Received on", "Who proposed it", "Commitment", "Proposal", "Response", "Reason"],
        [
            "4 October 2026",
            "Engineers' union\nPublic hearing",
            "1",
            "Give unions a seat.",
            "Partly taken in",
            "They are invited to the meetings that concern them.",
        ],
    ]


def test_annex_of_a_consultation_that_was_not_held_is_left_out(write):
    titles = [text for _level, text in reading.headings(write("en", contributions=()))]

    assert not [title for title in titles if "Consultation" in title]
