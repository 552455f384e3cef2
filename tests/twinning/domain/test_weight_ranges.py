import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twinning.domain.rounds import every_choice, random_round, worth
from twinning.domain.kept_rounds import Ground, Rules, couple_of, pair_ground, reweighted
from twinning.domain.pairing import Candidate
from twinning.domain.scores import Criterion, NoWeight
from twinning.domain.weight_ranges import EXACT_TO, weight_ranges

THEME, RITE, SDG = Criterion.THEME, Criterion.RITE, Criterion.SDG


def make_ground(values, **places):
    """Of candidates and what each criterion says of them, whatever they score by now."""
    candidates = list(values)
    ones = {"givers": "provider", "takers": "seeker", "practices": "practice"}
    places = {name: {getattr(one, key): 1 for one in candidates} for name, key in ones.items()} | places
    said = {
        couple_of(one): {str(criterion): value for criterion, value in found.items()} for one, found in values.items()
    }
    return Ground(candidates=tuple(candidates), values=said, **places)


def two_answers(**of_second):
    """One need; the first practice answers by theme, the second by the RITE pillars."""
    return make_ground(
        {
            Candidate("by theme", "n", "A", "Z", 0.0): {THEME: 1.0, RITE: 0.0, SDG: 0.5},
            Candidate("by RITE", "n", "B", "Z", 0.0): {THEME: 0.0, RITE: 1.0, SDG: 0.5} | of_second,
        }
    )


def ranges(ground, weights, rules=Rules()):  # noqa: B008
    ground = reweighted(ground, weights)
    return weight_ranges(ground, rules, weights=weights, pairing=pair_ground(ground, rules))


def test_weight_ranges_end_where_another_pairing_takes_over():
    found = ranges(two_answers(), {THEME: 30, RITE: 20, SDG: 10})

    theme = found[THEME]
    assert (theme.weight, theme.highest, theme.above) == (30, 100, ())
    assert theme.lowest == pytest.approx(20, abs=EXACT_TO + 1e-3)
    assert [one.practice for one in theme.below] == ["by RITE"]
    rite = found[RITE]
    assert (rite.lowest, rite.below) == (0, ())
    assert rite.highest == pytest.approx(30, abs=EXACT_TO + 1e-3)
    assert [one.practice for one in rite.above] == ["by RITE"]


def test_weight_ranges_say_that_nothing_depends_on_a_criterion_on_which_all_are_alike():
    sdg = ranges(two_answers(), {THEME: 30, RITE: 20, SDG: 10})[SDG]

    assert (sdg.lowest, sdg.highest) == (0, 100)


def test_weight_ranges_know_that_a_criterion_without_a_say_leaves_its_weight_to_the_others():
    """The second scores its RITE alone over theme and RITE: 20 of 50. The first gets there at 30 of 60 + 15."""
    found = ranges(two_answers(**{SDG: None}), {THEME: 30, RITE: 20, SDG: 0})

    # First: (30 + w / 2) / (50 + w). Second: 20 / 50. The first never falls below a half.
    assert (found[SDG].lowest, found[SDG].highest) == (0, 100)


def test_weight_ranges_end_where_a_pair_falls_below_the_least_score():
    ground = make_ground({Candidate("p", "n", "A", "Z", 0.0): {THEME: 1.0, RITE: 0.0}})

    found = ranges(ground, {THEME: 30, RITE: 20}, Rules(least_score=0.5))

    assert found[RITE].highest == pytest.approx(30, abs=EXACT_TO + 1e-3)
    assert found[RITE].above == ()


def test_weight_ranges_of_the_only_weight_are_all_there_is():
    theme = ranges(two_answers(), {THEME: 30})[THEME]

    assert (theme.lowest, theme.highest) == (0, 100)


def test_weight_ranges_refuse_weights_that_compare_nothing():
    with pytest.raises(NoWeight):
        weight_ranges(two_answers(), Rules(), weights={THEME: 0}, pairing=pair_ground(two_answers(), Rules()))


@pytest.mark.parametrize("goal", ["coverage", "benefit"])
@given(seed=st.integers(0, 10**6))
@settings(max_examples=12, deadline=None)
def test_weight_ranges_agree_with_trying_every_choice(goal, seed):
    chance = random.Random(seed)
    round_ = random_round(seed, most=8)
    values = {
        one: {criterion: chance.choice([chance.random(), chance.randint(0, 2) / 2]) for criterion in (THEME, RITE, SDG)}
        for one in round_.candidates
    }
    places = {"givers": round_.provider_places, "takers": round_.seeker_places, "practices": round_.practice_places}
    ground = make_ground(values, **places)
    weights = {THEME: 40, RITE: 30, SDG: 10}
    choices = [[couple_of(one) for one in choice] for choice in every_choice(round_)]

    def worths(weight):
        """Of today's pairing, and of the best, at this weight of the theme."""
        scored = {couple_of(one): one for one in reweighted(ground, weights | {THEME: weight}).candidates}
        ours, *all_of_them = (worth(goal, [scored[couple] for couple in choice]) for choice in [today, *choices])
        return ours, max(all_of_them)

    def is_best(weight):
        ours, best = worths(weight)
        return ours[:-1] == best[:-1] and best[-1] <= ours[-1] + 2e-5

    today = [couple_of(one) for one in pair_ground(reweighted(ground, weights), Rules(goal=goal)).pairs]
    found = ranges(ground, weights, Rules(goal=goal))[THEME]

    span = found.highest - found.lowest
    assert all(is_best(found.lowest + span * part / 7) for part in range(8))
    assert found.lowest == 0 or not is_best(max(0, found.lowest - 1))
    assert found.highest == 100 or not is_best(min(100, found.highest + 1))
