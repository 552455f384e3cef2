"""Practices, needs and countries as the plain values that `twinning.domain.scores` judges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from planner.models import Country, IndicatorValue, Theme
from planner.queries.country_calendars import calendar_of
from twinning.domain.scores import CountryProfile, NeedProfile, PracticeProfile
from twinning.models import Need, Practice

# How well results are shown, from hearsay to an evaluation by others.
EVIDENCE = {"": 0.0, "DESCRIBED": 1 / 3, "MEASURED": 2 / 3, "EVALUATED": 1.0}
# Of 1 (first) to 3 (last).
DEGREES = {1: 1.0, 2: 2 / 3, 3: 1 / 3}
DAYS_OF_A_YEAR = 365


def practice_profile(practice: Practice, *, today: date) -> PracticeProfile:
    """Reads the practice's themes, which a caller with many prefetches. Evidence without a date counts as of today."""
    themes = _by_kind(practice.themes.all())
    shown_on = practice.evidence_on or today
    return PracticeProfile(
        key=practice.pk,
        country=practice.country_id,
        themes=themes[Theme.Kind.CHALLENGE],
        pillars=themes[Theme.Kind.RITE],
        targets=themes[Theme.Kind.SDG],
        languages=frozenset(practice.languages),
        evidence=EVIDENCE[practice.evidence],
        evidence_years=max((today - shown_on).days, 0) / DAYS_OF_A_YEAR,
    )


def need_profile(need: Need) -> NeedProfile:
    """Reads the need's themes and indicators, which a caller with many prefetches."""
    themes = _by_kind(need.themes.all())
    return NeedProfile(
        key=need.pk,
        country=need.country_id,
        themes=themes[Theme.Kind.CHALLENGE],
        pillars=themes[Theme.Kind.RITE],
        targets=themes[Theme.Kind.SDG],
        languages=frozenset(need.languages),
        indicators=frozenset(indicator.code for indicator in need.indicators.all()),
        months=frozenset(need.months),
        priority=DEGREES[need.priority],
        readiness=DEGREES[need.readiness],
    )


def country_profiles(codes: Iterable[str], *, first: date) -> dict[str, CountryProfile]:
    """By code, with the last published value of each indicator and the working days of the year from `first` on.

    Five queries at any number of countries.
    """
    countries = Country.objects.filter(pk__in=set(codes))
    values: dict[str, dict[str, float]] = {}
    published = IndicatorValue.objects.filter(country__in=countries).order_by("year")
    for country, indicator, value, maximum in published.values_list(
        "country", "indicator", "value", "indicator__maximum"
    ):
        values.setdefault(country, {})[indicator] = value / maximum
    return {
        country.pk: CountryProfile(
            code=country.pk, indicators=values.get(country.pk, {}), working_days=_working_days(country, first)
        )
        for country in countries.prefetch_related("working_weeks", "holidays", "short_hours")
    }


def _working_days(country: Country, first: date) -> frozenset[date]:
    calendar = calendar_of(country, on=first).calendar
    year = (first + timedelta(days=number) for number in range(DAYS_OF_A_YEAR))
    return frozenset(day for day in year if calendar.is_working(day))


def _by_kind(themes: Iterable[Theme]) -> dict[str, frozenset[str]]:
    filed = list(themes)
    return {kind: frozenset(theme.code for theme in filed if theme.kind == kind) for kind in Theme.Kind}
