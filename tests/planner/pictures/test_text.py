import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.pictures.text import clean, markup, shorten, width, wrap


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two\n words\t", "two words"),
        ("bell\x07 and\x00 null", "bell and null"),
        ("turned \u202eback\u202c", "turned back"),
        ("a \u2067stray\u2066 isolate\u2069", "a stray isolate"),
        ("half a \ud83d letter and \ufffe", "half a letter and"),
        ("السياسة\u200fالوطنية", "السياسة\u200fالوطنية"),
    ],
)
def test_clean_drops_what_breaks_the_file_or_the_reading_order(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ('<b> & "c"', "en", "&lt;b&gt; &amp; &quot;c&quot;"),
        ("إعداد السياسة (2027)", "ar", "\u2067إعداد السياسة (2027)\u2069"),
        ("منصة EGDI", "ar", "\u2067منصة EGDI\u2069"),
        ("Not yet translated.", "ar", "Not yet translated."),
        ("+5", "ar", "+5"),
        ("إعداد السياسة", "en", "\u2067إعداد السياسة\u2069"),
        ("The portal منصة", "en", "The portal منصة"),
    ],
)
def test_markup_escapes_and_isolates_what_reads_from_the_right(text, language, written):
    assert markup(text, language) == written


@pytest.mark.parametrize(
    ("text", "room", "shortened"),
    [
        ("Draft the policy", 200, "Draft the policy"),
        ("Draft the national policy and consult on it", 130, "Draft the national…"),
        ("Consult the ministries, the municipalities", 135, "Consult the ministries…"),
        ("Interoperability", 60, "Interope…"),
        ("إعداد السياسة الوطنية للتشغيل البيني", 120, "إعداد السياسة الوطنية…"),
    ],
)
def test_shorten_ends_on_a_whole_word_if_it_can(text, room, shortened):
    assert shorten(text, room, 12) == shortened


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.integers(20, 200))
def test_shorten_and_wrap_never_pass_the_room(text, room):
    lines = [shorten(clean(text), room, 12), *wrap(clean(text), room, 12, lines=2)]

    assert max(width(line, 12) for line in lines) <= room


def test_wrap_fills_lines_and_cuts_the_last():
    lines = wrap("Hold public consultations with civil society and the private sector", 130, 12, lines=2)

    assert lines == ["Hold public", "consultations with…"]


def test_wrap_of_nothing_has_no_line():
    assert wrap("", 100, 12, lines=2) == []


def test_width_grows_with_size_and_weight():
    assert width("السياسة", 24) == pytest.approx(2 * width("السياسة", 12))
    assert width("السياسة", 12, bold=True) > width("السياسة", 12)
