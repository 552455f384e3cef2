import io

import pytest
from django.utils.translation import override
from PIL import Image

from exports.drawings import PIXELS_WIDE, gantt_pictures, graph_pictures
from planner.queries.schedules import schedule_of_plan
from tests.exports.factories import make_empty_plan
from tests.factories import make_baseline, make_plan

pytestmark = pytest.mark.django_db

LARGE = ("INN-01", "INN-02", "INN-03", "INN-04", "INN-05", "INN-06")


def drawn(plan, language="en"):
    shares = []
    with override(language):
        schedule = schedule_of_plan(plan)
        return gantt_pictures(plan, schedule, drawn=shares.append), graph_pictures(plan, schedule), shares


def test_a_small_plan_has_one_picture_of_each_kind():
    gantts, graphs, shares = drawn(make_plan("JOR"))

    assert [picture.caption for picture in gantts] == ["Gantt chart: National action plan – Jordan"]
    assert [picture.caption for picture in graphs] == ["Task dependency graph: National action plan – Jordan"]
    assert gantts[0].description == f"{gantts[0].caption}. The same is told in the table of tasks."
    assert shares == [1.0]


def test_a_large_plan_has_a_gantt_chart_for_each_page():
    gantts, graphs, shares = drawn(make_plan("JOR", codes=LARGE))

    assert [picture.caption for picture in gantts] == [
        "Gantt chart: National action plan – Jordan (1 of 2)",
        "Gantt chart: National action plan – Jordan (2 of 2)",
    ]
    assert len(graphs) == 1
    assert shares == [0.5, 1.0]


def test_pictures_are_light_and_sharp_and_know_their_size():
    gantts, graphs, _shares = drawn(make_plan("JOR"))

    for picture in (*gantts, *graphs):
        with Image.open(io.BytesIO(picture.png)) as image:
            assert (image.format, image.mode, image.size) == ("PNG", "P", (picture.width, picture.height))
            assert image.convert("RGB").getpixel((0, image.height - 1)) == (255, 255, 255)
        assert picture.width == PIXELS_WIDE
        assert len(picture.png) < 120_000


def test_pictures_are_drawn_in_the_language_and_direction_that_is_active():
    plan = make_plan("JOR")

    arabic, english = drawn(plan, "ar")[0][0], drawn(plan, "en")[0][0]

    assert arabic.caption == "مخطط غانت: خطة العمل الوطنية – الأردن"
    assert arabic.png != english.png


def test_an_empty_plan_has_no_pictures():
    assert drawn(make_empty_plan()) == ((), (), [])


def test_pictures_show_the_baseline_of_an_approved_plan():
    plan = make_plan("JOR")

    before, after = drawn(plan)[0][0], drawn(make_baseline(plan))[0][0]

    assert before.png != after.png
