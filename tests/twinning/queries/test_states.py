from django.conf import settings
from django.utils.translation import override

from twinning.domain.states import NEED_MOVES, PRACTICE_MOVES, PROPOSAL_MOVES, ROUND_MOVES
from twinning.domain.twinning_states import TWINNING_MOVES
from twinning.models import Need, Practice, Twinning
from twinning.queries.states import (
    NEED_NEXT,
    NEED_WORDS,
    PRACTICE_NEXT,
    PRACTICE_WORDS,
    PROPOSAL_WORDS,
    ROUND_WORDS,
    TONES,
    states_in_words,
)
from twinning.queries.twinnings import TWINNING_NEXT, TWINNING_TONES, TWINNING_WORDS


def test_every_state_and_every_move_has_its_words():
    assert (PRACTICE_WORDS.keys(), NEED_WORDS.keys()) == (PRACTICE_MOVES.keys(), NEED_MOVES.keys())
    assert (set(PRACTICE_NEXT), set(NEED_NEXT)) == (set(Practice.State.values), set(Need.State.values))
    assert (ROUND_MOVES.keys(), PROPOSAL_MOVES.keys()) == (ROUND_WORDS.keys(), PROPOSAL_WORDS.keys())
    assert set(TONES) == {*Practice.State.values, *Need.State.values}


def test_every_state_and_every_move_of_a_twinning_has_its_words():
    assert TWINNING_WORDS.keys() == TWINNING_MOVES.keys()
    assert set(TWINNING_NEXT) == set(TWINNING_TONES) == set(Twinning.State.values)


def test_the_document_of_states_is_up_to_date():
    """After a change: `manage.py draw_record_states`."""
    with override("en"):
        assert (settings.BASE_DIR / "docs" / "record-states.md").read_text(encoding="utf-8") == states_in_words()
