"""The table of contents and the lists of tables and figures, filled in beforehand.

Word would make them itself, but only after asking the reader a question at opening (`w:updateFields`), and other
programs never do. So each list is a field whose result is already there: linked lines with their page numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exports.word import rtl
from exports.word.layout import Layout, styled
from exports.word.rtl import Page, Runs, Words


@dataclass(frozen=True, slots=True)
class Entry:
    anchor: str
    style: str
    said: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: what stands over it, in which style, and the field that makes it."""

    title: Words
    style: str
    code: str
    entries: Sequence[Entry]


def listings_xml(listings: Sequence[Listing], *, language: str, page_numbers: Mapping[str, int]) -> str:
    """An entry whose page is not known shows none."""
    written = []
    for listing in listings:
        written.append(rtl.paragraph(listing.title, language=language, style=listing.style))
        opening, last = rtl.field_start(listing.code), len(listing.entries) - 1
        for at, entry in enumerate(listing.entries):
            line = _line(entry, page_numbers.get(entry.anchor)).xml
            line = f"{opening if at == 0 else ''}{line}{rtl.FIELD_END if at == last else ''}"
            written.append(rtl.paragraph(Runs(line, ""), language=language, style=entry.style))
    return "".join(written)


def _line(entry: Entry, page_number: int | None) -> Runs:
    if page_number is None:
        return rtl.link(entry.anchor, entry.said)
    page = rtl.figure_field(f"PAGEREF {entry.anchor} \\h", page_number)
    return rtl.link(entry.anchor, entry.said + rtl.TAB + page)


def page_count(listings: Sequence[Listing]) -> int:
    layout = Layout(Page())
    for listing in listings:
        layout.add(styled(listing.title, listing.style, Page().text_width))
        for entry in listing.entries:
            layout.add(styled(entry.said, entry.style, Page().text_width))
    return layout.page_number
