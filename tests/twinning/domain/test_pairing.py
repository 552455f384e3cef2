import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twinning.domain.rounds import LEAST_DEVELOPED, every_choice, is_allowed, random_round, worth, worth_of
from twinning.domain.pairing import (
    Candidate,
    MorePlaces,
    PlaceKind,
    Reason,
    ReasonKind,
    Status,
    pair,
    why_not,
)

GOALS = ("coverage", "benefit", "inclusive")
ONE_EACH = {"A": 1, "B": 1, "C": 1}

ab = Candidate("a1", "b1", "A", "B", 0.9)
ac = Candidate("a1", "c1", "A", "C", 0.8)
cb = Candidate("c2", "b1", "C", "B", 0.4)
ba = Candidate("b2", "a3", "B", "A", 0.5)


@pytest.mark.parametrize("goal", GOALS)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_pair_finds_what_trying_every_choice_finds(goal, seed):
    round_ = random_round(seed)

    pairing = pair(round_.candidates, **round_.places, goal=goal, served_first=LEAST_DEVELOPED)

    assert pairing.status == Status.OPTIMAL
    assert is_allowed(round_, list(pairing.pairs))
    assert worth_of(goal, pairing) == max(worth(goal, chosen) for chosen in every_choice(round_))


@pytest.mark.parametrize("goal", GOALS)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_pair_gives_the_same_whatever_the_order(goal, seed):
    round_ = random_round(seed, countries=8, practices=30, needs=25, most=300)
    shuffled = random.Random(seed + 1).sample(round_.candidates, len(round_.candidates))
    backwards = {name: dict(reversed(places.items())) for name, places in round_.places.items()}

    there = pair(round_.candidates, **round_.places, goal=goal, served_first=LEAST_DEVELOPED)
    back = pair(shuffled, **backwards, goal=goal, served_first=reversed(LEAST_DEVELOPED))

    assert there == back


def test_pair_solves_the_assignment_problem_of_the_or_library():
    """`assign100`, n = 100, least cost 305 (Beasley, OR-Library)."""
    size, *costs = map(int, (Path(__file__).parent / "assign100.txt").read_text().split())
    candidates = [
        Candidate(f"p{n % size}", f"n{n // size}", f"giver {n % size}", f"taker {n // size}", 1 - cost / 100)
        for n, cost in enumerate(costs)
    ]

    pairing = pair(
        candidates,
        provider_places={f"giver {n}": 1 for n in range(size)},
        seeker_places={f"taker {n}": 1 for n in range(size)},
    )

    assert (pairing.status, len(pairing.pairs)) == (Status.OPTIMAL, 100)
    assert round(sum(100 * (1 - one.score) for one in pairing.pairs)) == 305


@pytest.mark.parametrize("goal", GOALS)
def test_pair_gives_what_it_has_when_the_time_runs_out(goal):
    round_ = random_round(3, countries=8, practices=30, needs=25, most=300)
    abroad = next(one for one in round_.candidates if one.provider != one.seeker and is_allowed(round_, [one]))

    pairing = pair(
        round_.candidates,
        **round_.places,
        goal=goal,
        served_first=LEAST_DEVELOPED,
        locked=[(abroad.practice, abroad.need)],
        time_limit=0,
    )

    assert (pairing.status, pairing.contradiction) == (Status.FEASIBLE, None)
    assert abroad in pairing.pairs
    assert len(pairing.pairs) > 1
    assert is_allowed(round_, list(pairing.pairs))


def test_coverage_prefers_two_needs_met_to_one_met_better():
    candidates = [ab, ac._replace(score=0.1), cb._replace(score=0.1)]

    coverage = pair(candidates, provider_places=ONE_EACH, seeker_places=ONE_EACH)
    benefit = pair(candidates, provider_places=ONE_EACH, seeker_places=ONE_EACH, goal="benefit")

    assert {one.practice for one in coverage.pairs} == {"a1", "c2"}
    assert benefit.pairs == (ab,)


def test_coverage_prefers_countries_that_give_and_take_to_score():
    one_way = Candidate("c9", "b1", "C", "B", 1.0)
    candidates = [one_way, ab._replace(score=0.1), Candidate("c8", "a3", "C", "A", 0.1)]

    pairing = pair(candidates, provider_places={"A": 1, "B": 1, "C": 1}, seeker_places=ONE_EACH)

    assert pairing.reciprocal == ("A",)
    assert {one.need for one in pairing.pairs} == {"a3", "b1"}


def test_two_countries_are_paired_once_whichever_gives():
    once = pair([ab, ba], provider_places=ONE_EACH, seeker_places=ONE_EACH)
    freely = pair([ab, ba], provider_places=ONE_EACH, seeker_places=ONE_EACH, once_per_country_pair=False)

    assert once.pairs == (ab,)
    assert freely.pairs == (ba, ab)


def test_no_country_is_paired_with_itself():
    pairing = pair([Candidate("a1", "a2", "A", "A", 1.0)], provider_places=ONE_EACH, seeker_places=ONE_EACH)

    assert pairing.pairs == ()
    assert pairing.unmet == {"a2": Reason(ReasonKind.SAME_COUNTRY)}


def test_a_locked_pair_stands_and_a_forbidden_one_does_not():
    pairing = pair(
        [ab, ac, cb],
        provider_places=ONE_EACH,
        seeker_places=ONE_EACH,
        locked=[("c2", "b1")],
        forbidden=[("a1", "c1")],
    )

    assert pairing.pairs == (cb,)
    assert pairing.unmet == {"c1": Reason(ReasonKind.FORBIDDEN)}


@pytest.mark.parametrize(
    ("candidates", "rules", "reason"),
    [
        ([ab, ac], {}, {"c1": Reason(ReasonKind.PLACES_TAKEN, (ab,))}),
        ([ab], {"seeker_places": {}}, {"b1": Reason(ReasonKind.SEEKER_FULL)}),
        ([ab], {"needs": ["c7"]}, {"c7": Reason(ReasonKind.NO_PRACTICE)}),
        ([ab._replace(score=0.0)], {"goal": "benefit"}, {"b1": Reason(ReasonKind.NO_BENEFIT)}),
        ([ab, ba], {}, {"a3": Reason(ReasonKind.COUNTRY_PAIR_TAKEN, (ab,))}),
    ],
)
def test_an_unmet_need_says_why(candidates, rules, reason):
    pairing = pair(candidates, **({"provider_places": ONE_EACH, "seeker_places": ONE_EACH} | rules))

    assert pairing.unmet == reason


def test_a_pair_that_both_sides_would_rather_have_is_blocking():
    weak = cb._replace(score=0.1)
    candidates = [ab, ac._replace(score=0.1), weak]
    places = {"provider_places": ONE_EACH, "seeker_places": ONE_EACH}

    assert pair(candidates, **places).blocking == (ab,)
    assert pair(candidates, **places, goal="benefit").blocking == ()
    assert pair(candidates, **places, locked=[("c2", "b1")]).blocking == ()


def test_every_need_has_its_best_alternatives():
    pairing = pair([ab, ac, cb], provider_places=ONE_EACH, seeker_places=ONE_EACH)

    assert pairing.pairs == (cb, ac)
    assert pairing.runners_up == {"b1": (ab,), "c1": ()}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"candidates": [ab._replace(score=float("nan"))]}, "The score of a1 for b1 is nan: it must be from 0 to 1."),
        ({"candidates": [ab._replace(score=1.5)]}, "The score of a1 for b1 is 1.5: it must be from 0 to 1."),
        ({"candidates": [ab._replace(score="0.5")]}, "The score of a1 for b1 is '0.5': it must be from 0 to 1."),
        ({"candidates": [ab, ab]}, "a1 is given twice as an answer to b1."),
        ({"candidates": [ab, ac._replace(provider="B")]}, "a1 cannot belong to both A and B."),
        ({"provider_places": {"A": -1}}, "A has -1 places: it must be a whole number, 0 or more."),
        ({"provider_places": {"A": 0.5}}, "A has 0.5 places: it must be a whole number, 0 or more."),
        ({"locked": [("x", "b1")]}, "x is locked to b1, but it is no candidate for it."),
        ({"locked": [("a1", "b1")], "forbidden": [("a1", "b1")]}, "a1 for b1 is both locked and forbidden."),
        ({"locked": [("a1", "b1"), ("c2", "b1")]}, "b1 is locked to a1 and to c2: a need is met once."),
        ({"locked": [("a1", "b1"), ("a1", "c1")]}, "2 pairs are locked on A, which has places for 1."),
        (
            {"locked": [("a1", "b1"), ("b2", "a3")]},
            "More than one pair of A and B is locked: they may have one.",
        ),
        (
            {"locked": [("a1", "b1"), ("a1", "c1")], "provider_places": {"A": 2}, "practice_places": {"a1": 1}},
            "2 pairs are locked on a1, which has places for 1.",
        ),
    ],
)
def test_what_contradicts_itself_is_named_in_one_sentence(changed, sentence):
    arguments = {"candidates": [ab, ac, cb, ba], "provider_places": ONE_EACH, "seeker_places": ONE_EACH} | changed

    pairing = pair(arguments.pop("candidates"), **arguments)

    assert (pairing.status, pairing.pairs, str(pairing.contradiction)) == (Status.INFEASIBLE, (), sentence)


def test_a_round_without_candidates_says_so():
    pairing = pair([], provider_places={}, seeker_places={}, needs=["b1"])

    assert (pairing.status, str(pairing.contradiction)) == (Status.OPTIMAL, "No practice answers any need.")
    assert pairing.unmet == {"b1": Reason(ReasonKind.NO_PRACTICE)}


@pytest.mark.parametrize("seed", range(100))
def test_why_not_agrees_with_solving_again_by_hand(seed):
    round_ = random_round(seed)
    asked = next((one for one in round_.candidates if one.provider != one.seeker), None)
    if asked is None:
        pytest.skip("no candidate abroad")
    today = max(worth("coverage", chosen) for chosen in every_choice(round_))
    with_it = [worth("coverage", chosen) for chosen in every_choice(round_) if asked in chosen]

    answer = why_not(asked, round_.candidates, **round_.places)

    if answer.is_chosen:
        assert today in with_it
    elif not with_it:
        assert answer.forced.status == Status.INFEASIBLE
        assert answer.more_places != ()
    else:
        best = max(with_it)
        assert worth_of("coverage", answer.forced) == best
        assert answer.pairs_lost == today[0] - best[0]
        assert answer.score_lost == pytest.approx(today[2] - best[2], abs=1e-5)
        assert (answer.more_places == ()) == (best == today)


@pytest.mark.parametrize("seed", range(40))
def test_why_not_asks_for_as_few_places_more_as_would_do(seed):
    round_ = random_round(seed)
    asked = next((one for one in round_.candidates if one.provider != one.seeker), None)
    if asked is None:
        pytest.skip("no candidate abroad")
    today = max(worth("coverage", chosen) for chosen in every_choice(round_))

    def would_do(places):
        given, taken, shown = (kind in places for kind in PlaceKind)
        roomier = replace(
            round_,
            provider_places=with_more(round_.provider_places, asked.provider, given),
            seeker_places=with_more(round_.seeker_places, asked.seeker, taken),
            practice_places=with_more(round_.practice_places, asked.practice, shown),
        )
        return any(worth("coverage", chosen) >= today for chosen in every_choice(roomier) if asked in chosen)

    enough = [len(places) for places in all_subsets(PlaceKind) if would_do(places)]

    answer = why_not(asked, round_.candidates, **round_.places)

    if answer.more_places is None:
        assert enough == []
    else:
        assert would_do({one.kind for one in answer.more_places})
        assert len(answer.more_places) == min(enough)


def with_more(places, key, is_asked):
    return places | {key: places[key] + is_asked}


def all_subsets(members):
    return [set(chosen) for size in range(len(members) + 1) for chosen in combinations(members, size)]


@pytest.mark.parametrize("seed", range(40))
def test_blocking_pairs_would_better_both_sides_and_no_others_would(seed):
    """Both sides would rather have it than the worst of what fills each of their places."""
    round_ = random_round(seed, most=20)

    pairing = pair(round_.candidates, **round_.places)

    def would_rather(one):
        couple = {one.provider, one.seeker}
        rivals = [
            (1, [other for other in pairing.pairs if other.need == one.need]),
            (1, [other for other in pairing.pairs if {other.provider, other.seeker} == couple]),
            (round_.provider_places[one.provider], [o for o in pairing.pairs if o.provider == one.provider]),
            (round_.seeker_places[one.seeker], [o for o in pairing.pairs if o.seeker == one.seeker]),
            (round_.practice_places[one.practice], [o for o in pairing.pairs if o.practice == one.practice]),
        ]
        return all(
            len(others) < places or one.score > min((o.score for o in others), default=2) for places, others in rivals
        )

    abroad = {one for one in round_.candidates if one.provider != one.seeker}
    assert set(pairing.blocking) == {one for one in abroad - set(pairing.pairs) if would_rather(one)}


@pytest.mark.parametrize("seed", range(20))
def test_runners_up_are_the_best_three_of_each_need_that_were_not_chosen(seed):
    round_ = random_round(seed, most=25, practices=9)

    pairing = pair(round_.candidates, **round_.places)

    others = {one for one in round_.candidates if one.provider != one.seeker} - set(pairing.pairs)
    for need, found in pairing.runners_up.items():
        scores = sorted((one.score for one in others if one.need == need), reverse=True)
        assert [one.score for one in found] == scores[:3]
        assert set(found) <= others


def test_why_not_names_whom_it_would_leave_out_and_the_place_that_is_missing():
    db = Candidate("d2", "b1", "D", "B", 0.4)
    places = {"provider_places": ONE_EACH | {"D": 1}, "seeker_places": ONE_EACH}

    answer = why_not(ab, [ab, ac, db], **places)

    assert not answer.is_chosen
    assert answer.forced.pairs == (ab,)
    assert (answer.pairs_lost, answer.left_out, answer.brought_in) == (1, ("c1",), ())
    assert answer.score_lost == pytest.approx(0.3)
    assert answer.more_places == (MorePlaces(PlaceKind.PROVIDER, "A"),)


def test_why_not_knows_when_no_place_would_do():
    """Each other's countries are taken by a pair that is locked."""
    answer = why_not(ba, [ab, ba], provider_places=ONE_EACH, seeker_places=ONE_EACH, locked=[("a1", "b1")])

    assert answer.forced.status == Status.INFEASIBLE
    assert str(answer.forced.contradiction) == "More than one pair of A and B is locked: they may have one."
    assert answer.more_places is None


def test_why_not_may_ask_for_what_is_forbidden():
    answer = why_not(ab, [ab], provider_places=ONE_EACH, seeker_places=ONE_EACH, forbidden=[("a1", "b1")])

    assert (answer.is_chosen, answer.forced.pairs, answer.more_places) == (False, (ab,), ())
