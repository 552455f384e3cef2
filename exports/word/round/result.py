"""What came of the round: in figures, pair by pair, what stays unmet, who comes next, and who gives and takes."""

from collections.abc import Sequence
from decimal import Decimal

from exports.word import figures
from exports.word.document import NOTHING, Blocks, Document
from exports.word.round.content import Pair, RoundContent, Unmet
from exports.word.rtl import Cell, Column, Line, Row, Words
from exports.word.styles import GROUND


def write_summary(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("The result in brief"), "result")
    if content.is_example:
        document.paragraph(
            _("An example: some of the needs are made up for showing the software, and no country has told them."),
            "Note",
        )
    if content.contradiction:
        document.paragraph(document.said(document.said(_("No solution"), mark="Critical"), document.colon))
        document.paragraph(content.contradiction)
        return
    met = _("{count} of {total}").format(count=len(content.pairs), total=content.need_count)
    counted = [
        (met, _("Needs met")),
        (document.number(content.mean_percent), _("Mean score of a pair, of 100")),
        (document.number(len(content.reciprocal)), _("Countries that both give and take")),
        (document.number(len(content.blocking)), _("Pairs that both sides would rather have")),
    ]
    tiles: list[Cell] = [[Line(figure, style="TileFigure"), Line(name, style="TileName")] for figure, name in counted]
    document.blocks([Blocks(tiles, shade=GROUND)], style="TileTable")
    document.paragraph(
        _("It is proved that no other choice of pairs serves the goal of the round better.")
        if content.is_proved
        else _("The search ended before it was proved that no other choice serves the goal better."),
    )
    if content.reciprocal:
        document.paragraph(
            document.labelled(_("Countries that both give and take"), document.listed(content.reciprocal))
        )
    _write_next_steps(document, content)


def _write_next_steps(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    if content.answer_by:
        document.paragraph(document.labelled(_("Both countries answer by"), document.day(content.answer_by)))
    document.paragraph(document.labelled(_("First day of its twinnings"), document.day(content.first_day)))


def write_pairs(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.heading(_("Pairs"), "pairs")
    columns = [
        Column(_("No."), 5),
        Column(_("Giving country"), 15),
        Column(_("Practice"), 30),
        Column(_("Receiving country"), 15),
        Column(_("Need"), 28),
        Column(_("Score"), 7, "TableFigure"),
    ]
    rows: list[Sequence[Cell]] = [
        (str(number), pair.giver, _with_rule(pair), pair.taker, pair.need, document.number(pair.percent))
        for number, pair in enumerate(content.pairs, 1)
    ]
    document.table(
        columns,
        rows,
        caption=_("Which practice answers which need"),
        note=_("Scores are of 100. What each criterion says of a pair stands in the annex."),
        empty=_("No pair was found."),
    )


def _with_rule(pair: Pair) -> Cell:
    return [Line(pair.practice), Line(pair.rule, mark="Muted")] if pair.rule else pair.practice


def write_unmet(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.heading(_("Needs that stay unmet"), "unmet", new_page=False)
    columns = [Column(_("Country"), 17), Column(_("Need"), 33), Column(_("Why"), 50)]
    rows: list[Sequence[Cell]] = [(each.country, each.need, _reason(document, each)) for each in content.unmet]
    document.table(
        columns, rows, caption=_("Unmet needs and why"), empty=_("Every need that was open is met by a pair.")
    )


def _reason(document: Document, unmet: Unmet) -> Words:
    if not unmet.taken_by:
        return unmet.reason
    numbers = document.listed(document.number(number) for number in unmet.taken_by)
    return document.said(unmet.reason, " ", document.catalogue.gettext("pairs no."), " ", numbers)


def in_one_line(document: Document, pair: Pair) -> Words:
    """“Practice” of one country for “need” of another."""
    giver, taker = document.said(" (", pair.giver, ")"), document.said(" (", pair.taker, ")")
    arrow = " ← " if document.language == "ar" else " → "
    return document.said(pair.practice, giver, arrow, pair.need, taker)


def write_alternatives(document: Document, content: RoundContent) -> None:
    """Whom to ask next for each need, where a proposal is declined."""
    _ = document.catalogue.gettext
    document.turn(landscape=True)
    document.heading(_("Next best for each need"), "alternatives", new_page=False)
    columns = [Column(_("Country"), 17), Column(_("Need"), 29), Column(_("Best practices that were not chosen"), 54)]
    rows: list[Sequence[Cell]] = [
        (each.country, each.need, [_alternative(document, pair) for pair in each.pairs] or NOTHING)
        for each in content.alternatives
    ]
    document.table(
        columns,
        rows,
        caption=_("Runners-up"),
        note=_("These come next where a country declines: places that others hold by then may rule some of them out."),
        empty=_("No other practice answers any of the needs."),
    )


def _alternative(document: Document, pair: Pair) -> Words:
    score = document.said(" – ", document.number(pair.percent), mark="Muted")
    return document.said(pair.practice, " (", pair.giver, ")", score)


def write_balance(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    document.turn(landscape=False)
    document.heading(_("Give and take"), "balance")
    columns = [
        Column(_("Country"), 40),
        Column(_("Gives"), 15, "TableFigure"),
        Column(_("Places to give"), 15, "TableFigure"),
        Column(_("Takes"), 15, "TableFigure"),
        Column(_("Places to take"), 15, "TableFigure"),
    ]
    rows: list[Sequence[Cell]] = [
        (each.country, *map(document.number, (each.given, each.giver_places, each.taken, each.taker_places)))
        for each in content.balances
    ]
    document.table(
        columns,
        rows,
        caption=_("Pairs of this round by country"),
        note=_("Places are those that each country had left when the round was run."),
        empty=_("No country could give or take."),
    )


def write_blocking(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    if not content.blocking:
        return
    document.heading(_("Pairs that both sides would rather have"), "blocking", level=2)
    columns = [Column(_("Pair"), 88), Column(_("Score"), 12, "TableFigure")]
    rows: list[Sequence[Cell]] = [
        (in_one_line(document, pair), document.number(pair.percent)) for pair in content.blocking
    ]
    note = _(
        "Each scores more than something that both of its sides got. The round passed them over for the good of all; "
        "the best come first."
    )
    document.table(columns, rows, caption=_("Passed over for the good of all"), note=note)


def write_verdicts(document: Document, content: RoundContent) -> None:
    """The annex: every pair, criterion by criterion."""
    _ = document.catalogue.gettext
    if not content.pairs:
        return
    document.annex(_("What each criterion says of each pair"), "annexcriteria")
    columns = [Column(_("Criterion"), 24), Column(_("Value"), 12, "TableFigure"), Column(_("In words"), 64)]
    rows: list[Sequence[Cell] | Row] = []
    for number, pair in enumerate(content.pairs, 1):
        label = _("Pair {number}").format(number=number)
        rows.append(Row([document.said(label, document.colon, in_one_line(document, pair))], look="group"))
        rows += [(each.criterion, _share(document, each.percent), each.sentence or NOTHING) for each in pair.verdicts]
    note = _("{sign}: the criterion has no say on this pair, or what it looked at has changed since.")
    document.table(columns, rows, caption=_("Pairs by criterion"), note=note.format(sign=NOTHING))


def _share(document: Document, percent: int | None) -> str:
    return NOTHING if percent is None else figures.percentage(Decimal(percent), Decimal(100), document.language)
