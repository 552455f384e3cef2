from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from exports.word.content import Text
from exports.word.document import Document
from exports.word.package import Properties
from exports.word.rtl import Column, Row
from exports.word.text import clean
from tests.exports.word import reading
from tests.exports.word.catalogues import CATALOGUES
from tests.exports.word.reading import W
from tests.exports.word.samples import picture
from tests.exports.word.test_text import ODD_TEXTS


def begin(language="en"):
    properties = Properties("Title", "Subject", "Author", language, "words", "draft", "AB12", 1, date(2027, 1, 3))
    document = Document(language=language, months="LEVANT", catalogue=CATALOGUES[language], properties=properties)
    document.frame([("Title", "Header")], ("Reference", "Page {page} of {pages}"))
    document.contents()
    return document


@pytest.fixture
def read(tmp_path):
    def written(document, **page_numbers):
        path = tmp_path / "document.docx"
        document.write(path, page_numbers=page_numbers)
        return path

    return written


def test_headings_are_numbered_by_level(read):
    document = begin()
    document.heading("First", "first")
    document.heading("Under first", "underfirst", level=2)
    document.heading("Second", "second")
    document.heading("Under second", "undersecond", level=2)
    document.heading("Also under second", "alsoundersecond", level=2)
    document.sheet_heading("Commitment 1: A sheet", "commitment1")
    document.annex("Tasks", "annextasks")

    path = read(document)

    assert [(level, text.replace("\u200e", "")) for level, text in reading.headings(path)] == [
        (1, "1. First"),
        (2, "1.1 Under first"),
        (1, "2. Second"),
        (2, "2.1 Under second"),
        (2, "2.2 Also under second"),
        (2, "Commitment 1: A sheet"),
        (1, "Annex 1: Tasks"),
    ]


def test_numbers_of_arabic_headings_are_runs_from_left_to_right(read):
    document = begin("ar")
    document.heading("الأول", "first")
    document.heading("تحته", "under", level=2)

    path = read(document)

    heading = reading.part(path, "word/document.xml").findall(f".//{W}p")[-2]
    assert [
        ("".join(run.itertext(f"{W}t")), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in heading.iter(f"{W}r")
        if run.find(f"{W}t") is not None
    ] == [("\u200e1.", False), ("1", False), ("\u200e", False), (" ", True), ("تحته", True)]


def test_contents_link_each_heading_to_its_page(read):
    document = begin()
    document.heading("First", "first")
    document.heading("Second", "second")

    path = read(document)

    assert reading.paragraphs(path, "TOC1") == ["1. First\t2", "2. Second\t3"]
    assert reading.anchors(path) == ["first", "second"]


def test_contents_show_the_page_numbers_that_are_given(read):
    document = begin()
    document.heading("First", "first")
    document.heading("Second", "second")

    path = read(document, second=17)

    assert reading.paragraphs(path, "TOC1") == ["1. First\t2", "2. Second\t17"]


def test_long_contents_move_the_pages_after_them(read):
    document = begin()
    for number in range(60):
        document.heading(f"Heading {number}", f"h{number}")

    path = read(document)

    assert reading.paragraphs(path, "TOC1")[0] == "1. Heading 0\t3"


def test_tables_and_pictures_are_listed_under_their_captions(read):
    document = begin("fr")
    document.heading("Budget", "budget")
    document.table([Column("A", 1), Column("B", 2)], [("1", "2")], caption="Coûts")
    document.picture(picture(20, 10, "Calendrier"), room=1000)

    path = read(document)

    assert reading.paragraphs(path, "Caption") == ["Tableau\u00a01\u00a0: Coûts"]
    assert reading.paragraphs(path, "FigureCaption") == ["Figure\u00a01\u00a0: Calendrier"]
    assert reading.paragraphs(path, "TableofFigures") == [
        "Tableau\u00a01\u00a0: Coûts\t2",
        "Figure\u00a01\u00a0: Calendrier\t2",
    ]


def test_table_repeats_its_header_row_and_spans_its_group_rows(read):
    document = begin()
    rows = [Row(["Group"], look="group"), ("1", "2"), Row(["", "2"], look="total")]
    document.table([Column("A", 1), Column("B", 3, "TableFigure")], rows, caption="Sums")

    path = read(document)

    assert reading.table_under(path, "Sums") == [["A", "B"], ["Group"], ["1", "2"], ["", "2"]]
    table = docx.Document(str(path)).tables[0]._tbl
    assert [len(row.findall(f".//{W}tblHeader")) for row in table.iter(f"{W}tr")] == [1, 0, 0, 0]
    assert [each.get(f"{W}val") for each in table.iter(f"{W}gridSpan")] == ["2"]
    assert [each.get(f"{W}w") for each in table.iter(f"{W}gridCol")] == ["2410", "7228"]


def test_table_without_rows_says_so_in_words(read):
    document = begin()
    document.table([Column("A", 1)], [], caption="Risks", empty="No risk is recorded.")

    path = read(document)

    assert (reading.paragraphs(path, "Normal"), reading.paragraphs(path, "Caption")) == (["No risk is recorded."], [])


def test_two_tables_in_a_row_stay_two(read):
    document = begin()
    document.table([Column("A", 1)], [("1",)])
    document.table([Column("B", 1)], [("2",)])

    path = read(document)

    assert reading.faults(path, "en") == []
    assert [table.rows[1].cells[0].text for table in docx.Document(str(path)).tables] == ["1", "2"]


def test_turning_the_page_makes_sections_with_their_own_footers(read):
    document = begin("ar")
    document.heading("المصفوفة", "matrix")
    document.turn(landscape=True)
    document.paragraph("نص")
    document.turn(landscape=True)
    document.turn(landscape=False)

    path = read(document)

    sections = list(reading.part(path, "word/document.xml").iter(f"{W}sectPr"))
    assert [section.find(f"{W}pgSz").get(f"{W}w") for section in sections] == ["11906", "16838", "11906"]
    footers = [section.find(f"{W}footerReference").values() for section in sections]
    assert footers[0] == footers[2] != footers[1]


def test_footer_says_page_and_pages_as_fields(read):
    path = read(begin("en"))

    footer = reading.part(path, "word/footer1.xml")
    assert "".join(footer.itertext()) == "ReferencePage  PAGE 1 of  NUMPAGES 1"


def test_listed_leaves_out_what_is_empty():
    document = begin("ar")

    assert document.listed(["الأردن", "", "تونس"]).text == "الأردن، تونس"
    assert document.listed(["", Text("", "ar")]) == "—"


@pytest.mark.parametrize(
    ("language", "day", "amount"),
    [
        ("ar", "3 كانون الثاني 2027", "1,250,000"),
        ("en", "3 January 2027", "1,250,000"),
        ("fr", "3 janvier 2027", "1\u202f250\u202f000"),
    ],
)
def test_dates_and_figures_are_said_in_the_documents_language(language, day, amount):
    document = begin(language)

    assert (document.day(date(2027, 1, 3)), document.number(1250000)) == (day, amount)


def test_what_is_not_known_is_a_dash():
    document = begin()

    assert (document.day(None), document.period(None, None)) == ("—", "—")


@settings(max_examples=80, deadline=None)
@given(st.lists(ODD_TEXTS, min_size=30, max_size=60), st.sampled_from(["ar", "en", "fr"]))
def test_odd_texts_come_back_clean_from_cells_headings_and_captions(texts, language):
    document = begin(language)
    document.heading(texts[0], "heading")
    document.table([Column(texts[1], 1), Column("B", 1)], [(text, "x") for text in texts], caption=texts[2] or "-")

    body = etree.fromstring(b"".join(document.parts({})["word/document.xml"]))

    table = body.find(f".//{W}tbl")
    said = [
        "".join("\n" if each.tag == f"{W}br" else each.text or "" for each in cell.iter(f"{W}t", f"{W}br"))
        for cell in table.findall(f"{W}tr/{W}tc")[::2]
    ]
    assert said == [clean(text) for text in (texts[1], *texts)]
