"""Refusals and remarks about other programs' files, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from planner.domain.dates import format_date
from planner.interchange.refusals import FileRefused, Refusal, Remark, RemarkKind

REFUSALS = {
    Refusal.TOO_LARGE: gettext_lazy("The file is larger than %(largest)s MB."),
    Refusal.NOT_XML: gettext_lazy("The file is not a readable Microsoft Project XML file (line %(line)s)."),
    Refusal.DOCTYPE: gettext_lazy("The file brings a document type of its own, which is not read for safety’s sake."),
    Refusal.TOO_MANY_PARTS: gettext_lazy("The file has more parts than can be read: over %(most)s."),
    Refusal.NOT_A_PROJECT: gettext_lazy("The file is XML, but not that of Microsoft Project."),
    Refusal.NO_START: gettext_lazy("The file says neither when the project starts nor when any task does."),
    Refusal.NO_TASKS: gettext_lazy("The file has no tasks."),
    Refusal.TOO_MANY_TASKS: gettext_lazy("The file has more than %(most)s tasks."),
    Refusal.TOO_MANY_LINKS: gettext_lazy("The file has more than %(most)s links."),
    Refusal.DUPLICATE_TASK: gettext_lazy("The file has two tasks with the number %(uid)s."),
    Refusal.BAD_VALUE: gettext_lazy("Task “%(title)s”: “%(value)s” cannot be the value of %(field)s."),
    Refusal.BAD_DATE: gettext_lazy(
        "“%(value)s” in %(field)s is not a date between the years 1984 and 2149 (task “%(title)s”)."
    ),
    Refusal.BAD_DURATION: gettext_lazy("Task “%(title)s”: “%(value)s” is not a duration."),
    Refusal.NO_WORKING_DAY: gettext_lazy("The calendar “%(calendar)s” in the file never works."),
    Refusal.DATES_TOO_FAR: gettext_lazy("The dates run too far: no working day is left within 500 years."),
    Refusal.NOT_A_WORKBOOK: gettext_lazy("The file is not a readable XLSX workbook."),
    Refusal.NOT_OUR_WORKBOOK: gettext_lazy(
        "The file is not a workbook taken out of a plan. Take the plan’s own out first and change that."
    ),
    Refusal.OTHER_PLAN: gettext_lazy("The workbook was taken out of another plan."),
    Refusal.PACKED_TOO_MUCH: gettext_lazy("The workbook would unpack to more than can be read."),
    Refusal.TOO_MANY_ROWS: gettext_lazy("A sheet has more than %(most)s rows."),
    Refusal.CIRCLE: gettext_lazy("These tasks wait for each other in a circle: %(titles)s."),
}

REMARKS = {
    RemarkKind.DURATION_ROUNDED: gettext_lazy("%(file_days)s days long; rounded up to whole days: %(days)s."),
    RemarkKind.DURATION_FROM_DATES: gettext_lazy(
        "Its people work by calendars of their own, so its length is taken from its dates: %(days)s working days "
        "instead of %(file_days)s."
    ),
    RemarkKind.ELAPSED_DURATION: gettext_lazy("Lasts elapsed days; it works every day of the week."),
    RemarkKind.LAG_ROUNDED: gettext_lazy(
        "Waits %(file_days)s days for “%(before)s”; rounded up to whole days: %(days)s."
    ),
    RemarkKind.LAG_ELAPSED: gettext_lazy(
        "Waits %(file_days)s elapsed days for “%(before)s”; kept as working days: %(days)s."
    ),
    RemarkKind.LAG_PERCENT: gettext_lazy(
        "Waits %(percent)s per cent of the length of “%(before)s”; kept as working days: %(days)s."
    ),
    RemarkKind.LINK_TO_NOTHING: gettext_lazy("Waits for the task number %(uid)s, which is not there; left out."),
    RemarkKind.LINK_TO_OTHER_FILE: gettext_lazy("Waits for a task of another file; left out."),
    RemarkKind.LINK_TWICE: gettext_lazy("Waits for the same task twice in the same way; the longer wait is kept."),
    RemarkKind.LINK_OF_SUMMARY: gettext_lazy("Links of summary tasks, now laid to the tasks inside: %(count)s."),
    RemarkKind.LINK_OF_SUMMARY_LOST: gettext_lazy(
        "Its link with the summary task “%(before)s” says what no link of single tasks can; left out."
    ),
    RemarkKind.AS_LATE_AS_POSSIBLE: gettext_lazy("Planned as late as possible there; as early as possible here."),
    RemarkKind.MUST_FINISH_ON: gettext_lazy("Must finish on %(day)s; kept as the fixed start that gives this finish."),
    RemarkKind.START_NO_LATER: gettext_lazy("Must start by %(day)s; kept as a deadline, which moves nothing."),
    RemarkKind.FINISH_NO_EARLIER: gettext_lazy(
        "May not finish before %(day)s; kept as the earliest start that gives this finish."
    ),
    RemarkKind.FINISH_NO_LATER: gettext_lazy("Must finish by %(day)s; kept as a deadline, which moves nothing."),
    RemarkKind.SUMMARY_CONSTRAINT: gettext_lazy("A fixed date or a deadline of a summary task; left out."),
    RemarkKind.MANUAL_LATER: gettext_lazy(
        "Placed by hand on %(day)s, later than its links ask for; it may not start before that day."
    ),
    RemarkKind.MANUAL_EARLIER: gettext_lazy(
        "Placed by hand on %(day)s, earlier than its links allow; its start is fixed to that day."
    ),
    RemarkKind.MILESTONE_WITH_DURATION: gettext_lazy("A milestone that takes time; kept as a task."),
    RemarkKind.LOOSE_TASKS: gettext_lazy(
        "Tasks that stand under no summary task, now in a commitment of their own: %(count)s."
    ),
    RemarkKind.OTHER_CURRENCY: gettext_lazy("Costs are in %(currency)s and a plan counts US dollars; left out."),
    RemarkKind.OTHER_RESOURCES: gettext_lazy("Others who work on it are kept as supporting: %(names)s."),
    RemarkKind.MATERIAL_RESOURCE: gettext_lazy("Materials and other costs, left out: %(count)s."),
    RemarkKind.UNEVEN_HOURS: gettext_lazy(
        "The days of the calendar “%(calendar)s” are not equally long; each counts as a whole day."
    ),
    RemarkKind.DAY_LENGTH: gettext_lazy(
        "The calendar “%(calendar)s” works %(hours)s hours a day, the file counts %(counted)s as one: its dates differ."
    ),
    RemarkKind.CALENDAR_EXCEPTION: gettext_lazy(
        "The calendar “%(calendar)s” repeats “%(name)s” in a way that is not read; left out."
    ),
    RemarkKind.FROM_FINISH: gettext_lazy("Planned from its finish there; its finish is the plan’s deadline here."),
    RemarkKind.SUBPROJECT: gettext_lazy("Stands for a project in another file, whose tasks are not read."),
}


def refusal_in_words(refused: FileRefused) -> str:
    values = dict(refused.values)
    if refused.refusal == Refusal.TOO_LARGE:
        values["largest"] = int(str(values["largest"])) // 1024 // 1024
    if refused.refusal == Refusal.CIRCLE:
        values["titles"] = " · ".join(map(str, values["titles"]))  # type: ignore[call-overload]
    return str(REFUSALS[refused.refusal]) % values


def remark_in_words(remark: Remark, *, months: str) -> str:
    """`months` is the family of month names of the country the plan is for."""
    return str(REMARKS[remark.kind]) % _said(remark.values, months)


def remark_with_title(remark: Remark, *, months: str) -> str:
    sentence = remark_in_words(remark, months=months)
    if not remark.title:
        return sentence
    return _("“%(title)s”: %(sentence)s") % {"title": remark.title, "sentence": sentence}


def _said(values: Mapping[str, object], months: str) -> dict[str, object]:
    language = (get_language() or "ar")[:2]
    return {
        name: format_date(value, language, months) if isinstance(value, date) else value
        for name, value in values.items()
    }
