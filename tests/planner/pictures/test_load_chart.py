import re
from datetime import date, timedelta

from planner.pictures.load_chart import LoadRow, load_chart
from planner.pictures.svg import BAR, CRITICAL

START = date(2027, 1, 3)


def week(n):
    return START + timedelta(days=7 * n)


def drawn(*rows, rtl=False):
    return load_chart(
        rows,
        language="ar" if rtl else "en",
        rtl=rtl,
        title="Loads",
        description="As the table says.",
        said=date.isoformat,
    )


def row(weeks, capacity=None, name="Ministry"):
    return LoadRow(name, "at most 3", f"{name}: at most 3", capacity, {week(n): hands for n, hands in weeks.items()})


def boxes(picture, colour):
    found = re.search(rf'<path d="([^"]*)" fill="{colour}"', picture)
    return len(re.findall("M", found[1])) if found else 0


def test_a_bar_a_week_and_what_is_over_the_capacity_apart():
    picture = drawn(row({0: 1, 1: 3, 2: 2, 5: 3}, capacity=2))

    assert (boxes(picture, BAR), boxes(picture, CRITICAL)) == (4, 2)
    assert picture.count('stroke-dasharray="4 3"') == 1


def test_without_a_capacity_nothing_is_over_and_there_is_no_line():
    picture = drawn(row({0: 1, 1: 30}))

    assert (boxes(picture, CRITICAL), picture.count('stroke-dasharray="4 3"')) == (0, 0)


def test_each_row_says_what_it_shows():
    picture = drawn(row({0: 1}, name="Ministry <of> Health"), row({3: 1}, name="Office"))

    assert re.findall("<title>([^<]*)</title>", picture) == [
        "Ministry &lt;of&gt; Health: at most 3",
        "Office: at most 3",
    ]


def test_time_runs_in_reading_direction():
    rows = [row({0: 1}), row({9: 1})]

    places = [
        [float(x) for x in re.findall(rf'<path d="M(\d+) [^"]*" fill="{BAR}"', drawn(*rows, rtl=rtl))]
        for rtl in (False, True)
    ]

    assert places[0][0] < places[0][1]
    assert places[1][0] > places[1][1]
