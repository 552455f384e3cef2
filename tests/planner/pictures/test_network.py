import gzip
from collections import Counter
from itertools import combinations

import pytest

from planner.pictures.network import Arrow, network, network_parts
from planner.pictures.svg import BAR, BRAND, BRAND_SOFT, CHOSEN, CRITICAL, CRITICAL_SOFT, SURFACE
from planner.pictures.words import picture_words
from tests.planner.pictures.plans import WORDS, make_arrows, make_node, make_nodes
from tests.planner.pictures.shapes import SVG, read, read_parts


def draw(nodes, arrows=(), **changes):
    defaults = {"language": "en", "rtl": False, "words": WORDS, "title": "Dependencies"}
    return network(nodes, arrows, **{**defaults, **changes})


def boxes(picture, count):
    placed = [shapes[0].box for shapes in picture.links()]
    assert len(placed) == count
    return placed


@pytest.mark.parametrize("count", [20, 60, 150, 500])
def test_network_never_lets_two_boxes_touch(count):
    placed = boxes(read(draw(make_nodes(count), make_arrows(count))), count)

    for (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) in combinations(placed, 2):
        assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top


@pytest.mark.parametrize("count", [1, 20, 150])
def test_network_from_the_right_is_the_mirror_of_from_the_left(count):
    nodes, arrows = make_nodes(count), make_arrows(count)

    from_left, from_right = read(draw(nodes, arrows)), read(draw(nodes, arrows, rtl=True))

    assert Counter(from_right.shapes()) == from_left.mirrored()


def test_network_in_arabic_begins_at_the_right():
    picture = read(draw(make_nodes(3, language="ar"), make_arrows(3), language="ar", rtl=True))

    lefts = [box[0] for box in boxes(picture, 3)]
    assert lefts == sorted(lefts, reverse=True)


def test_network_tells_critical_tasks_and_milestones_by_shape_and_line():
    nodes = [make_node("a", critical=True), make_node("b"), make_node("c", milestone=True)]

    picture = read(draw(nodes))

    [critical], [task], [milestone] = (picture.part(f"{key}. ") for key in "abc")
    assert (critical.tag, *critical.look) == ("rect", CRITICAL_SOFT, CRITICAL, "2.5", None, "4")
    assert (task.tag, *task.look) == ("rect", SURFACE, BAR, None, None, "4")
    assert (milestone.tag, *milestone.look) == ("path", BRAND_SOFT, BRAND, None, None, None)
    assert len(milestone.points) == 6


def test_network_writes_kind_and_lag_of_unusual_links():
    nodes = [make_node(key) for key in "abcde"]
    arrows = [
        Arrow("a", "b"),
        Arrow("b", "c", lag=5),
        Arrow("c", "d", "SS", lag=-3),
        Arrow("d", "e", "SS"),
        Arrow("d", "e", "FF", lag=2),
    ]

    texts = read(draw(nodes, arrows)).texts()

    signs = [text for text in texts if text[:2] in ("FS", "SS", "FF")]
    assert signs == ["FS \u200e+5", "SS \u200e−3", "SS · FF \u200e+2"]


def test_network_says_kinds_in_the_language_of_the_reader():
    words = picture_words(lambda english: "ب-ب" if english == "SS" else english)

    svg = draw([make_node("a"), make_node("b")], [Arrow("a", "b", "SS", lag=5)], words=words, language="ar", rtl=True)

    assert "\u2067ب-ب \u200e+5\u2069" in svg


def test_network_draws_other_links_dashed():
    nodes = [make_node(key) for key in "abc"]

    picture = read(draw(nodes, [Arrow("a", "b"), Arrow("b", "c", "FF")]))

    dashes = Counter(shape.look[3] for shape in picture.shapes() if shape.look[2] == "1.2")
    # Two links and their two heads, and the same once more in the legend.
    assert dashes == {None: 6, "5 3": 2}


def test_network_wraps_labels_and_grows_with_them():
    long = "Review the legal and regulatory framework against international practice"

    low, high = read(draw([make_node(label="Short")])), read(draw([make_node(label=long)]))

    assert high.texts()[1:4] == ["Review the legal and", "regulatory framework", "against international…"]
    assert boxes_height(high) - boxes_height(low) == 32


def boxes_height(picture):
    [box] = picture.part("a. ")
    return box.box[3] - box.box[1]


@pytest.mark.parametrize(
    ("count", "options", "compact"),
    [
        (60, {}, False),
        (61, {}, True),
        (61, {"compact": False}, False),
        (12, {"compact": True}, True),
        (12, {"widest": 600}, True),
        (12, {"widest": 60_000}, False),
        (12, {"widest": 600, "compact": False}, False),
    ],
)
def test_network_shows_numbers_only_where_labels_would_not_fit(count, options, compact):
    picture = read(draw(make_nodes(count), make_arrows(count), **options))

    labels = [text for text in picture.texts() if text.startswith("Draft the national")]
    assert (labels == []) == compact
    assert picture.tooltips()[0] == "1. Draft the national policy and consult on it 0 · 8"


def test_network_escapes_and_cleans_what_people_wrote():
    evil = "<script>&\u202e"

    svg = draw([make_node(label=evil, number=evil, note=evil, href='"><b>')], title=evil, description=evil)

    picture = read(svg)
    assert not [element for element in picture.root.iter() if element.tag in (f"{SVG}script", f"{SVG}b")]
    assert "\u202e" not in svg
    assert picture.tooltips() == ["<script>&. <script>& · <script>&"]
    assert "style" not in svg


def test_network_gives_the_same_picture_again():
    assert draw(make_nodes(40), make_arrows(40)) == draw(make_nodes(40), make_arrows(40))


def test_network_leaves_out_links_to_tasks_it_does_not_show():
    assert draw([make_node()], [Arrow("a", "elsewhere", "SS")]) == draw([make_node()])


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("count", "most"), [(24, 3_500), (150, 8_000), (500, 17_000)])
def test_network_stays_light(count, most, language):
    svg = draw(make_nodes(count, language=language), make_arrows(count), language=language)

    assert len(gzip.compress(svg.encode(), 6)) <= most


def test_network_tells_very_many_tasks_apart_by_the_beginning_of_their_names():
    label = "Draft the national policy and consult on it widely"

    few, many = (read(draw([make_node(str(n), label=label) for n in range(count)])) for count in (150, 151))

    assert few.tooltips()[0] == f"0. {label}"
    assert many.tooltips()[0] == "Draft the national…"


def test_network_marks_the_task_that_was_asked_for():
    picture = read(draw([make_node("a", chosen=True), make_node("b")]))

    [chosen], [other] = picture.part("a. "), picture.part("b. ")
    assert (chosen.look[0], chosen.look[2]) == (CHOSEN, "4")
    assert (other.look[0], other.look[2]) == (SURFACE, None)
    assert "The task asked for" in picture.texts()


def test_network_parts_leave_the_meaning_of_signs_to_the_page():
    parts = network_parts(make_nodes(3), make_arrows(3), language="en", rtl=False, words=WORDS, title="Dependencies")

    assert "Critical dependency" not in read(parts.picture).texts()
    assert read_parts(parts.legend).texts() == ["Task", "Critical task", "Dependency"]


@pytest.mark.parametrize(
    ("nodes", "arrows", "refusal"),
    [([], [], "at least one task"), ([make_node()], [Arrow("a", "a")], "form a circle")],
)
def test_network_refuses_what_it_cannot_draw(nodes, arrows, refusal):
    with pytest.raises(ValueError, match=refusal):
        draw(nodes, arrows)
