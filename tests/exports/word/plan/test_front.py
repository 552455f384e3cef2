import pytest

from tests.exports.word import reading
from tests.exports.word.reading import W
from tests.exports.word.samples import plan


def test_control_says_which_document_this_is(write):
    assert reading.table_under(write("en", summary=""), "Document control") == [
        ["Item", "Details"],
        ["Country", "The Hashemite Kingdom of Jordan"],
        ["Plan", "National plan for innovation in public institutions"],
        ["Period", "3 January 2027 – 31 December 2029"],
        ["Reference", "4F2A91C0"],
        ["Revision", "3"],
        ["Status", "Draft – not for publication"],
        ["Date of this document", "22 November 2026"],
        ["Prepared by", "Layla Haddad"],
        ["Visible to", "Jordan, ESCWA"],
        ["Language of this document", "English"],
        ["Language the plan was written in", "Arabic"],
    ]


def test_control_counts_what_is_not_translated(write):
    rows = reading.table_under(write("ar", title=plan("en").title, commitments=0), "بيانات الوثيقة")

    assert rows[-1] == ["نصوص لم تُترجم بعد، مدرجة بلغة أخرى", "1"]


def test_approval_leaves_room_to_sign(write):
    path = write("en")

    rows = reading.table_under(path, "dated 22 November 2026.")
    assert rows == [
        ["Capacity", "Name and position", "Signature", "Date"],
        ["Prepared by", "Layla Haddad", "", ""],
        ["Reviewed by", "", "", ""],
        ["Approved by", "", "", ""],
        ["Official seal", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {},
            [
                "National plan for innovation in public institutions",
                "Draft – not for publication · Visible to: Jordan, ESCWA",
            ],
        ),
        (
            {"publishable": True, "state": "Approved", "visible_to": (), "title": "Plan"},
            ["Plan", "Approved"],
        ),
    ],
)
def test_every_page_says_the_state_and_who_can_see_it(write, changes, lines):
    header = reading.part(write("en", **changes), "word/header1.xml")

    assert ["".join(each.itertext()) for each in header.iter(f"{W}p")] == lines


def test_cover_has_neither_header_nor_footer(write):
    cover, body = list(reading.part(write("ar"), "word/document.xml").iter(f"{W}sectPr"))[:2]

    references = (f"{W}headerReference", f"{W}footerReference")
    assert [cover.find(each) is None for each in references] == [True, True]
    assert [body.find(each) is None for each in references] == [False, False]


def test_cover_leaves_out_a_period_that_is_not_known(write):
    path = write("en", period_start=None, period_finish=None)

    cover = next(reading.part(path, "word/document.xml").iter(f"{W}tbl"))
    assert [reading.cell_text(cell) for cell in cover.iter(f"{W}tc")] == [
        "The Hashemite Kingdom of Jordan",
        "National action plan\nNational plan for innovation in public institutions",
    ]
