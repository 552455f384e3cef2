"""Which of many candidates are chosen, when each uses up room in several places? An integer programme, solved to
proven optimality with HiGHS.

Choosing a candidate takes one unit of each of its groups (its need, its two countries, its practice, its pair of
countries), and each group has room for so many. Without the pairs of countries this is a flow, and the relaxation in
which a candidate may be chosen by halves has whole solutions. With them it nearly always still has. So:

1. The relaxation is solved on few candidates; the dual prices of the groups then tell which of the others could do
   better, and these are added until none could (column generation, Dantzig and Wolfe, 1960).
2. Where its solution is whole, it is the best there is.
3. Where it is not, a candidate whose reduced cost is worse than the distance between the relaxation and a whole
   solution at hand cannot be part of a better one (reduced cost fixing, Dantzig, Fulkerson and Johnson, 1954); the
   integer programme over the few that remain settles the matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

# Reduced costs are exact to about this much, and so is what is said to be optimal.
TOLERANCE = 1e-7
# What meeting one need more counts in score while all is asked at once. The more, the surer, and the less exact.
OUTWEIGHS = 8.0
FIRST_PER_NEED = 3
MORE_PER_NEED = 2


@dataclass(frozen=True)
class Bonus:
    """One more point for each of several occasions, reached when every one of its groups is used at least once.

    `groups` has a row for each occasion: countries that give and take, or countries that are served.
    """

    groups: Places


@dataclass(frozen=True)
class Choice:
    """`chosen` are places of candidates; `is_proved` says that nothing better exists."""

    chosen: Places
    is_proved: bool


class _Solver(highspy.Highs):
    """Says nothing; left to itself it prints its name before it can be told not to."""

    def enableCallbacks(self) -> None:  # noqa: N802
        self.setOptionValue("output_flag", False)


def is_half(values: Floats) -> Flags:
    return (values > 1e-6) & (values < 1 - 1e-6)


def best_of_each(groups: Places, worth: Floats, number: int) -> npt.NDArray[np.intp]:
    """The `number` best places of each group, group by group and best first; of equals the first.

    `groups` is in ascending order. Looking for the greatest a few times is quicker than sorting all.
    """
    if not len(groups):
        return np.zeros(0, dtype=np.intp)
    starts = np.flatnonzero(np.concatenate([[True], groups[1:] != groups[:-1]]))
    sizes = np.diff(np.append(starts, len(groups)))
    left, found = worth.copy(), []
    for _ in range(min(number, int(sizes.max()))):
        greatest = np.maximum.reduceat(left, starts)
        at = np.flatnonzero((left == np.repeat(greatest, sizes)) & (left > -np.inf))
        group = groups[at]
        at = at[np.concatenate([[True], group[1:] != group[:-1]])] if len(at) else at
        left[at] = -np.inf
        found.append(at)
    places = np.concatenate(found)
    return places[np.argsort(groups[places], kind="stable")]


class Programme:
    """Candidates by place. `groups[g, j]` is the number of the g-th group of candidate j, numbered through all kinds;
    `room[i]` is what group i has room for. `fixed` candidates are chosen in any case. `needs` are in ascending order.
    `nests` are two kinds each, where a group of the first lies wholly within one of the second.
    """

    def __init__(
        self,
        *,
        groups: Places,
        room: Floats,
        needs: Places,
        scores: Floats,
        fixed: Flags,
        bonuses: tuple[Bonus, ...] = (),
        nests: tuple[tuple[int, int], ...] = (),
        time_limit: float | None = None,
    ) -> None:
        self.groups, self.room, self.needs, self.scores, self.fixed = groups, room, needs, scores, fixed
        self.bonuses, self.nests, self.time_limit = bonuses, nests, time_limit
        self.kinds, self.size = groups.shape
        # numpy looks up by whole machine words, and would make them of the shorter numbers each time.
        self._places_of_groups = groups.astype(np.intp)
        self.known = np.zeros(self.size, dtype=bool)
        self.is_proved = True
        self.best = np.flatnonzero(fixed).astype(np.int32)
        # Rows: the groups; the number chosen; for each bonus its occasions' conditions and their number.
        self.count_row = len(room)
        self.condition_rows: list[Places] = []
        self.bonus_rows: list[int] = []
        self._conditions_of: list[Places] = []
        next_row = self.count_row + 1
        for bonus in bonuses:
            rows = np.arange(next_row, next_row + bonus.groups.size, dtype=np.int32).reshape(bonus.groups.shape)
            self.condition_rows.append(rows)
            at_group = np.full(len(room), -1, dtype=np.int32)
            at_group[bonus.groups.ravel()] = rows.ravel()
            self._conditions_of.append(at_group)
            self.bonus_rows.append(next_row + bonus.groups.size)
            next_row += bonus.groups.size + 1
        self.row_count = next_row
        self.row_lower = np.full(self.row_count, -highspy.kHighsInf)
        self.row_upper = np.full(self.row_count, highspy.kHighsInf)
        self.row_upper[: self.count_row] = room
        for rows in self.condition_rows:
            self.row_upper[rows.ravel()] = 0.0
        self.relaxation = self._new_model(self._occasion_count())
        self.columns: list[int] = []
        self._add(self._first_columns())

    # --- what is asked --------------------------------------------------------------------------------------

    def most_of_all(self) -> Choice | None:
        """Most chosen, most occasions and the highest score in one step, where that step proves all of them.

        A candidate and an occasion count as much as `OUTWEIGHS` in score. Where the best by that measure has as many
        of them as there is room for, nothing has more, and what has as many has no higher score. None where it has
        fewer: then what comes first must be asked first.
        """
        solved = self._solve_relaxation(self.scores + OUTWEIGHS, [OUTWEIGHS] * len(self.bonuses))
        if solved is None:
            return None
        values, bound, _reduced = solved
        if self._dive(values, bound) < bound - TOLERANCE or not self._is_best_full():
            return None
        return Choice(np.sort(self.best), self.is_proved)

    def _is_best_full(self) -> bool:
        """Whether no pairing has more chosen, or more occasions, by the room of the kinds that lie within another."""
        in_group = np.bincount(self.groups.ravel(), minlength=len(self.room))
        room = np.minimum(self.room, in_group)
        for inner, outer in self.nests:
            groups, first = np.unique(self.groups[inner], return_index=True)
            within = np.bincount(self.groups[outer][first], weights=room[groups], minlength=len(room))
            if len(self.best) == np.minimum(room, within).sum():
                break
        else:
            return False
        is_used = self._is_used()
        return all(
            (is_used[bonus.groups].all(axis=1) | (room[bonus.groups] == 0).any(axis=1)).all() for bonus in self.bonuses
        )

    def most_bonus(self, number: int) -> int:
        """As many occasions of bonus `number` as can be had, and keep to that from now on."""
        weights = [float(i == number) for i in range(len(self.bonuses))]
        reached = self._best_whole(self.scores / (2.0 * self._most_score()), weights, steps_of_one=True)
        self._keep(self.bonus_rows[number], reached)
        return reached

    def most_chosen(self) -> int:
        """As many candidates as can be chosen, and keep to that from now on."""
        tie_break = self.scores / (2.0 * self._most_score())
        reached = self._best_whole(1.0 + tie_break, [0.0] * len(self.bonuses), steps_of_one=True)
        self._keep(self.count_row, reached)
        return reached

    def most_score(self) -> Choice:
        """The highest total score on top of what is kept."""
        self._best_whole(self.scores, [0.0] * len(self.bonuses), steps_of_one=False)
        return Choice(np.sort(self.best), self.is_proved)

    # --- the relaxation -------------------------------------------------------------------------------------

    def _best_whole(self, costs: Floats, weights: list[float], *, steps_of_one: bool) -> int:
        """Leaves the best whole solution in `self.best`. Returns the whole part of its value.

        With `steps_of_one` what is asked for comes in whole numbers and the rest of `costs`, less than 1 in all,
        only breaks ties: then it is enough that no other solution is better by one.
        """
        solved = self._solve_relaxation(costs, weights)
        if solved is None:
            return self._settle_for_less(costs, weights)
        values, bound, reduced = solved
        value = self._dive(values, bound)
        in_relaxation = np.array(self.columns, dtype=np.int32)[values > TOLERANCE]
        searched = 0.0
        while True:
            # How far a reduced cost may be off and its candidate still be part of something better.
            distance = bound - (np.floor(value + TOLERANCE) + 1.0 if steps_of_one else value)
            if distance <= searched + TOLERANCE:
                return int(value + TOLERANCE)
            near = self.fixed | (reduced >= -distance - TOLERANCE)
            near[self.best], near[in_relaxation] = True, True
            value, is_proved = self._solve_whole(np.flatnonzero(near).astype(np.int32), costs, weights)
            if not is_proved:
                self.is_proved = False
                return int(value + TOLERANCE)
            searched = float("inf") if near.all() else distance

    def _settle_for_less(self, costs: Floats, weights: list[float]) -> int:
        """The time is over: what was found stands, and where nothing was, the best by score as far as they go."""
        self.is_proved = False
        if self.fixed[self.best].all():
            self.best = self._by_score()
        reached = sum(
            weight * int(self._is_used()[bonus.groups].all(axis=1).sum())
            for weight, bonus in zip(weights, self.bonuses, strict=True)
        )
        return int(costs[self.best].sum() + reached + TOLERANCE)

    def _by_score(self) -> Places:
        left = self.room - np.bincount(self.groups[:, self.fixed].ravel(), minlength=len(self.room))
        chosen = np.flatnonzero(self.fixed).tolist()
        for j in np.argsort(-self.scores, kind="stable").tolist():
            if not self.fixed[j] and (left[self.groups[:, j]] >= 1).all():
                left[self.groups[:, j]] -= 1
                chosen.append(j)
        return np.array(sorted(chosen), dtype=np.int32)

    def _is_used(self) -> Flags:
        """Of each group, by what is best so far."""
        is_used = np.zeros(len(self.room), dtype=bool)
        is_used[self.groups[:, self.best]] = True
        return is_used

    def _dive(self, values: Floats, bound: float) -> float:
        """Choose the fullest of the candidates that are chosen by halves, solve again, until none is. The value.

        Minus infinity where that leads nowhere; then `self.best` is as it was.
        """
        model, first = self.relaxation, self._occasion_count()
        forced: list[int] = []
        value = bound
        while is_half(values).any():
            taken = self._fullest(values)
            forced.extend(taken)
            for place in taken:
                model.changeColBounds(first + place, 1.0, 1.0)
            model.run()
            if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                value = -np.inf
                break
            values = np.array(model.getSolution().col_value)[first:]
            value = float(model.getInfo().objective_function_value)
        for place in forced:
            model.changeColBounds(first + place, float(self.fixed[self.columns[place]]), 1.0)
        if value > -np.inf:
            self.best = np.array(self.columns, dtype=np.int32)[np.round(values) == 1]
        return value

    def _fullest(self, values: Floats) -> list[int]:
        """The tenth that is chosen most, as far as they do not stand in each other's way."""
        halves = np.flatnonzero(is_half(values))
        halves = halves[np.argsort(-values[halves], kind="stable")][: max(1, len(halves) // 10)]
        taken: list[int] = []
        used: set[int] = set()
        for place in halves:
            single = {int(group) for group in self.groups[:, self.columns[place]] if self.room[group] <= 1}
            if not single & used:
                used |= single
                taken.append(int(place))
        return taken

    def _solve_relaxation(self, costs: Floats, weights: list[float]) -> tuple[Floats, float, Floats] | None:
        """Values of the known candidates, the value of the whole, and every candidate's reduced cost.

        None where the time ran out.
        """
        model, occasions = self.relaxation, self._occasion_count()
        at = np.array(self.columns, dtype=np.int32)
        objective = np.concatenate([self._occasion_costs(weights), costs[at]])
        model.changeColsCost(len(objective), np.arange(len(objective), dtype=np.int32), objective)
        while True:
            model.run()
            if model.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
                return None
            assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal, "what is kept was reached before"
            prices = np.array(model.getSolution().row_dual)
            reduced = self._reduced_costs(costs, prices)
            better = np.flatnonzero((reduced > TOLERANCE) & ~self.known).astype(np.int32)
            if not len(better):
                values = np.array(model.getSolution().col_value)[occasions:]
                return values, float(model.getInfo().objective_function_value), reduced
            self._add(self._best_per_need(better, reduced, MORE_PER_NEED), costs)

    def _reduced_costs(self, costs: Floats, prices: Floats) -> Floats:
        of_group = prices[: len(self.room)].copy()
        for at_group in self._conditions_of:
            of_group -= np.where(at_group >= 0, prices[at_group], 0.0)
        reduced = costs - prices[self.count_row]
        for kind in self._places_of_groups:
            reduced -= of_group.take(kind)
        return np.asarray(reduced, dtype=np.float64)

    def _add(self, new: Places, costs: Floats | None = None) -> None:
        self.known[new] = True
        self.columns.extend(int(j) for j in new)
        starts, rows, factors = self._entries(new)
        self.relaxation.addCols(
            len(new),
            np.zeros(len(new)) if costs is None else costs[new],
            self.fixed[new].astype(np.float64),
            np.ones(len(new)),
            len(rows),
            starts,
            rows,
            factors,
        )

    def _entries(self, places: Places) -> tuple[Places, Places, Floats]:
        """The rows of candidates and the factors in them, one candidate after the other."""
        own = self.groups[:, places]
        blocks, factors = (
            [own, np.full((1, len(places)), self.count_row)],
            [np.ones(own.shape), np.ones((1, len(places)))],
        )
        for at_group in self._conditions_of:
            blocks.append(at_group[own])
            factors.append(np.full(own.shape, -1.0))
        rows, values = np.concatenate(blocks).T, np.concatenate(factors).T
        there = rows >= 0
        starts = np.concatenate([[0], np.cumsum(there.sum(axis=1))[:-1]]) if len(places) else np.zeros(0)
        return starts.astype(np.int32), rows[there].astype(np.int32), values[there]

    def _first_columns(self) -> Places:
        everyone = np.arange(self.size, dtype=np.int32)
        first = self._best_per_need(everyone, self.scores, FIRST_PER_NEED)
        return np.union1d(first, np.flatnonzero(self.fixed)).astype(np.int32)

    def _best_per_need(self, places: Places, worth: Floats, number: int) -> Places:
        best = best_of_each(self.needs[places], worth[places], number)
        return np.sort(places[best])

    # --- whole solutions ------------------------------------------------------------------------------------

    def _solve_whole(self, places: Places, costs: Floats, weights: list[float]) -> tuple[float, bool]:
        """The best whole solution over `places`, left in `self.best`; whether it is proved."""
        occasions = self._occasion_count()
        model = self._new_model(occasions, self._occasion_costs(weights))
        starts, rows, factors = self._entries(places)
        model.addCols(
            len(places),
            costs[places],
            self.fixed[places].astype(np.float64),
            np.ones(len(places)),
            len(rows),
            starts,
            rows,
            factors,
        )
        total = occasions + len(places)
        model.changeColsIntegrality(
            total, np.arange(total, dtype=np.int32), np.full(total, highspy.HighsVarType.kInteger)
        )
        model.run()
        values = np.array(model.getSolution().col_value)[occasions:]
        is_proved = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if model.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible:
            self.best = places[np.round(values) == 1]
        return float(model.getInfo().objective_function_value), is_proved

    # --- models ---------------------------------------------------------------------------------------------

    def _new_model(self, occasions: int, occasion_costs: Floats | None = None) -> Any:
        model: Any = _Solver()  # type: ignore[no-untyped-call]
        for name, value in {
            "threads": 1,
            # The primal simplex goes on from where it was after columns are added.
            "simplex_strategy": 4 if occasion_costs is None else 1,
            "presolve": "off" if occasion_costs is None else "choose",
            "mip_rel_gap": 0.0,
            "mip_abs_gap": TOLERANCE / 10,
        }.items():
            model.setOptionValue(name, value)
        if self.time_limit is not None:
            model.setOptionValue("time_limit", self.time_limit)
        lp = highspy.HighsLp()
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.num_row_, lp.num_col_ = self.row_count, 0
        lp.row_lower_, lp.row_upper_ = self.row_lower, self.row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.zeros(1, dtype=np.int32)
        model.passModel(lp)
        for rows, total in zip(self.condition_rows, self.bonus_rows, strict=True):
            for conditions in rows:
                entries = np.append(conditions, total).astype(np.int32)
                model.addCol(0.0, 0.0, 1.0, len(entries), entries, np.ones(len(entries)))
        if occasion_costs is not None and occasions:
            model.changeColsCost(occasions, np.arange(occasions, dtype=np.int32), occasion_costs)
        return model

    def _keep(self, row: int, reached: int) -> None:
        self.row_lower[row] = float(reached)
        self.relaxation.changeRowBounds(row, float(reached), float(self.row_upper[row]))

    def _occasion_count(self) -> int:
        return sum(len(bonus.groups) for bonus in self.bonuses)

    def _occasion_costs(self, weights: list[float]) -> Floats:
        parts = [np.full(len(bonus.groups), weight) for bonus, weight in zip(self.bonuses, weights, strict=True)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _most_score(self) -> float:
        """More than the scores of all chosen can add up to: each need is met at most once, with at most 1."""
        return float(len(np.unique(self.needs))) + 1.0
