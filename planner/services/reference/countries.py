"""The 22 states, their working weeks and where they stand on the published indices."""

from __future__ import annotations

from pathlib import Path

from planner.models import LANGUAGES, Country, Indicator, IndicatorValue, Translated, WorkingWeek
from planner.services.reference.files import BadReference, Entry, read_toml, read_values
from planner.services.reference.upserts import upsert

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
TABLES = ("egdi.csv", "gtmi.csv", "gtmi_2022_capabilities.csv")


def load_countries(folder: Path) -> dict[str, int]:
    """Working weeks are seeded once, while a country has none; from then on they are its own."""
    entries = read_toml(folder, "countries.toml").entries_by("iso3", "country")
    countries = [_country(entry) for entry in entries.values()]
    weeks = [_week(iso3, week) for iso3, entry in entries.items() for week in entry.entries("week")]
    upsert(Country, countries, by=["iso3"], keep=["calendar_number"])
    settled = set(WorkingWeek.objects.values_list("country_id", flat=True))
    WorkingWeek.objects.bulk_create(week for week in weeks if week.country_id not in settled)
    return {"countries": len(countries), "working weeks": len(weeks)}


def load_indicators(folder: Path) -> dict[str, int]:
    entries = read_toml(folder, "indicators.toml").entries_by("code", "indicator")
    indicators = {code: _indicator(order, entry) for order, (code, entry) in enumerate(entries.items(), start=1)}
    countries = set(Country.objects.values_list("pk", flat=True))
    values = [value for table in TABLES for value in _values(folder, table, countries, indicators)]
    upsert(Indicator, indicators.values(), by=["code"])
    upsert(IndicatorValue, values, by=["country", "indicator", "year"])
    return {"indicators": len(indicators), "indicator values": len(values)}


def _country(entry: Entry) -> Country:
    return Country(
        iso3=entry.string("iso3"),
        iso2=entry.string("iso2"),
        m49=entry.whole("m49"),
        name=entry.text("name"),
        region=entry.one_of("region", Country.Region.values),
        is_least_developed=entry.boolean("least_developed"),
        month_names=entry.one_of("months", Country.MonthNames.values),
        working_languages=entry.some_of("languages", LANGUAGES),
    )


def _week(iso3: str, entry: Entry) -> WorkingWeek:
    return WorkingWeek(
        country_id=iso3,
        holds_from=entry.day("from"),
        weekend=[WEEKDAYS.index(day) for day in entry.some_of("rest_days", WEEKDAYS)],
        source=entry.text("source"),
        needs_confirmation=entry.boolean("needs_confirmation"),
        note=entry.text("note") if "note" in entry else Translated(),
    )


def _indicator(order: int, entry: Entry) -> Indicator:
    return Indicator(
        code=entry.string("code"),
        family=entry.one_of("family", Indicator.Family.values),
        name=entry.text("name"),
        maximum=entry.number("maximum"),
        order=order,
    )


def _values(folder: Path, table: str, countries: set[str], indicators: dict[str, Indicator]) -> list[IndicatorValue]:
    rows: dict[tuple[str, int, str], IndicatorValue] = {}
    for iso3, year, source, values in read_values(folder, table):
        if iso3 not in countries:
            raise BadReference(file=table, key=f"{iso3} {year}", problem="the country is not known")
        for code, value in values.items():
            where = f"{iso3} {year} {code}"
            if code not in indicators:
                raise BadReference(file=table, key=where, problem="the indicator is not known")
            if not 0 <= value <= indicators[code].maximum:
                problem = f"{value} is not between 0 and {indicators[code].maximum}"
                raise BadReference(file=table, key=where, problem=problem)
            if (iso3, year, code) in rows:
                raise BadReference(file=table, key=where, problem="the value is there twice")
            rows[iso3, year, code] = IndicatorValue(
                country_id=iso3, indicator_id=code, year=year, value=value, source=source
            )
    return list(rows.values())
