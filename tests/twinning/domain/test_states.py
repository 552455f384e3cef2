from twinning.domain.proposal_states import ANSWERS
from twinning.domain.states import NEED_MOVES, PRACTICE_MOVES, PROPOSAL_MOVES, ROUND_MOVES, moves_from
from twinning.models import Need, Practice, Proposal, Round


def states_of(moves):
    return {state for move in moves.values() for state in (move.before, move.after)}


def reached_from(moves, state):
    reached = {state}
    for _move in moves:
        reached |= {move.after for move in moves.values() if move.before in reached}
    return reached


def test_every_state_of_a_practice_and_of_a_need_is_reached_from_its_draft():
    assert states_of(PRACTICE_MOVES) == reached_from(PRACTICE_MOVES, "DRAFT") == set(Practice.State.values)
    assert states_of(NEED_MOVES) == reached_from(NEED_MOVES, "DRAFT") == set(Need.State.values)


def test_every_state_of_a_round_and_of_a_proposal_is_reached_from_its_first():
    assert states_of(ROUND_MOVES) == reached_from(ROUND_MOVES, "DRAFT") == set(Round.State.values)
    assert states_of(PROPOSAL_MOVES) == reached_from(PROPOSAL_MOVES, "PROPOSED") == set(Proposal.State.values)


def test_nothing_is_published_that_was_not_reviewed():
    assert {move.before for move in PRACTICE_MOVES.values() if move.after == "PUBLISHED"} == {"IN_REVIEW", "PAUSED"}
    assert {move.before for move in PRACTICE_MOVES.values() if move.after == "PAUSED"} == {"PUBLISHED"}


def test_moves_that_rounds_make_are_not_offered_to_people():
    assert sorted(moves_from(NEED_MOVES, "OPEN")) == ["revise", "withdraw"]
    assert moves_from(NEED_MOVES, "MATCHED") == {}


def test_the_moves_of_a_proposal_are_its_answers():
    answers = {(move.before, not move.needs_reason): move.after for move in PROPOSAL_MOVES.values() if move.roles}

    assert answers == ANSWERS
