"""Reads a written document back, and says what a reader of right-to-left Word files would find wrong in it."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.table import Table
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOC_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
ARABIC = re.compile("[\u0620-\u064a]")


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def headings(path: Path) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in docx.Document(str(path)).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]


def paragraphs(path: Path, style: str) -> list[str]:
    return [each.text for each in docx.Document(str(path)).paragraphs if each.style.style_id == style]


def anchors(path: Path) -> list[str]:
    return [mark.get(f"{W}name") for mark in part(path, "word/document.xml").iter(f"{W}bookmarkStart")]


def table_under(path: Path, caption: str) -> list[list[str]]:
    """The rows, as texts, of the table whose caption (or heading) ends in these words."""
    found: list[list[str]] | None = None
    for before, table in _tables(path):
        if any(text.endswith(caption) for text in before):
            assert found is None, f"two tables under {caption!r}"
            found = [[cell_text(cell) for cell in row.findall(f"{W}tc")] for row in table._tbl.findall(f"{W}tr")]
    assert found is not None, f"no table under {caption!r}"
    return found


def cell_text(cell: etree._Element) -> str:
    """Paragraphs by line; the marks that keep figures in order are not what is said."""
    lines = ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in cell.iter(f"{W}p")]
    return "\n".join(lines).replace("\u200e", "")


def _tables(path: Path) -> Iterator[tuple[list[str], Table]]:
    """Each table with the last two paragraphs over it: its caption, and a note or nothing."""
    before = ["", ""]
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            yield before, block
            before = ["", ""]
        else:
            before = [before[1], block.text]


def faults(path: Path, language: str) -> list[str]:
    return list(_faults(path, language))


def _faults(path: Path, language: str) -> Iterator[str]:
    rtl = language == "ar"
    body = part(path, "word/document.xml")
    bidi_styles = {
        style.get(f"{W}styleId")
        for style in part(path, "word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr/{W}bidi") is not None
    }
    stories = [body, *(part(path, f"word/{kind}{at}.xml") for kind in ("header", "footer") for at in (1, 2))]
    for paragraph in (each for story in stories for each in story.iter(f"{W}p")):
        text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        own = paragraph.find(f"{W}pPr/{W}bidi")
        bidi = own.get(f"{W}val") != "0" if own is not None else _style(paragraph) in bidi_styles
        justified = paragraph.find(f"{W}pPr/{W}jc")
        if rtl and ARABIC.search(text) and not bidi:
            yield f"not right to left: {text!r}"
        if not rtl and bidi and not ARABIC.search(text):
            yield f"right to left without reason: {text!r}"
        if bidi and justified is not None and justified.get(f"{W}val") != "center":
            yield f"justified against the direction: {text!r}"
        for run in paragraph.iter(f"{W}r"):
            said = "".join(each.text or "" for each in run.iter(f"{W}t"))
            if bool(ARABIC.search(said)) and run.find(f"{W}rPr/{W}rtl") is None:
                yield f"run without w:rtl: {said!r}"
            if run.find(f"{W}rPr/{W}rtl") is not None and re.search("[0-9A-Za-z]", said) and not ARABIC.search(said):
                yield f"Latin run with w:rtl: {said!r}"
    for table in body.iter(f"{W}tbl"):
        if (table.find(f"{W}tblPr/{W}bidiVisual") is not None) != rtl:
            yield "table runs the wrong way"
        grid = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
        if sum(grid) != int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) or sum(grid) not in (9638, 14570):
            yield f"table not flush with the text: {grid}"
        rows = table.findall(f"{W}tr")
        if len(rows) > 3 and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "header row not repeated"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield "a row may break over pages"
        follower = table.getnext()
        if follower is None or follower.tag != f"{W}p":
            yield "a table with no paragraph after it"
    for section in body.iter(f"{W}sectPr"):
        if (section.find(f"{W}bidi") is not None) != rtl:
            yield "section runs the wrong way"
    for picture in body.iter(DOC_PROPERTIES):
        if not picture.get("descr"):
            yield "picture without alternative text"
    levels = [level for level, _text in headings(path)]
    if any(below > above + 1 for above, below in zip([0, *levels], levels, strict=False)):
        yield f"heading levels are skipped: {levels}"
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    if len(set(marks)) != len(marks) or len(set(anchors(path))) != len(marks):
        yield "a bookmark stands twice"
    for target in body.iter(f"{W}hyperlink"):
        if target.get(f"{W}anchor") not in anchors(path):
            yield f"link to nowhere: {target.get(f'{W}anchor')}"
    starts_and_ends = [each.get(f"{W}fldCharType") for each in body.iter(f"{W}fldChar")]
    if starts_and_ends.count("begin") != starts_and_ends.count("end"):
        yield "a field is not closed"


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else style.get(f"{W}val")
