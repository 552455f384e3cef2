"""A country beside those most like it, on the published indices."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from django.utils.safestring import SafeString

from planner.domain.likeness import Standing, most_alike
from planner.models import Country, Indicator, IndicatorValue, User
from planner.queries.access import country_for_viewing
from planner.queries.pictures import index_picture

ALIKE_SHOWN = 5
# By these it is decided who is like whom; the others are compared as well.
LEADING = ("EGDI", "GTMI")


@dataclass(frozen=True)
class LikenessRow:
    """An indicator's last published value in each country, in the order of the columns; None where there is none.

    `middle` is the median of those like the country.
    """

    indicator: Indicator
    own: float | None
    middle: float | None
    others: list[float | None]


@dataclass(frozen=True)
class LikenessPage:
    """`has_indices` is false for a country of which no leading index is known: region and development decided then.
    `chart` is the leading index over the years.
    """

    country: Country
    alike: list[Country]
    rows: list[LikenessRow]
    chart: SafeString
    has_indices: bool


def likeness_page(user: User, iso3: str) -> LikenessPage:
    """Raises Http404 for a country that is not the person's. Three queries."""
    country = country_for_viewing(user, iso3)
    countries = {row.pk: row for row in Country.objects.all()}
    published = list(
        IndicatorValue.objects.exclude(indicator__family=Indicator.Family.CAPABILITY)
        .select_related("indicator")
        .order_by("year")
    )
    # The last year wins.
    last = {(value.country_id, value.indicator_id): value for value in published}
    standings = {code: _standing(row, last) for code, row in countries.items()}
    alike = [countries[one.code] for one in most_alike(standings[iso3], standings.values(), count=ALIKE_SHOWN)]
    indicators = sorted({value.indicator for value in published}, key=lambda indicator: indicator.order)
    return LikenessPage(
        country=country,
        alike=alike,
        rows=[_row(indicator, country, alike, last) for indicator in indicators],
        chart=index_picture(country, _lines([country, *alike], published)),
        has_indices=bool(standings[iso3].values),
    )


def _standing(country: Country, last: dict[tuple[str, str], IndicatorValue]) -> Standing:
    found = {code: last[country.pk, code] for code in LEADING if (country.pk, code) in last}
    return Standing(
        code=country.pk,
        region=country.region,
        is_least_developed=country.is_least_developed,
        values={code: value.value / value.indicator.maximum for code, value in found.items()},
    )


def _row(
    indicator: Indicator, country: Country, alike: list[Country], last: dict[tuple[str, str], IndicatorValue]
) -> LikenessRow:
    def value_of(one: Country) -> float | None:
        found = last.get((one.pk, indicator.pk))
        return found.value if found else None

    others = [value_of(one) for one in alike]
    known = [value for value in others if value is not None]
    return LikenessRow(indicator, value_of(country), median(known) if known else None, others)


def _lines(countries: list[Country], published: list[IndicatorValue]) -> dict[str, dict[int, float]]:
    """The leading index by country, each with its values by year."""
    lines: dict[str, dict[int, float]] = {}
    leading = [value for value in published if value.indicator_id == LEADING[0]]
    for country in countries:
        values = {value.year: value.value for value in leading if value.country_id == country.pk}
        if values:
            lines[str(country)] = values
    return lines
