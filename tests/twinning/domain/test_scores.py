import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.bench_scores import make_profiles
from twinning.domain.scores import (
    WEIGHTS,
    CountryProfile,
    Criterion,
    NeedProfile,
    NotAWeight,
    NoWeight,
    PracticeProfile,
    Verdict,
    adoptable,
    check_weights,
    freshness,
    judge,
    score_all,
)

YEAR = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
SUNDAY_TO_THURSDAY = frozenset(day for day in YEAR if day.weekday() not in (4, 5))
MONDAY_TO_FRIDAY = frozenset(day for day in YEAR if day.weekday() not in (5, 6))
COUNTRIES = {
    "JOR": CountryProfile("JOR", {"OSI": 0.7, "TII": 0.6}, SUNDAY_TO_THURSDAY),
    "TUN": CountryProfile("TUN", {"OSI": 0.5}, MONDAY_TO_FRIDAY),
    "PSE": CountryProfile("PSE", {}, SUNDAY_TO_THURSDAY),
}
PRACTICE = PracticeProfile(
    "portal",
    "JOR",
    themes=frozenset({"DATA", "SERVICES"}),
    pillars=frozenset({"TRUST"}),
    targets=frozenset({"16.6"}),
    languages=frozenset({"ar", "en"}),
    evidence=0.8,
    evidence_years=3,
)
NEED = NeedProfile(
    "open data",
    "TUN",
    themes=frozenset({"DATA", "SKILLS"}),
    pillars=frozenset({"TRUST"}),
    languages=frozenset({"ar", "fr"}),
    indicators=frozenset({"OSI", "TII"}),
    months=frozenset({3}),
    priority=1.0,
    readiness=0.25,
)


def test_judge_keeps_what_each_criterion_saw():
    judgement = judge(PRACTICE, NEED, countries=COUNTRIES)

    # March 2027 begins on a Monday: 23 days from Sunday to Thursday, 23 from Monday to Friday, 19 of both.
    assert judgement.verdicts == (
        Verdict(Criterion.THEME, 0.5, {"shared": ("DATA",), "missing": ("SKILLS",)}),
        Verdict(Criterion.RITE, 1.0, {"shared": ("TRUST",), "missing": ()}),
        Verdict(Criterion.SDG, None, {"shared": (), "missing": ()}),
        Verdict(Criterion.EVIDENCE, 0.4, {"evidence": 0.8, "years": 3}),
        Verdict(Criterion.DISTANCE, 1.0, {"indicators": ("OSI",), "lead": pytest.approx(0.2)}),
        Verdict(Criterion.LANGUAGE, 1.0, {"shared": ("ar",)}),
        Verdict(Criterion.WORKDAYS, 19 / 23, {"common": 19, "possible": 23, "months": (3,)}),
        Verdict(Criterion.PRIORITY, 1.0, {}),
        Verdict(Criterion.READINESS, 0.25, {}),
    )
    # Without a word on the targets the other weights add up to 95.
    points = 25 * 0.5 + 10 + 15 * 0.4 + 15 + 10 + 5 * 19 / 23 + 10 + 5 * 0.25
    assert judgement.score == pytest.approx(points / 95)


def test_a_country_without_an_index_value_is_judged_by_the_rest():
    judgement = judge(PRACTICE, NeedProfile("n", "PSE", indicators=frozenset({"OSI"})), countries=COUNTRIES)

    verdicts = {verdict.criterion: verdict.value for verdict in judgement.verdicts}
    assert verdicts[Criterion.DISTANCE] is None
    assert judgement.score == pytest.approx((15 * 0.4 + 5 * 1.0 + 10 * 0.5 + 5 * 0.5) / 35)


@pytest.mark.parametrize(
    ("lead", "value"), [(-0.3, 0.0), (0.0, 0.0), (0.05, 0.5), (0.1, 1.0), (0.4, 1.0), (0.7, 0.6), (1.0, 0.2)]
)
def test_a_giver_must_be_ahead_but_not_out_of_reach(lead, value):
    assert adoptable(lead) == pytest.approx(value)


@pytest.mark.parametrize(("years", "value"), [(-1, 1.0), (0, 1.0), (3, 0.5), (6, 0.25)])
def test_evidence_counts_half_after_three_years(years, value):
    assert freshness(years) == value


@given(seed=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_score_all_says_of_every_pair_what_judge_says(seed):
    practices, needs, countries = make_profiles(countries=5, practices=9, needs=7, seed=seed)
    chance = random.Random(seed)
    weights = {criterion: chance.choice([0, 1, 5, 20]) for criterion in Criterion} | {Criterion.THEME: 3}

    table = score_all(practices, needs, countries=countries)

    judged = [[judge(one, need, countries=countries, weights=weights) for one in practices] for need in needs]
    scores = np.array([[one.score for one in row] for row in judged])
    assert np.allclose(table.scores(weights), scores, rtol=0, atol=1e-12)
    for place, criterion in enumerate(Criterion):
        said = [[one.verdicts[place].value for one in row] for row in judged]
        values = np.array(said, dtype=np.float64)
        shown = np.broadcast_to(table.values[criterion], values.shape)
        assert np.allclose(shown, values, rtol=0, atol=1e-12, equal_nan=True)


def test_every_score_is_from_0_to_1_with_the_usual_weights():
    practices, needs, countries = make_profiles(countries=6, practices=40, needs=30, seed=1)

    scores = score_all(practices, needs, countries=countries).scores()

    assert sum(WEIGHTS.values()) == 100
    assert 0 <= scores.min() < scores.max() <= 1


@pytest.mark.parametrize(
    ("weights", "error", "sentence"),
    [
        ({Criterion.THEME: -1}, NotAWeight, "The weight of THEME is -1: it must be a number, 0 or more."),
        ({Criterion.THEME: float("nan")}, NotAWeight, "The weight of THEME is nan: it must be a number, 0 or more."),
        ({Criterion.THEME: 0}, NoWeight, "Every weight is 0, so nothing can be compared."),
    ],
)
def test_weights_that_weigh_nothing_are_refused(weights, error, sentence):
    with pytest.raises(error) as refused:
        check_weights(weights)

    assert str(refused.value) == sentence


def test_no_practice_and_no_need_make_an_empty_table():
    assert score_all([], [], countries=COUNTRIES).scores().shape == (0, 0)
