import pytest

from planner.domain import states
from planner.domain.states import MOVES, moves_from


@pytest.mark.parametrize(
    ("state", "onward"),
    [
        ("DRAFT", {"send_for_review": "IN_REVIEW"}),
        ("IN_REVIEW", {"return_to_draft": "DRAFT", "open_consultation": "IN_CONSULTATION"}),
        ("IN_CONSULTATION", {"return_to_review": "IN_REVIEW", "submit": "SUBMITTED"}),
        (
            "SUBMITTED",
            {"withdraw": "IN_CONSULTATION", "send_back": "IN_CONSULTATION", "approve": "APPROVED"},
        ),
        ("APPROVED", {"start_implementation": "IMPLEMENTING"}),
        ("IMPLEMENTING", {"open_amendment": "AMENDED", "complete": "COMPLETED"}),
        ("AMENDED", {"approve_amendment": "IMPLEMENTING", "drop_amendment": "IMPLEMENTING"}),
        ("COMPLETED", {"reopen": "IMPLEMENTING", "archive": "ARCHIVED"}),
        ("ARCHIVED", {}),
    ],
)
def test_from_each_state_the_plan_moves_on_or_back(state, onward):
    assert {name: move.after for name, move in moves_from(state).items()} == onward


@pytest.mark.parametrize(
    ("roles", "moves"),
    [
        (
            states.AUTHORS,
            {
                "send_for_review",
                "return_to_draft",
                "open_consultation",
                "return_to_review",
                "submit",
                "withdraw",
                "open_amendment",
                "drop_amendment",
            },
        ),
        (states.DECIDERS, {"approve", "send_back", "approve_amendment"}),
        (states.HOLDERS, {"start_implementation", "complete", "reopen", "archive"}),
    ],
    ids=["authors", "deciders", "holders"],
)
def test_each_move_belongs_to_somebody(roles, moves):
    assert {name for name, move in MOVES.items() if move.roles == roles} == moves


def test_who_writes_a_plan_does_not_decide_on_it():
    assert not states.AUTHORS & states.DECIDERS


def test_only_a_plan_that_was_decided_on_is_frozen_and_nothing_is_frozen_that_may_be_changed_unseen():
    frozen = {name: (move.before, move.roles) for name, move in MOVES.items() if move.freezes}

    assert frozen == {"approve": ("SUBMITTED", states.DECIDERS), "approve_amendment": ("AMENDED", states.DECIDERS)}
    assert all(MOVES[name].asks_first for name in frozen)


def test_a_way_back_gives_its_reason():
    order = states.states()
    order.remove("AMENDED")
    ways_back = {
        name
        for name, move in MOVES.items()
        if {move.before, move.after} <= set(order) and order.index(move.after) < order.index(move.before)
    }

    assert ways_back == {"return_to_draft", "return_to_review", "withdraw", "send_back", "reopen"}
    assert all(MOVES[name].needs_reason for name in ways_back)


def test_every_state_is_reached_and_all_but_the_last_are_left():
    assert states.states() == [
        "DRAFT",
        "IN_REVIEW",
        "IN_CONSULTATION",
        "SUBMITTED",
        "APPROVED",
        "IMPLEMENTING",
        "AMENDED",
        "COMPLETED",
        "ARCHIVED",
    ]
    assert [state for state in states.states() if not moves_from(state)] == ["ARCHIVED"]
