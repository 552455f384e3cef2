from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.pictures.layout import Sizes, layers, layout, spread

SIZES = Sizes(length=100, height=40, along=30, across=10, trunk=6)


@st.composite
def graphs(draw):
    """Tasks and links from lower to higher numbers: no circle, any shape."""
    count = draw(st.integers(1, 30))
    keys = [str(n) for n in range(count)]
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    chosen = draw(st.lists(pairs, max_size=60)) if count > 1 else []
    return keys, [(keys[a], keys[b]) for a, b in chosen]


@given(graphs())
@settings(deadline=None)
def test_layout_never_lets_two_boxes_touch(graph):
    placed = layout(*graph, SIZES, wide=800)

    for (along, down), (other_along, other_down) in combinations(placed.boxes.values(), 2):
        assert abs(along - other_along) >= SIZES.length or abs(down - other_down) >= SIZES.height


@given(graphs())
@settings(deadline=None)
def test_layout_leads_every_link_forward_from_box_to_box(graph):
    keys, links = graph

    placed = layout(keys, links, SIZES, wide=800)

    drawn = {link for segment in placed.segments for link in segment.links}
    assert drawn == set(links)
    for before, after in links:
        assert placed.boxes[before][0] + SIZES.length + SIZES.along <= placed.boxes[after][0] + 1e-6
        ends = [segment.end for segment in placed.segments if (before, after) in segment.links and not segment.through]
        assert ends == [(placed.boxes[after][0], placed.boxes[after][1] + SIZES.height / 2)]


@given(graphs())
@settings(deadline=None)
def test_layout_keeps_passing_links_off_the_boxes(graph):
    placed = layout(*graph, SIZES, wide=800)

    for segment in placed.segments:
        if segment.through:
            along, down = segment.end
            crossed = [
                box for box in placed.boxes.values() if box[0] == along and box[1] < down < box[1] + SIZES.height
            ]
            assert crossed == []


@given(graphs())
@settings(deadline=None)
def test_layout_stays_within_its_own_size(graph):
    placed = layout(*graph, SIZES, wide=800)

    assert min(down for _, down in placed.boxes.values()) >= -1e-6
    assert max(down for _, down in placed.boxes.values()) + SIZES.height <= placed.height + 1e-6
    assert max(along for along, _ in placed.boxes.values()) + SIZES.length <= placed.length + 1e-6


def test_layout_gives_the_same_places_again():
    keys = [str(n) for n in range(40)]
    links = [(str(n), str(n + 1 + n * n % 7)) for n in range(32)]

    assert layout(keys, links, SIZES, wide=800) == layout(keys, list(reversed(links)), SIZES, wide=800)


def test_layout_puts_what_hangs_together_side_by_side_then_below():
    placed = layout(["a", "b", "c"], [], SIZES, wide=250)

    assert placed.boxes == {"a": (0, 0), "b": (130, 0), "c": (0, 60)}


def test_layout_leaves_out_links_to_tasks_it_does_not_know():
    assert layout(["a"], [("a", "elsewhere")], SIZES, wide=250).segments == []


@pytest.mark.parametrize("links", [[("a", "b"), ("b", "a")], [("a", "a")]])
def test_layout_refuses_a_circle(links):
    with pytest.raises(ValueError, match="form a circle"):
        layout(["a", "b"], links, SIZES, wide=250)


def test_layers_are_longest_paths_drawn_up_to_what_follows():
    links = [("a", "b"), ("b", "c"), ("c", "d"), ("late", "d")]

    assert layers(["a", "b", "c", "d", "late"], links) == {"a": 0, "b": 1, "c": 2, "d": 3, "late": 2}


@pytest.mark.parametrize(
    ("wanted", "apart", "weights", "spread_out"),
    [
        ([0, 50], [10], [1, 1], [0, 50]),
        ([0, 0], [10], [1, 1], [-5, 5]),
        ([0, 0], [10], [3, 1], [-2.5, 7.5]),
        ([9, 3, 3], [10, 10], [1, 1, 1], [-5, 5, 15]),
    ],
)
def test_spread_moves_as_little_as_it_must(wanted, apart, weights, spread_out):
    assert spread(wanted, apart, weights) == pytest.approx(spread_out)


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=40))
def test_spread_keeps_order_and_distance(wanted):
    placed = spread(wanted, [7.0] * (len(wanted) - 1), [1.0] * len(wanted))

    assert all(after - before >= 7 - 1e-6 for before, after in pairwise(placed))
