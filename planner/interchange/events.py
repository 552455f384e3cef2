"""Days for people's calendars, as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vDuration

from planner.interchange.texts import one_line, sayable

PRODUCT = "-//UN ESCWA//ENACT Planner//EN"


@dataclass(frozen=True)
class CalendarEvent:
    """Whole days from `first` to `last`, both included.

    `uid` is the same each time, so that a calendar changes the event instead of adding another; it takes the one with
    the highest `sequence`, which grows with each change. `changed_at` is aware. `url` leads to more about it.
    """

    uid: str
    first: date
    last: date
    title: str
    sequence: int
    changed_at: datetime
    description: str = ""
    url: str = ""


def write_events(
    events: Iterable[CalendarEvent], *, name: str, language: str, refresh: timedelta | None = None
) -> bytes:
    """`refresh` is how often a calendar that has subscribed to it may ask again (RFC 7986)."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", one_line(name))
    if refresh:
        calendar.add("REFRESH-INTERVAL", refresh, parameters={"VALUE": "DURATION"})
        # What Outlook reads instead.
        calendar.add("X-PUBLISHED-TTL", vDuration(refresh))
    for event in events:
        calendar.add_component(_component(event, language))
    return bytes(calendar.to_ical())


def _component(event: CalendarEvent, language: str) -> Event:
    component = Event()
    component.add("UID", event.uid)
    component.add("DTSTAMP", event.changed_at)
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTART", event.first)
    # The day after the last.
    component.add("DTEND", event.last + timedelta(days=1))
    component.add("SUMMARY", one_line(event.title), parameters={"LANGUAGE": language})
    if event.description:
        component.add("DESCRIPTION", sayable(event.description), parameters={"LANGUAGE": language})
    if event.url:
        component.add("URL", event.url)
    # A plan's days leave people free.
    component.add("TRANSP", "TRANSPARENT")
    return component
