"""What stands in a cell as the value its column holds, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from planner.domain.search import fold, western_digits
from planner.interchange.sheets.cells import Cell
from planner.interchange.sheets.columns import Column, Holds
from planner.interchange.sheets.links import UnreadableLink, read_links
from planner.interchange.texts import clipped, one_line, sayable

FIRST_YEAR, LAST_YEAR = 2000, 2100
# A cell holds a little more.
LONGEST_TEXT = 32_000
ONE_LINE = frozenset({"title", "responsible", "lead", "number"})

# Day 0 of a spreadsheet, which takes 1900 for a leap year.
_DAY_ZERO = date(1899, 12, 30)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[T ].*)?")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?")


class Problem(StrEnum):
    """What is wrong in a cell, a row or with what they say together."""

    FORMULA = "FORMULA"
    CELL_ERROR = "CELL_ERROR"
    REQUIRED = "REQUIRED"
    TOO_LONG = "TOO_LONG"
    NOT_WHOLE = "NOT_WHOLE"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    NOT_A_DAY = "NOT_A_DAY"
    FAR_YEAR = "FAR_YEAR"
    UNKNOWN_STATE = "UNKNOWN_STATE"
    UNREADABLE_LINK = "UNREADABLE_LINK"
    UNKNOWN_NUMBER = "UNKNOWN_NUMBER"
    LINK_TO_ITSELF = "LINK_TO_ITSELF"
    LINK_TWICE = "LINK_TWICE"
    UNKNOWN_COMMITMENT = "UNKNOWN_COMMITMENT"
    UNKNOWN_KEY = "UNKNOWN_KEY"
    DUPLICATE_KEY = "DUPLICATE_KEY"
    DUPLICATE_NUMBER = "DUPLICATE_NUMBER"
    DUPLICATE_TITLE = "DUPLICATE_TITLE"
    THREE_POINTS = "THREE_POINTS"
    FINISHED_BEFORE_STARTED = "FINISHED_BEFORE_STARTED"
    CIRCLE = "CIRCLE"
    DATES_TOO_FAR = "DATES_TOO_FAR"


class CellRefused(ValueError):
    def __init__(self, problem: Problem, **values: object) -> None:
        self.problem, self.values = problem, values
        super().__init__(problem)


@dataclass(frozen=True)
class RowError:
    """`row` is a sheet's row by its number and `letter` its column by its letter; neither where it is about the
    whole. `column` is the column's name."""

    sheet: str
    row: int
    letter: str
    column: str
    problem: Problem
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_values(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {**self.__dict__, "problem": str(self.problem), "values": dict(self.values)}

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> RowError:
        return cls(**{**values, "problem": Problem(values["problem"])})


def value_of(cell: Cell | None, column: Column, states: Mapping[str, str]) -> Any:
    """A text, a whole number, a day, a list of links, or None. `states` gives the code of a state for its folded name.

    Raises CellRefused.
    """
    if cell is None or (not cell.text and not cell.is_formula):
        return _nothing(column)
    if cell.is_formula:
        raise CellRefused(Problem.FORMULA)
    if cell.is_error:
        raise CellRefused(Problem.CELL_ERROR, value=cell.text[:40])
    if column.holds in (Holds.WHOLE, Holds.MONEY):
        return _whole(cell, column)
    if column.holds == Holds.DAY:
        return _day(cell)
    if column.holds == Holds.STATE:
        return _state(cell, states)
    if column.holds == Holds.LINKS:
        return _links(cell)
    return _text(cell, column)


def _nothing(column: Column) -> Any:
    if column.is_required:
        raise CellRefused(Problem.REQUIRED)
    return {
        Holds.TEXT: "",
        Holds.INSTITUTION: "",
        Holds.STATE: "PLANNED",
        Holds.LINKS: [],
        Holds.DAY: None,
        Holds.WHOLE: None if column.is_optional else column.low,
        Holds.MONEY: 0,
    }[column.holds]


def text_as_read(name: str, text: str) -> str:
    """What the cell of a column is read as that shows `text`, where nobody has touched it."""
    return clipped(one_line(text) if name in ONE_LINE else sayable(text), LONGEST_TEXT)


def _text(cell: Cell, column: Column) -> str:
    is_line = column.name in ONE_LINE
    text = one_line(cell.text) if is_line else sayable(cell.text)
    if len(text) > LONGEST_TEXT:
        raise CellRefused(Problem.TOO_LONG, most=LONGEST_TEXT)
    if not text and column.is_required:
        raise CellRefused(Problem.REQUIRED)
    return text


def _whole(cell: Cell, column: Column) -> int:
    text = western_digits(cell.text).strip()
    if not cell.is_number:
        # Digits in groups of three, as people type them into a cell of text.
        text = re.sub(r"(?<=\d)[,٬\u00a0\u202f ](?=\d{3}(?!\d))", "", text)
    if not _NUMBER.fullmatch(text) or (value := float(text)) != int(value):
        raise CellRefused(Problem.NOT_WHOLE, value=cell.text[:40])
    if not column.low <= value <= column.high:
        raise CellRefused(Problem.OUT_OF_RANGE, low=column.low, high=column.high)
    return int(value)


def _day(cell: Cell) -> date:
    text = western_digits(cell.text).strip()
    try:
        if cell.is_number:
            day = _DAY_ZERO + timedelta(days=int(float(text)))
        elif match := _YEAR_FIRST.fullmatch(text):
            day = date(*map(int, match.groups()))
        elif match := _DAY_FIRST.fullmatch(text):
            day = date(*map(int, reversed(match.groups())))
        else:
            raise CellRefused(Problem.NOT_A_DAY, value=cell.text[:40])
    except (ValueError, OverflowError) as error:
        if isinstance(error, CellRefused):
            raise
        raise CellRefused(Problem.NOT_A_DAY, value=cell.text[:40]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellRefused(Problem.FAR_YEAR, first=FIRST_YEAR, last=LAST_YEAR)
    return day


def _state(cell: Cell, states: Mapping[str, str]) -> str:
    code = states.get(fold(cell.text))
    if code is None:
        raise CellRefused(Problem.UNKNOWN_STATE, value=cell.text[:40])
    return code


def _links(cell: Cell) -> Any:
    try:
        return read_links(cell.text)
    except UnreadableLink as error:
        raise CellRefused(Problem.UNREADABLE_LINK, value=error.text[:40]) from None
