"""The workbook of a plan. Whatever a text looks like, it leaves as a text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from planner.interchange.sheets.columns import (
    ABOUT,
    COMMITMENT_COLUMNS,
    COMMITMENTS,
    SPARE_ROWS,
    TASK_COLUMNS,
    TASKS,
    VERSION,
    Column,
    Holds,
)
from planner.interchange.sheets.values import LONGEST_TEXT
from planner.interchange.texts import clipped, sayable

# A text that begins so is taken for a formula by spreadsheets.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

HEAD = PatternFill("solid", fgColor="0B5563")
COMPUTED = PatternFill("solid", fgColor="EEF2F3")
THIN = Border(bottom=Side(style="thin", color="D5DCDE"))
FORMATS = {Holds.DAY: "yyyy-mm-dd", Holds.MONEY: "#,##0", Holds.WHOLE: "0"}


@dataclass(frozen=True, kw_only=True)
class SheetWords:
    """What the workbook says in the reader's language: titles of the sheets, headings by the columns' names, states
    by their codes, and the notes that explain it."""

    tasks: str
    commitments: str
    notes: str
    headings: Mapping[str, str]
    states: Mapping[str, str]
    explanations: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class PlanRows:
    """`tasks` and `commitments` are rows of values by the columns' names, each with its `key`."""

    plan: str
    change_number: int
    language: str
    tasks: Sequence[Mapping[str, Any]]
    commitments: Sequence[Mapping[str, Any]]


def write_workbook(rows: PlanRows, words: SheetWords) -> bytes:
    """Right to left in Arabic; the columns that are computed and the keys are locked, without a password."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    is_rtl = rows.language == "ar"
    for mark, title, columns, values in (
        (TASKS, words.tasks, TASK_COLUMNS, rows.tasks),
        (COMMITMENTS, words.commitments, COMMITMENT_COLUMNS, rows.commitments),
    ):
        sheet = workbook.create_sheet(title)
        sheet.sheet_view.rightToLeft = is_rtl
        _fill(sheet, mark, columns, values, words)
    _add_notes(workbook.create_sheet(words.notes), words, is_rtl)
    about = workbook.create_sheet("enact")
    about.sheet_state = "hidden"
    for row in ((ABOUT, VERSION), ("plan", rows.plan), ("change", rows.change_number), ("language", rows.language)):
        about.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _fill(
    sheet: Any, mark: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], words: SheetWords
) -> None:
    sheet.append([mark, *(column.name for column in columns)])
    sheet.append(["", *(words.headings[column.name] for column in columns)])
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 32
    sheet.column_dimensions["A"].hidden = True
    for place, column in enumerate(columns, start=2):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        head = sheet.cell(2, place)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), HEAD
        head.alignment = Alignment(wrap_text=True, vertical="center")
    for number, row in enumerate(rows, start=3):
        _set(sheet.cell(number, 1), row["key"])
        for place, column in enumerate(columns, start=2):
            value = row[column.name]
            cell = sheet.cell(number, place)
            _set(cell, words.states[value] if column.holds == Holds.STATE else value)
            _dress(cell, column, is_locked=column.is_computed or column.name in ("number", "order"))
    for number in range(3 + len(rows), 3 + len(rows) + SPARE_ROWS):
        for place, column in enumerate(columns, start=2):
            _dress(sheet.cell(number, place), column, is_locked=column.is_computed)
    sheet.freeze_panes = "E3" if mark == TASKS else "D3"
    sheet.auto_filter.ref = f"B2:{get_column_letter(len(columns) + 1)}{max(2 + len(rows), 3)}"
    _protect(sheet)
    if mark == TASKS:
        _offer_states(sheet, columns, len(rows), words)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"


def _set(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        text = clipped(sayable(value), LONGEST_TEXT)
        cell.value = text
        if text.startswith(FORMULA_SIGNS):
            cell.data_type = "s"
            cell.quotePrefix = True
    elif value is not None:
        assert isinstance(value, int | date), "a cell holds texts, whole numbers and days"
        cell.value = value


def _dress(cell: Any, column: Column, *, is_locked: bool) -> None:
    cell.border = THIN
    cell.protection = Protection(locked=is_locked)
    if column.is_computed:
        cell.fill = COMPUTED
    if column.holds in FORMATS:
        cell.number_format = FORMATS[column.holds]
        cell.alignment = Alignment(vertical="top")
    else:
        # As text, so that a spreadsheet makes no number of 2.10 and no formula of a link.
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _protect(sheet: Any) -> None:
    """The keys and what is computed cannot be typed over by mistake; whoever must can lift it, there is no password."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, allowed, False)


def _offer_states(sheet: Any, columns: Sequence[Column], count: int, words: SheetWords) -> None:
    place = next(n for n, column in enumerate(columns, start=2) if column.holds == Holds.STATE)
    letter = get_column_letter(place)
    choices = DataValidation(type="list", formula1='"{}"'.format(",".join(words.states.values())), allow_blank=True)
    choices.add(f"{letter}3:{letter}{2 + count + SPARE_ROWS}")
    sheet.add_data_validation(choices)


def _add_notes(sheet: Any, words: SheetWords, is_rtl: bool) -> None:
    sheet.sheet_view.rightToLeft = is_rtl
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 100
    for number, text in enumerate(words.explanations, start=1):
        cell = sheet.cell(number, 1)
        _set(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True, size=14)
