import json

import numpy as np
import pytest

from twinning.domain.contradictions import LockedForbidden, TooManyLocked
from twinning.domain.kept_rounds import (
    Candidate,
    Ground,
    Rules,
    best_candidates,
    ground_kept,
    kept_candidates,
    kept_contradiction,
    kept_places,
    kept_result,
    pair_ground,
    pairing_kept,
    reweighted,
    why_not_on_ground,
)
from twinning.domain.pairing import ReasonKind, Status
from twinning.domain.scores import Criterion, NoWeight, ScoreTable

HOMES = {"p1": "TUN", "p2": "MAR", "p3": "JOR", "n1": "JOR", "n2": "EGY"}
WEIGHTS = {Criterion.THEME: 1.0, Criterion.LANGUAGE: 1.0}


def make_table() -> ScoreTable:
    nothing = float("nan")
    return ScoreTable(
        needs=("n1", "n2"),
        practices=("p1", "p2", "p3"),
        values={
            Criterion.THEME: np.array([[1.0, 0.5, 1.0], [0.0, 0.25, 1.0]]),
            Criterion.LANGUAGE: np.array([[nothing, 0.5, 1.0], [0.0, 1.0, 1.0]]),
        },
    )


def make_ground(**changed) -> Ground:
    found = best_candidates(make_table(), countries=HOMES, weights=WEIGHTS)
    values = {
        "candidates": tuple(found),
        "values": {(one.practice, one.need): said for one, said in found.items()},
        "givers": {"TUN": 1, "MAR": 1, "JOR": 0},
        "takers": {"JOR": 1, "EGY": 1},
        "practices": {"p1": 1, "p2": 1, "p3": 1},
        "needs": ("n1", "n2", "n3"),
        "served_first": ("EGY",),
    }
    return Ground(**{**values, **changed})


def test_best_candidates_are_of_other_countries_and_score_something():
    found = best_candidates(make_table(), countries=HOMES, weights=WEIGHTS)

    assert found == {
        Candidate("p1", "n1", "TUN", "JOR", 1.0): {"THEME": 1.0, "LANGUAGE": None},
        Candidate("p2", "n1", "MAR", "JOR", 0.5): {"THEME": 0.5, "LANGUAGE": 0.5},
        Candidate("p3", "n2", "JOR", "EGY", 1.0): {"THEME": 1.0, "LANGUAGE": 1.0},
        Candidate("p2", "n2", "MAR", "EGY", 0.625): {"THEME": 0.25, "LANGUAGE": 1.0},
    }


def test_best_candidates_are_few_but_what_is_locked_is_among_them():
    locked = [("p2", "n1"), ("p1", "n2"), ("gone", "n1"), ("p3", "n1")]

    found = best_candidates(make_table(), countries=HOMES, weights=WEIGHTS, locked=locked, limit=1)

    assert [(one.practice, one.need, one.score) for one in found] == [
        ("p1", "n1", 1.0),
        ("p2", "n1", 0.5),
        ("p3", "n2", 1.0),
        ("p1", "n2", 0.0),
    ]


def test_a_ground_is_read_back_as_it_was_kept():
    ground = make_ground()

    kept = json.loads(json.dumps([kept_candidates(ground), kept_places(ground)]))

    assert ground_kept(*kept) == ground


def test_a_pairing_is_read_back_as_it_was_kept():
    ground = make_ground()
    pairing = pair_ground(ground, Rules())

    kept = json.loads(json.dumps(kept_result(pairing)))

    assert pairing_kept(kept, ground) == pairing
    assert {one.need for one in pairing.pairs} == {"n1", "n2"}
    assert pairing.unmet["n3"].kind == ReasonKind.NO_PRACTICE


def test_a_contradiction_is_kept_with_its_values():
    ground = make_ground()

    kept = kept_result(pair_ground(ground, Rules(locked=(("p1", "n1"),), forbidden=(("p1", "n1"),))))

    assert (kept["status"], kept["pairs"]) == (Status.INFEASIBLE, [])
    assert kept["contradiction"] == {"kind": "LockedForbidden", "values": {"practice": "p1", "need": "n1"}}
    assert kept_contradiction(LockedForbidden("p1", "n1")) == kept["contradiction"]
    assert kept_contradiction(TooManyLocked("TUN", 2, 1))["values"] == {"key": "TUN", "locked": 2, "places": 1}


def test_other_weights_give_the_same_candidates_other_scores():
    ground = make_ground()

    heavier = reweighted(ground, {Criterion.THEME: 3.0, Criterion.LANGUAGE: 1.0})

    assert [one.score for one in heavier.candidates] == [1.0, 0.5, 1.0, 0.4375]
    assert reweighted(ground, WEIGHTS) == ground
    with pytest.raises(NoWeight):
        reweighted(ground, {Criterion.THEME: 0.0})


def test_why_not_is_asked_on_the_ground_that_was_kept():
    ground = make_ground(practices={"p2": 1}, givers={"TUN": 1, "MAR": 1, "JOR": 1})
    asked = next(one for one in ground.candidates if (one.practice, one.need) == ("p2", "n1"))

    answer = why_not_on_ground(asked, ground, Rules())

    assert not answer.is_chosen
    assert answer.forced.pairs[0] == asked
