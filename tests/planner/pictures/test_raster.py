from io import BytesIO

import pytest
from PIL import Image, ImageChops

from planner.pictures.gantt import gantt
from planner.pictures.raster import png, size
from planner.pictures.svg import Canvas
from tests.planner.pictures.plans import WORDS, make_almanac, make_arrows, make_bars


def text_picture(text, *, rtl=False):
    canvas = Canvas(200, "ar", rtl)
    body = [canvas.text(10, 30, text, font_size=20)]
    return canvas.picture(50, body, name="text", title="Text", description="", has_links=False)


def ink(svg):
    """Where the picture is not white."""
    image = Image.open(BytesIO(png(svg, width=200))).convert("RGB")
    return ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()


def test_png_is_as_wide_as_asked_and_keeps_its_proportion():
    svg = gantt(
        make_bars(12), make_arrows(12), language="en", rtl=False, words=WORDS, almanac=make_almanac(), title="Plan"
    )
    proportion = Image.open(BytesIO(png(svg, width=1200))).height / 1200

    image = png(svg, width=2400)

    assert image.startswith(b"\x89PNG")
    assert size(image) == (2400, pytest.approx(2400 * proportion, abs=1))


def test_png_joins_arabic_letters():
    """Joined, the word is shorter than its letters set one by one (by zero-width non-joiners)."""
    joined, apart = ink(text_picture("ببببب")), ink(text_picture("\u200c".join("ببببب")))

    assert joined[2] - joined[0] < (apart[2] - apart[0]) * 0.8


def test_png_sets_text_against_the_side_where_reading_starts():
    left, right = ink(text_picture("المهمة EGDI")), ink(text_picture("المهمة EGDI", rtl=True))

    assert left[0] == pytest.approx(10, abs=3)
    assert right[2] == pytest.approx(190, abs=3)
