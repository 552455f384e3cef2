"""The right-to-left layer: WordprocessingML for runs, paragraphs, fields, tables and sections.

Everything here returns XML as a string, in the order that the schema of ISO/IEC 29500 wants. All formatting is
in named styles (`styles.py`), so that an office can restyle a whole document in one place; what is written on
the spot is direction only. docs/word.md says what each mark is for and where other programs go wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from exports.word.content import Text, Wording
from exports.word.text import LRM, clean, left_to_right, pieces

LANGUAGE_TAGS = {"ar": "ar-SA", "en": "en-GB", "fr": "fr-FR"}


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs made before, to stand where a wording may stand, and the text in them."""

    xml: str
    text: str

    def __add__(self, other: Runs) -> Runs:
        return Runs(self.xml + other.xml, self.text + other.text)


Words: TypeAlias = Wording | Runs


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell, with a character style or a paragraph style of its own.

    `language` is that of its column, where the document has columns in two languages.
    """

    words: Words
    mark: str = ""
    style: str = ""
    language: str = ""


Cell: TypeAlias = Words | Sequence[Words | Line]  # a sequence is one paragraph each


@dataclass(frozen=True, slots=True)
class Row:
    """`group`: one cell over the whole width, kept with the next row; `part`: the same over each column. `total`: the
    last line of a sum."""

    cells: Sequence[Cell]
    look: str = ""
    height: int = 0  # twips, at least
    anchor: str = ""  # where its first cell is a heading of the document
    keep: bool = False  # on one page with the next row


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the width, in any unit; `style` of its paragraphs."""

    title: Cell
    share: float
    style: str = "TableText"


def is_rtl(language: str) -> bool:
    return language == "ar"


def plain(words: Words) -> str:
    if isinstance(words, str):
        return words
    return words.value if isinstance(words, Text) else words.text


def native(words: Words | Cell, language: str) -> Cell:
    """A text in the document's own language is a plain string from here on."""
    return words.value if isinstance(words, Text) and words.language == language else words


@lru_cache(maxsize=65536)
def text_runs(text: str, rtl: bool, mark: str = "", language: str = "") -> str:
    """A text as runs of one direction each; `mark` is a character style, `language` that of its Latin words."""
    mark_xml = f'<w:rStyle w:val="{mark}"/>' if mark else ""
    lang_xml = f'<w:lang w:val="{LANGUAGE_TAGS[language]}"/>' if language else ""
    ltr_properties = f"<w:rPr>{mark_xml}{lang_xml}</w:rPr>" if mark_xml or lang_xml else ""
    rtl_properties = f"<w:rPr>{mark_xml}<w:rtl/></w:rPr>"
    written = []
    for at, line in enumerate(clean(text).split("\n")):
        if at:
            written.append("<w:r><w:br/></w:r>")
        written += (
            f"<w:r>{rtl_properties if piece.rtl else ltr_properties}"
            f'<w:t xml:space="preserve">{escape(piece.text)}</w:t></w:r>'
            for piece in pieces(line, rtl=rtl)
        )
    return "".join(written)


def runs(words: Words, *, language: str, mark: str = "") -> Runs:
    """Words inside a document of that language, with their own language named behind them where it differs."""
    if isinstance(words, Runs):
        return words
    if isinstance(words, str) or words.language == language:
        text = plain(words)
        return Runs(text_runs(text, is_rtl(language), mark), text)
    tag = f"\u00a0{left_to_right(f'[{words.language.upper()}]')}"
    said = foreign(words.value, words.language, inside=language, mark=mark)
    return said + Runs(text_runs(tag, is_rtl(words.language), "Fallback"), tag)


def foreign(text: str, language: str, *, inside: str, mark: str = "") -> Runs:
    """Words of another language than the document they stand in."""
    if is_rtl(language):
        return Runs(text_runs(text, True, mark), text)
    fenced = left_to_right(text) if is_rtl(inside) else text
    return Runs(text_runs(fenced, False, mark, language), text)


def paragraph(words: Words, *, language: str, style: str, mark: str = "", properties: str = "") -> str:
    """`properties`: what pPr holds between the style and the direction (keepNext, pageBreakBefore, tabs …)."""
    turned = _turned(words, language)
    inside = runs(words, language=language, mark=mark).xml
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{turned}</w:pPr>{inside}</w:p>'


def column_paragraph(line: Line, *, inside: str, style: str, properties: str = "") -> str:
    """A paragraph of a column with its own language, `inside` a document of another: it begins at its own side."""
    words = line.words
    own = words.language if isinstance(words, Text) else line.language
    turned = "" if is_rtl(own) == is_rtl(inside) else f"<w:bidi{'' if is_rtl(own) else _OFF}/>"
    if own == line.language:
        said = text_runs(plain(words), is_rtl(own), line.mark, "" if is_rtl(own) else own)
    else:
        said = runs(words, language=line.language, mark=line.mark).xml
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{turned}</w:pPr>{said}</w:p>'


_OFF = ' w:val="0"'


def _turned(words: Words, language: str) -> str:
    """A paragraph that fell back to a language of the other direction runs that way, from the same margin."""
    if not isinstance(words, Text) or is_rtl(words.language) == is_rtl(language):
        return ""
    return "<w:bidi/>" if is_rtl(words.language) else '<w:bidi w:val="0"/><w:jc w:val="right"/>'


def field_start(code: str) -> str:
    """Begins a field; what follows is shown until Word computes it afresh, as far as FIELD_END."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def mark_ltr(text: str) -> Runs:
    """Figures on either side of a field: with a mark before and behind it, `5.` and 1 are read 5.1 and not 1.5."""
    return Runs(text_runs(f"{LRM}{text}", False), text)


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
TAB = Runs("<w:r><w:tab/></w:r>", "\t")


def figure_field(code: str, result: int) -> Runs:
    """A field whose result is a figure: never marked right to left, or Word may show it in other digits."""
    figure = str(result)
    return Runs(f"{field_start(code)}{text_runs(figure, False)}{FIELD_END}", figure)


def bookmarked(name: str, number: int, inside: Runs) -> Runs:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return Runs(f'{start}{inside.xml}<w:bookmarkEnd w:id="{number}"/>', inside.text)


def link(anchor: str, inside: Runs) -> Runs:
    return Runs(f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inside.xml}</w:hyperlink>', inside.text)


def widths(shares: Sequence[float], total: int) -> list[int]:
    """Whole twips that sum to the total exactly, or the table would not be flush with the text."""
    whole = sum(shares)
    edges = [round(total * sum(shares[: at + 1]) / whole) for at in range(len(shares))]
    return [right - left for left, right in zip([0, *edges], edges, strict=False)]


def table_start(columns: Sequence[int], *, language: str, style: str = "PlanTable") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    visual = "<w:bidiVisual/>" if is_rtl(language) else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{visual}<w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def table_row(
    cells: Sequence[Cell],
    columns: Sequence[int],
    styles: Sequence[str],
    *,
    language: str,
    header: bool = False,
    span: int = 1,
    keep_next: bool = False,
    shade: str = "",
    height: int = 0,
    upright: str = "top",
) -> str:
    """One row that does not break over pages, its cells as wide as `columns` say; each covers `span` grid columns."""
    height_xml = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    header_xml = "<w:tblHeader/>" if header else ""
    look = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    look += f'<w:vAlign w:val="{upright}"/>' if upright != "top" else ""
    keep_xml = "<w:keepNext/>" if keep_next else ""
    rtl = is_rtl(language)
    written = [f"<w:tr><w:trPr><w:cantSplit/>{height_xml}{header_xml}</w:trPr>"]
    for cell, width, style in zip(cells, columns, styles, strict=True):
        if isinstance(cell, str):  # most of them: no time to lose in a long table
            inside = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep_xml}</w:pPr>{text_runs(cell, rtl)}</w:p>'
        else:
            inside = "".join(_line_xml(line, language, style, keep_xml) for line in lines(cell))
        written.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{inside}</w:tc>')
    written.append("</w:tr>")
    return "".join(written)


def _line_xml(line: Line, language: str, style: str, properties: str) -> str:
    style = line.style or style
    if line.language in ("", language):
        return paragraph(line.words, language=language, style=style, mark=line.mark, properties=properties)
    return column_paragraph(line, inside=language, style=style, properties=properties)


def lines(cell: Cell) -> Sequence[Line]:
    """The paragraphs of a cell; there is always one, as Word demands."""
    if isinstance(cell, str | Text | Runs):
        return (Line(cell),)
    return [part if isinstance(part, Line) else Line(part) for part in cell] or (Line(""),)


TABLE_END = "</w:tbl>"


@dataclass(frozen=True, slots=True)
class Page:
    """An A4 page in twips."""

    landscape: bool = False

    @property
    def width(self) -> int:
        return 16838 if self.landscape else 11906

    @property
    def height(self) -> int:
        return 11906 if self.landscape else 16838

    @property
    def text_width(self) -> int:
        return self.width - 2 * _SIDE

    @property
    def text_height(self) -> int:
        return self.height - _TOP - _BOTTOM


_SIDE, _TOP, _BOTTOM = 1134, 1260, 920  # margins; running header and footer stand in the latter two


def section(page: Page, *, language: str, header_id: str = "", footer_id: str = "") -> str:
    """What a section ends with. Without header and footer it shows those of the section before it."""
    header = f'<w:headerReference w:type="default" r:id="{header_id}"/>' if header_id else ""
    footer = f'<w:footerReference w:type="default" r:id="{footer_id}"/>' if footer_id else ""
    orient = ' w:orient="landscape"' if page.landscape else ""
    direction = "<w:bidi/>" if is_rtl(language) else ""
    return (
        f'<w:sectPr>{header}{footer}<w:type w:val="nextPage"/><w:pgSz w:w="{page.width}" w:h="{page.height}"{orient}/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{_SIDE}" w:bottom="{_BOTTOM}" w:left="{_SIDE}" '
        f'w:header="567" w:footer="454" w:gutter="0"/>{direction}</w:sectPr>'
    )


_TWIPS_PER_PIXEL = 15  # at 96 dots per inch
_EMU_PER_TWIP = 635


def fitted(pixels: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Width and height in twips: no larger than the box, nor than the picture's own size."""
    wide, high = (side * _TWIPS_PER_PIXEL for side in pixels)
    scale = min(1.0, box[0] / wide, box[1] / high)
    return int(wide * scale), int(high * scale)


def picture(relation: str, number: int, *, size: tuple[int, int], name: str, description: str) -> Runs:
    """A picture in the line, `size` in twips; the description is what a screen reader says."""
    extent = f'cx="{size[0] * _EMU_PER_TWIP}" cy="{size[1] * _EMU_PER_TWIP}"'
    named = f'id="{number}" name={quoteattr(clean(name))} descr={quoteattr(clean(description))}'
    return Runs(
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {named}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        "",
    )
