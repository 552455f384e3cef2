import pytest

from planner.domain.likeness import Standing, most_alike

HERE = Standing("AAA", "west", False, {"EGDI": 0.5, "GTMI": 0.5})
NEAR = Standing("BBB", "west", False, {"EGDI": 0.52})
NEAR_ELSEWHERE = Standing("CCC", "north", False, {"EGDI": 0.5, "GTMI": 0.5})
FAR = Standing("DDD", "west", False, {"EGDI": 0.9, "GTMI": 0.9})
POOR = Standing("EEE", "west", True, {"EGDI": 0.5, "GTMI": 0.5})
UNKNOWN = Standing("FFF", "west", False)
ALL = [HERE, UNKNOWN, FAR, POOR, NEAR_ELSEWHERE, NEAR]


def test_most_alike_are_the_nearest_on_the_indices_that_both_have():
    assert most_alike(HERE, ALL, count=9) == [NEAR, NEAR_ELSEWHERE, POOR, FAR, UNKNOWN]


def test_most_alike_of_a_country_without_an_index_go_by_region_and_development():
    assert most_alike(UNKNOWN, ALL, count=3) == [HERE, NEAR, FAR]


@pytest.mark.parametrize("count", [0, 2])
def test_most_alike_are_no_more_than_asked_for(count):
    assert len(most_alike(HERE, ALL, count=count)) == count


def test_most_alike_do_not_depend_on_the_order_given():
    assert most_alike(HERE, ALL, count=4) == most_alike(HERE, ALL[::-1], count=4)
