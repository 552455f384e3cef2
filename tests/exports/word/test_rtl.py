import pytest

from exports.word import rtl
from exports.word.content import Text
from exports.word.rtl import Line, Page, Runs


def test_text_runs_mark_arabic_and_leave_latin_and_figures():
    assert rtl.text_runs("مؤشر EGDI", True) == (
        '<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">مؤشر </w:t></w:r>'
        '<w:r><w:t xml:space="preserve">EGDI</w:t></w:r>'
    )


def test_text_runs_carry_their_character_style_in_both_directions():
    assert rtl.text_runs("عام 2027", True, "Strong") == (
        '<w:r><w:rPr><w:rStyle w:val="Strong"/><w:rtl/></w:rPr><w:t xml:space="preserve">عام </w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t xml:space="preserve">2027</w:t></w:r>'
    )


def test_text_runs_escape_and_break_lines():
    assert rtl.text_runs("a < b\n& c", False) == (
        '<w:r><w:t xml:space="preserve">a &lt; b</w:t></w:r><w:r><w:br/></w:r>'
        '<w:r><w:t xml:space="preserve">&amp; c</w:t></w:r>'
    )


def test_runs_name_the_language_of_a_text_that_fell_back():
    assert rtl.runs(Text("Civil Service Bureau", "en"), language="ar") == Runs(
        '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
        '<w:t xml:space="preserve">\u200eCivil Service Bureau\u200e</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Fallback"/></w:rPr><w:t xml:space="preserve">\u00a0\u200e[EN]\u200e</w:t></w:r>',
        "Civil Service Bureau\u00a0\u200e[EN]\u200e",
    )


@pytest.mark.parametrize(
    ("words", "language", "direction"),
    [
        ("نص", "ar", ""),
        (Text("نص", "ar"), "ar", ""),
        (Text("text", "en"), "ar", '<w:bidi w:val="0"/><w:jc w:val="right"/>'),
        (Text("نص", "ar"), "en", "<w:bidi/>"),
        (Text("texte", "fr"), "en", ""),
    ],
)
def test_paragraph_turns_only_for_a_text_of_the_other_direction(words, language, direction):
    written = rtl.paragraph(words, language=language, style="Normal")

    assert written.startswith(f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{direction}</w:pPr><w:r>')


@pytest.mark.parametrize(
    ("shares", "total", "expected"),
    [
        ([1, 1, 1], 100, [33, 34, 33]),
        ([5, 95], 9638, [482, 9156]),
        ([12.6, 87.4], 14570, [1836, 12734]),
        ([7], 10, [10]),
    ],
)
def test_widths_are_whole_and_sum_to_the_total(shares, total, expected):
    assert rtl.widths(shares, total) == expected


def test_table_row_keeps_cells_of_several_lines():
    row = rtl.table_row(["1", [Line("نص", mark="Strong"), "x"]], [10, 20], ["A", "B"], language="ar")

    assert row == (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        '<w:tc><w:tcPr><w:tcW w:w="10" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>'
        '<w:r><w:t xml:space="preserve">1</w:t></w:r></w:p></w:tc>'
        '<w:tc><w:tcPr><w:tcW w:w="20" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="B"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="Strong"/><w:rtl/></w:rPr><w:t xml:space="preserve">نص</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t xml:space="preserve">x</w:t></w:r></w:p></w:tc></w:tr>'
    )


def test_table_row_refuses_more_cells_than_columns():
    with pytest.raises(ValueError, match="zip"):
        rtl.table_row(["1", "2"], [10], ["A"], language="ar")


@pytest.mark.parametrize(
    ("pixels", "size"),
    [((100, 50), (1500, 750)), ((1000, 500), (9000, 4500)), ((500, 1000), (2500, 5000))],
)
def test_fitted_keeps_the_shape_and_never_enlarges(pixels, size):
    assert rtl.fitted(pixels, (9000, 5000)) == size


def test_picture_says_what_it_shows():
    written = rtl.picture("rId1", 1, size=(10, 10), name="الشكل 1", description='خطة "أولى" <1>').xml

    assert "descr='خطة \"أولى\" &lt;1&gt;'" in written


@pytest.mark.parametrize(("language", "direction"), [("ar", "<w:bidi/>"), ("en", ""), ("fr", "")])
def test_section_of_an_arabic_document_runs_right_to_left(language, direction):
    assert rtl.section(Page(landscape=True), language=language) == (
        '<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1260" w:right="1134" w:bottom="920" w:left="1134" w:header="567" w:footer="454" '
        f'w:gutter="0"/>{direction}</w:sectPr>'
    )
