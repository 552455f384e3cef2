"""What is different between two rounds, and what other weights would make of one?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import User
from planner.queries.wording import percent
from twinning.domain.kept_rounds import Candidate, couple_of, pair_ground, reweighted
from twinning.domain.scores import Criterion
from twinning.domain.weight_ranges import weight_ranges
from twinning.models import Round
from twinning.queries.access import round_for_viewing, rounds_visible_to
from twinning.queries.rounds.ground import weights_of
from twinning.queries.rounds.pages import read_round
from twinning.queries.rounds.reading import PairRow, RoundReading, reading_of, rows_in_order
from twinning.queries.verdicts import CRITERIA


@dataclass(frozen=True)
class Figure:
    label: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Comparison:
    """Pairs of `after` that `before` has not, of `before` that `after` has not, and of both."""

    before: RoundReading
    after: RoundReading
    gained: list[PairRow]
    lost: list[PairRow]
    kept: list[PairRow]
    figures: list[Figure]


def compared(before: RoundReading, after: RoundReading) -> Comparison:
    pairs_before = {couple_of(one): one for one in before.pairing.pairs}
    pairs_after = {couple_of(one): one for one in after.pairing.pairs}
    return Comparison(
        before=before,
        after=after,
        gained=_rows(after, pairs_after, pairs_after.keys() - pairs_before.keys()),
        lost=_rows(before, pairs_before, pairs_before.keys() - pairs_after.keys()),
        kept=_rows(after, pairs_after, pairs_after.keys() & pairs_before.keys()),
        figures=[
            Figure(label, said_before, said_after)
            for (label, said_before), (_label, said_after) in zip(_figures(before), _figures(after), strict=True)
        ],
    )


def _rows(reading: RoundReading, pairs: Mapping[Any, Candidate], keys: set[Any]) -> list[PairRow]:
    return rows_in_order(reading.row(pairs[key]) for key in keys)


def _figures(reading: RoundReading) -> list[tuple[str, str]]:
    return [
        (
            _("Needs met"),
            _("%(count)s of %(total)s") % {"count": len(reading.pairing.pairs), "total": reading.need_count},
        ),
        (_("Countries that both give and take"), str(len(reading.pairing.reciprocal))),
        (_("Mean score"), str(reading.mean_percent)),
        (_("Pairs that both sides would rather have"), str(len(reading.pairing.blocking))),
    ]


# --- two rounds -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ComparisonPage:
    """`others` can be chosen; `comparison` is None until one is. `settings` are the rules of both."""

    round: Round
    others: list[Round]
    other: Round | None
    comparison: Comparison | None
    settings: list[Figure]


def comparison_page(user: User, pk: UUID, *, other: str) -> ComparisonPage:
    """Beside the round named by `other`, else beside the one that this follows. Raises Http404."""
    after = read_round(user, pk)
    others = [
        one
        for one in rounds_visible_to(user).exclude(state=Round.State.DRAFT).defer("candidates", "places", "result")
        if one.pk != after.round.pk
    ]
    chosen = next((one for one in others if str(one.pk) == (other or str(after.round.follows_id))), None)
    if chosen is None:
        return ComparisonPage(after.round, others, None, None, [])
    before = reading_of(round_for_viewing(user, chosen.pk))
    return ComparisonPage(after.round, others, chosen, compared(before, after), _settings(before, after))


def _settings(before: RoundReading, after: RoundReading) -> list[Figure]:
    """Goal and rules always; weights where they differ."""
    said = [
        Figure(label, said_before, said_after)
        for (label, said_before), (_label, said_after) in zip(_rules(before), _rules(after), strict=True)
    ]
    return said + [figure for figure in _weights(before.round, after.round) if figure.differs]


def _rules(reading: RoundReading) -> list[tuple[str, str]]:
    round_ = reading.round
    return [
        (_("Goal"), str(round_.get_goal_display())),
        (_("Two countries at most once"), _("Yes") if round_.once_per_country_pair else _("No")),
        (_("Least score of a pair"), str(round_.least_score)),
        (_("Locked pairs"), str(len(reading.rules.locked))),
        (_("Forbidden pairs"), str(len(reading.rules.forbidden))),
    ]


def _weights(before: Round, after: Round) -> list[Figure]:
    of_before, of_after = weights_of(before), weights_of(after)
    return [
        Figure(
            str(CRITERIA[one]),
            percent(_share(of_before, one)),
            percent(_share(of_after, one)),
        )
        for one in Criterion
    ]


def _share(weights: Mapping[Criterion, float], criterion: Criterion) -> float:
    total = sum(weights.values())
    return weights.get(criterion, 0.0) / total if total else 0.0


# --- how far each weight may change ---------------------------------------------------------------------


@dataclass(frozen=True)
class RangeRow:
    """`lowest` and `highest` lie within the range and are None where nothing takes over on that side; `below` and
    `above` are what would come beyond."""

    label: str
    weight: float
    lowest: float | None
    highest: float | None
    below: list[PairRow]
    above: list[PairRow]


@dataclass(frozen=True)
class RangesPage:
    round: Round
    rows: list[RangeRow]


def ranges_page(user: User, pk: UUID) -> RangesPage:
    """Solves the round again many times, on the ground that was kept. Raises Http404, also without a solution."""
    reading = read_round(user, pk)
    if not reading.pairing.pairs:
        raise Http404
    weights = weights_of(reading.round)
    # What was run stays as it is, and so do its ranges.
    found = cache.get_or_set(
        f"round-ranges-{settings.RELEASE}-{reading.round.pk}-{reading.round.ran_at:%Y%m%d%H%M%S%f}",
        lambda: weight_ranges(reading.ground, reading.rules, weights=weights, pairing=reading.pairing),
    )
    reading.names.complete([one for each in found.values() for one in (*each.below, *each.above)])
    today = set(reading.pairing.pairs)
    return RangesPage(
        reading.round,
        [
            RangeRow(
                label=str(CRITERIA[criterion]),
                weight=one.weight,
                lowest=ceil(one.lowest * 10) / 10 if one.below else None,
                highest=floor(one.highest * 10) / 10 if one.above else None,
                below=rows_in_order(reading.row(pair) for pair in one.below if pair not in today),
                above=rows_in_order(reading.row(pair) for pair in one.above if pair not in today),
            )
            for criterion, one in found.items()
        ],
    )


# --- other weights --------------------------------------------------------------------------------------


def weights_preview(user: User, pk: UUID, *, weights: Mapping[Criterion, float]) -> Comparison:
    """What the round would be with other weights; nothing is saved. Raises Http404, NotAWeight or NoWeight.

    Candidates are those that were kept: the best of each need by the weights of the round.
    """
    before = read_round(user, pk)
    ground = reweighted(before.ground, weights)
    pairing = pair_ground(ground, before.rules)
    before.names.complete(pairing.pairs)
    return compared(before, RoundReading(before.round, before.names, ground, pairing, before.rules))
