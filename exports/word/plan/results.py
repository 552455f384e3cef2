"""What is measured, what may go wrong, and who answers for what: indicators, risks, governance."""

from collections import defaultdict
from collections.abc import Sequence

from exports.word.content import Indicator, PlanContent, Wording
from exports.word.document import NOTHING, Document
from exports.word.rtl import Cell, Column, Line, Row, Words, plain


def write_indicators(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.heading(_("Results framework"), "indicators")
    rows: list[Sequence[Cell] | Row] = []
    for commitment in content.commitments:
        if commitment.indicators:
            label = _("Commitment {number}").format(number=commitment.number)
            rows.append(Row([document.said(label, document.colon, commitment.title)], look="group"))
        rows += [
            (
                f"{commitment.number}.{at}",
                _indicator_lines(document, indicator),
                indicator.unit or NOTHING,
                indicator.source or NOTHING,
                indicator.frequency or NOTHING,
                indicator.owner or NOTHING,
                indicator.baseline or NOTHING,
                _targets(document, indicator) or NOTHING,
            )
            for at, indicator in enumerate(commitment.indicators, 1)
        ]
    columns = [
        Column(_("No."), 5),
        Column(_("Indicator"), 36),
        Column(_("Unit"), 8),
        Column(_("Source"), 14),
        Column(_("Frequency"), 9),
        Column(_("Owner"), 13),
        Column(_("Baseline"), 7.5),
        Column(_("Targets"), 9),
    ]
    document.table(columns, rows, caption=_("Indicators, baselines and targets"), empty=_("No indicator is recorded."))


def _targets(document: Document, indicator: Indicator) -> list[Words]:
    """A line a year, with what was reached where it is known."""
    _ = document.catalogue.gettext
    lines: list[Words] = []
    for year, target in sorted(indicator.targets.items()):
        words: list[Words] = [f"{year}{document.colon}{target}"]
        if year in indicator.reached:
            words.append(_(" (reached: {value})").format(value=indicator.reached[year]))
        lines.append(document.said(*words))
    return lines


def _indicator_lines(document: Document, indicator: Indicator) -> list[Line]:
    _ = document.catalogue.gettext
    lines = [Line(indicator.name, mark="Strong")]
    if indicator.definition:
        lines.append(Line(indicator.definition))
    if indicator.formula:
        lines.append(Line(document.said(_("Formula"), document.colon, indicator.formula), mark="Muted"))
    return lines


def write_risks(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.heading(_("Risks"), "risks")
    rows = [
        (
            str(commitment.number),
            risk.text,
            risk.likelihood or NOTHING,
            risk.effect or NOTHING,
            risk.mitigation or NOTHING,
            risk.owner or NOTHING,
            risk.state or NOTHING,
        )
        for commitment in content.commitments
        for risk in commitment.risks
    ]
    columns = [
        Column(_("Commitment"), 9),
        Column(_("Risk"), 27),
        Column(_("Likelihood"), 9),
        Column(_("Effect"), 8),
        Column(_("Mitigation"), 25),
        Column(_("Owner"), 14),
        Column(_("State"), 8),
    ]
    document.table(columns, rows, caption=_("Risks and how they are met"), empty=_("No risk is recorded."))


def write_governance(document: Document, content: PlanContent) -> None:
    """Who leads, supports and reports, gathered from the commitments; nothing is added about the country."""
    _ = document.catalogue.gettext
    document.turn(landscape=False)
    document.heading(_("Governance and monitoring"), "governance")
    _write_bodies(document, content)
    _write_monitoring(document, content)
    _write_reporting(document, content)


def _write_bodies(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    leads: dict[Wording, list[str]] = defaultdict(list)
    supports: dict[Wording, list[str]] = defaultdict(list)
    for commitment in content.commitments:
        if plain(commitment.lead):
            leads[commitment.lead].append(str(commitment.number))
        for body in commitment.supporting:
            supports[body].append(str(commitment.number))
    bodies = sorted({*leads, *supports}, key=lambda body: (-len(leads[body]), plain(body)))
    columns = [Column(_("Body"), 46), Column(_("Leads commitments"), 27), Column(_("Supports commitments"), 27)]
    rows = [(body, document.listed(leads[body]), document.listed(supports[body])) for body in bodies]
    document.table(columns, rows, caption=_("Bodies and their commitments"), empty=_("No lead body is recorded."))


def _write_monitoring(document: Document, content: PlanContent) -> None:
    """What the plan says about its monitoring; left out where it says nothing."""
    _ = document.catalogue.gettext
    monitoring = content.monitoring
    rows: list[tuple[Words, Cell]] = [
        (_("Who monitors"), monitoring.roles),
        (_("Review at the political level"), monitoring.political_review),
        (_("Part of civil society in monitoring"), monitoring.civil_society),
        (_("Months between reports on activities"), _figure(document, monitoring.activity_months)),
        (_("Months between reports on results"), _figure(document, monitoring.outcome_months)),
        (_("Address where it is published"), monitoring.published_address),
    ]
    written = [row for row in rows if row[1]]
    if written:
        document.heading(_("Monitoring"), "monitoring", level=2)
        document.form(written)


def _figure(document: Document, value: int | None) -> str:
    return "" if value is None else document.number(value)


def _write_reporting(document: Document, content: PlanContent) -> None:
    _ = document.catalogue.gettext
    reported: dict[Wording, list[str]] = defaultdict(list)
    for commitment in content.commitments:
        for at, indicator in enumerate(commitment.indicators, 1):
            if plain(indicator.frequency):
                reported[indicator.frequency].append(f"{commitment.number}.{at}")
    if reported:
        columns = [Column(_("Frequency"), 30), Column(_("Indicators"), 70)]
        rows = [(frequency, document.listed(numbers)) for frequency, numbers in reported.items()]
        document.table(columns, rows, caption=_("When the indicators are reported"))
