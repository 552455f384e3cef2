"""The executive summary, and where the country stands by the international indices."""

from collections.abc import Sequence

from exports.word.content import PlanContent, Text, Wording
from exports.word.document import NOTHING, Blocks, Document
from exports.word.rtl import Cell, Column, Line, Row, plain
from exports.word.styles import GROUND


def write(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Executive summary"), "summary")
    if content.summary:
        document.paragraph(content.summary)
    _write_figures(document, content)
    _write_commitments(document, content)


def _write_figures(document: Document, content: PlanContent) -> None:
    """Figures and their names, never sentences: nothing here is worded but what is counted."""
    _ = document.catalogue.gettext
    tasks = content.tasks
    critical = sum(task.critical for task in tasks)
    milestones = sum(task.milestone for task in tasks)
    indicators = sum(len(commitment.indicators) for commitment in content.commitments)
    unit = f" ({content.currency})" if content.currency else ""
    counted = [
        (document.number(len(content.commitments)), _("Commitments")),
        (document.number(len(tasks)), _("Tasks")),
        (document.number(critical), _("Tasks on the critical path")),
        (document.number(milestones), _("Milestones")),
        (document.number(indicators), _("Indicators")),
    ]
    if content.conflicts:
        counted.append((document.number(len(content.conflicts)), _("Conflicts to be settled")))
    dated = [
        (document.day(min((task.start for task in tasks), default=None)), _("First task starts on")),
        (document.day(max((task.finish for task in tasks), default=None)), _("Last task finishes on")),
    ]
    total = content.total
    costed = [
        (document.number(total.cost) if total else NOTHING, _("Total cost") + unit),
        (document.number(total.financed) if total else NOTHING, _("Financing found") + unit),
        (document.number(total.gap) if total else NOTHING, _("Financing gap") + unit),
    ]
    for row in (counted, dated, costed):
        tiles: list[Cell] = [[Line(figure, style="TileFigure"), Line(name, style="TileName")] for figure, name in row]
        document.blocks([Blocks(tiles, shade=GROUND)], style="TileTable")


def _write_commitments(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Commitment"), 45),
        Column(_("Lead body"), 30),
        Column(_("Finish"), 19),
    ]
    rows = [
        (str(commitment.number), commitment.title, commitment.lead or NOTHING, document.day(commitment.finish))
        for commitment in content.commitments
    ]
    document.table(columns, rows, caption=_("The commitments of the plan"), empty=_("No commitment is recorded."))


def write_introduction(document: Document, content: PlanContent) -> None:
    """Why the plan is made and what was done before it; left out where nothing is written."""
    _ = document.catalogue.gettext
    if not (plain(content.introduction) or plain(content.efforts)):
        return
    document.heading(_("Introduction"), "introduction")
    _write_text(document, content.introduction)
    if plain(content.efforts):
        document.heading(_("Efforts to date"), "efforts", level=2)
        _write_text(document, content.efforts)


def _write_text(document: Document, text: Wording) -> None:
    """A paragraph for each of its lines."""
    for line in plain(text).splitlines():
        if line.strip():
            document.paragraph(Text(line, text.language) if isinstance(text, Text) else line)


def write_standing(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Where the country stands"), "standing", new_page=False)
    years = sorted({year for row in content.index_rows for year in row.values})
    columns = [Column(_("Index"), 40), *(Column(str(year), 10, "TableFigure") for year in years)]
    sources = list(dict.fromkeys(row.source for row in content.index_rows))
    rows: list[Sequence[Cell] | Row] = []
    for source in sources:
        if source:
            rows.append(Row([document.said(_("Source"), document.colon, source)], look="group"))
        rows += [
            [row.indicator, *(document.number(row.values[year]) if year in row.values else NOTHING for year in years)]
            for row in content.index_rows
            if row.source == source
        ]
    note = _("{sign} means that no value is published for that year.").format(sign=NOTHING)
    document.table(
        columns,
        rows,
        caption=_("International indices over the years"),
        note=note,
        empty=_("No international index value is recorded for this country."),
    )
