"""The tables that several papers of a twinning share: results, activities, risks, people and costs."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations

from exports.word.document import NOTHING, Document
from exports.word.rtl import Cell, Column, Line, Row, Words
from exports.word.text import left_to_right
from exports.word.twinning.content import Activity, ReportContent, TwinningContent
from exports.word.twinning.front import role_of


def write_results(document: Document, content: TwinningContent, *, assessed: bool = False) -> None:
    """`assessed`: with how far each is, as the countries and as the advisor see it."""
    _ = document.catalogue.gettext
    columns = [Column(_("No."), 6), Column(_("Mandatory result"), 44), Column(_("Indicator"), 50)]
    if assessed:
        columns = [
            Column(_("No."), 6),
            Column(_("Mandatory result"), 46),
            Column(_("Assessed by the countries"), 16),
            Column(_("Assessed by the advisor"), 16),
            Column(_("Done alone on"), 16),
        ]
    rows: list[Sequence[Cell]] = [
        (
            str(result.number),
            [Line(result.title), *([Line(result.indicator, style="TableNote")] if result.indicator else [])],
            result.self_assessed or NOTHING,
            result.advisor_assessed or NOTHING,
            document.day(result.done_alone_on),
        )
        if assessed
        else (str(result.number), result.title, result.indicator or NOTHING)
        for result in content.results
    ]
    document.table(
        columns,
        rows,
        caption=_("Mandatory results and how far they are") if assessed else _("Mandatory results"),
        empty=_("No mandatory result is recorded."),
    )


def write_tasks(document: Document, content: TwinningContent) -> None:
    """What is done and by whom; when, the schedule says."""
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Task"), 36),
        Column(_("Kind"), 16),
        Column(_("Working days of"), 15),
        Column(_("Responsible"), 19),
        Column(_("Result"), 8),
    ]
    rows = [
        (
            each.number,
            each.title,
            document.listed([each.kind, people(document, each)]),
            each.where,
            list(each.responsible) or NOTHING,
            NOTHING if each.result is None else str(each.result),
        )
        for each in content.activities
    ]
    document.table(columns, rows, caption=_("Tasks and who does them"), empty=_("No task is recorded."))


def people(document: Document, activity: Activity) -> str:
    return "" if activity.people is None else people_of(document.catalogue, activity.people)


def people_of(catalogue: NullTranslations, count: int) -> str:
    return catalogue.ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


def write_dates(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Task"), 38),
        Column(_("Start"), 15),
        Column(_("Finish"), 15),
        Column(_("Days"), 7, "TableFigure"),
        Column(_("Depends on"), 12),
        Column(_("Critical"), 7),
    ]
    rows = [
        (
            each.number,
            each.title,
            document.day(each.start),
            document.day(each.finish),
            document.number(each.days),
            [left_to_right(wait.code) for wait in each.depends_on] or NOTHING,
            _("Yes") if each.critical else NOTHING,
        )
        for each in content.activities
    ]
    note = _(
        "Depends on: the number of the task waited for, then FS finish to start, SS start to start, "
        "FF finish to finish or SF start to finish, then the lag in working days."
    )
    document.table(columns, rows, caption=_("Tasks and their dates"), note=note, empty=_("No task is recorded."))


def write_weeks(document: Document, content: TwinningContent) -> None:
    """On which days each side works; joint tasks run on those that both work."""
    _ = document.catalogue.gettext
    weeks: list[tuple[Words, Cell]] = [
        (document.said(_("Working week"), document.colon, document.untagged(party.country)), party.working_week)
        for party in content.parties
        if party.working_week
    ]
    for name, week in weeks:
        document.paragraph(document.said(name, " – ", str(week)))


def write_risks(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("Risk"), 32),
        Column(_("Likelihood"), 10),
        Column(_("Effect"), 10),
        Column(_("Mitigation"), 32),
        Column(_("Owner"), 16),
    ]
    rows = [
        (
            risk.text,
            risk.likelihood or NOTHING,
            risk.effect or NOTHING,
            risk.mitigation or NOTHING,
            risk.owner or NOTHING,
        )
        for risk in content.risks
    ]
    document.table(columns, rows, caption=_("Risks and how they are met"), empty=_("No risk is recorded."))


def write_teams(document: Document, content: TwinningContent) -> None:
    _ = document.catalogue.gettext
    rows: list[Sequence[Cell] | Row] = []
    for party in content.parties:
        role = role_of(party, document.catalogue)
        rows.append(Row([document.said(role, document.colon, party.country)], look="group"))
        members: list[tuple[str, str]] = [(_("Project leader"), party.leader or NOTHING), *party.team]
        rows += members
    columns = [Column(_("Role"), 35), Column(_("Name"), 65)]
    document.table(columns, rows, caption=_("The teams of both countries"))


def write_budget(document: Document, content: TwinningContent) -> None:
    """What is planned to be spent, by kind."""
    _ = document.catalogue.gettext
    sums: dict[str, int] = {}
    for each in content.expenses:
        sums[each.kind] = sums.get(each.kind, 0) + each.planned
    rows: list[Sequence[Cell] | Row] = [(kind, document.number(planned)) for kind, planned in sums.items()]
    if rows:
        rows.append(_total(document, [_("Total"), document.number(sum(sums.values()))]))
    columns = [Column(_("Cost line"), 70), Column(_("Planned (US dollars)"), 30, "TableFigure")]
    document.table(columns, rows, caption=_("Budget by cost line"), empty=_("No cost is recorded."))


def write_expenditure(document: Document, report: ReportContent) -> None:
    """What was spent so far against what was planned, by kind and by activity."""
    _ = document.catalogue.gettext
    rows: list[Sequence[Cell] | Row] = [
        (kind, *_amounts(document, planned, spent)) for kind, (planned, spent) in report.expenses_by_kind.items()
    ]
    columns = [Column(_("Cost line"), 40), *_amount_columns(document)]
    note = _("In US dollars, since the twinning began.")
    _write_sums(document, report, columns, rows, _("Expenditure by cost line"), note, _("No cost is recorded."))
    titles = {each.number: each.title for each in report.twinning.activities}
    by_activity: dict[str, tuple[int, int]] = {}
    for each in report.twinning.expenses:
        planned, spent = by_activity.get(each.activity, (0, 0))
        by_activity[each.activity] = planned + each.planned, spent + each.spent
    rows = [
        (document.said(f"{number} ", titles.get(number, "")), *_amounts(document, planned, spent))
        for number, (planned, spent) in by_activity.items()
    ]
    columns = [Column(_("Task"), 40), *_amount_columns(document)]
    _write_sums(document, report, columns, rows, _("Expenditure by task"), note, "")


def _write_sums(
    document: Document,
    report: ReportContent,
    columns: Sequence[Column],
    rows: list[Sequence[Cell] | Row],
    caption: str,
    note: str,
    empty: str,
) -> None:
    _ = document.catalogue.gettext
    if rows:
        planned = sum(each.planned for each in report.twinning.expenses)
        spent = sum(each.spent for each in report.twinning.expenses)
        rows.append(_total(document, [_("Total"), *_amounts(document, planned, spent)]))
    document.table(columns, rows, caption=caption, note=note, empty=empty)


def _amount_columns(document: Document) -> list[Column]:
    _ = document.catalogue.gettext
    return [Column(name, 20, "TableFigure") for name in (_("Budgeted"), _("Spent"), _("Remaining"))]


def _amounts(document: Document, planned: int, spent: int) -> list[str]:
    return [document.number(amount) for amount in (planned, spent, planned - spent)]


def _total(document: Document, cells: Sequence[str]) -> Row:
    return Row([document.said(cell, mark="Strong") for cell in cells], look="total")
