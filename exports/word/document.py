"""A document being written block by block: headings, tables, pictures, sections, and the contents over them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations
from itertools import zip_longest
from os import PathLike

from exports.word import figures, fonts, package, rtl, styles
from exports.word.content import Picture, Text, Wording
from exports.word.layout import Block, Layout, row_height, styled, table_edges
from exports.word.listings import Entry, Listing, listings_xml, page_count
from exports.word.rtl import Cell, Column, Line, Page, Row, Runs, Words
from planner.domain.dates import format_date

NOTHING = "—"

_date = lru_cache(maxsize=4096)(format_date)  # a plan says each day many times

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_COLONS = {"ar": ": ", "en": ": ", "fr": "\u00a0: "}
_HEAD_STYLES = {"TableFigure": "TableHeadFigure"}
_NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'
_KEEP_NEXT = "<w:keepNext/>"
_SHORT_CONTENTS = "FrontSubheading"


@dataclass(frozen=True, slots=True)
class Blocks:
    """A row of coloured blocks, at least `height` twips high; `upright`: top, center or bottom."""

    cells: Sequence[Cell]
    shade: str
    height: int = 0
    upright: str = "top"


class Document:
    """One language, one direction. The words that the product itself says come from the catalogue.

    Anchors are bookmark names; they and the numbers depend on the order of the blocks only, so the same content
    in three languages is numbered and anchored alike.
    """

    def __init__(
        self, *, language: str, months: str, catalogue: NullTranslations, properties: package.Properties
    ) -> None:
        self.language = language
        self.catalogue = catalogue
        self.colon = _COLONS[language]
        self._months = months
        self._package = package.Package(properties)
        self._package.add("styles", "styles.xml", styles.styles_xml(language))
        self._package.add("numbering", "numbering.xml", styles.numbering_xml())
        self._package.add("settings", "settings.xml", styles.settings_xml(language))
        self._package.add("fontTable", "fontTable.xml", fonts.font_table_xml())
        self._body = bytearray()  # as it will be stored: half the size of the strings it was made of
        self._contents_at: int | None = None
        self._contents_page = 0
        self._short_contents: Sequence[int] = ()
        self._entries: list[Entry] = []
        self._captions: dict[str, list[Entry]] = {"Table": [], "Figure": []}
        self._chapter = 0
        self._counters: dict[str, int] = {}
        self._bookmarks = 0
        self._page = Page()
        self._layout = Layout(self._page)
        self._frames: dict[Page, tuple[str, str]] = {}
        self._after_table = False

    # What is said

    def day(self, day: date | None) -> str:
        return NOTHING if day is None else _date(day, self.language, self._months)

    def period(self, start: date | None, finish: date | None) -> str:
        return NOTHING if start is None and finish is None else f"{self.day(start)} – {self.day(finish)}"

    def number(self, value: Decimal | int) -> str:
        return figures.number(value, self.language)

    def said(self, *words: Words, mark: str = "") -> Runs:
        """Several words on one line, each in its own language."""
        runs = [rtl.runs(part, language=self.language, mark=mark) for part in words]
        return Runs("".join(each.xml for each in runs), "".join(each.text for each in runs))

    def labelled(self, name: Words, value: Words) -> Runs:
        return self.said(name, self.colon, self.said(value, mark="Strong"))

    def listed(self, words: Iterable[Words], *, separator: str = "") -> Words:
        """A list within a line, or the sign for nothing."""
        comma = separator or ("، " if rtl.is_rtl(self.language) else ", ")
        present = [part for part in words if rtl.plain(part)]
        parts: list[Words] = [each for part in present for each in (comma, part)]
        return self.said(*parts[1:]) if parts else NOTHING

    def quoted(self, words: str, language: str) -> Runs:
        """Words that are meant to stand in another language than the document's."""
        return rtl.foreign(words, language, inside=self.language)

    def untagged(self, words: Wording) -> Words:
        """Words without the name of their language, for a cover or a running header."""
        return self.quoted(words.value, words.language) if isinstance(words, Text) else words

    # Blocks

    def paragraph(self, words: Words, style: str = "Normal", *, keep_next: bool = False) -> None:
        self._paragraph(words, style, keep_next=keep_next)

    def heading(self, words: Words, anchor: str, *, level: int = 1, new_page: bool = True) -> None:
        """A numbered heading; one of level 1 begins a page unless told otherwise."""
        if level == 1:
            self._chapter = self._count("chapter")
            self._heading(words, anchor, 1, number=("chapter", self._chapter), after=". ", new_page=new_page)
        else:
            counter = f"section_{self._chapter}"
            before, number = rtl.mark_ltr(f"{self._chapter}."), (counter, self._count(counter))
            after = self.said(rtl.mark_ltr(""), " ")
            self._heading(words, anchor, 2, before=before, number=number, after=after, new_page=False)

    def title(self, words: Words, anchor: str) -> None:
        """A heading of level 1 without a number. It begins no page."""
        self._heading(words, anchor, 1, new_page=False)

    def article(self, words: Words, anchor: str) -> None:
        """A numbered heading of an agreement. It begins no page."""
        self._chapter = self._count("chapter")
        before, number = self.catalogue.gettext("Article") + " ", ("chapter", self._chapter)
        self._heading(words, anchor, 1, before=before, number=number, after=self.colon, new_page=False)

    def annex(self, words: Words, anchor: str) -> None:
        before = self.catalogue.gettext("Annex") + " "
        number = ("annex", self._count("annex"))
        self._heading(words, anchor, 1, before=before, number=number, after=self.colon, new_page=True)

    def sheet_heading(self, words: Words, anchor: str) -> None:
        """A heading of level 2 that begins a page and brings its own number in its words."""
        self._heading(words, anchor, 2, new_page=True)

    def _heading(
        self,
        words: Words,
        anchor: str,
        level: int,
        *,
        before: Words = "",
        number: tuple[str, int] | None = None,
        after: Words = "",
        new_page: bool,
    ) -> None:
        """Numbered by a SEQ field and not by Word's list numbers: LibreOffice sets those of right-to-left text
        outside the margin unless w:lvlJc says right, which Word may read as the other side."""
        said, label, listed = self.said(words), Runs("", ""), Runs("", "")
        if number:
            counter, at = number
            label = self.said(before, rtl.figure_field(f"SEQ {counter} \\* ARABIC", at), after)
            listed = self.said(before, str(at), after)
        self._entries.append(Entry(anchor, f"TOC{level}", listed + said))
        self._paragraph(label + said, f"Heading{level}", new_page=new_page, anchor=anchor)

    def _count(self, counter: str) -> int:
        self._counters[counter] = self._counters.get(counter, 0) + 1
        return self._counters[counter]

    def form(self, rows: Iterable[tuple[Words, Cell]]) -> None:
        """Two columns, what is asked and what is answered."""
        _ = self.catalogue.gettext
        columns = [Column(_("Item"), 21, "FieldName"), Column(_("Details"), 79, "FieldText")]
        self.table(columns, [(name, answer or NOTHING) for name, answer in rows])

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell] | Row],
        *,
        caption: Words = "",
        note: Words = "",
        empty: Words = "",
        style: str = "PlanTable",
    ) -> None:
        """A table over the whole text width, its numbered caption and a note above it, its header row on every page.

        `empty` is said in its place where there are no rows.
        """
        rows = list(rows)
        if not rows:
            if empty:
                self.paragraph(empty)
            return
        if caption:
            self._caption("Table", self.catalogue.gettext("Table"), caption, style="Caption")
        if note:
            self._paragraph(note, "Note")
        twips = rtl.widths([column.share for column in columns], self._page.text_width)
        head = Row([column.title for column in columns], look="head")
        head_styles = [_HEAD_STYLES.get(column.style, "TableHead") for column in columns]
        body_styles = [column.style for column in columns]
        self._begin_table(twips, style)
        again = table_edges(style).height + self._row(head, twips, head_styles, table=style)
        for row in _with_total_kept([row if isinstance(row, Row) else Row(row) for row in rows]):
            self._row(row, twips, ["TableHead"] if row.look == "group" else body_styles, table=style, again=again)
        self._end_table()

    def _row(self, row: Row, twips: Sequence[int], cell_styles: Sequence[str], *, table: str, again: int = 0) -> int:
        """Write a row; gives back its height."""
        group, head = row.look == "group", row.look == "head"
        keep = row.keep or row.look in ("group", "head", "part")
        cells = [rtl.native(cell, self.language) for cell in row.cells]
        if row.anchor:
            cells[0] = self._entered(rtl.lines(cells[0])[0], row.anchor)
        widths = [sum(twips)] if group else twips
        self._append(
            rtl.table_row(
                cells,
                widths,
                cell_styles,
                language=self.language,
                header=head,
                span=len(twips) if group else 1,
                keep_next=keep,
                shade=_SHADES[row.look],
                height=row.height,
            )
        )
        height = row_height(cells, widths, cell_styles, table=table, least=row.height)
        self._layout.add(Block(height, keep=keep, again=again, anchor=row.anchor))
        return height

    def _entered(self, heading: Line, anchor: str) -> Sequence[Line]:
        """A heading of level 2 within a table, in the table of contents too."""
        self._bookmarks += 1
        said = self.said(heading.words)
        self._entries.append(Entry(anchor, "TOC2", said))
        return [replace(heading, words=rtl.bookmarked(anchor, self._bookmarks, said))]

    def blocks(self, rows: Sequence[Blocks], *, style: str) -> None:
        """Blocks of colour of equal width, each styled by its own lines; no header row."""
        twips = rtl.widths([1] * len(rows[0].cells), self._page.text_width)
        cell_styles = ["TableText"] * len(twips)
        self._begin_table(twips, style)
        for row in rows:
            self._append(
                rtl.table_row(
                    row.cells,
                    twips,
                    cell_styles,
                    language=self.language,
                    shade=row.shade,
                    height=row.height,
                    upright=row.upright,
                )
            )
            self._layout.add(Block(row_height(row.cells, twips, cell_styles, table=style, least=row.height)))
        self._end_table()

    def _begin_table(self, twips: Sequence[int], style: str) -> None:
        if self._after_table:
            self._paragraph("", "SectionEnd")  # or Word would join the two
        self._append(rtl.table_start(twips, language=self.language, style=style))
        self._layout.add(table_edges(style))

    def _end_table(self) -> None:
        self._append(rtl.TABLE_END)
        self._after_table = True

    def picture(self, picture: Picture, *, room: int) -> None:
        """A picture as wide as the text, leaving `room` twips of the page's height, its caption kept below it."""
        number = self._count("picture")
        relation = self._package.add("image", f"media/image{number}.png", picture.png)
        size = rtl.fitted((picture.width, picture.height), (self._page.text_width, self._page.text_height - room))
        label = self.catalogue.gettext("Figure")
        drawing = rtl.picture(relation, number, size=size, name=f"{label} {number}", description=picture.description)
        self._paragraph(drawing, "Picture", height=size[1])
        self._caption("Figure", label, picture.caption, style="FigureCaption")

    def _caption(self, kind: str, label: str, words: Words, *, style: str) -> None:
        entries = self._captions[kind]
        number = len(entries) + 1
        anchor = f"{kind.lower()}{number}"
        said = self.said(self.colon, words)
        name = self.said(f"{label}\u00a0")
        entries.append(Entry(anchor, "TableofFigures", name + self.said(str(number)) + said))
        self._paragraph(name + rtl.figure_field(f"SEQ {kind} \\* ARABIC", number) + said, style, anchor=anchor)

    def _paragraph(
        self,
        words: Words,
        style: str,
        *,
        keep_next: bool = False,
        new_page: bool = False,
        anchor: str = "",
        height: int = 0,
    ) -> None:
        """`height` where it is not that of the words."""
        if anchor:
            self._bookmarks += 1
            words = rtl.bookmarked(anchor, self._bookmarks, self.said(words))
        properties = f"{_KEEP_NEXT if keep_next else ''}{_NEW_PAGE if new_page else ''}"
        self._append(rtl.paragraph(words, language=self.language, style=style, properties=properties))
        block = styled(words, style, self._page.text_width)
        block.height = height or block.height
        block.keep |= keep_next
        block.anchor = anchor
        if new_page:
            block.new_page, block.before = True, 0
        self._layout.add(block)
        self._after_table = False

    def _append(self, xml: str) -> None:
        self._body += xml.encode()

    # Pages

    def contents(self) -> None:
        """Here the table of contents and the lists of tables and figures will stand, on pages of their own."""
        self._contents_at = len(self._body)
        self._layout.add(Block(1, new_page=True))
        self._contents_page = self._layout.page_number

    def short_contents(self, *levels: int) -> None:
        """Here the headings will stand that are to come, and the document go on below. Their `levels` are given
        before, to leave room; those of level 2 are left out unless they are among them.
        """
        self._contents_at, self._short_contents = len(self._body), levels
        for style in (_SHORT_CONTENTS, *(f"TOC{level}" for level in levels)):
            self._layout.add(styled("", style, self._page.text_width))

    def turn(self, *, landscape: bool) -> None:
        """Go on upright or lengthwise; a change begins a new page."""
        if landscape != self._page.landscape:
            self.end_section(Page(landscape=landscape))

    def end_section(self, following: Page, *, framed: bool = True) -> None:
        """Close the pages so far; `framed` ones show the running header and footer."""
        self._append(_section_end(self._section(framed)))
        self._page = following
        self._layout.begin_section(following)

    def frame(self, header: Sequence[tuple[Words, str]], footer: tuple[Words, str]) -> None:
        """The running header, paragraphs with their styles, and the two ends of the footer's only line, the second
        of which says `{page}` and `{pages}`."""
        head = "".join(rtl.paragraph(words, language=self.language, style=style) for words, style in header)
        for at, page in enumerate((Page(), Page(landscape=True)), 1):
            foot = rtl.paragraph(
                self.said(footer[0], rtl.TAB, self._page_of(footer[1])),
                language=self.language,
                style="Footer",
                properties=f'<w:tabs><w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs>',
            )
            self._frames[page] = (
                self._package.add("header", f"header{at}.xml", _part("hdr", head)),
                self._package.add("footer", f"footer{at}.xml", _part("ftr", foot)),
            )

    def _page_of(self, sentence: str) -> Runs:
        fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
        parts = re.split(r"(\{pages?\})", sentence)
        return self.said(*(rtl.figure_field(fields[part], 1) if part in fields else part for part in parts))

    def _section(self, framed: bool) -> str:
        header_id, footer_id = self._frames[self._page] if framed else ("", "")
        return rtl.section(self._page, language=self.language, header_id=header_id, footer_id=footer_id)

    # The file

    def parts(self, page_numbers: Mapping[str, int]) -> dict[str, package.Part]:
        """The parts of the file by name. `page_numbers` are the contents' by anchor, where they are known better
        than by our own layout."""
        return self._package.parts(self._document_xml(page_numbers))

    def write(self, path: str | PathLike[str], *, page_numbers: Mapping[str, int]) -> None:
        package.write(path, self.parts(page_numbers), day=self._package.properties.made_on)

    def _document_xml(self, page_numbers: Mapping[str, int]) -> Iterator[bytes | memoryview]:
        listings = self._listings()
        known = {**self._page_numbers(listings), **page_numbers}
        body = memoryview(self._body)
        yield f"{styles.DECLARATION}<w:document {_NAMESPACES}><w:body>".encode()
        at = self._contents_at or 0
        yield body[:at]
        yield listings_xml(listings, language=self.language, page_numbers=known).encode()
        yield body[at:]
        yield f"{_section_end()}{self._section(framed=True)}</w:body></w:document>".encode()

    def _listings(self) -> list[Listing]:
        if self._contents_at is None:
            return []
        _ = self.catalogue.gettext
        if levels := self._short_contents:
            wanted = [f"TOC{level}" for level in levels]
            entries = [entry for entry in self._entries if entry.style in wanted]
            assert [entry.style for entry in entries] == wanted, "room was left for other headings"
            code = f'TOC \\o "1-{max(levels)}" \\h \\z \\u'
            return [Listing(_("Contents"), _SHORT_CONTENTS, code, entries)]
        made = [
            Listing(_("Contents"), "FrontHeading", 'TOC \\o "1-2" \\h \\z \\u', self._entries),
            Listing(_("Tables"), "FrontSubheading", 'TOC \\h \\z \\c "Table"', self._captions["Table"]),
            Listing(_("Figures"), "FrontSubheading", 'TOC \\h \\z \\c "Figure"', self._captions["Figure"]),
        ]
        return [listing for listing in made if listing.entries]

    def _page_numbers(self, listings: Sequence[Listing]) -> Mapping[str, int]:
        """By our own layout, which allowed one page for the contents."""
        self._layout.end()
        more = 0 if self._short_contents else page_count(listings) - 1
        return {
            anchor: page + more if page > self._contents_page else page for anchor, page in self._layout.pages.items()
        }


_SHADES = {"": "", "head": styles.BRAND_SOFT, "group": styles.GROUND, "part": styles.GROUND, "total": styles.GROUND}


def _with_total_kept(rows: Sequence[Row]) -> Iterator[Row]:
    """The row over a sum goes to the next page with it."""
    for row, following in zip_longest(rows, rows[1:]):
        yield replace(row, keep=True) if following is not None and following.look == "total" else row


def _section_end(section: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{section}</w:pPr></w:p>'


def _part(root: str, inside: str) -> str:
    return f"{styles.DECLARATION}<w:{root} {_NAMESPACES}>{inside}</w:{root}>"
