from dataclasses import replace
from datetime import date

import pytest

from twinning.domain.proposal_states import ANSWERS, OPEN, Ground, answer_day, is_overdue, next_best


def candidate(practice: str, giver: str, score: float, need: str = "services", taker: str = "JOR"):
    return {"practice": practice, "need": need, "giver": giver, "taker": taker, "score": score, "values": {}}


GROUND = Ground(
    candidates=[
        candidate("portal", "TUN", 0.9),
        candidate("register", "MAR", 0.8),
        candidate("archive", "EGY", 0.7),
        candidate("portal", "TUN", 0.9, need="taxes", taker="MRT"),
    ],
    givers={"TUN": 1, "MAR": 1, "EGY": 1},
    takers={"JOR": 1, "MRT": 1},
    practices={"portal": 1, "register": 1, "archive": 1},
    ruled_out={("portal", "services")},
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, "register", id="the best that was not proposed"),
        pytest.param({"ruled_out": set()}, "portal", id="nothing ruled out"),
        pytest.param({"ruled_out": {("portal", "services"), ("register", "services")}}, "archive", id="forbidden"),
        pytest.param({"practices": {"portal": 1, "archive": 1}}, "archive", id="no longer published"),
        pytest.param({"givers": {"TUN": 1, "MAR": 0, "EGY": 1}}, "archive", id="the giver is full"),
        pytest.param({"countries_met": {frozenset({"JOR", "MAR"})}}, "archive", id="the two meet already"),
        pytest.param({"takers": {"JOR": 0}}, None, id="the taker is full"),
        pytest.param({"practices": {"register": 0, "archive": 2}}, "archive", id="the practice is full"),
        pytest.param({"candidates": []}, None, id="no candidate"),
        pytest.param(
            {
                "candidates": [candidate("b", "TUN", 0.5), candidate("a", "MAR", 0.5)],
                "practices": {"a": 1, "b": 1},
            },
            "a",
            id="as good as each other",
        ),
    ],
)
def test_next_best_is_the_highest_score_within_the_places_left(changed, expected):
    found = next_best(replace(GROUND, **changed), need="services")

    assert (found and found["practice"]) == expected


def test_next_best_does_not_depend_on_the_order_of_candidates():
    forward, backward = GROUND, replace(GROUND, candidates=list(GROUND.candidates)[::-1])

    assert next_best(forward, need="services") == next_best(backward, need="services")


@pytest.mark.parametrize(
    ("adopted_on", "answer_by", "expected"),
    [
        pytest.param(date(2027, 1, 3), date(2027, 2, 2), date(2027, 4, 30), id="thirty days as before"),
        pytest.param(date(2027, 1, 3), date(2027, 1, 4), date(2027, 4, 7), id="a week at least"),
    ],
)
def test_answer_day_gives_as_long_as_the_first_proposals_had(adopted_on, answer_by, expected):
    assert answer_day(today=date(2027, 3, 31), adopted_on=adopted_on, answer_by=answer_by) == expected


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        ("PROPOSED", date(2027, 2, 1), False),
        ("PROPOSED", date(2027, 2, 2), True),
        ("HALF_ACCEPTED", date(2027, 2, 2), True),
        ("CONFIRMED", date(2027, 2, 2), False),
        ("DECLINED", date(2027, 2, 2), False),
    ],
)
def test_a_proposal_is_overdue_after_its_last_day(state, today, expected):
    assert is_overdue(state, date(2027, 2, 1), today=today) is expected


def test_answers_lead_to_a_twinning_once_both_sides_accept_and_end_it_where_one_declines():
    assert ANSWERS == {
        ("PROPOSED", True): "HALF_ACCEPTED",
        ("HALF_ACCEPTED", True): "CONFIRMED",
        ("PROPOSED", False): "DECLINED",
        ("HALF_ACCEPTED", False): "DECLINED",
    }
    assert {"PROPOSED", "HALF_ACCEPTED"} == OPEN
