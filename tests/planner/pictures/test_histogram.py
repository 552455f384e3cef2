import re
from datetime import date, timedelta

import pytest

from planner.pictures.histogram import Bar, Marked, bars, histogram
from planner.pictures.svg import INK

START = date(2027, 1, 3)


def day(n):
    return START + timedelta(days=n)


def drawn(counts, marks=(), *, rtl=False):
    return histogram(
        counts,
        marks,
        language="ar" if rtl else "en",
        rtl=rtl,
        title="Finishes",
        description="As the table says.",
        said=date.isoformat,
        told=lambda bar: f"{bar.first} {bar.count}",
    )


@pytest.mark.parametrize(
    ("last", "width", "count"), [(0, 1, 1), (31, 1, 32), (32, 7, 5), (223, 7, 32), (224, 14, 17), (3000, 112, 27)]
)
def test_bars_are_as_wide_as_keeps_them_few(last, width, count):
    found = bars({day(0): 3, day(last): 1})

    assert len(found) == count
    assert {(bar.last - bar.first).days + 1 for bar in found} == {width}


def test_bars_count_every_run_once():
    counts = {day(0): 3, day(6): 2, day(7): 4, day(40): 1}

    assert bars(counts)[:2] == [Bar(day(0), day(6), 5), Bar(day(7), day(13), 4)]
    assert sum(bar.count for bar in bars(counts)) == 10


def test_each_bar_that_holds_a_run_is_drawn_and_told():
    picture = drawn({day(0): 3, day(2): 1})

    assert re.findall("<title>(2027[^<]*)", picture) == ["2027-01-03 3", "2027-01-05 1"]


def test_time_runs_in_reading_direction():
    counts, mark = {day(0): 1, day(10): 2}, [Marked("Late", day(10), INK)]

    ends = [float(re.search(r'<path d="M(\d+) 12v', drawn(counts, mark, rtl=rtl))[1]) for rtl in (False, True)]

    assert ends[0] > 360 > ends[1]


def test_a_mark_outside_the_bars_is_within_the_picture():
    picture = drawn({day(50): 1, day(60): 2}, [Marked("Early", day(0), INK), Marked("Late", day(99), INK)])

    places = [float(x) for x in re.findall(r'<path d="M(\d+) \d+v', picture)]
    assert all(0 <= x <= 720 for x in places)
    assert re.findall(">(Early|Late)<", picture) == ["Early", "Late"]
