from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest

from planner.pictures.index_chart import Series, index_chart
from planner.pictures.svg import BRAND, WARN
from tests.planner.pictures.shapes import SVG, read

EGDI = Series("EGDI", {2018: 0.5575, 2020: 0.5309, 2022: 0.6081, 2024: 0.6849})
EPI = Series("EPI", {2018: Decimal("0.3876"), 2020: Decimal("0.3333"), 2022: None, 2024: Decimal("0.4247")})
GTMI = Series("GTMI", {2020: 0.577, 2022: 0.693, 2025: 0.701})


def draw(series, **changes):
    return index_chart(series, **{"language": "en", "rtl": False, "title": "Indices", **changes})


def lines(picture, colour):
    """The drawn lines of a colour, markers left out: they are filled."""
    return [shape for shape in picture.shapes() if shape.look[:2] == ("none", colour) and len(shape.points) > 1]


def test_index_chart_writes_name_and_last_value():
    assert read(draw([EGDI, EPI])).texts()[-2:] == ["EGDI 0.68", "EPI 0.42"]


def test_index_chart_writes_decimals_as_the_reader_does():
    texts = read(draw([EGDI], written=lambda value: f"{value:.2f}".replace(".", ","))).texts()

    assert texts[:5] == ["0,00", "0,25", "0,50", "0,75", "1,00"]
    assert texts[-1] == "EGDI 0,68"


def test_index_chart_leaves_a_gap_where_a_value_is_missing():
    picture = read(draw([EGDI, EPI]))

    assert [len(line.points) for line in lines(picture, BRAND)] == [4]
    assert [len(line.points) for line in lines(picture, WARN)] == [2]
    assert [tooltip for tooltip in picture.tooltips() if tooltip.startswith("EPI")] == [
        "EPI 2018: 0.39",
        "EPI 2020: 0.33",
        "EPI 2024: 0.42",
    ]


def test_index_chart_has_no_gap_in_years_an_index_does_not_have():
    picture = read(draw([GTMI, EPI]))

    assert [len(line.points) for line in lines(picture, BRAND)] == [3]


def test_index_chart_tells_lines_apart_without_colour():
    picture = read(draw([EGDI, GTMI]))

    dashes = [line.look[3] for colour in (BRAND, WARN) for line in lines(picture, colour)]
    assert dashes == [None, "7 3"]
    assert picture.part("EGDI 2024")[0].tag == "circle"
    assert picture.part("GTMI 2025")[0].tag == "rect"


def test_index_chart_puts_years_and_values_where_they_belong():
    picture = read(draw([Series("X", {2020: 0.0, 2021: 0.5, 2024: 1.0})], high=300))

    [first], [middle], [last] = (picture.part(f"X {year}")[0].points for year in (2020, 2021, 2024))
    assert last[0] - first[0] == pytest.approx(4 * (middle[0] - first[0]), abs=2)
    assert first[1] - last[1] == pytest.approx(2 * (first[1] - middle[1]), abs=2)


def test_index_chart_from_the_right_is_the_mirror_of_from_the_left():
    from_left, from_right = read(draw([EGDI, EPI, GTMI])), read(draw([EGDI, EPI, GTMI], rtl=True))

    assert Counter(from_right.shapes()) == from_left.mirrored()


def test_index_chart_keeps_names_apart_when_values_are_alike():
    alike = [Series(f"Index {n}", {2024: 0.02 + n / 1000}) for n in range(5)]

    root = read(draw(alike)).root

    heights = sorted(float(text.get("y")) for text in root.iter(f"{SVG}text") if text.text.startswith("Index"))
    assert all(below - above >= 16 for above, below in pairwise(heights))
    assert heights[-1] < float(root.get("height"))


def test_index_chart_leaves_out_what_has_no_value():
    assert draw([EGDI, Series("HCI", {2024: None}), Series("TII", {})]) == draw([EGDI])


def test_index_chart_is_an_image_with_a_title_and_a_description():
    root = read(draw([EGDI], description="It <rises>.", name="jordan")).root

    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "jordan-title jordan-description")
    assert root.find(f"{SVG}desc").text == "It <rises>."


def test_index_chart_escapes_what_people_wrote():
    picture = read(draw([Series("<b>&", {2024: 0.5})]))

    assert picture.texts()[-1] == "<b>& 0.50"
    assert picture.tooltips() == ["<b>& 2024: 0.50"]


@pytest.mark.parametrize("series", [[], [Series("EGDI", {2024: None})]])
def test_index_chart_refuses_to_draw_nothing(series):
    with pytest.raises(ValueError, match="at least one value"):
        draw(series)
