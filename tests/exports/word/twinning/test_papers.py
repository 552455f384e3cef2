"""The papers of a twinning, written in each language and read back."""

from dataclasses import replace

import docx
import pytest

from exports.catalogues import catalogue_of
from exports.word.content import Text
from exports.word.twinning import write_fiche, write_for_signing, write_report, write_workplan
from tests.exports.word import reading
from tests.exports.word.reading import W
from tests.exports.word.twinning.samples import HASH, report, twinning

GROUPS = " ".join(HASH[at : at + 8] for at in range(0, 64, 8))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "paper.docx"


def signing(path, one="ar", other="fr", **changes):
    write_for_signing(
        twinning(one, **changes),
        twinning(other, **changes),
        path,
        catalogues=(catalogue_of(one), catalogue_of(other)),
    )


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize(
    ("write", "content"),
    [
        (write_fiche, twinning),
        (write_workplan, twinning),
        (write_report, report),
        (write_report, lambda language: report(language, kind="FINAL")),
    ],
    ids=["fiche", "workplan", "quarterly", "final"],
)
def test_a_paper_has_no_fault_in_its_direction_of_writing(path, write, content, language):
    write(content(language), path, catalogue=catalogue_of(language))

    assert reading.faults(path, language) == []


@pytest.mark.parametrize(("one", "other", "language"), [("ar", "fr", "ar"), ("en", "ar", "ar"), ("fr", "en", "fr")])
def test_a_paper_in_two_languages_has_no_fault_either(path, one, other, language):
    signing(path, one, other)

    assert reading.faults(path, language) == []


def test_write_workplan_has_nine_articles_in_their_order(path):
    write_workplan(twinning("en"), path, catalogue=catalogue_of("en"))

    assert reading.headings(path) == [
        (1, "Article 1: Background"),
        (1, "Article 2: Field of cooperation"),
        (1, "Article 3: Mandatory results"),
        (1, "Article 4: Tasks"),
        (1, "Article 5: Risks"),
        (1, "Article 6: Schedule"),
        (1, "Article 7: Resources"),
        (1, "Article 8: Management and monitoring"),
        (1, "Article 9: Review"),
    ]


def test_write_workplan_says_who_signed_which_revision_when_and_its_hash(path):
    write_workplan(twinning("en"), path, catalogue=catalogue_of("en"))

    assert reading.table_under(path, "Signatures") == [
        ["For", "Project leader", "Signed on", "Signature"],
        [
            "Tunisia\nGiving country",
            "Amel Trabelsi",
            "9 January 2027, 08:30 UTC",
            "Signed in the software\nRevision 2\n01234567 89abcdef",
        ],
        ["Jordan\nReceiving country", "Samer Abdallah", "", ""],
    ]
    printed = [text.replace("\u200e", "") for text in reading.paragraphs(path, "TableNote")]
    assert printed == [f"Fingerprint (SHA-256) of revision 2: {GROUPS}"]


def test_write_workplan_shows_no_signature_of_an_earlier_revision(path):
    write_workplan(twinning("en", revision=3), path, catalogue=catalogue_of("en"))

    assert [row[2:] for row in reading.table_under(path, "Signatures")[1:]] == [["", ""], ["", ""]]


def test_write_workplan_tells_who_does_what_and_when(path):
    write_workplan(twinning("en"), path, catalogue=catalogue_of("en"))

    assert reading.table_under(path, "Tasks and who does them")[1] == [
        "1",
        "Assessment mission",
        "Assessment mission, 2 people",
        "Both countries",
        "Amel Trabelsi\nSamer Abdallah",
        "1",
    ]
    assert reading.table_under(path, "then the lag in working days.")[2] == [
        "2",
        "Write the manual",
        "8 March 2027",
        "5 April 2027",
        "20",
        "1 FS+2",
        "—",
    ]


def test_write_workplan_of_a_draft_with_nothing_in_it_says_so(path):
    empty = twinning(
        "en", background="", cooperation="", review="", results=(), activities=(), risks=(), expenses=(), gantts=()
    )

    write_workplan(empty, path, catalogue=catalogue_of("en"))

    said = reading.paragraphs(path, "Normal")
    assert said.count("Nothing is written yet.") == 3
    assert [text for text in said if text.startswith("No ")] == [
        "No mandatory result is recorded.",
        "No task is recorded.",
        "No risk is recorded.",
        "No task is recorded.",
        "No cost is recorded.",
    ]


def test_write_report_has_three_sections(path):
    write_report(report("en"), path, catalogue=catalogue_of("en"))

    assert [text for level, text in reading.headings(path) if level == 1] == [
        "1. Basic data",
        "2. Achievement and remaining schedule",
        "3. Expenditure against budget",
    ]


def test_write_report_keeps_the_two_assessments_apart(path):
    write_report(report("en"), path, catalogue=catalogue_of("en"))

    assert reading.table_under(path, "Mandatory results and how far they are") == [
        ["No.", "Mandatory result", "Assessed by the countries", "Assessed by the advisor", "Done alone on"],
        ["1", "The unit is at work\nNumber of projects", "Substantial", "Limited", "20 April 2027"],
        ["2", "The manual is approved", "—", "—", "—"],
    ]


def test_write_report_tells_the_period_apart_from_what_remains(path):
    write_report(report("en"), path, catalogue=catalogue_of("en"))

    assert [row[1] for row in reading.table_under(path, "Tasks of the period")[1:]] == [
        "Assessment mission",
        "Write the manual",
    ]
    assert [row[1] for row in reading.table_under(path, "Tasks that remain")[1:]] == ["Write the manual", "Workshop"]


def test_write_report_sets_expenditure_against_the_budget(path):
    write_report(report("fr"), path, catalogue=catalogue_of("fr"))

    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables]
    by_line = next(table for table in tables if table[0][0] == "Poste de dépense")
    assert by_line[1:] == [
        ["Voyages", "5\u202f000", "5\u202f000", "0"],
        ["Indemnités", "2\u202f500", "0", "2\u202f500"],
        ["Total", "7\u202f500", "5\u202f000", "2\u202f500"],
    ]


def test_write_report_lists_decisions_and_who_approved_it(path):
    write_report(report("en"), path, catalogue=catalogue_of("en"))

    assert reading.table_under(path, "Decisions of the steering committee")[1:] == [
        ["Meeting 1 · 30 March 2027 · Online"],
        ["1.1", "Extend the manual", "Samer Abdallah", "10 April 2027", "—"],
    ]
    assert reading.paragraphs(path, "Normal")[-1] == "Approved by the advisor: رنا الخطيب, 5 April 2027"


# --- two languages ---------------------------------------------------------------------------------------


def columns(path):
    """The rows of the table of two languages."""
    table = docx.Document(str(path)).tables[1]
    return [[cell.text.replace("\u200e", "") for cell in row.cells] for row in table.rows]


def test_write_for_signing_puts_arabic_first_and_the_same_numbers_beside_each_other(path):
    signing(path, "fr", "ar")

    rows = columns(path)
    assert rows[0] == ["العربية", "Français"]
    assert [row for row in rows if row[0].startswith("المادة")][:3] == [
        ["المادة 1: الخلفية", "Article 1\u00a0: Contexte"],
        ["المادة 2: مجال التعاون", "Article 2\u00a0: Domaine de coopération"],
        ["المادة 3: النتائج الإلزامية", "Article 3\u00a0: Résultats obligatoires"],
    ]
    assert [row for row in rows if row[0].startswith("6.")] == [
        ["6.1 بعثة تقييم", "6.1 Mission d’évaluation"],
        ["6.2 كتابة الدليل", "6.2 Rédiger le manuel"],
        ["6.3 ورشة عمل", "6.3 Atelier"],
    ]


def test_write_for_signing_aligns_texts_paragraph_by_paragraph(path):
    longer = Text("واحد\nاثنان\nثلاثة", "ar")
    one, other = replace(twinning("ar"), background=longer), twinning("fr")

    write_for_signing(one, other, path, catalogues=(catalogue_of("ar"), catalogue_of("fr")))

    rows = columns(path)
    at = rows.index(["المادة 1: الخلفية", "Article 1\u00a0: Contexte"])
    assert rows[at + 1 : at + 4] == [
        ["واحد", "La loi sur l’innovation date de 2026."],
        ["اثنان", "Aucun organisme ne l’applique."],
        ["ثلاثة", ""],
    ]


def test_write_for_signing_gives_each_cell_its_own_language_and_direction(path):
    signing(path)

    table = list(reading.part(path, "word/document.xml").iter(f"{W}tbl"))[1]
    arabic, french = table.findall(f"{W}tr")[3].findall(f"{W}tc")
    assert [bidi.get(f"{W}val") for bidi in french.iter(f"{W}bidi")] == ["0"]
    assert {lang.get(f"{W}val") for lang in french.iter(f"{W}lang")} == {"fr-FR"}
    assert list(arabic.iter(f"{W}bidi")) == []  # as the style has it
    assert len(list(arabic.iter(f"{W}rtl"))) >= 1


def test_write_for_signing_keeps_an_arabic_name_readable_in_a_french_line(path):
    one, other = (replace(each, giver=replace(each.giver, leader="أمل")) for each in (twinning("ar"), twinning("fr")))

    write_for_signing(one, other, path, catalogues=(catalogue_of("ar"), catalogue_of("fr")))

    table = list(reading.part(path, "word/document.xml").iter(f"{W}tbl"))[1]
    preamble = table.findall(f"{W}tr")[1].findall(f"{W}tc")[1]
    marked = ["".join(run.itertext()) for run in preamble.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert marked == ["أمل"]
    assert [bidi.get(f"{W}val") for bidi in preamble.iter(f"{W}bidi")] == ["0"]


def test_write_for_signing_says_what_is_untranslated_in_its_own_direction(path):
    one, other = twinning("ar"), replace(twinning("fr"), review=Text("بتوقيع الطرفين.", "ar"))

    write_for_signing(one, other, path, catalogues=(catalogue_of("ar"), catalogue_of("fr")))

    assert columns(path)[-1] == ["بتوقيع الطرفين.", "بتوقيع الطرفين.\u00a0[AR]"]
    assert reading.faults(path, "ar") == []


def test_the_rows_to_sign_and_a_sum_stay_on_one_page_with_what_belongs_to_them(path):
    write_report(report("en"), path, catalogue=catalogue_of("en"))

    kept = []
    for table in reading.part(path, "word/document.xml").iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        said = [reading.cell_text(row.find(f"{W}tc")).splitlines()[0] for row in rows]
        if "Total" in said or said[0] == "For":
            kept.append([(name, row.find(f".//{W}keepNext") is not None) for name, row in zip(said, rows, strict=True)])
    assert kept == [
        [("Cost line", True), ("Travel", False), ("Daily allowances", True), ("Total", False)],
        [("Task", True), ("1 Assessment mission", False), ("3 Workshop", True), ("Total", False)],
        [("For", True), ("Tunisia", True), ("Jordan", True)],
    ]
