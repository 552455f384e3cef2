from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

from icalendar import Calendar

from planner.interchange.events import CalendarEvent, write_events

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)

event_of = partial(CalendarEvent, sequence=7, changed_at=NOW)


def written(*events: CalendarEvent, **options: timedelta) -> bytes:
    return write_events(events, name="خطة العمل", language="ar", **options)


def test_events_are_whole_days_that_end_before_the_day_after():
    event = event_of(
        "p.t1",
        date(2027, 1, 3),
        date(2027, 1, 5),
        "إطلاق البوابة",
        description="خطة\nوزارة; هيئة, لجنة",
        url="https://x.y/",
    )

    lines = written(event).decode().split("\r\n")

    assert "DTSTART;VALUE=DATE:20270103" in lines
    assert "DTEND;VALUE=DATE:20270106" in lines
    assert "UID:p.t1" in lines
    assert "SEQUENCE:7" in lines
    assert "DTSTAMP:20270101T120000Z" in lines
    assert "URL:https://x.y/" in lines
    assert "SUMMARY;LANGUAGE=ar:إطلاق البوابة" in lines
    assert "DESCRIPTION;LANGUAGE=ar:خطة\\nوزارة\\; هيئة\\, لجنة" in lines


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_says():
    content = written(event_of("p.t1", date(2027, 1, 3), date(2027, 1, 3), "كلمة " * 60))

    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert event["SUMMARY"] == ("كلمة " * 60).strip()


def test_texts_cannot_add_lines_of_their_own():
    content = written(event_of("p.t1", date(2027, 1, 3), date(2027, 1, 3), "a\r\nATTENDEE:mailto:x"))

    assert len(Calendar.from_ical(content).walk("VEVENT")[0].keys()) == len(
        Calendar.from_ical(written(event_of("p", date(2027, 1, 3), date(2027, 1, 3), "a"))).walk("VEVENT")[0].keys()
    )


def test_a_calendar_that_is_subscribed_to_says_how_often_it_may_be_asked():
    lines = written(refresh=timedelta(hours=4)).decode().split("\r\n")

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in lines
    assert "X-PUBLISHED-TTL:PT4H" in lines
    assert "REFRESH-INTERVAL" not in written().decode()
