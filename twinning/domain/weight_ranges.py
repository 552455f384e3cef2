"""How far may the weight of one criterion change, the others kept, before another pairing is better?

A pair's score is a weighted mean over the criteria that have a say, so its share of one weight is a fraction of two
linear functions. Where a round keeps its pairs, none of the pairings that are found at other weights is better; where
it does not, the one found there tells by its own curve where it takes over, and the search goes on from that place
until none is better (as in parametric programming, Gass and Saaty, 1955).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from twinning.domain.kept_rounds import DIGITS, Ground, Rules, couple_of, pair_ground
from twinning.domain.pairing import Candidate, Pairing, Status, worth
from twinning.domain.scores import Criterion, check_weights

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

HIGHEST_WEIGHT = 100.0
# Ends are exact to this much of a weight.
EXACT_TO = 1e-3
# What is better by less in total score is not better: each score is rounded.
NOT_BETTER = 1e-5
# Places on each side at which the curves of two pairings are compared, and at which the round is solved again.
COMPARED, SOLVED = 65, 3


@dataclass(frozen=True)
class WeightRange:
    """From `lowest` to `highest` nothing is better than the pairing; both are within 0 and `HIGHEST_WEIGHT`.

    `below` and `above` are the pairs of the pairing that takes over beyond, empty where none does. The weight 0 is
    left out where no other criterion has any.
    """

    weight: float
    lowest: float
    highest: float
    below: tuple[Candidate, ...] = ()
    above: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class _Rival:
    """A pairing by the rows of its candidates, and what the goal counts before the score."""

    pairs: tuple[Candidate, ...]
    rows: Rows
    before_score: tuple[float, ...]


def weight_ranges(
    ground: Ground, rules: Rules, *, weights: Mapping[Criterion, float], pairing: Pairing
) -> dict[Criterion, WeightRange]:
    """For each criterion the weights around its own at which `pairing` is still the best that the goal knows.

    The end is where the first better pairing takes over, to `EXACT_TO`. Where all candidates are judged by the same
    criteria, the weights at which a pairing is best are without a gap, so nothing better lies between. Where some
    criteria have no say on some, the places between the solved ones are not proved. The candidates are those of the
    ground, with the scores that the weights give them. Raises NotAWeight or NoWeight.
    """
    check_weights(weights)
    found = _Search(ground, rules, weights, pairing)
    return {criterion: found.range_of(criterion) for criterion in Criterion}


class _Search:
    def __init__(self, ground: Ground, rules: Rules, weights: Mapping[Criterion, float], pairing: Pairing) -> None:
        self.ground, self.rules = ground, rules
        self.places = {couple_of(one): row for row, one in enumerate(ground.candidates)}
        said = [[ground.values[couple].get(str(one)) for one in Criterion] for couple in self.places]
        values = np.array(said, dtype=np.float64).reshape(len(said), len(Criterion))
        self.has_say, self.values = ~np.isnan(values), np.nan_to_num(values)
        self.weights = np.array([weights.get(one, 0.0) for one in Criterion], dtype=np.float64)
        self.is_locked = np.array([couple in set(rules.locked) for couple in self.places], dtype=bool)
        self.today = self._rival(pairing)
        self.rivals: list[_Rival] = []

    def range_of(self, criterion: Criterion) -> WeightRange:
        number = list(Criterion).index(criterion)
        weight = float(self.weights[number])
        if not np.delete(self.weights, number).any():
            return WeightRange(weight, 0.0, max(weight, HIGHEST_WEIGHT))
        lowest, below = self._end(number, weight, 0.0)
        highest, above = self._end(number, weight, max(weight, HIGHEST_WEIGHT))
        return WeightRange(weight, lowest, highest, below, above)

    def _end(self, number: int, weight: float, end: float) -> tuple[float, tuple[Candidate, ...]]:
        """How far from `weight` towards `end`, and the pairs of what takes over there."""
        taken_over: tuple[Candidate, ...] = ()
        for rival in self.rivals:
            nearer = self._overtaken(rival, number, weight, end)
            if nearer is not None:
                end, taken_over = nearer, rival.pairs
        while end != weight and (found := self._better(number, np.linspace(end, weight, SOLVED, endpoint=False))):
            rival, trial = found
            nearer = self._overtaken(rival, number, weight, trial)
            assert nearer is not None, "it is better at the trial"
            end, taken_over = nearer, rival.pairs
        return round(end, DIGITS), taken_over

    def _better(self, number: int, trials: Floats) -> tuple[_Rival, float] | None:
        """The first pairing that is better than today's where the round is solved again, and at which weight."""
        for trial in trials.tolist():
            rival = self._solved(number, trial)
            if rival is not None and self._is_better(rival, number, np.array([trial]))[0]:
                self.rivals.append(rival)
                return rival, trial
        return None

    def _overtaken(self, rival: _Rival, number: int, weight: float, end: float) -> float | None:
        """The last weight from `weight` towards `end` before the rival is better; None where it never is."""
        path = np.linspace(weight, end, COMPARED)
        better = np.flatnonzero(self._is_better(rival, number, path))
        if not len(better):
            return None
        if better[0] == 0:
            return weight
        good, bad = float(path[better[0] - 1]), float(path[better[0]])
        while abs(bad - good) > EXACT_TO:
            between = (good + bad) / 2
            if self._is_better(rival, number, np.array([between]))[0]:
                bad = between
            else:
                good = between
        return good

    def _is_better(self, rival: _Rival, number: int, trials: Floats) -> npt.NDArray[np.bool_]:
        its, ours = self._scores(rival.rows, number, trials), self._scores(self.today.rows, number, trials)
        is_better = its.sum(axis=0) > ours.sum(axis=0) + NOT_BETTER
        if rival.before_score != self.today.before_score:
            is_better[:] = rival.before_score > self.today.before_score
        return np.asarray(self._may_be(rival.rows, its) & (is_better | ~self._may_be(self.today.rows, ours)))

    def _scores(self, rows: Rows, number: int, trials: Floats) -> Floats:
        """A row a candidate, a column a weight."""
        others = np.where(np.arange(len(self.weights)) == number, 0.0, self.weights)
        weighted = (self.values[rows] @ others)[:, np.newaxis] + np.outer(self.values[rows, number], trials)
        total = (self.has_say[rows] @ others)[:, np.newaxis] + np.outer(self.has_say[rows, number], trials)
        means = np.divide(weighted, total, out=np.zeros_like(total), where=total > 0)
        return np.asarray(np.round(means, DIGITS))

    def _may_be(self, rows: Rows, scores: Floats) -> npt.NDArray[np.bool_]:
        """Whether all of them reach the least score, at each weight."""
        return np.asarray(((scores >= self.rules.least_score) | self.is_locked[rows, np.newaxis]).all(axis=0))

    def _solved(self, number: int, trial: float) -> _Rival | None:
        scores = self._scores(np.arange(len(self.places)), number, np.array([trial]))[:, 0].tolist()
        candidates = zip(self.ground.candidates, scores, strict=True)
        ground = replace(self.ground, candidates=tuple(one._replace(score=score) for one, score in candidates))
        pairing = pair_ground(ground, self.rules)
        return None if pairing.status == Status.INFEASIBLE else self._rival(pairing)

    def _rival(self, pairing: Pairing) -> _Rival:
        goal = {"goal": self.rules.goal, "served_first": self.ground.served_first}
        rows = np.array([self.places[couple_of(one)] for one in pairing.pairs], dtype=np.intp)
        return _Rival(pairing.pairs, rows, worth(pairing, goal)[:-1])
