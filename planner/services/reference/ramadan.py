"""Seasons of Ramadan, seeded from the `holidays` package and from then on kept by each country."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import holidays

from planner.models import Country, ShortHours
from planner.services.reference.files import Entry, read_toml
from planner.services.reference.holidays import YEARS


def seed_ramadan(folder: Path) -> dict[str, int]:
    """Give each country the Ramadan of every year in which no seeded season begins yet.

    Hours differ by country and are announced year by year, so a day's work counts in full until a country says
    what it is.
    """
    ramadan = ramadan_texts(folder)
    seeded = set(ShortHours.objects.filter(is_seeded=True).values_list("country_id", "first__year").distinct())
    before = ShortHours.objects.count()
    ShortHours.objects.bulk_create(
        (
            season
            for country in Country.objects.all()
            for season in seasons_of_ramadan(country, YEARS, ramadan)
            if (country.pk, season.first.year) not in seeded
        ),
        ignore_conflicts=True,
    )
    return {"new seasons of short hours": ShortHours.objects.count() - before}


def ramadan_texts(folder: Path) -> Entry:
    return read_toml(folder, "holiday_names.toml").table("ramadan")


def seasons_of_ramadan(country: Country, years: Iterable[int], ramadan: Entry) -> list[ShortHours]:
    """What the seed has of the seasons that begin in those years, not saved. A year of ours may hold two.

    Ramadan ends on the eve of the country's Eid al-Fitr and lasts 29 or 30 days. The package knows its first day
    by the Umm al-Qura calendar; where the country's Eid is announced for another day, Ramadan moves with it.
    """
    # The package offers Ramadan only to those who write a country's holidays themselves.
    months = getattr(holidays, country.iso2)()._islamic_calendar
    seasons = []
    for year in years:
        begins = [day for day, _ in months.ramadan_beginning_dates(year) if day.year == year]
        eids = [*months.eid_al_fitr_dates(year), *months.eid_al_fitr_dates(year + 1)]
        for begin in begins:
            eid, is_estimated = next((day, estimated) for day, estimated in eids if day > begin)
            seasons.append(
                ShortHours(
                    country=country,
                    name=ramadan.text("name"),
                    first=min(max(begin, eid - timedelta(days=30)), eid - timedelta(days=29)),
                    last=eid - timedelta(days=1),
                    share=1.0,
                    is_estimated=is_estimated,
                    is_seeded=True,
                    source=ramadan.text("source"),
                )
            )
    return seasons
