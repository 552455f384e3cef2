"""What is read of a workbook, and what is refused before it is unpacked."""

from __future__ import annotations

import io

import pytest

from planner.interchange.refusals import FileRefused, Refusal
from planner.interchange.sheets.cells import Cell, read_sheets
from tests.planner.interchange.workbooks import archive, sheet_xml

ABOUT = (
    b'<worksheet><sheetData><row><c t="inlineStr"><is><t>enact-plan</t></is></c><c><v>1</v></c></row>'
    b'<row><c t="inlineStr"><is><t>plan</t></is></c><c t="inlineStr"><is><t>x</t></is></c></row>'
    b"</sheetData></worksheet>"
)
SHEET, OTHER = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def read(parts: dict[str, bytes]):
    return read_sheets(io.BytesIO(archive({OTHER: ABOUT, **parts})))


def test_cells_are_read_by_the_names_of_their_columns():
    rows = (
        '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3"><v>46390</v></c></row>'
        '<row r="7"><c r="B7"><f>1+1</f><v>2</v></c></row><row r="8"/>'
    )
    sheet = sheet_xml(rows).replace(b"</c></row>", b'</c><c r="B1" t="inlineStr"><is><t>earliest</t></is></c></row>', 1)
    shared = b"<sst><si><r><t>a</t></r><rPh><t>no</t></rPh><r><t>b</t></r></si></sst>"

    found = read({SHEET: sheet, "xl/sharedStrings.xml": shared})

    assert found.about == {"plan": "x"}
    assert [(line.number, dict(line.cells)) for line in found.lines["enact-tasks"]] == [
        (3, {"key": Cell("ab"), "earliest": Cell("46390", is_number=True)}),
        (7, {"earliest": Cell("2", is_number=True, is_formula=True)}),
    ]


ENTITY = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        pytest.param({}, Refusal.NOT_OUR_WORKBOOK, id="no sheet of ours"),
        pytest.param({SHEET: b"<worksheet>"}, Refusal.NOT_XML, id="cut off"),
        pytest.param({SHEET: sheet_xml("<row/>", prolog=ENTITY)}, Refusal.DOCTYPE, id="external entity"),
        pytest.param({SHEET: sheet_xml("<row/>" * 7_000)}, Refusal.TOO_MANY_ROWS, id="rows"),
        pytest.param({SHEET: sheet_xml(f"<row>{'<c><v>1</v></c>' * 300}</row>")}, Refusal.TOO_MANY_PARTS, id="columns"),
        pytest.param({SHEET: sheet_xml('<row><c t="s"><v>9</v></c></row>')}, Refusal.NOT_A_WORKBOOK, id="no string"),
        pytest.param({"xl/media/a": bytes(10_000_000)}, Refusal.PACKED_TOO_MUCH, id="a thousand to one"),
        pytest.param({f"xl/{n}": b"" for n in range(600)}, Refusal.PACKED_TOO_MUCH, id="entries"),
    ],
)
def test_a_workbook_that_is_none_of_ours_is_refused(parts, refusal):
    with pytest.raises(FileRefused) as error:
        read(parts)

    assert error.value.refusal == refusal


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html/>", bytes(100)])
def test_what_is_no_archive_is_refused(content):
    with pytest.raises(FileRefused) as error:
        read_sheets(io.BytesIO(content))

    assert error.value.refusal == Refusal.NOT_A_WORKBOOK


def test_a_file_is_refused_by_its_size_before_it_is_opened():
    with pytest.raises(FileRefused) as error:
        read_sheets(io.BytesIO(bytes(6 * 1024 * 1024)))

    assert error.value.refusal == Refusal.TOO_LARGE


def test_a_part_that_lies_about_its_size_is_refused():
    content = bytearray(archive({OTHER: ABOUT, SHEET: sheet_xml("<row/>" * 6_000)}))
    place = content.rindex(SHEET.encode()) - 46 + 24
    content[place : place + 4] = (100).to_bytes(4, "little")

    with pytest.raises(FileRefused) as error:
        read_sheets(io.BytesIO(bytes(content)))

    assert error.value.refusal in (Refusal.NOT_A_WORKBOOK, Refusal.NOT_XML)
