"""What is done when: the implementation matrix and the schedule, on landscape pages."""

from collections import defaultdict
from collections.abc import Sequence

from exports.word.content import PlanContent, Task, Wording
from exports.word.document import NOTHING, Document
from exports.word.rtl import Cell, Column, Row, Words
from exports.word.text import left_to_right


def write_matrix(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.heading(_("Implementation matrix"), "matrix")
    columns = [
        Column(_("No."), 5),
        Column(_("Task"), 22.1),
        Column(_("Responsible"), 14),
        Column(_("Output"), 17),
        Column(_("Indicator"), 16),
        Column(_("Depends on"), 8.7),
        Column(_("Days"), 4.6, "TableFigure"),
        Column(_("Start and finish"), 12.6),
    ]
    rows: list[Sequence[Cell] | Row] = []
    for commitment in content.commitments:
        label = _("Commitment {number}").format(number=commitment.number)
        lead: list[Words] = [" – ", commitment.lead] if commitment.lead else []
        rows.append(Row([document.said(label, document.colon, commitment.title, *lead)], look="group"))
        rows += [_matrix_row(document, task) for task in commitment.tasks]
    if content.other_tasks:
        rows.append(Row([_("Tasks outside the commitments")], look="group"))
        rows += [_matrix_row(document, task) for task in content.other_tasks]
    note = _(
        "Depends on: the number of the task waited for, then FS finish to start, SS start to start, "
        "FF finish to finish or SF start to finish, then the lag in working days."
    )
    caption = _("Tasks, responsibilities, outputs and dates")
    document.table(columns, rows, caption=caption, note=note, empty=_("No task is recorded."))


def _matrix_row(document: Document, task: Task) -> Sequence[Cell]:
    return (
        task.number,
        task_title(document, task),
        task.responsible or NOTHING,
        task.output or NOTHING,
        task.indicator or NOTHING,
        dependency_codes(task),
        document.number(task.days),
        (document.day(task.start), document.day(task.finish)),
    )


def task_title(document: Document, task: Task) -> Words:
    """The title, what kind of task it is where that is not plain, and which other commitments it serves."""
    _ = document.catalogue.gettext
    notes: list[Words] = []
    if task.milestone:
        notes.append(_("milestone"))
    if task.also_serves:
        numbers = document.listed(str(number) for number in task.also_serves)
        notes.append(document.said(_("also serves commitments"), " ", numbers))
    if not notes:
        return task.title
    return document.said(task.title, " ", document.said("(", document.listed(notes), ")", mark="Muted"))


def dependency_codes(task: Task) -> Cell:
    return [left_to_right(dependency.code) for dependency in task.depends_on] or NOTHING


def write_schedule(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.heading(_("Schedule"), "schedule")
    for at, picture in enumerate((*content.gantts, *content.graphs)):
        document.picture(picture, room=_HEADING_ROOM + _CAPTION_ROOM if at == 0 else _CAPTION_ROOM)
    if content.working_week:
        document.paragraph(document.said(_("Working week"), document.colon, content.working_week))
    _write_critical_path(document, content)
    _write_conflicts(document, content)
    _write_holidays(document, content)


# Twips of the page that a picture leaves, or its heading would stay behind alone and its caption go ahead.
_HEADING_ROOM, _CAPTION_ROOM = 900, 850


def _write_critical_path(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Critical path"), "criticalpath", level=2)
    critical = sorted((task for task in content.tasks if task.critical), key=lambda task: (task.start, task.finish))
    columns = [
        Column(_("No."), 6),
        Column(_("Task"), 30),
        Column(_("Start"), 12.6),
        Column(_("Finish"), 12.6),
        Column(_("Days"), 6, "TableFigure"),
        Column(_("Total slack"), 8, "TableFigure"),
        Column(_("What sets the start"), 24.8),
    ]
    rows = [
        (
            task.number,
            task.title,
            document.day(task.start),
            document.day(task.finish),
            document.number(task.days),
            document.number(task.total_slack),
            task.driver or NOTHING,
        )
        for task in critical
    ]
    note = _("A delay of any of these tasks delays the finish of the plan.")
    document.table(columns, rows, caption=_("Tasks on the critical path"), note=note, empty=_("No task is critical."))


def _write_conflicts(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    if content.conflicts:
        document.heading(_("Conflicts to be settled"), "conflicts", level=2)
        for conflict in content.conflicts:
            document.paragraph(conflict, "Item")


def _write_holidays(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    if content.estimated_holidays:
        document.heading(_("Holidays whose date is estimated"), "holidays", level=2)
        note = _("These dates may move by a day, and the dates that rest on them.")
        days: dict[Wording, list[str]] = defaultdict(list)
        for holiday in content.estimated_holidays:
            days[holiday.name].append(document.day(holiday.day))
        columns = [Column(_("Holiday"), 30), Column(_("Dates"), 70)]
        rows = [(name, document.listed(said)) for name, said in days.items()]
        document.table(columns, rows, caption=_("Estimated holidays within the period"), note=note)
