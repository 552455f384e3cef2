import pytest

from planner.domain.neighbourhood import tasks_around

LINKS = [("a", "b"), ("b", "c"), ("c", "d"), ("x", "c")]


@pytest.mark.parametrize(
    ("key", "steps", "around"),
    [
        ("c", 0, {"c"}),
        ("c", 1, {"b", "c", "d", "x"}),
        ("a", 2, {"a", "b", "c"}),
        ("d", 9, {"a", "b", "c", "d", "x"}),
        ("alone", 3, {"alone"}),
    ],
)
def test_tasks_around_goes_so_many_steps_both_ways(key, steps, around):
    assert tasks_around(key, LINKS, steps=steps) == around
