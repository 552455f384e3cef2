"""Budget and financing: what it costs, who pays, what is missing."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from exports.word.content import Commitment, PlanContent, Wording
from exports.word.document import NOTHING, Document
from exports.word.figures import percentage
from exports.word.rtl import Cell, Column, Row, Words
from planner.domain.costs import Balance


def write(document: Document, content: PlanContent) -> None:
    write_totals(document, content)
    _write_commitment_years(document, content)


def kinds_of_source(document: Document) -> dict[str, str]:
    """The names of the kinds, in the order in which they are told."""
    _ = document.catalogue.gettext
    return {"BUDGET": _("State budget"), "DONOR": _("Donors"), "LOAN": _("Loans"), "OTHER": _("Other sources")}


def write_totals(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=False)
    document.heading(_("Budget and financing"), "budget")
    if content.currency:
        document.paragraph(document.said(_("Currency"), document.colon, content.currency))
    _write_costs(document, content)
    _write_financing(document, content)
    _write_years(document, content)


def _write_costs(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Commitment"), 29),
        *(
            Column(name, 13, "TableFigure")
            for name in (_("Additional"), _("Running"), _("Total"), _("Financed"), _("Gap"))
        ),
    ]
    rows: list[Sequence[Cell] | Row] = [
        (str(commitment.number), commitment.title, *_amounts(document, commitment.total))
        for commitment in content.commitments
    ]
    if rows:
        total: list[Words] = ["", _("Total"), *_amounts(document, content.total)]
        rows.append(Row([document.said(cell, mark="Strong") for cell in total], look="total"))
    document.table(
        columns,
        rows,
        caption=_("Cost and financing by commitment"),
        note=document.listed(_notes(document, content), separator=" "),
        empty=_("No commitment is recorded."),
    )


def _amounts(document: Document, balance: Balance | None) -> list[str]:
    if balance is None:
        return [NOTHING] * 5
    amounts = (balance.additional, balance.running, balance.cost, balance.financed, balance.gap)
    return [document.number(amount) for amount in amounts]


def _notes(document: Document, content: PlanContent) -> list[str]:
    """How running costs are counted, what is not known, and what is given where it is not needed."""
    _ = document.catalogue.gettext
    notes = []
    if content.total and content.total.running:
        notes.append(
            _("Running costs are counted for each full year after the work is done, until {year}.").format(
                year=max(content.years)
            )
        )
    if content.total and content.total.excess:
        notes.append(
            _("{amount} is given beyond the cost of its commitment and year, and fills no gap elsewhere.").format(
                amount=document.number(content.total.excess)
            )
        )
    if any(commitment.balances is None for commitment in content.commitments):
        notes.append(_("{sign} means that the cost is not yet known; totals leave it out.").format(sign=NOTHING))
    return notes


def _write_financing(document: Document, content: PlanContent) -> None:
    """By source; the state's own money, donors and loans apart."""
    _ = document.catalogue.gettext
    sums: dict[tuple[str, Wording, bool], int] = defaultdict(int)
    for commitment in content.commitments:
        for part in commitment.financing:
            sums[part.kind, part.source, part.secured] += part.amount
    whole = sum(sums.values())
    if not whole:
        return
    rows: list[Sequence[Cell] | Row] = []
    for kind, name in kinds_of_source(document).items():
        parts = [(key, amount) for key, amount in sums.items() if key[0] == kind]
        if parts:
            rows.append(Row([name], look="group"))
        rows += [
            (
                source if secured else document.said(source, " – ", document.said(_("not yet secured"), mark="Muted")),
                document.number(amount),
                percentage(Decimal(amount), Decimal(whole), document.language),
            )
            for (_kind, source, secured), amount in parts
        ]
    total: list[Words] = [_("Total"), document.number(whole), ""]
    rows.append(Row([document.said(cell, mark="Strong") for cell in total], look="total"))
    columns = [
        Column(_("Source"), 60),
        Column(_("Amount"), 22, "TableFigure"),
        Column(_("Share"), 18, "TableFigure"),
    ]
    document.table(columns, rows, caption=_("Financing by source"))


def _write_years(document: Document, content: PlanContent) -> None:
    """What each year costs, who pays for it, and its gap."""
    _ = document.catalogue.gettext
    if not content.years or content.total is None:
        return
    given = content.total.financing
    kinds = {kind: name for kind, name in kinds_of_source(document).items() if given.get(kind)}
    names = [_("Additional"), _("Running"), _("Total"), *kinds.values(), _("Gap")]
    columns = [Column(_("Year"), 12), *(Column(name, 88 / len(names), "TableFigure") for name in names)]

    def row(name: str, balance: Balance) -> list[str]:
        financing = [balance.financing.get(kind, 0) for kind in kinds]
        amounts = [balance.additional, balance.running, balance.cost, *financing, balance.gap]
        return [name, *(document.number(amount) for amount in amounts)]

    rows: list[Sequence[Cell] | Row] = [row(str(year), balance) for year, balance in content.years.items()]
    total = row(_("Total"), content.total)
    rows.append(Row([document.said(cell, mark="Strong") for cell in total], look="total"))
    document.table(columns, rows, caption=_("Costs and financing by year"))


def _write_commitment_years(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    rows: list[Sequence[Cell] | Row] = []
    for commitment in content.commitments:
        if commitment.balances:
            label = _("Commitment {number}").format(number=commitment.number)
            rows.append(Row([document.said(label, document.colon, commitment.title)], look="group"))
            rows += _year_rows(document, commitment)
    if rows:
        names = (_("Additional"), _("Running"), _("Total"), _("Financed"), _("Gap"))
        columns = [Column(_("Year"), 15), *(Column(name, 17, "TableFigure") for name in names)]
        document.table(columns, rows, caption=_("Costs and financing by commitment and year"))


def _year_rows(document: Document, commitment: Commitment) -> list[Sequence[Cell]]:
    assert commitment.balances is not None, "only commitments of known cost have years"
    return [(str(year), *_amounts(document, balance)) for year, balance in sorted(commitment.balances.items())]
