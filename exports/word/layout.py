"""On which page will each heading fall? A plain layout of paragraphs and rows, for the table of contents.

Words are measured in the very font that travels in the file, and styles set the height of a line, so that the
answer is that of LibreOffice and Word for all but a few entries (docs/word.md gives the count). Where LibreOffice
is installed, `page_numbers` asks it instead.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from PIL import ImageFont

from exports.word.fonts import face_file
from exports.word.rtl import Cell, Page, Words, lines, plain
from exports.word.styles import PARAGRAPH_STYLES, TABLE_STYLES
from exports.word.text import clean

_UNITS = 200  # pixels to the em when measuring: fine enough, and quick
_TWIPS_PER_HALF_POINT = 10
_MAY_BREAK = re.compile("[ \n-]")
_WORDS = re.compile("[^ -]*[ -]+|[^ -]+")
_RULE_BELOW = 95  # under a heading: its distance and its own width
_ROW_RULE, _TABLE_EDGES = 10, 30


@dataclass(slots=True)
class Block:
    """What stays together on one page. `keep`: with what follows. `again`: how high the header row is that is
    repeated where this row begins a page."""

    height: int
    before: int = 0
    after: int = 0
    keep: bool = False
    new_page: bool = False
    anchor: str = ""
    again: int = 0


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(face_file("Bold" if bold else "Regular")), _UNITS)


@lru_cache(maxsize=65536)
def word_width(word: str, bold: bool) -> float:
    return _font(bold).getlength(word) / _UNITS


def line_count(text: str, *, width: int, size: int, bold: bool) -> int:
    """How many lines a text takes in `width` twips at `size` half-points, broken after spaces and hyphens."""
    if not _MAY_BREAK.search(text):
        return 1
    room = width / (size * _TWIPS_PER_HALF_POINT)
    count = 0
    for line in text.split("\n"):
        count += 1
        at = 0.0
        for word in _WORDS.findall(line):
            said = word.rstrip(" ")
            wide = word_width(said, bold)
            if at and at + wide > room:
                count += 1
                at = 0.0
            at += wide + (len(word) - len(said)) * word_width(" ", bold)
    return count


@lru_cache(maxsize=65536)
def text_height(text: str, style_name: str, width: int) -> int:
    """Of a paragraph in that style, without the space before and after it."""
    style = PARAGRAPH_STYLES[style_name]
    taken = line_count(clean(text), width=width - style.left, size=style.size, bold=style.bold)
    return taken * style.line + (_RULE_BELOW if style.ruled else 0)


def styled(words: Words, style_name: str, width: int) -> Block:
    """A paragraph as its style has it."""
    style = PARAGRAPH_STYLES[style_name]
    return Block(
        text_height(plain(words), style_name, width),
        before=style.before,
        after=style.after,
        keep=style.keep_next,
        new_page=style.new_page,
    )


def table_edges(table: str) -> Block:
    return Block(_TABLE_EDGES if TABLE_STYLES[table].ruled else 0, keep=True)


def row_height(cells: Sequence[Cell], widths: Sequence[int], styles: Sequence[str], *, table: str, least: int) -> int:
    margins = TABLE_STYLES[table]
    tallest = max(
        _cell_height(cell, style, width - 2 * margins.beside)
        for cell, style, width in zip(cells, styles, widths, strict=True)
    )
    return max(tallest + 2 * margins.upright, least) + (_ROW_RULE if margins.ruled else 0)


def _cell_height(cell: Cell, style: str, width: int) -> int:
    if isinstance(cell, str):
        return text_height(cell, style, width)
    return sum(
        text_height(plain(line.words), line.style or style, width) + PARAGRAPH_STYLES[line.style or style].after
        for line in lines(cell)
    )


@dataclass(slots=True)
class Layout:
    page: Page
    page_number: int = 1
    pages: dict[str, int] = field(default_factory=dict)  # by anchor
    _at: int = 0
    _after: int = 0
    _kept: list[Block] = field(default_factory=list)

    def add(self, block: Block) -> None:
        self._kept.append(block)
        if not block.keep:
            self._place()

    def end(self) -> None:
        """Place what was waiting for something to follow."""
        self._place()

    def begin_section(self, page: Page) -> None:
        self.end()
        self._begin_page()
        self.page = page

    def _place(self) -> None:
        chain, self._kept = self._kept, []
        needed = sum(block.height for block in chain) + sum(
            max(above.after, below.before) for above, below in pairwise(chain)
        )
        for at, block in enumerate(chain):
            gap = max(self._after, block.before) if self._at else block.before
            wanted = needed if at == 0 else block.height
            if block.new_page or self._at + gap + wanted > self.page.text_height:
                if self._at:
                    self._begin_page()
                    self._at = block.again
                gap = block.before if block.new_page else 0
            if block.anchor:
                self.pages[block.anchor] = self.page_number
            self._at += gap + block.height
            self._after = block.after

    def _begin_page(self) -> None:
        self.page_number += 1
        self._at = self._after = 0
