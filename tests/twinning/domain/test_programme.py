import numpy as np
import pytest

from twinning.domain.programme import Bonus, Programme, best_of_each


def a_programme(room, *, bonuses=()):
    """Two needs of one country, each of which two practices of another could meet; groups: 0-1 needs, 2 country."""
    return Programme(
        groups=np.array([[0, 0, 1, 1], [2, 2, 2, 2]], dtype=np.int32),
        room=np.array(room, dtype=np.float64),
        needs=np.array([0, 0, 1, 1], dtype=np.int32),
        scores=np.array([0.25, 0.5, 0.75, 0.5]),
        fixed=np.zeros(4, dtype=bool),
        bonuses=bonuses,
        nests=((0, 1),),
    )


@pytest.mark.parametrize(("room", "chosen"), [([1, 1, 2], [1, 2]), ([1, 1, 1], [2]), ([1, 0, 2], [1]), ([1, 1, 0], [])])
def test_most_of_all_is_sure_where_all_room_is_used(room, chosen):
    choice = a_programme(room).most_of_all()

    assert choice is not None
    assert (choice.chosen.tolist(), choice.is_proved) == (chosen, True)


def test_most_of_all_is_not_sure_where_an_occasion_is_missed():
    """There is room for one, and who meets the first need misses the occasion of the second."""
    either = Bonus(np.array([[0], [1]], dtype=np.int32))

    assert a_programme([1, 1, 1], bonuses=(either,)).most_of_all() is None
    assert a_programme([1, 1, 2], bonuses=(either,)).most_of_all() is not None


def test_best_of_each_takes_the_first_of_equals_and_no_more_than_there_are():
    groups = np.array([4, 4, 4, 7], dtype=np.int32)
    worth = np.array([0.5, 0.75, 0.5, 0.25])

    assert best_of_each(groups, worth, 1).tolist() == [1, 3]
    assert best_of_each(groups, worth, 2).tolist() == [1, 0, 3]
    assert best_of_each(groups[:0], worth[:0], 2).tolist() == []
