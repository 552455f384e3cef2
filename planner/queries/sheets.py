"""A plan's workbook, and what bringing it back would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from planner.domain.contents import LISTS
from planner.domain.revisions import Difference
from planner.domain.search import fold
from planner.interchange.sheets.columns import COMMITMENTS, TASKS
from planner.interchange.sheets.merging import Surroundings
from planner.interchange.sheets.rows import plan_rows
from planner.interchange.sheets.values import Problem, RowError
from planner.interchange.sheets.writer import SheetWords, write_workbook
from planner.models import LANGUAGES, Plan, Task, Upload
from planner.queries.differences import DifferenceInWords, differences_in_words
from planner.queries.project_files import institutions_by_name
from planner.queries.revisions import contents_of
from planner.queries.schedules import dates_of_plan, rows_of_plan

# What of a plan's contents the workbook is made of.
ON_SHEETS = {"commitments", "tasks", "links"}

HEADINGS = {
    "number": gettext_lazy("No."),
    "order": gettext_lazy("No."),
    "commitment": gettext_lazy("Commitment no."),
    "title": gettext_lazy("Title"),
    "days": gettext_lazy("Working days"),
    "links": gettext_lazy("Waits for"),
    "earliest": gettext_lazy("Not before"),
    "pinned": gettext_lazy("Fixed start"),
    "deadline": gettext_lazy("Deadline"),
    "responsible": gettext_lazy("Responsible"),
    "people": gettext_lazy("People"),
    "supporting": gettext_lazy("Supporting bodies"),
    "output": gettext_lazy("Output"),
    "indicator": gettext_lazy("Indicator"),
    "cost": gettext_lazy("Additional cost, US dollars"),
    "running_cost": gettext_lazy("Running cost a year, US dollars"),
    "state": gettext_lazy("State"),
    "progress": gettext_lazy("Progress, per cent"),
    "actual_start": gettext_lazy("Actual start"),
    "actual_finish": gettext_lazy("Actual finish"),
    "optimistic_days": gettext_lazy("Optimistic duration"),
    "pessimistic_days": gettext_lazy("Pessimistic duration"),
    "start": gettext_lazy("Start"),
    "finish": gettext_lazy("Finish"),
    "total_slack": gettext_lazy("Total slack"),
    "critical": gettext_lazy("Critical"),
    "problem": gettext_lazy("Problem"),
    "solution": gettext_lazy("Solution"),
    "results": gettext_lazy("Expected results"),
    "lead": gettext_lazy("Lead body"),
    "key": gettext_lazy("Row identity"),
}

PROBLEMS = {
    Problem.FORMULA: gettext_lazy("The cell has a formula. Put its value there instead."),
    Problem.CELL_ERROR: gettext_lazy("The cell shows an error of the spreadsheet: %(value)s."),
    Problem.REQUIRED: gettext_lazy("Nothing is in the cell, and something must be."),
    Problem.TOO_LONG: gettext_lazy("The text is longer than %(most)s characters."),
    Problem.NOT_WHOLE: gettext_lazy("“%(value)s” is not a whole number."),
    Problem.OUT_OF_RANGE: gettext_lazy("The number must lie between %(low)s and %(high)s."),
    Problem.NOT_A_DAY: gettext_lazy("“%(value)s” is not a date. Write it as 2027-01-03 or 3/1/2027."),
    Problem.FAR_YEAR: gettext_lazy("Give a date between the years %(first)s and %(last)s."),
    Problem.UNKNOWN_STATE: gettext_lazy("“%(value)s” is not a state of a task. Choose one from the list."),
    Problem.UNREADABLE_LINK: gettext_lazy(
        "“%(value)s” is not a dependency. Write it as 2.3, or as 2.3FS+5 with kind and lag."
    ),
    Problem.UNKNOWN_NUMBER: gettext_lazy("There is no task %(value)s to wait for."),
    Problem.LINK_TO_ITSELF: gettext_lazy("The task would wait for itself."),
    Problem.LINK_TWICE: gettext_lazy("The task waits for %(value)s twice in the same way."),
    Problem.UNKNOWN_COMMITMENT: gettext_lazy("There is no commitment %(value)s."),
    Problem.UNKNOWN_KEY: gettext_lazy(
        "The row’s identity is not that of a row of this plan. Leave it empty for a new row."
    ),
    Problem.DUPLICATE_KEY: gettext_lazy("The row has the identity of a row above it. Leave it empty for a new row."),
    Problem.DUPLICATE_NUMBER: gettext_lazy("The number %(value)s is taken already."),
    Problem.DUPLICATE_TITLE: gettext_lazy("The commitment has a task of this title already."),
    Problem.THREE_POINTS: gettext_lazy(
        "Give both durations or none: the optimistic one at most, the pessimistic one at least the working days."
    ),
    Problem.FINISHED_BEFORE_STARTED: gettext_lazy("The task cannot have finished before it started."),
    Problem.CIRCLE: gettext_lazy("These tasks would wait for each other in a circle: %(titles)s."),
    Problem.DATES_TOO_FAR: gettext_lazy("The dates run too far: no working day is left within 500 years."),
}


@dataclass(frozen=True)
class ErrorLine:
    """`place` is where the cell is, `B7`, and `column` its heading; both empty where it is about the whole."""

    sheet: str
    row: int
    place: str
    column: str
    sentence: str


@dataclass(frozen=True)
class SheetReport:
    """`is_older`: the plan has been changed since the sheet was taken out. `is_outdated`: since it was checked."""

    differences: list[DifferenceInWords]
    errors: list[ErrorLine]
    error_count: int
    is_older: bool
    is_outdated: bool

    @property
    def can_be_applied(self) -> bool:
        return bool(self.differences) and not self.errors and not self.is_outdated

    @property
    def unlisted_errors(self) -> int:
        return self.error_count - len(self.errors)


def workbook_of_plan(plan: Plan) -> bytes:
    """In the reader's language. Ten queries at any number of rows."""
    language = (get_language() or "ar")[:2]
    rows = plan_rows(
        contents_of(plan, without=LISTS.keys() - ON_SHEETS),
        dates_of_plan(plan),
        plan=str(plan.pk),
        change_number=plan.workplan.change_number,
        language=language,
        yes=_("yes"),
    )
    return write_workbook(rows, _words(plan))


def surroundings_of(plan: Plan) -> Surroundings:
    """States may be said in any of the three languages."""
    states = {fold(code): code for code in Task.State.values}
    for language in LANGUAGES:
        with override(language):
            states |= {fold(str(label)): code for code, label in Task.State.choices}
    rows = rows_of_plan(plan)
    keys = {row.pk: str(row.key) for row in plan.workplan.calendars.all()} if rows.calendars else {}
    calendars = {keys[pk]: calendar for pk, calendar in rows.calendars.items() if pk is not None}
    own = rows.calendars.get(plan.workplan.calendar_id, rows.country_calendar.calendar)
    return Surroundings(states, institutions_by_name(plan.country), {**calendars, None: own})


def sheet_report(plan: Plan, upload: Upload) -> SheetReport:
    """What applying the sheet would change, and which cells are wrong. No query but for the plan's country."""
    errors = [RowError.from_values(values) for values in upload.report["errors"]]
    found = [Difference(**values) for values in upload.report["differences"]]
    return SheetReport(
        differences=differences_in_words(found, plan),
        errors=[_error_line(error) for error in errors],
        error_count=upload.report["error_count"],
        is_older=upload.report["is_older"],
        is_outdated=plan.workplan.change_number != upload.change_number,
    )


def _error_line(error: RowError) -> ErrorLine:
    values: Mapping[str, Any] = error.values
    if "titles" in values:
        values = {"titles": " · ".join(values["titles"])}
    return ErrorLine(
        sheet=_sheet_title(error.sheet),
        row=error.row,
        place=f"{error.letter}{error.row}" if error.row else "",
        column=str(HEADINGS.get(error.column, "")) if error.row else "",
        sentence=str(PROBLEMS[error.problem]) % values,
    )


def _sheet_title(mark: str) -> str:
    return {TASKS: _("Tasks"), COMMITMENTS: _("Commitments")}[mark]


def _words(plan: Plan) -> SheetWords:
    return SheetWords(
        tasks=_sheet_title(TASKS),
        commitments=_sheet_title(COMMITMENTS),
        notes=_("Notes"),
        headings={name: str(heading) for name, heading in HEADINGS.items()},
        states={code: str(label) for code, label in Task.State.choices},
        explanations=[
            str(plan.full_title),
            _("Change the white cells and bring the file back on the page “Exchange files”."),
            _("Before anything is saved, that page shows what would change and which rows are wrong."),
            _("Grey columns are computed from the rest: what is typed there is not read."),
            _("For a new task, fill in a row below the others. A row that is deleted changes nothing."),
            _("To drop a task, set its state to “%(state)s”.") % {"state": Task.State.CANCELLED.label},
            _(
                "Waits for: the numbers of tasks, with semicolons between them. 2.3 is followed when it is finished; "
                "2.3FS+5 five working days later; 2.3SS begins together with it; FF and SF mean the finish; a minus is "
                "a lead."
            ),
            _("Dates are written as 2027-01-03, costs in whole US dollars, durations in working days."),
            _("The sheets are protected against mistakes only: the protection has no password."),
        ],
    )
