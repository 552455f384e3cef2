from dataclasses import replace
from datetime import date

from exports.word.content import Task
from tests.exports.word import reading
from tests.exports.word.samples import plan


def test_matrix_groups_the_tasks_by_commitment(write):
    assert reading.table_under(write("en", commitments=1, tasks_each=3), "then the lag in working days.") == [
        ["No.", "Task", "Responsible", "Output", "Indicator", "Depends on", "Days", "Start and finish"],
        ["Commitment 1: Establish a national unit for public-sector innovation – Ministry of Digital Economy"],
        [
            "1.1",
            "Form the national task force and approve its mandate",
            "Policy director",
            "Approved report, published on the site",
            "Share of comments answered",
            "—",
            "20",
            "2 March 2027\n29 March 2027",
        ],
        [
            "1.2",
            "Study the present situation and compare it with others (also serves commitments 2, 3)",
            "Training unit",
            "Signed decision and minutes of the first meeting",
            "Number of bodies represented",
            "1.1 FS",
            "20",
            "6 April 2027\n3 May 2027",
        ],
        [
            "1.3",
            "Draft the decree and put it to public consultation (milestone)",
            "Head of the national task force",
            "Approved report, published on the site",
            "Share of comments answered",
            "1.2 FS+3",
            "0",
            "11 May 2027\n7 June 2027",
        ],
    ]


def test_matrix_keeps_tasks_outside_the_commitments_apart(write):
    day = date(2027, 1, 4)
    launch = Task("0.1", "Launch", 0, day, day, total_slack=0, free_slack=0, critical=True, milestone=True)

    path = write("en", content=replace(plan("en"), commitments=(), other_tasks=(launch,)))

    assert reading.table_under(path, "then the lag in working days.")[1:] == [
        ["Tasks outside the commitments"],
        ["0.1", "Launch (milestone)", "—", "—", "—", "—", "0", "4 January 2027\n4 January 2027"],
    ]


def test_schedule_shows_each_picture_with_its_caption_and_its_words(write):
    path = write("ar")

    assert reading.paragraphs(path, "FigureCaption") == [
        "الشكل\u00a01: مخطط غانت للالتزامات",
        "الشكل\u00a02: مخطط اعتماد المهام",
    ]
    described = [each.get("descr") for each in reading.part(path, "word/document.xml").iter(reading.DOC_PROPERTIES)]
    assert described == ["مخطط غانت للالتزامات (1200 × 500)", "مخطط اعتماد المهام (900 × 900)"]


def test_schedule_lists_the_critical_path_in_order_of_time(write):
    rows = reading.table_under(write("en", commitments=2, tasks_each=2), "delays the finish of the plan.")

    assert rows == [
        ["No.", "Task", "Start", "Finish", "Days", "Total slack", "What sets the start"],
        [
            "1.1",
            "Form the national task force and approve its mandate",
            "2 March 2027",
            "29 March 2027",
            "20",
            "0",
            "The start of the plan",
        ],
        [
            "1.2",
            "Study the present situation and compare it with others",
            "6 April 2027",
            "3 May 2027",
            "0",
            "0",
            "The finish of the task before it",
        ],
    ]


def test_schedule_names_conflicts_and_estimated_holidays(write):
    path = write("en")

    assert reading.paragraphs(path, "Item") == ["Task 3.6 passes its deadline by 4 working days."]
    assert reading.table_under(path, "and the dates that rest on them.") == [
        ["Holiday", "Dates"],
        ["Eid al-Fitr", "10 March 2027, 27 February 2028"],
        ["Eid al-Adha", "16 May 2027"],
    ]


def test_schedule_without_conflicts_has_no_heading_for_them(write):
    titles = [text for _level, text in reading.headings(write("en", conflicts=(), estimated_holidays=()))]

    assert [text for text in titles if "Conflicts" in text or "Holidays" in text] == []
