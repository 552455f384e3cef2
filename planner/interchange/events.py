"""Days of a plan for people's calendars, as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from planner.interchange.texts import one_line, sayable

PRODUCT = "-//UN ESCWA//ENACT Planner//EN"


@dataclass(frozen=True)
class PlanEvent:
    """Whole days from `first` to `last`, both included. `uid` is the same each time the plan is taken out, so that a
    calendar changes the event instead of adding another."""

    uid: str
    first: date
    last: date
    title: str
    description: str = ""


def write_events(events: Iterable[PlanEvent], *, name: str, language: str, sequence: int, now: datetime) -> bytes:
    """`sequence` grows with each change of the plan: calendars take the event with the highest. `now` is aware."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", one_line(name))
    for event in events:
        calendar.add_component(_component(event, language, sequence, now))
    return bytes(calendar.to_ical())


def _component(event: PlanEvent, language: str, sequence: int, now: datetime) -> Event:
    component = Event()
    component.add("UID", event.uid)
    component.add("DTSTAMP", now)
    component.add("SEQUENCE", sequence)
    component.add("DTSTART", event.first)
    # The day after the last.
    component.add("DTEND", event.last + timedelta(days=1))
    component.add("SUMMARY", one_line(event.title), parameters={"LANGUAGE": language})
    if event.description:
        component.add("DESCRIPTION", sayable(event.description), parameters={"LANGUAGE": language})
    # A plan's days leave people free.
    component.add("TRANSP", "TRANSPARENT")
    return component
