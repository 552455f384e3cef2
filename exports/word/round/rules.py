"""By which rules the pairs were chosen: the goal, the weights, and what was settled beforehand."""

from collections.abc import Sequence
from decimal import Decimal

from exports.word.document import NOTHING, Document
from exports.word.figures import percentage
from exports.word.round.content import RoundContent
from exports.word.round.result import in_one_line
from exports.word.rtl import Cell, Column


def write(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    document.heading(_("Rules of the round"), "rules", new_page=False)
    document.form(
        [
            (_("Goal"), [content.goal, content.goal_meaning]),
            (_("Two countries at most once"), _("Yes") if content.once_per_country_pair else _("No")),
            (_("Least score of a pair"), document.number(content.least_score)),
        ]
    )
    _write_weights(document, content)
    _write_single_pairs(document, content)


def _write_weights(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    columns = [Column(_("Criterion"), 26), Column(_("Weight"), 12, "TableFigure"), Column(_("What it looks at"), 62)]
    rows: list[Sequence[Cell]] = [
        (each.criterion, percentage(Decimal(each.percent), Decimal(100), document.language), each.meaning)
        for each in content.weights
    ]
    note = _("A criterion of which nothing is known has no say on a pair, and the others share its weight.")
    document.heading(_("Weights"), "weights", level=2)
    document.table(columns, rows, caption=_("What a score is made of"), note=note, empty=NOTHING)


def _write_single_pairs(document: Document, content: RoundContent) -> None:
    _ = document.catalogue.gettext
    columns = [Column(_("Rule"), 16), Column(_("Pair"), 50), Column(_("Reason"), 34)]
    rows: list[Sequence[Cell]] = [
        (each.kind, in_one_line(document, each.pair), each.reason or NOTHING) for each in content.rules
    ]
    document.heading(_("Rules for single pairs"), "singlepairs", level=2)
    document.table(columns, rows, caption=_("Locked and forbidden pairs"), empty=_("No pair is locked or forbidden."))
