"""Days off, seeded from the `holidays` package and from then on kept by each country."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import holidays
from django.db.models import F
from holidays.constants import GOVERNMENT, HOLIDAY_NAME_DELIMITER, PUBLIC

from planner.models import LANGUAGES, Country, Holiday, Translated
from planner.services.reference.files import read_toml

YEARS = range(2024, 2036)

# What the package adds to a name: "Eid al-Fitr (observed, estimated)".
LABEL = re.compile(r"(?P<name>.+?)(?: \((?P<remark>observed|estimated|observed, estimated)\))?")


def seed_holidays(folder: Path) -> dict[str, int]:
    """Give each country the days off of every year in which it has no seeded day yet.

    A year once seeded is the country's own: a day that it moved or deleted does not come back. Public holidays
    are taken, and days on which government offices alone are closed. A day in lieu is kept where the package
    computes one from the country's rule. Rest days of the week come from `countries.toml`, never from the package.
    """
    names = HolidayNames(folder)
    seeded = set(Holiday.objects.filter(is_seeded=True).values_list("country_id", "day__year").distinct())
    before = Holiday.objects.count()
    Holiday.objects.bulk_create(
        (
            holiday
            for country in Country.objects.all()
            for holiday in days_off(country, YEARS, names)
            if (country.pk, holiday.day.year) not in seeded
        ),
        ignore_conflicts=True,
    )
    added = Holiday.objects.count() - before
    if added:
        # What was drawn from plans no longer holds.
        drawn = Country.objects.filter(plans__isnull=False).values("pk")
        Country.objects.filter(pk__in=drawn).update(calendar_number=F("calendar_number") + 1)
    return {"new holidays": added}


class HolidayNames:
    """The package's English names in our three languages; a name it did not have before stays English."""

    def __init__(self, folder: Path) -> None:
        file = read_toml(folder, "holiday_names.toml")
        self._in_lieu = file.text("day_in_lieu")
        tables = {"": file.table("name"), **file.table("country").tables()}
        self._names = {
            (iso3, name): Translated(
                ar=entry.string("ar"), en=entry.string("en") if "en" in entry else name, fr=entry.string("fr")
            )
            for iso3, table in tables.items()
            for name, entry in table.tables().items()
        }

    def translate(self, name: str, *, iso3: str, in_lieu: bool) -> Translated:
        english = Translated(dict.fromkeys(LANGUAGES, name))
        names = self._names.get((iso3, name)) or self._names.get(("", name), english)
        if not in_lieu:
            return names
        return Translated({code: self._in_lieu[code].format(name=names[code]) for code in LANGUAGES})


def days_off(country: Country, years: Iterable[int], names: HolidayNames) -> list[Holiday]:
    """What the seed has for those years, not saved."""
    return [_holiday(country, day, label, names) for day, label in _labels(country, years).items()]


def _labels(country: Country, years: Iterable[int]) -> dict[date, str]:
    source = getattr(holidays, country.iso2)
    return dict(
        source(
            years=years,
            categories=[kind for kind in (PUBLIC, GOVERNMENT) if kind in source.supported_categories],
            language="en_US" if "en_US" in source.supported_languages else None,
            # Two countries' modules leave the mark out unless asked: a moon-sighted day would look certain.
            islamic_show_estimated=True,
        )
    )


def _holiday(country: Country, day: date, label: str, names: HolidayNames) -> Holiday:
    parts = [LABEL.fullmatch(part) for part in label.split(HOLIDAY_NAME_DELIMITER)]
    remarks = [part["remark"] or "" for part in parts]
    texts = [
        names.translate(part["name"], iso3=country.pk, in_lieu="observed" in remark)
        for part, remark in zip(parts, remarks, strict=True)
    ]
    return Holiday(
        country=country,
        day=day,
        name=Translated({code: " / ".join(text[code] for text in texts) for code in LANGUAGES}),
        # Where a fixed holiday falls on the same day, the day is off whatever the moon does.
        is_estimated=all("estimated" in remark for remark in remarks),
        is_seeded=True,
    )
