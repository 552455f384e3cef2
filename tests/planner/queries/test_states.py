from django.conf import settings
from django.utils.translation import override

from planner.domain.states import MOVES, states
from planner.models import Plan
from planner.queries.states import CONSEQUENCES, DONE, MOVE_LABELS, NEXT, states_document


def test_the_page_of_states_is_up_to_date():
    """Run `manage.py draw_states` after a change of the moves."""
    with override("en"):
        assert (settings.BASE_DIR / "docs" / "states.md").read_text() == states_document()


def test_every_move_and_every_state_has_its_words():
    assert set(MOVE_LABELS) == set(CONSEQUENCES) == set(DONE) == set(MOVES)
    assert set(NEXT) == set(states()) == set(Plan.State.values)
