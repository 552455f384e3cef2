"""What a document begins with: a cover that fills a page, or a banner over its first lines."""

from __future__ import annotations

from collections.abc import Sequence

from exports.word.document import Blocks, Document
from exports.word.rtl import Cell, Line, Page, Words
from exports.word.styles import BRAND, GROUND

Fact = tuple[Words, str]


def write_cover(
    document: Document, *, above: Words, kind: Words, title: Words, below: Words, facts: Sequence[Sequence[Fact]]
) -> None:
    """A page of its own, without running header and footer. `facts`: what stands in each column at its foot."""
    named = [Line(kind, style="CoverKind"), Line(title, style="Title")]
    if below:
        named.append(Line(below, style="CoverKind"))
    columns = [[Line(document.labelled(name, value), style="CoverText") for name, value in column] for column in facts]
    document.blocks(
        [
            Blocks([[Line(above, style="CoverCountry")]], shade=BRAND, height=3000),
            Blocks([named], shade=BRAND, height=8900, upright="bottom"),
        ],
        style="CoverTable",
    )
    document.blocks([Blocks(columns, shade=GROUND, height=1500)], style="CoverFacts")
    document.end_section(Page(), framed=False)


def write_banner(document: Document, sides: Sequence[Cell]) -> None:
    """One column, or two beside each other, of lines on colour."""
    document.blocks([Blocks(sides, shade=BRAND)], style="BannerTable")


def banner_lines(kind: Words, title: Words, below: Words, *, language: str = "") -> list[Line]:
    """`language` where the column is in another one than the document."""
    return [
        Line(kind, style="CoverKind", language=language),
        Line(title, style="BannerTitle", language=language),
        Line(below, style="CoverKind", language=language),
    ]
