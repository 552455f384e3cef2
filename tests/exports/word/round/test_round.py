import docx
import pytest

from exports.catalogues import catalogue_of
from exports.word.round import write_round
from tests.exports.word import reading
from tests.exports.word.round.samples import round_report


@pytest.fixture
def path(tmp_path):
    return tmp_path / "round.docx"


def write(path, language="en", **changes):
    write_round(round_report(language, **changes), path, catalogue=catalogue_of(language))


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_write_round_has_no_fault_in_its_direction_of_writing(path, language):
    write(path, language)

    assert reading.faults(path, language) == []


def test_write_round_begins_with_the_result_and_ends_with_its_reasons(path):
    write(path)

    assert [(level, text.replace("\u200e", "")) for level, text in reading.headings(path)] == [
        (1, "1. The result in brief"),
        (1, "2. Pairs"),
        (1, "3. Needs that stay unmet"),
        (1, "4. Next best for each need"),
        (1, "5. Give and take"),
        (2, "5.1 Pairs that both sides would rather have"),
        (1, "6. Rules of the round"),
        (2, "6.1 Weights"),
        (2, "6.2 Rules for single pairs"),
        (1, "Annex 1: What each criterion says of each pair"),
    ]


def test_write_round_has_the_same_anchors_in_each_language(tmp_path):
    for language in ("ar", "en", "fr"):
        write(tmp_path / f"{language}.docx", language)

    arabic, english, french = (reading.anchors(tmp_path / f"{language}.docx") for language in ("ar", "en", "fr"))

    assert arabic == english == french


def test_write_round_lists_pairs_and_refers_to_them_by_number(path):
    write(path)

    assert reading.table_under(path, "Which practice answers which need")[1:] == [
        ["1", "Tunisia", "One portal\nLocked", "Jordan", "Open data", "82"],
        ["2", "Jordan", "Hotline", "Tunisia", "One portal", "60"],
    ]
    assert reading.table_under(path, "Unmet needs and why")[1:] == [
        ["Libya", "Open data", "Places went to: pairs no. 1, 2"],
        ["Libya", "Hotline", "No practice answers it."],
    ]


def test_write_round_says_what_each_criterion_says_of_each_pair(path):
    write(path)

    assert reading.table_under(path, "Pairs by criterion")[1:] == [
        ["Pair 1: One portal (Tunisia) → Open data (Jordan)"],
        ["Theme", "100%", "All that is wanted is offered."],
        ["Distance", "—", "—"],
        ["Pair 2: Hotline (Jordan) → One portal (Tunisia)"],
    ]


def test_write_round_tells_runners_up_rules_and_who_gives_and_takes(path):
    write(path)

    assert reading.table_under(path, "Runners-up")[1:] == [["Jordan", "Open data", "Hotline (Jordan) – 60"]]
    assert reading.table_under(path, "Locked and forbidden pairs")[1:] == [
        ["Forbidden", "Hotline (Jordan) → One portal (Tunisia)", "Too far."]
    ]
    assert reading.table_under(path, "Pairs of this round by country")[1:] == [
        ["Jordan", "1", "1", "1", "2"],
        ["Tunisia", "1", "2", "1", "1"],
        ["Libya", "0", "1", "0", "0"],
    ]
    assert reading.table_under(path, "What a score is made of")[1:] == [
        ["Theme", "75%", "What is shared."],
        ["Priority", "25%", "How urgent."],
    ]


def test_write_round_has_a_place_to_sign(path):
    write(path)

    assert [row[0] for row in reading.table_under(path, "Approval")[1:]] == [
        "Prepared by",
        "Reviewed by",
        "Approved by",
        "Official seal",
    ]


@pytest.mark.parametrize(("is_example", "count"), [(True, 1), (False, 0)])
def test_write_round_says_on_every_page_that_it_is_an_example(path, is_example, count):
    write(path, is_example=is_example)

    header = docx.Document(str(path)).sections[-1].header
    assert "".join(each.text for each in header.paragraphs).count("Example") == count


def test_write_round_without_a_solution_says_why_and_shows_no_figures(path):
    changes = {"pairs": (), "alternatives": (), "blocking": (), "contradiction": "Nothing answers anything."}

    write(path, **changes)

    assert "Nothing answers anything." in [each.text for each in docx.Document(str(path)).paragraphs]
    assert [text for level, text in reading.headings(path) if level == 1] == [
        "1. The result in brief",
        "2. Pairs",
        "3. Needs that stay unmet",
        "4. Next best for each need",
        "5. Give and take",
        "6. Rules of the round",
    ]


def test_write_round_writes_the_same_bytes_again(tmp_path):
    write(tmp_path / "one.docx")
    write(tmp_path / "other.docx")

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "other.docx").read_bytes()
