"""Workbooks as people and as attackers change them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl

from planner.interchange.sheets.columns import COMMITMENTS, TASKS

PLACE = {TASKS: 0, COMMITMENTS: 1}


def columns_of(sheet: Any) -> dict[str, int]:
    """The columns by their names in the hidden first row; the key's under `key`."""
    names = [sheet.cell(1, place).value for place in range(2, sheet.max_column + 1)]
    return {"key": 1} | {name: place for place, name in enumerate(names, start=2) if name}


def row_of(sheet: Any, key: str) -> int:
    return next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


def changed(content: bytes, changes: Mapping[tuple[str, str | int, str], Any]) -> bytes:
    """With other values in cells, each named by its sheet, the row's key or number, and the column."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for (mark, row, column), value in changes.items():
        sheet = workbook.worksheets[PLACE[mark]]
        number = row if isinstance(row, int) else row_of(sheet, row)
        sheet.cell(number, columns_of(sheet)[column]).value = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def first_free_row(content: bytes, mark: str = TASKS) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[PLACE[mark]]
    return max(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, 1).value) + 1


def archive(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one of its parts put in place of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {entry: packed.read(entry) for entry in packed.namelist()}
    return archive({**parts, name: part})


def sheet_xml(rows: str, *, prolog: str = "") -> bytes:
    """A sheet of tasks."""
    return worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>enact-tasks</t></is></c></row>' + rows, prolog=prolog)


def worksheet(rows: str, *, prolog: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{prolog}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()
