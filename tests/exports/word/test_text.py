import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports.word.text import Piece, clean, left_to_right, pieces

# Every code point, surrogates and non-characters too, with the troublesome ones often.
ODD_TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("\x00\x0b\x0c\x1b\x85\t\r\n\u2028\u202e\u2066\u2069\ud800\ufeff\uffff<>&\"']]>{}%خطة 2027–9"),
    )
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("خطة العمل الوطنية", "خطة العمل الوطنية"),
        ("a\x00b\x1bc\ufffed", "abcd"),
        ("\u202eevil\u202c \u2066isolated\u2069", "evil isolated"),
        ("a lone \ud800 surrogate", "a lone  surrogate"),
        ("one\r\ntwo\rthree\x0bfour\u2028five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("column\tcolumn", "column column"),
        ("\ufeffbyte order mark", "byte order mark"),
        ("\u200eleft\u200f and right marks stay", "\u200eleft\u200f and right marks stay"),
        ("joiners\u200c stay\u200d", "joiners\u200c stay\u200d"),
        ("😀 \U0001ffff", "😀 "),
    ],
)
def test_clean_drops_what_xml_forbids_and_what_reorders_text(text, cleaned):
    assert clean(text) == cleaned


@given(ODD_TEXTS)
def test_clean_leaves_only_what_xml_can_carry(text):
    element = etree.Element("t")

    element.text = clean(text)

    assert etree.fromstring(etree.tostring(element)).text == (clean(text) or None)


@given(ODD_TEXTS)
def test_clean_twice_is_clean_once(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خطة العمل", [Piece("خطة العمل", True)]),
        ("مؤشر EGDI للدولة", [Piece("مؤشر ", True), Piece("EGDI", False), Piece(" للدولة", True)]),
        ("3 كانون الثاني 2027", [Piece("3", False), Piece(" كانون الثاني ", True), Piece("2027", False)]),
        ("بلغ 1,250,000.50 دينار", [Piece("بلغ ", True), Piece("1,250,000.50", False), Piece(" دينار", True)]),
        ("(EGDI)", [Piece("(", True), Piece("EGDI", False), Piece(")", True)]),
        ("SDG 16.6 و35%", [Piece("SDG 16.6", False), Piece(" و", True), Piece("35%", False)]),
        ("Open Government Partnership", [Piece("Open Government Partnership", False)]),
        ("2026–2028", [Piece("2026", False), Piece("–", True), Piece("2028", False)]),
        ("في 2026-03-01", [Piece("في ", True), Piece("2026-03-01", False)]),
        ("تقنية 5G", [Piece("تقنية ", True), Piece("5G", False)]),
        (f"بعد {left_to_right('1.2 FS+3')}", [Piece("بعد ", True), Piece("\u200e1.2 FS+3\u200e", False)]),
        ("", []),
    ],
)
def test_pieces_sets_latin_words_and_figures_apart_in_arabic(text, expected):
    assert pieces(text, rtl=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("National plan", [Piece("National plan", False)]),
        ("The word خطة العمل here", [Piece("The word ", False), Piece("خطة العمل", True), Piece(" here", False)]),
        ("«خطة 2027 الوطنية»", [Piece("«", False), Piece("خطة 2027 الوطنية", True), Piece("»", False)]),
    ],
)
def test_pieces_sets_arabic_apart_in_latin_text(text, expected):
    assert pieces(text, rtl=False) == expected


@given(ODD_TEXTS, st.booleans())
def test_pieces_lose_nothing(text, rtl):
    assert "".join(piece.text for piece in pieces(text, rtl=rtl)) == text
