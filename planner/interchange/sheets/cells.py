"""The cells of a workbook's sheets as a stream, without styles and without computing anything."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import BinaryIO, NamedTuple

from planner.interchange.refusals import FileRefused, Refusal
from planner.interchange.sheets.archives import LARGEST_UNPACKED, open_archive
from planner.interchange.sheets.columns import ABOUT, COMMITMENTS, MOST_ROWS, SPARE_ROWS, TASKS
from planner.interchange.streams import Node, records

MOST_COLUMNS = 200
# Twenty different texts in each row.
MOST_STRINGS = 20 * MOST_ROWS
# A row that was once touched is written although nothing stands in it.
MOST_LINES = MOST_ROWS + 10 * SPARE_ROWS

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class Cell(NamedTuple):
    """`text` as it is written in the file. A number may be a day; only its column knows."""

    text: str
    is_number: bool = False
    is_formula: bool = False
    is_error: bool = False


class Line(NamedTuple):
    """A row of a sheet by its number there; cells by the names of their columns, the key's under `key`."""

    number: int
    cells: Mapping[str, Cell]


class Sheets(NamedTuple):
    """The letters of the columns by their names, and the lines, of each sheet that is ours; what the file says of
    itself in `about`."""

    about: Mapping[str, str]
    lines: Mapping[str, list[Line]]
    letters: Mapping[str, Mapping[str, str]]


def read_sheets(source: BinaryIO) -> Sheets:
    """Raises FileRefused."""
    with open_archive(source) as archive:
        try:
            return _read(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError):
            raise FileRefused(Refusal.NOT_A_WORKBOOK) from None


def _read(archive: zipfile.ZipFile) -> Sheets:
    shared = _shared_strings(archive)
    about: dict[str, str] = {}
    lines: dict[str, list[Line]] = {}
    letters: dict[str, dict[str, str]] = {}
    for name in archive.namelist():
        if not _SHEET.fullmatch(name):
            continue
        with archive.open(name) as part:
            rows = _rows(part, shared)
            _number, head = next(rows, (0, {}))
            mark = head["A"].text if "A" in head else ""
            if mark == ABOUT:
                about = {cells["A"].text: cells["B"].text for _n, cells in rows if {"A", "B"} <= cells.keys()}
            elif mark in (TASKS, COMMITMENTS) and mark not in lines:
                columns = {letter: "key" if letter == "A" else cell.text for letter, cell in head.items()}
                letters[mark] = {column: letter for letter, column in columns.items()}
                # The second row has the headings.
                lines[mark] = [
                    Line(number, {columns[letter]: cell for letter, cell in cells.items() if letter in columns})
                    for number, cells in rows
                    if number > 2
                ]
    if not about or TASKS not in lines:
        raise FileRefused(Refusal.NOT_OUR_WORKBOOK)
    return Sheets(about, lines, letters)


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    with archive.open("xl/sharedStrings.xml") as part:
        found = records(part, wanted={"si"}, kept={"t", "r"}, largest=LARGEST_UNPACKED)
        strings = [_text(node) for node in islice(found, MOST_STRINGS + 1)]
    if len(strings) > MOST_STRINGS:
        raise FileRefused(Refusal.TOO_MANY_PARTS, most=MOST_STRINGS)
    return strings


def _text(node: Node) -> str:
    """Of a string that may be in pieces, each in its own type."""
    return "".join(child.content if child.tag == "t" else _text(child) for child in node.children)


def _rows(part: BinaryIO, shared: list[str]) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Rows with something in them, by their numbers; cells by the letters of their columns."""
    number = 0
    found = records(part, wanted={"row"}, kept={"c", "f", "v", "is", "t", "r"}, largest=LARGEST_UNPACKED)
    for count, row in enumerate(found, start=1):
        if count > MOST_LINES:
            raise FileRefused(Refusal.TOO_MANY_ROWS, most=MOST_ROWS)
        number = int(row.attributes.get("r") or number + 1) if _is_number(row.attributes.get("r")) else number + 1
        cells = dict(_cells(row, shared))
        if cells:
            yield number, cells


def _cells(row: Node, shared: list[str]) -> Iterator[tuple[str, Cell]]:
    place = 0
    for node in row.all("c"):
        match = _REFERENCE.fullmatch(node.attributes.get("r", ""))
        letters = match[1] if match else _letters(place + 1)
        place = _place(letters)
        if place > MOST_COLUMNS:
            raise FileRefused(Refusal.TOO_MANY_PARTS, most=MOST_COLUMNS)
        cell = _cell(node, shared)
        if cell.text or cell.is_formula:
            yield letters, cell


def _cell(node: Node, shared: list[str]) -> Cell:
    kind, value = node.attributes.get("t", "n"), node.text("v")
    is_formula = any(child.tag == "f" for child in node.children)
    if kind == "s":
        if not _is_number(value) or int(value) >= len(shared):
            raise FileRefused(Refusal.NOT_A_WORKBOOK)
        value = shared[int(value)]
    elif kind == "inlineStr":
        value = "".join(_text(child) for child in node.all("is"))
    return Cell(value, is_number=kind == "n", is_formula=is_formula, is_error=kind == "e")


def _is_number(text: str | None) -> bool:
    return bool(text) and text.isascii() and text.isdecimal() and len(text) < 10


@cache
def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


@cache
def _letters(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
