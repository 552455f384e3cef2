"""Budget and financing: what it costs, who pays, what is missing."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from exports.word.content import PlanContent, Wording
from exports.word.document import NOTHING, Document
from exports.word.figures import percentage
from exports.word.rtl import Cell, Column, Row, Words


def write(document: Document, content: PlanContent) -> None:
    write_totals(document, content)
    _write_years(document, content)
    _write_lines(document, content)


def write_totals(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=False)
    document.heading(_("Budget and financing"), "budget")
    if content.currency:
        document.paragraph(document.said(_("Currency"), document.colon, content.currency))
    _write_costs(document, content)
    _write_financing(document, content)


def _write_costs(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Commitment"), 29),
        *(
            Column(name, 13, "TableFigure")
            for name in (_("Additional"), _("Running, first year"), _("Total"), _("Financed"), _("Gap"))
        ),
    ]
    rows: list[Sequence[Cell] | Row] = [
        (
            str(commitment.number),
            commitment.title,
            document.money(commitment.cost_additional),
            document.money(commitment.cost_running),
            document.money(commitment.cost),
            document.money(commitment.financed),
            document.money(commitment.gap),
        )
        for commitment in content.commitments
    ]
    additional = [each.cost_additional for each in content.commitments if each.cost_additional is not None]
    running = [each.cost_running for each in content.commitments if each.cost_running is not None]
    totals = [sum(additional, Decimal(0)), sum(running, Decimal(0)), content.cost, content.financed, content.gap]
    total: list[Words] = ["", _("Total"), *(document.money(amount) for amount in totals)]
    if rows:
        rows.append(Row([document.said(cell, mark="Strong") for cell in total], look="total"))
    unknown = any(commitment.cost is None for commitment in content.commitments)
    note = _("{sign} means that the cost is not yet known; totals leave it out.").format(sign=NOTHING)
    document.table(
        columns,
        rows,
        caption=_("Cost and financing by commitment"),
        note=note if unknown else "",
        empty=_("No commitment is recorded."),
    )


def _write_financing(document: Document, content: PlanContent) -> None:
    """By source, the state's own money and donors apart."""
    _ = document.catalogue.gettext
    sums: dict[tuple[bool, Wording], Decimal] = defaultdict(Decimal)
    for commitment in content.commitments:
        for part in commitment.financing:
            sums[part.donor, part.source] += part.amount
    if not sums:
        return
    whole = sum(sums.values(), Decimal(0))
    rows: list[Sequence[Cell] | Row] = []
    for donor, name in ((False, _("National sources")), (True, _("Donors"))):
        parts = [(source, amount) for (is_donor, source), amount in sums.items() if is_donor == donor]
        if parts:
            rows.append(Row([name], look="group"))
        rows += [
            (source, document.money(amount), percentage(amount, whole, document.language) if whole else NOTHING)
            for source, amount in parts
        ]
    total: list[Words] = [_("Total"), document.money(whole), ""]
    rows.append(Row([document.said(cell, mark="Strong") for cell in total], look="total"))
    columns = [
        Column(_("Source"), 60),
        Column(_("Amount"), 22, "TableFigure"),
        Column(_("Share"), 18, "TableFigure"),
    ]
    document.table(columns, rows, caption=_("Financing by source"))


def _write_years(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for commitment in content.commitments:
        for line in commitment.budget:
            if line.year is not None:
                sums[line.year][line.kind] += line.amount
    if not sums:
        return
    columns = [
        Column(_("Year"), 25),
        *(Column(name, 25, "TableFigure") for name in (_("Additional"), _("Running, first year"), _("Total"))),
    ]
    rows = [
        (
            str(year),
            document.money(kinds["additional"]),
            document.money(kinds["running"]),
            document.money(kinds["additional"] + kinds["running"]),
        )
        for year, kinds in sorted(sums.items())
    ]
    document.table(columns, rows, caption=_("Budget lines by year"))


def _write_lines(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    kinds = {"additional": _("Additional"), "running": _("Running, first year")}
    rows: list[Sequence[Cell] | Row] = []
    for commitment in content.commitments:
        if commitment.budget:
            label = _("Commitment {number}").format(number=commitment.number)
            rows.append(Row([document.said(label, document.colon, commitment.title)], look="group"))
        rows += [
            (
                line.title,
                kinds[line.kind],
                NOTHING if line.year is None else str(line.year),
                line.source or NOTHING,
                document.money(line.amount),
            )
            for line in commitment.budget
        ]
    if rows:
        columns = [
            Column(_("Budget line"), 32),
            Column(_("Kind"), 21),
            Column(_("Year"), 9),
            Column(_("Source"), 22),
            Column(_("Amount"), 16, "TableFigure"),
        ]
        document.table(columns, rows, caption=_("Budget lines"))
