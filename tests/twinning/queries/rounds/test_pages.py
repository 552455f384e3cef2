import pytest
from django.utils.translation import override

from twinning.domain.pairing import Candidate, Pairing, Status
from twinning.queries.rounds.pages import cost_in_words


def make_pairing(needs: int = 1, *, score: float = 1.0, reciprocal: tuple[str, ...] = ()) -> Pairing:
    pairs = tuple(Candidate(f"p{number}", f"n{number}", "TUN", "JOR", 0.5) for number in range(needs))
    return Pairing(Status.OPTIMAL, pairs=pairs, score=score, reciprocal=reciprocal)


@pytest.mark.parametrize(
    ("today", "forced", "sentence"),
    [
        (
            make_pairing(3),
            make_pairing(2, score=0.5),
            "1 need fewer would be met. All pairs together would score 50 points less.",
        ),
        (make_pairing(1), make_pairing(3), "2 needs more would be met."),
        (
            make_pairing(reciprocal=("JOR",)),
            make_pairing(score=1.01),
            "1 country fewer would both give and take. All pairs together would score 1 point more.",
        ),
        (
            make_pairing(),
            make_pairing(score=1.001),
            "It would cost nothing: this is one of several equally good results.",
        ),
    ],
)
def test_the_cost_of_a_pair_is_all_that_a_goal_may_count(today, forced, sentence):
    with override("en"):
        assert cost_in_words(today, forced) == sentence
