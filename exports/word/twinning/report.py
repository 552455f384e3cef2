"""A quarterly or final report of a twinning in three sections: basic data, achievement, expenditure; co-signed."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from os import PathLike

from exports.word.covers import banner_lines, write_banner
from exports.word.document import NOTHING, Document
from exports.word.rtl import Cell, Column, Row, Words, plain
from exports.word.twinning import sections
from exports.word.twinning.content import ReportContent
from exports.word.twinning.front import begin, both_countries, role_of, write_signatures, write_text


def write_report(content: ReportContent, path: str | PathLike[str], *, catalogue: NullTranslations) -> None:
    kind = title_of(content, catalogue)
    document = begin(content.twinning, catalogue, kind=kind, status=content.state, revision=content.revision)
    whose = document.said(both_countries(document, content.twinning), " · ", document.untagged(content.twinning.title))
    write_banner(document, [banner_lines(whose, kind, document.period(content.first, content.last))])
    document.short_contents(1, 1, 1)
    _write_basics(document, content, kind)
    _write_achievement(document, content)
    _write_expenditure(document, content)
    _write_signatures(document, content)
    document.write(path, page_numbers={})


def title_of(content: ReportContent, catalogue: NullTranslations) -> str:
    _ = catalogue.gettext
    if content.kind == "FINAL":
        return _("Final report")
    return _("Quarterly report {number}").format(number=content.number)


def _write_basics(document: Document, content: ReportContent, kind: str) -> None:
    _ = document.catalogue.gettext
    twinning = content.twinning
    document.heading(_("Basic data"), "basics", new_page=False)
    rows: list[tuple[Words, Cell]] = [(_("Twinning"), twinning.title)]
    for party in twinning.parties:
        leader = document.said(" – ", _("Project leader"), document.colon, party.leader) if party.leader else ""
        rows.append((role_of(party, document.catalogue), document.said(party.country, leader)))
    rows += [
        (_("Report"), kind),
        (_("Period covered"), document.period(content.first, content.last)),
        (_("Start and finish of the twinning"), document.period(twinning.start, twinning.finish)),
        (_("State of the twinning"), twinning.state),
        (_("State of the report"), content.state),
        (_("Reference"), twinning.reference),
        (_("Date of this document"), document.day(twinning.made_on)),
    ]
    document.form(rows)


def _write_achievement(document: Document, content: ReportContent) -> None:
    _ = document.catalogue.gettext
    is_final = content.kind == "FINAL"
    title = _("Achievement of the mandatory results") if is_final else _("Achievement and remaining schedule")
    document.heading(title, "achievement", new_page=False)
    document.heading(_("What was done"), "progress", level=2)
    write_text(document, content.progress, empty=_("Nothing is written yet."))
    sections.write_results(document, content.twinning, assessed=True)
    _write_activities(document, content)
    for name, anchor, text in (
        (_("Difficulties and how they were met"), "difficulties", content.difficulties),
        (_("Lessons"), "lessons", content.lessons),
        (_("What lasts after the twinning"), "sustainability", content.sustainability),
    ):
        if plain(text).strip():
            document.heading(name, anchor, level=2)
            write_text(document, text)
    _write_meetings(document, content)
    if content.activities_to_come or plain(content.next_steps).strip():
        document.heading(_("Remaining schedule"), "remaining", level=2)
        write_text(document, content.next_steps)
        _write_remaining(document, content)


def _write_activities(document: Document, content: ReportContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Task"), 34),
        Column(_("Kind"), 16),
        Column(_("Start and finish"), 18),
        Column(_("State"), 12),
        Column(_("Accepted by both on"), 14),
    ]
    rows = [
        (
            each.number,
            each.title,
            each.kind,
            (document.day(each.start), document.day(each.finish)),
            each.state or NOTHING,
            document.day(each.accepted_on),
        )
        for each in content.activities_of_period
    ]
    empty = _("No task falls in the period.")
    document.table(columns, rows, caption=_("Tasks of the period"), empty=empty)


def _write_remaining(document: Document, content: ReportContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Task"), 42),
        Column(_("Start"), 15),
        Column(_("Finish"), 15),
        Column(_("Days"), 8, "TableFigure"),
        Column(_("State"), 14),
    ]
    rows = [
        (
            each.number,
            each.title,
            document.day(each.start),
            document.day(each.finish),
            document.number(each.days),
            each.state or NOTHING,
        )
        for each in content.activities_to_come
    ]
    document.table(columns, rows, caption=_("Tasks that remain"))


def _write_meetings(document: Document, content: ReportContent) -> None:
    _ = document.catalogue.gettext
    if not content.meetings:
        return
    document.heading(_("Steering meetings"), "meetings", level=2)
    rows: list[Sequence[Cell] | Row] = []
    for meeting in content.meetings:
        parts: list[Words] = [
            _("Meeting {number}").format(number=meeting.number),
            document.day(meeting.held_on),
            meeting.place,
        ]
        rows.append(Row([document.listed(parts, separator=" · ")], look="group"))
        rows += [
            (
                f"{meeting.number}.{decision.number}",
                decision.text,
                decision.responsible or NOTHING,
                document.day(decision.due_on),
                document.day(decision.done_on),
            )
            for decision in meeting.decisions
        ]
    columns = [
        Column(_("No."), 8),
        Column(_("Decision"), 42),
        Column(_("Responsible"), 20),
        Column(_("Until"), 15),
        Column(_("Done on"), 15),
    ]
    document.table(columns, rows, caption=_("Decisions of the steering committee"))


def _write_expenditure(document: Document, content: ReportContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Expenditure against budget"), "expenditure", new_page=False)
    sections.write_expenditure(document, content)


def _write_signatures(document: Document, content: ReportContent) -> None:
    _ = document.catalogue.gettext
    document.paragraph(_("Signatures"), "FrontSubheading")
    write_signatures(
        document,
        content.twinning,
        [content.signature_of(party.side) for party in content.twinning.parties],
        sha256=content.sha256,
        revision=content.revision,
    )
    if content.is_approved:
        document.paragraph(
            document.said(
                _("Approved by the advisor"),
                document.colon,
                document.said(content.approved_by, mark="Strong"),
                ", " if document.language != "ar" else "، ",
                document.day(content.approved_on),
            )
        )
