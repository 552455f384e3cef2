"""How a country's calendar is changed."""

from __future__ import annotations

from django.db.models import F, Q

from planner.models import Country


def raise_calendar_number(iso3: str) -> None:
    """What was drawn from plans that follow this country's days no longer holds.

    Also raised are other countries in whose plans some work is done on the days they share with this one. The
    caller's transaction holds the row from here on, so a second edit of the same calendar waits for it.
    """
    follow = Q(pk=iso3) | Q(plans__workplan__calendars__countries=iso3)
    Country.objects.filter(pk__in=Country.objects.filter(follow).values("pk")).update(
        calendar_number=F("calendar_number") + 1
    )
