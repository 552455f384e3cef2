import pytest

from exports.word.layout import Block, Layout, line_count, row_height
from exports.word.rtl import Line, Page

PAGE = Page()
HALF = PAGE.text_height // 2


def pages(blocks, page=PAGE):
    layout = Layout(page)
    for block in blocks:
        layout.add(block)
    return layout.pages


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, 1),
        ("خطة", 2000, 1),
        ("خطة العمل الوطنية للابتكار", 1500, 2),
        ("one\ntwo", 2000, 2),
        ("procès-verbal", 900, 2),
        ("x" * 50, 400, 1),
    ],
)
def test_line_count_breaks_after_spaces_and_hyphens(text, width, lines):
    assert line_count(text, width=width, size=20, bold=False) == lines


def test_row_height_is_that_of_its_tallest_cell():
    cells = ["واحد", [Line("سطر"), Line("سطر آخر"), Line("ثالث")]]

    assert row_height(cells, [2000, 2000], ["TableText"] * 2, table="PlanTable", least=0) == 3 * 280 + 2 * 28 + 10


def test_row_height_is_at_least_what_is_asked():
    assert row_height(["x"], [2000], ["TableText"], table="PlanTable", least=900) == 900 + 10


def test_what_does_not_fit_begins_a_page():
    assert pages([Block(HALF, anchor="a"), Block(HALF, anchor="b"), Block(HALF, anchor="c")]) == {
        "a": 1,
        "b": 1,
        "c": 2,
    }


def test_of_two_spaces_between_blocks_the_larger_counts():
    fits = [Block(HALF - 100, after=200, anchor="a"), Block(HALF - 100, before=150, anchor="b")]
    too_long = [Block(HALF - 100, after=200, anchor="a"), Block(HALF - 100, before=250, anchor="b")]

    assert (pages(fits)["b"], pages(too_long)["b"]) == (1, 2)


def test_a_heading_goes_with_what_it_stands_over():
    blocks = [Block(HALF + 1000), Block(500, keep=True, anchor="heading"), Block(HALF, anchor="table")]

    assert pages(blocks) == {"heading": 2, "table": 2}


def test_a_block_may_ask_for_a_new_page():
    assert pages([Block(100, anchor="a"), Block(100, new_page=True, anchor="b")]) == {"a": 1, "b": 2}


def test_a_first_block_that_asks_for_a_new_page_leaves_none_empty():
    assert pages([Block(100, new_page=True, anchor="a")]) == {"a": 1}


def test_the_header_row_is_repeated_on_each_page():
    rows = [Block(HALF - 10, again=50, anchor=str(at)) for at in range(6)]

    assert pages(rows) == {"0": 1, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


def test_a_section_begins_a_page_of_its_own_size():
    layout = Layout(PAGE)
    layout.add(Block(100))

    layout.begin_section(Page(landscape=True))
    layout.add(Block(HALF, anchor="a"))
    layout.add(Block(HALF, anchor="b"))

    assert layout.pages == {"a": 2, "b": 3}
