import gzip
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.pictures.gantt import Arrow, Zoom, gantt, gantt_pages, gantt_parts, split_rows
from planner.pictures.svg import BAR, BASELINE, BRAND, CRITICAL, DONE, HOLIDAY, INK, SLACK, WARN, WEEKEND
from tests.planner.pictures.plans import START, WORDS, make_almanac, make_arrows, make_bar, make_bars
from tests.planner.pictures.shapes import SVG, Shape, read, read_parts

OPTIONS = {"words": WORDS, "title": "Schedule"}


def draw(bars, arrows=(), **changes):
    defaults = {"language": "en", "rtl": False, "almanac": make_almanac(), **OPTIONS}
    return gantt(bars, arrows, **{**defaults, **changes})


def draw_parts(bars, arrows=(), **changes):
    defaults = {"language": "en", "rtl": False, "almanac": make_almanac(), **OPTIONS}
    return gantt_parts(bars, arrows, **{**defaults, **changes})


def test_gantt_draws_each_task_over_its_days():
    picture = read(draw([make_bar("a", finish=START + timedelta(days=4)), make_bar("b")]))

    first, second, _legend = picture.strokes(BAR)
    left, _, right, _ = first.box
    assert second.box[0] == left
    assert (second.box[2] - left) == pytest.approx((right - left) * 2, abs=2)


@given(st.integers(0, 300), st.integers(1, 60), st.integers(1, 60))
@settings(max_examples=25, deadline=None)
def test_gantt_keeps_equal_days_equally_long_wherever_they_stand(offset, days, gap):
    begins = START + timedelta(days=offset)
    follows = begins + timedelta(days=days + gap)
    bars = [
        make_bar("a", start=begins, finish=begins + timedelta(days=days - 1)),
        make_bar("b", start=follows, finish=follows + timedelta(days=days - 1)),
    ]

    first, second, _legend = read(draw(bars, zoom=Zoom.DAY)).strokes(BAR)

    day = (second.box[0] - first.box[0]) / (days + gap)
    assert first.box[2] - first.box[0] == pytest.approx(days * day, abs=2)
    assert second.box[2] - second.box[0] == pytest.approx(days * day, abs=2)


@pytest.mark.parametrize("count", [1, 12, 60])
def test_gantt_from_the_right_is_the_mirror_of_from_the_left(count):
    bars, arrows = make_bars(count), make_arrows(count)
    almanac = make_almanac(today=START + timedelta(days=40), holidays={START + timedelta(days=8)})

    from_left = read(draw(bars, arrows, almanac=almanac))
    from_right = read(draw(bars, arrows, almanac=almanac, rtl=True))

    assert Counter(from_right.shapes()) == from_left.mirrored()


def test_gantt_in_arabic_begins_at_the_right():
    picture = read(draw(make_bars(12, language="ar"), language="ar", rtl=True))

    bars = picture.strokes(BAR)
    names = picture.root.find(f"{SVG}g[2]")
    assert bars[0].box[0] > bars[-2].box[2]
    assert [text.get("text-anchor") for text in names.iter(f"{SVG}text")] == ["end"]
    assert float(names.get("transform").split()[0].removeprefix("translate(")) > bars[0].box[2]


def test_gantt_marks_critical_tasks_by_more_than_colour():
    picture = read(draw([make_bar("a", critical=True), make_bar("b")]))

    assert len(picture.strokes("url(#gantt-critical)")) == len(picture.strokes(BAR)) == 2
    assert picture.root.find(f".//{SVG}pattern").get("id") == "gantt-critical"


def test_gantt_draws_a_milestone_as_a_diamond_at_the_end_of_its_day():
    day = START + timedelta(days=9)
    picture = read(draw([make_bar("a"), make_bar("b", milestone=True, start=day, finish=day, days=0)]))

    task, milestone = picture.strokes(BAR)[0], next(shape for shape in picture.shapes() if shape.look[0] == INK)
    left, _, right, _ = milestone.box
    assert (milestone.tag, len(milestone.points)) == ("path", 4)
    assert (left + right) / 2 == task.box[2]


def test_gantt_draws_slack_until_the_late_finish():
    late = START + timedelta(days=19)
    picture = read(draw([make_bar("a", late_finish=late), make_bar("b", finish=late, late_finish=late)]))

    slack, _legend = picture.strokes(SLACK)
    task, long_task, _legend = picture.strokes(BAR)
    assert (slack.box[0], slack.box[2]) == (task.box[2], long_task.box[2])
    assert slack.look[3] == "4 2"


def test_gantt_draws_the_baseline_as_a_thin_bar_below():
    moved = START + timedelta(days=7)
    bars = [make_bar("a", baseline=(moved, moved + timedelta(days=9))), make_bar("b", start=moved)]

    picture = read(draw(bars))

    baseline, _legend = picture.strokes(BASELINE)
    task, later_task, _legend = picture.strokes(BAR)
    assert baseline.box[0] == later_task.box[0]
    assert task.box[1] < baseline.box[1] < later_task.box[1]
    assert float(baseline.look[2]) < float(task.look[2])
    assert "Baseline dates" in picture.texts()


@pytest.mark.parametrize(
    ("changes", "first", "last"),
    [
        ({"progress": 50}, 0, 4),
        ({"progress": 50, "actual_start": START + timedelta(days=2)}, 2, 6),
        ({"actual_start": START + timedelta(days=2), "actual_finish": START + timedelta(days=3)}, 2, 3),
    ],
)
def test_gantt_fills_what_is_done_from_the_day_work_began(changes, first, last):
    bar = make_bar(**changes)
    like = make_bar("b", start=START + timedelta(days=first), finish=START + timedelta(days=last))

    picture = read(draw([bar, like]))

    done, _legend = picture.strokes(DONE)
    _task, expected, _legend = picture.strokes(BAR)
    assert (done.box[0], done.box[2]) == pytest.approx((expected.box[0], expected.box[2]), abs=1)


@pytest.mark.parametrize(("days_later", "colour"), [(3, WARN), (-3, CRITICAL)])
def test_gantt_flags_a_deadline_in_red_where_it_is_missed(days_later, colour):
    bar = make_bar(deadline=make_bar().finish + timedelta(days=days_later))

    picture = read(draw([bar]))

    flags = [shape for shape in picture.shapes() if shape.look[:2] == (colour, colour)]
    assert flags
    assert "Deadline" in picture.texts()


def test_gantt_pins_a_fixed_start_to_its_bar():
    picture = read(draw([make_bar("a", start=START + timedelta(days=4), pinned=True), make_bar("b")]))

    _head, nail = picture.strokes(INK)[:2]
    task, *_ = picture.strokes(BAR)
    assert nail.box[0] == nail.box[2] == task.box[0]
    assert "Fixed start" in picture.texts()


def test_gantt_draws_links_between_what_it_shows_only():
    bars = [make_bar("a"), make_bar("b", start=START + timedelta(days=10), finish=START + timedelta(days=20))]

    picture = read(draw(bars, [Arrow("a", "b", critical=True), Arrow("a", "elsewhere")]))

    line, *heads_and_legend = picture.strokes(CRITICAL)
    task, *_ = picture.strokes(BAR)
    assert line.box[0] == task.box[2]
    assert len(heads_and_legend) == 3
    assert "Critical dependency" in picture.texts()
    assert "Dependency" not in picture.texts()


def test_gantt_shades_days_of_rest_while_they_are_wide_enough():
    almanac = make_almanac(holidays={date(2027, 1, 12)})

    close = read(draw([make_bar()], almanac=almanac))
    far = read(draw([make_bar(finish=date(2030, 1, 1))], almanac=almanac))

    def fills(picture):
        return {shape.look[0] for shape in picture.shapes()} & {WEEKEND, HOLIDAY}

    assert fills(close) == {WEEKEND, HOLIDAY}
    assert fills(far) == set()


@pytest.mark.parametrize(("today", "shown"), [(START, True), (date(2026, 12, 1), False), (None, False)])
def test_gantt_draws_today_while_it_is_within_the_plan(today, shown):
    picture = read(draw([make_bar()], almanac=make_almanac(today=today)))

    assert (BRAND in {shape.look[1] for shape in picture.shapes()}) == shown
    assert ("Today" in picture.texts()) == shown


def test_gantt_explains_only_what_it_shows():
    picture = read(draw([make_bar(finish=date(2028, 6, 1))]))

    assert picture.texts()[-1:] == ["Task"]
    assert {"Critical task", "Milestone", "Slack", "Weekend"} & set(picture.texts()) == set()


@pytest.mark.parametrize(
    ("finish", "names"),
    [
        (date(2027, 12, 31), ["January", "February", "March"]),
        (date(2029, 6, 30), ["1", "2", "3"]),
        (date(2033, 6, 30), ["Q1", "Q2", "Q3"]),
        (date(2047, 6, 30), ["2027", "2028", "2029"]),
        (date(2075, 6, 30), ["27", "28", "29"]),
    ],
)
def test_gantt_names_months_as_far_as_they_fit(finish, names):
    texts = read(draw([make_bar(finish=finish)], zoom=None if finish.year > 2027 else Zoom.MONTH)).texts()

    assert [text for text in texts if text in names][:3] == names


def test_gantt_names_months_shortly_before_it_numbers_them():
    almanac = make_almanac(short_month_name=lambda day: f"{day:%b}")

    texts = read(draw([make_bar(finish=date(2029, 6, 30))], almanac=almanac, wide=1500)).texts()

    assert [text for text in texts if text in ("Jan", "Feb", "Mar")][:3] == ["Jan", "Feb", "Mar"]


def test_gantt_writes_a_line_before_each_group():
    bars = [make_bar("a", group="One"), make_bar("b", group="One"), make_bar("c", group="Two")]

    texts = read(draw(bars)).texts()

    assert [text for text in texts if text in ("One", "Two")] == ["One", "Two"]


def test_gantt_shortens_a_long_label_and_tells_it_whole_in_the_tooltip():
    label = "Review the legal and regulatory framework against international practice and report on it"

    picture = read(draw([make_bar(label=label, note="8 working days", href="#task-a")]))

    assert "a Review the legal and regulatory framework…" in picture.texts()
    assert set(picture.tooltips()) == {f"a. {label} · 8 working days"}


def test_gantt_escapes_and_cleans_what_people_wrote():
    evil = '</text><script>alert("1")</script> & \u202eturned\u202c \x00\x08'

    svg = draw([make_bar(label=evil, number="<1>", note=evil, group=evil, href='/"><b>')], title=evil, description=evil)

    picture = read(svg)
    assert not [element for element in picture.root.iter() if element.tag in (f"{SVG}script", f"{SVG}b")]
    assert not {"\u202e", "\u202c", "\x00", "\x08"} & set(svg)
    assert picture.root.find(f"{SVG}desc").text == '</text><script>alert("1")</script> & turned'
    assert {link.get("href") for link in picture.root.iter(f"{SVG}a")} == {'/"><b>'}


def test_gantt_obeys_a_strict_content_security_policy():
    svg = draw(make_bars(60), make_arrows(60))

    picture = read(svg)
    assert {name for element in picture.root.iter() for name in element.attrib if name.startswith("on")} == set()
    assert "style" not in svg


@pytest.mark.parametrize(("href", "role"), [("", "img"), ("#task-1", "group")])
def test_gantt_is_an_image_unless_it_holds_links(href, role):
    root = read(draw([make_bar(href=href)], description="One task.", name="plan")).root

    assert root.get("role") == role
    assert root.get("aria-labelledby") == "plan-title plan-description"
    assert [root.find(f"{SVG}{tag}").text for tag in ("title", "desc")] == ["Schedule", "One task."]


def test_gantt_gives_the_same_picture_again():
    assert draw(make_bars(40), make_arrows(40)) == draw(make_bars(40), make_arrows(40))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_gantt_stays_light(language):
    def weight(count):
        parts = draw_parts(make_bars(count, language=language), make_arrows(count), language=language)
        return len(gzip.compress("".join(vars(parts).values()).encode(), 6))

    assert weight(24) <= 4_000
    assert weight(150) <= 9_000
    assert weight(500) <= 12_000


@pytest.mark.parametrize(("count", "links"), [(150, 2 * 150), (151, 19)])
def test_gantt_parts_lead_to_each_task_while_they_are_few_and_to_its_group_where_they_are_many(count, links):
    bars = [replace(bar, group_href=f"?commitment={bar.group[-2:].strip()}") for bar in make_bars(count)]

    picture = read_parts(*vars(draw_parts(bars)).values())

    hrefs = [link.get("href") for link in picture.root.iter(f"{SVG}a")]
    assert len([href for href in hrefs if href.startswith("#task" if count == 150 else "?commitment")]) == links


def test_gantt_parts_number_tasks_within_their_group_where_they_are_many():
    bars = [replace(bar, number=f"{n // 8 + 1}.{n % 8 + 1}") for n, bar in enumerate(make_bars(160))]

    texts = read_parts(draw_parts(bars).names).texts()

    assert texts[:10] == ["1", "2", "3", "4", "5", "6", "7", "8", "1", "2"]


@pytest.mark.parametrize("rtl", [False, True])
def test_gantt_parts_have_rows_and_columns_of_one_size(rtl):
    parts = draw_parts(make_bars(20), rtl=rtl)

    corner, axis, names, bars = (ET.fromstring(part) for part in (parts.corner, parts.axis, parts.names, parts.bars))
    assert (corner.get("width"), axis.get("width")) == (names.get("width"), bars.get("width"))
    assert (corner.get("height"), names.get("height")) == (axis.get("height"), bars.get("height"))


def test_gantt_parts_tell_a_screen_reader_their_title_once():
    parts = draw_parts(make_bars(3), description="Three tasks.")

    assert ET.fromstring(parts.names).get("aria-labelledby") == "gantt-title gantt-description"
    assert [ET.fromstring(part).get("aria-hidden") for part in (parts.corner, parts.axis, parts.bars)] == ["true"] * 3


def test_gantt_of_five_hundred_tasks_keeps_every_row_apart():
    picture = read(draw(make_bars(500), make_arrows(500)))

    middles = sorted(shape.box[1] for colour in (BAR, "url(#gantt-critical)") for shape in picture.strokes(colour))[:-2]
    assert len(middles) == 500 - 500 // 7
    assert all(below - above >= 24 for above, below in pairwise(middles))


def test_gantt_refuses_a_plan_without_tasks():
    with pytest.raises(ValueError, match="at least one bar"):
        draw([])


def test_split_rows_counts_group_lines_and_never_ends_with_one():
    bars = [make_bar(str(n), group="One" if n < 3 else "Two") for n in range(7)]

    pages = split_rows(bars, rows=5)

    assert [[bar.key for bar in page] for page in pages] == [["0", "1", "2"], ["3", "4", "5", "6"]]


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=60), st.integers(2, 12))
def test_split_rows_keeps_every_bar_in_order(groups, rows):
    bars = [make_bar(str(n), group=group) for n, group in enumerate(groups)]

    pages = split_rows(bars, rows=rows)

    assert [bar for page in pages for bar in page] == bars
    assert max(len(page) for page in pages) < rows


def test_gantt_pages_share_one_scale_and_say_where_a_group_goes_on():
    bars = [make_bar(str(n), group="One", finish=START + timedelta(days=9 + n)) for n in range(6)]

    first, second = gantt_pages(bars, language="en", rtl=False, almanac=make_almanac(), rows=4, **OPTIONS)

    pictures = read(first), read(second)
    assert [picture.texts().count("One") for picture in pictures] == [1, 0]
    assert "One (continued)" in pictures[1].texts()
    assert [picture.root.find(f"{SVG}title").text for picture in pictures] == ["Schedule (1 of 2)", "Schedule (2 of 2)"]
    assert pictures[0].strokes(BAR)[0].box[0] == pictures[1].strokes(BAR)[2].box[0]


def test_gantt_pages_of_a_short_plan_are_one_picture():
    [page] = gantt_pages([make_bar()], language="en", rtl=False, almanac=make_almanac(), **OPTIONS)

    assert page == draw([make_bar()], row=20)


def test_gantt_pages_have_the_proportion_of_a_landscape_page():
    page, *_ = gantt_pages(make_bars(100), language="ar", rtl=True, almanac=make_almanac(), **OPTIONS)

    root = read(page).root
    assert 1.4 < float(root.get("width")) / float(root.get("height")) < 1.6


def test_shapes_of_a_picture_are_read_back_as_drawn():
    """The ruler of these tests, measured itself."""
    svg = f'<svg xmlns="{SVG[1:-1]}" width="9"><g transform="translate(0 5)"><path d="M1 2h3v-4z"/></g></svg>'

    assert read(svg).shapes() == [Shape("path", frozenset({(1, 7), (4, 7), (4, 3)}), (None,) * 5)]
