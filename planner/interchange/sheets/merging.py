"""What a plan holds once the changes in its sheets are made, and which rows are wrong.

A row with a key stands for a task or a commitment of the plan, one without for a new one. A row that is missing
changes nothing, and neither does a column that is missing. Texts count for the language the sheets are in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from planner.domain.contents import CommitmentPart, LinkPart, PlanContents, TaskPart, Texts
from planner.domain.schedule import CyclicGraph, Link, Task, schedule
from planner.domain.search import fold
from planner.domain.workdays import Calendar, SchedulingError
from planner.interchange.refusals import FileRefused, Refusal
from planner.interchange.sheets.cells import Line, Sheets
from planner.interchange.sheets.columns import (
    COMMITMENT_COLUMNS,
    COMMITMENTS,
    MOST_ROWS,
    TASK_COLUMNS,
    TASKS,
    Column,
    Holds,
)
from planner.interchange.sheets.links import WrittenLink
from planner.interchange.sheets.rows import (
    commitment_rows,
    links_before,
    numbers_of,
    shown_language,
    task_rows,
)
from planner.interchange.sheets.values import CellRefused, Problem, RowError, text_as_read, value_of


@dataclass(frozen=True)
class Surroundings:
    """What stands around a plan: `states` by their folded names, `institutions` by their folded names in any
    language, and the working days, the plan's own under None."""

    states: Mapping[str, str]
    institutions: Mapping[str, Texts]
    calendars: Mapping[str | None, Calendar]


@dataclass
class Merged:
    """`contents` hold all rows that are right, and are to be taken only where there are no `errors`."""

    contents: PlanContents
    errors: list[RowError] = field(default_factory=list)


def merge(contents: PlanContents, sheets: Sheets, surroundings: Surroundings) -> Merged:
    """Raises FileRefused for more rows than a plan can have."""
    if len(sheets.lines[TASKS]) > MOST_ROWS or len(sheets.lines.get(COMMITMENTS, ())) > MOST_ROWS:
        raise FileRefused(Refusal.TOO_MANY_ROWS, most=MOST_ROWS)
    return _Merging(contents, sheets, surroundings).merged()


@dataclass
class _Row:
    """A line on its way into the plan. `key` is that of what it changes or makes; `values` those that could be read."""

    line: Line
    key: str
    is_new: bool
    values: dict[str, Any]


class _Merging:
    def __init__(self, contents: PlanContents, sheets: Sheets, surroundings: Surroundings) -> None:
        self.before, self.sheets, self.around = contents, sheets, surroundings
        self.language = sheets.about.get("language", "")
        if self.language not in ("ar", "en", "fr"):
            self.language = contents.plan.base_language
        self.errors: list[RowError] = []
        self.row_of: dict[str, Line] = {}

    def merged(self) -> Merged:
        commitments = self._commitments()
        tasks, rows = self._tasks(commitments)
        links = self._links(tasks, rows)
        contents = replace(
            self.before,
            commitments=tuple(commitments.values()),
            tasks=tuple(tasks.values()),
            links=tuple(links),
        )
        if not self.errors:
            self._check_dates(contents)
        return Merged(contents, sorted(self.errors, key=lambda error: (error.sheet, error.row, error.letter)))

    # --- rows -----------------------------------------------------------------------------------------------

    def _error(self, sheet: str, line: Line | None, column: str, problem: Problem, **values: object) -> None:
        letter = self.sheets.letters.get(sheet, {}).get(column, "")
        self.errors.append(RowError(sheet, line.number if line else 0, letter, column, problem, values))

    def _rows(
        self, sheet: str, columns: tuple[Column, ...], known: Mapping[str, Any], new_key: Callable[[], str]
    ) -> Iterator[_Row]:
        """The lines that say something, each with what could be read of it."""
        seen: set[str] = set()
        for line in self.sheets.lines.get(sheet, ()):
            said = {name for name, cell in line.cells.items() if cell.text or cell.is_formula}
            if not said & {column.name for column in columns if not column.is_computed} and "key" not in said:
                continue
            cell = line.cells.get("key")
            key = cell.text if cell else ""
            if key and key not in known:
                self._error(sheet, line, "key", Problem.UNKNOWN_KEY, value=key[:40])
                continue
            if key in seen:
                self._error(sheet, line, "key", Problem.DUPLICATE_KEY)
                continue
            seen.update(filter(None, [key]))
            row = _Row(line, key or new_key(), not key, {})
            for column in columns:
                self._read_cell(sheet, row, column)
            self.row_of[row.key] = line
            yield row

    def _read_cell(self, sheet: str, row: _Row, column: Column) -> None:
        is_there = column.name in self.sheets.letters[sheet]
        # What a row is called is fixed once it is in the plan; a new one may have any name or none.
        is_name = column.name in ("number", "order")
        if column.is_computed or not (is_there or row.is_new) or (is_name and not row.is_new):
            return
        try:
            row.values[column.name] = value_of(row.line.cells.get(column.name), column, self.around.states)
        except CellRefused as refused:
            self._error(sheet, row.line, column.name, refused.problem, **refused.values)

    # --- commitments ----------------------------------------------------------------------------------------

    def _commitments(self) -> dict[str, CommitmentPart]:
        found = {row.key: row for row in self.before.commitments}
        shown = commitment_rows(self.before, self.language)
        orders = {row.order for row in found.values()}
        for row in self._rows(COMMITMENTS, COMMITMENT_COLUMNS, found, lambda: str(uuid4())):
            values = dict(row.values)
            if row.is_new:
                if values.get("order") in orders:
                    self._error(COMMITMENTS, row.line, "order", Problem.DUPLICATE_NUMBER, value=values["order"])
                    continue
                if not {"order", "title"} <= values.keys():
                    continue
                orders.add(values["order"])
                part = CommitmentPart(key=row.key, order=values["order"], title={})
            else:
                part = found[row.key]
            found[row.key] = replace(part, **self._columns(part, values, shown.get(row.key, {}), COMMITMENT_COLUMNS))
        return found

    # --- tasks ----------------------------------------------------------------------------------------------

    def _tasks(self, commitments: Mapping[str, CommitmentPart]) -> tuple[dict[str, TaskPart], list[_Row]]:
        found = {task.key: task for task in self.before.tasks}
        shown = task_rows(self.before, self.language)
        by_order = {row.order: row.key for row in commitments.values()}
        titles = {(task.commitment, fold(title)) for task in found.values() for title in task.title.values()}
        last = max((task.order for task in found.values()), default=0)
        rows = list(self._rows(TASKS, TASK_COLUMNS, found, lambda: f"new-{uuid4().hex[:12]}"))
        for row in rows:
            values = {name: value for name, value in row.values.items() if name not in ("number", "links")}
            if "commitment" in values:
                values["commitment"] = by_order.get(values["commitment"])
                if values["commitment"] is None:
                    wanted = row.values["commitment"]
                    self._error(TASKS, row.line, "commitment", Problem.UNKNOWN_COMMITMENT, value=wanted)
                    continue
            if row.is_new:
                if not {"commitment", "title", "days"} <= values.keys():
                    continue
                place = (values["commitment"], fold(values["title"]))
                if place in titles:
                    self._error(TASKS, row.line, "title", Problem.DUPLICATE_TITLE)
                    continue
                titles.add(place)
                last += 1
                part = TaskPart(key=row.key, order=last, title={}, days=values["days"])
            else:
                part = found[row.key]
            part = replace(part, **self._columns(part, values, shown.get(row.key, {}), TASK_COLUMNS))
            self._check_together(part, row.line)
            found[row.key] = part
        return found, rows

    def _check_together(self, task: TaskPart, line: Line) -> None:
        low, high = task.optimistic_days, task.pessimistic_days
        if (low is None) != (high is None) or (low is not None and high is not None and not low <= task.days <= high):
            self._error(TASKS, line, "optimistic_days", Problem.THREE_POINTS)
        if task.actual_finish and (task.actual_start is None or task.actual_finish < task.actual_start):
            self._error(TASKS, line, "actual_finish", Problem.FINISHED_BEFORE_STARTED)

    def _columns(
        self,
        part: TaskPart | CommitmentPart,
        values: Mapping[str, Any],
        shown: Mapping[str, Any],
        columns: tuple[Column, ...],
    ) -> dict[str, Any]:
        """The part's fields that differ from what the sheet would show for it."""
        holds = {column.name: column.holds for column in columns}
        changed = {}
        for name, value in values.items():
            if holds[name] not in (Holds.TEXT, Holds.INSTITUTION):
                changed[name] = value
            elif value != text_as_read(name, shown.get(name, "")):
                is_institution = holds[name] == Holds.INSTITUTION
                changed[name] = self._institution(value) if is_institution else self._text(getattr(part, name), value)
        return changed

    def _text(self, texts: Texts, text: str) -> Texts:
        """With nothing in the cell, the text that was shown there goes."""
        if text:
            return {**texts, self.language: text}
        gone = shown_language(texts, self.language, self.before.plan.base_language)
        return {code: kept for code, kept in texts.items() if code != gone}

    def _institution(self, name: str) -> Texts:
        return self.around.institutions.get(fold(name)) or ({self.language: name} if name else {})

    # --- links ----------------------------------------------------------------------------------------------

    def _links(self, tasks: Mapping[str, TaskPart], rows: list[_Row]) -> list[LinkPart]:
        numbers = {number: key for key, number in numbers_of(self.before).items()}
        for row in rows:
            number = row.values.get("number") if row.is_new else None
            if number and number in numbers:
                self._error(TASKS, row.line, "number", Problem.DUPLICATE_NUMBER, value=number)
            elif number:
                numbers[number] = row.key
        waits = links_before(self.before)
        read = {row.key: row for row in rows if "links" in row.values and row.key in tasks}
        links = [link for link in self.before.links if link.after not in read]
        for key, row in read.items():
            kept = [link for link in self.before.links if link.after == key]
            if set(row.values["links"]) == set(waits.get(key, ())):
                links += kept
            else:
                written = self._written(row, row.values["links"], numbers)
                links += kept if written is None else written
        return links

    def _written(self, row: _Row, written: list[WrittenLink], numbers: Mapping[str, str]) -> list[LinkPart] | None:
        """The links of one row, each once; None where any of them is wrong."""
        found: dict[tuple[str, str], LinkPart] = {}
        error_count = len(self.errors)
        for link in written:
            before = numbers.get(link.number)
            if before is None:
                self._error(TASKS, row.line, "links", Problem.UNKNOWN_NUMBER, value=link.number)
            elif before == row.key:
                self._error(TASKS, row.line, "links", Problem.LINK_TO_ITSELF)
            elif (before, link.kind) in found:
                self._error(TASKS, row.line, "links", Problem.LINK_TWICE, value=link.number)
            else:
                part = LinkPart(before=before, after=row.key, kind=link.kind, lag=link.lag)
                found[before, link.kind] = part
        return list(found.values()) if len(self.errors) == error_count else None

    # --- the whole ------------------------------------------------------------------------------------------

    def _check_dates(self, contents: PlanContents) -> None:
        """That the links close no circle, and that the plan has dates."""
        live = {task.key: task for task in contents.tasks if task.state != "CANCELLED"}
        calendars = self.around.calendars
        tasks = [
            Task(
                task.key,
                task.days,
                calendar=calendars.get(task.calendar) if task.calendar else None,
                earliest=max(filter(None, (task.earliest, task.levelled_start)), default=None),
                pinned=task.pinned,
            )
            for task in live.values()
        ]
        links = [Link(link.before, link.after, link.kind, link.lag) for link in contents.links]
        try:
            contents.check()
            kept = [link for link in links if link.before in live and link.after in live]
            schedule(tasks, kept, start=contents.workplan.start, calendar=calendars[None])
        except CyclicGraph as circle:
            said = {task.key: task.title for task in contents.tasks}
            titles = [next(iter(said[str(key)].values()), str(key)) for key in circle.cycle]
            first = next((line for key in circle.cycle if (line := self.row_of.get(str(key)))), None)
            self._error(TASKS, first, "links", Problem.CIRCLE, titles=titles)
        except SchedulingError:
            self._error(TASKS, None, "days", Problem.DATES_TOO_FAR)
