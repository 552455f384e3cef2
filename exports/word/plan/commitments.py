"""The commitments: an overview, what they serve, and one sheet each in the form of the Open Government Partnership."""

import re
from collections.abc import Sequence

from exports.word.content import Commitment, Indicator, PlanContent, Task
from exports.word.document import NOTHING, Document
from exports.word.rtl import Cell, Column, Row, Words, plain


def write(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Commitments"), "commitments")
    _write_services(document, content)
    for commitment in content.commitments:
        _write_sheet(document, content, commitment)


def write_overview(document: Document, content: PlanContent) -> None:
    """The short edition's commitments: problem and solution of each, without its sheet."""
    _ = document.catalogue.gettext
    document.heading(_("Commitments"), "commitments")
    columns = [Column(_("No."), 6), Column(_("Commitment"), 30), Column(_("What will be done"), 64)]
    rows: list[Sequence[Cell]] = [
        (str(commitment.number), commitment.title, commitment.solution or NOTHING) for commitment in content.commitments
    ]
    document.table(columns, rows, caption=_("What each commitment brings"), empty=_("No commitment is recorded."))
    _write_services(document, content)


def _write_services(document: Document, content: PlanContent) -> None:
    """Which commitments serve which pillar, goal and challenge, read off their labels."""
    _ = document.catalogue.gettext
    kinds = [
        (_("RITE pillars"), [(label, each.number) for each in content.commitments for label in each.rite]),
        (
            _("SDG targets"),
            [(label, each.number) for each in content.commitments for label in each.sdg],
        ),
        (_("Challenges"), [(label, each.number) for each in content.commitments for label in each.challenges]),
    ]
    rows: list[Sequence[Cell] | Row] = []
    for name, served in kinds:
        labels = sorted({label for label, _number in served}, key=_by_number)
        if labels:
            rows.append(Row([name], look="group"))
        rows += [
            (label, document.listed(str(number) for other, number in served if other == label)) for label in labels
        ]
    columns = [Column(_("Aim"), 60), Column(_("Commitments"), 40)]
    empty = _("No pillar, goal or challenge is recorded.")
    document.table(columns, rows, caption=_("What the commitments serve"), empty=empty)


def _by_number(label: str) -> tuple[list[int], str]:
    """Target 16.6 before target 16.10."""
    return [int(figure) for figure in re.findall(r"\d+", label)], label


def _write_sheet(document: Document, content: PlanContent, commitment: Commitment) -> None:
    _ = document.catalogue.gettext
    label = _("Commitment {number}").format(number=commitment.number)
    document.sheet_heading(document.said(label, document.colon, commitment.title), f"commitment{commitment.number}")
    rows: list[tuple[Words, Cell]] = [
        (_("Period"), document.period(commitment.start, commitment.finish)),
        (_("Lead body"), commitment.lead),
        (_("Supporting bodies"), document.listed(commitment.supporting)),
        (_("Public problem"), commitment.problem),
        (_("What will be done"), commitment.solution),
        (_("Expected results"), commitment.results),
        (_("RITE pillars"), document.listed(commitment.rite)),
        (_("SDG targets"), commitment.sdg),
        (_("Challenges"), document.listed(commitment.challenges)),
        (_("Source recommendation"), _source(document, commitment)),
        (_("Cost"), _with_currency(document, content, _cost(document, commitment))),
        (_("Financing"), _with_currency(document, content, _financing(document, commitment))),
        (_("Indicators"), [_indicator(document, indicator) for indicator in commitment.indicators]),
        (_("Risks"), [risk.text for risk in commitment.risks]),
    ]
    document.form(rows)
    if commitment.tasks:
        document.paragraph(_("Tasks of the commitment"), "Heading3")
        _write_tasks(document, commitment.tasks)


def _source(document: Document, commitment: Commitment) -> Words:
    """Its code and, where the commitment is not called the same, its words; the study; whose wording it is."""
    _ = document.catalogue.gettext
    source = commitment.source
    if source is None:
        return ""
    same = plain(source.recommendation) == plain(commitment.title)
    words: list[Words] = [source.code] if same and source.code else [source.recommendation]
    if source.code and not same:
        words = [source.code, document.colon, source.recommendation]
    parts: list[Words] = [document.said(*words)]
    if source.study:
        parts.append(document.said(_("Study"), document.colon, document.listed([source.study, source.place])))
    if source.starter_set:
        parts.append(document.said(_("Starter set, to be replaced by the study's text"), mark="Muted"))
    return document.listed(parts, separator=" · ")


def _with_currency(document: Document, content: PlanContent, amounts: Words) -> Words:
    if not plain(amounts) or not content.currency or amounts == NOTHING:
        return amounts
    return document.said(amounts, document.said(f" ({content.currency})", mark="Muted"))


def _cost(document: Document, commitment: Commitment) -> Words:
    _ = document.catalogue.gettext
    total = commitment.total
    if total is None:
        return ""
    amounts = ((_("Additional"), total.additional), (_("Running"), total.running), (_("Total"), total.cost))
    return document.listed(
        (document.labelled(name, document.number(amount)) for name, amount in amounts), separator=" · "
    )


def _financing(document: Document, commitment: Commitment) -> Words:
    _ = document.catalogue.gettext
    parts = [
        document.labelled(
            document.said(part.source, " (", _("donor"), ")") if part.kind == "DONOR" else part.source,
            document.number(part.amount),
        )
        for part in commitment.financing
    ]
    if commitment.total is not None:
        parts.append(document.labelled(_("Financing gap"), document.number(commitment.total.gap)))
    return document.listed(parts, separator=" · ")


def _indicator(document: Document, indicator: Indicator) -> Words:
    """In one line: from where it starts to its last target; section 7 has the rest."""
    _ = document.catalogue.gettext
    values = [document.labelled(_("Baseline"), indicator.baseline)] if plain(indicator.baseline) else []
    if indicator.targets:
        last = max(indicator.targets)
        values.append(document.labelled(_("Target {year}").format(year=last), indicator.targets[last]))
    return document.listed([indicator.name, *values], separator=" · ")


def _write_tasks(document: Document, tasks: Sequence[Task]) -> None:
    _ = document.catalogue.gettext
    columns = [
        Column(_("No."), 6),
        Column(_("Task"), 46),
        Column(_("Responsible"), 28),
        Column(_("Start and finish"), 20),
    ]
    rows = [
        (task.number, task.title, task.responsible or NOTHING, (document.day(task.start), document.day(task.finish)))
        for task in tasks
    ]
    document.table(columns, rows)
