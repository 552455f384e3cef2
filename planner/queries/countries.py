"""What the start page and the page of a country show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from planner.domain.search import fold
from planner.models import Country, Holiday, Indicator, IndicatorValue, Membership, Plan, User, WorkingWeek
from planner.permissions import user_can_start_plan
from planner.queries.access import countries_visible_to, country_for_viewing, plans_listed_for
from planner.queries.pictures import index_picture

HOLIDAYS_SHOWN = 6
PLANS_SHOWN = 8
CAPABILITIES_SHOWN = 6
TREND_CODES = ("EGDI", "EPI", "GTMI")


@dataclass(frozen=True)
class CountryCard:
    """`plan_count` is None where the person may not know of the country's plans."""

    country: Country
    role: str
    plan_count: int | None


@dataclass(frozen=True)
class StartPage:
    countries: list[CountryCard]
    plans: list[Plan]


def start_page(user: User) -> StartPage:
    """The person's countries by name, and the plans that changed last. Three queries."""
    roles = {member.country_id: member.get_role_display() for member in user.memberships.all()}
    plan_count = Count("plans", filter=Q(plans__scenario_of=None), distinct=True)
    cards = [
        CountryCard(
            country=country,
            role=roles.get(country.pk, ""),
            plan_count=country.plan_count if country.pk in roles else None,
        )
        for country in countries_visible_to(user).annotate(plan_count=plan_count)
    ]
    return StartPage(
        countries=sorted(cards, key=lambda card: fold(str(card.country))),
        plans=list(plans_listed_for(user).order_by("-changed_at")[:PLANS_SHOWN]),
    )


@dataclass(frozen=True)
class IndexRow:
    """One index over the years of the table; a year nobody published is None. A part belongs to the row above."""

    indicator: Indicator
    is_part: bool
    values: list[float | None]


@dataclass(frozen=True)
class IndexTable:
    years: list[int]
    rows: list[IndexRow]
    sources: list[str]


@dataclass(frozen=True)
class Capability:
    indicator: Indicator
    value: float
    share: float  # of the best value there can be


@dataclass(frozen=True)
class Capabilities:
    """The two ends of the GovTech capabilities, both strongest first in themselves; empty where unknown."""

    year: int | None
    strongest: list[Capability]
    weakest: list[Capability]
    count: int


@dataclass(frozen=True)
class CountryPage:
    country: Country
    role: str
    can_start_plan: bool
    plans: list[Plan]
    sees_plans: bool
    sees_twinnings: bool
    week: WorkingWeek | None
    rest_days: list[str]
    holidays: list[Holiday]
    chart: SafeString
    indices: IndexTable
    capabilities: Capabilities


def country_page(user: User, iso3: str, *, today: date) -> CountryPage:
    """Raises Http404 for a country that is not the person's. Eight queries at any number of rows."""
    country = country_for_viewing(user, iso3)
    membership = Membership.objects.filter(user=user, country=country).first()
    values = list(country.indicator_values.select_related("indicator"))
    week = current_week(country.working_weeks.all(), today)
    return CountryPage(
        country=country,
        role=membership.get_role_display() if membership else _("Platform administrator"),
        can_start_plan=user_can_start_plan(user, country),
        plans=list(plans_listed_for(user).filter(country=country)),
        sees_plans=membership is not None,
        # Those of a team see the twinnings in whose team they are, and no proposals.
        sees_twinnings=membership is not None and membership.role != Membership.Role.TEAM_MEMBER,
        week=week,
        rest_days=[str(WEEKDAYS[weekday]) for weekday in week.weekend] if week else [],
        holidays=list(country.holidays.filter(day__gte=today, is_working=False)[:HOLIDAYS_SHOWN]),
        chart=index_picture(country, trends(values)),
        indices=index_table(values),
        capabilities=capabilities(values),
    )


def current_week(weeks: Iterable[WorkingWeek], today: date) -> WorkingWeek | None:
    """The working week that holds today, or the first one known."""
    in_order = sorted(weeks, key=lambda week: week.holds_from)
    return next((week for week in reversed(in_order) if week.holds_from <= today), next(iter(in_order), None))


def trends(values: Iterable[IndicatorValue]) -> dict[str, dict[int, float]]:
    """The three leading indices by name, each with its values by year."""
    lines: dict[str, dict[int, float]] = {}
    for code in TREND_CODES:
        for value in values:
            if value.indicator_id == code:
                lines.setdefault(str(value.indicator), {})[value.year] = value.value
    return lines


def index_table(values: Iterable[IndicatorValue]) -> IndexTable:
    """The published indices, without the GovTech capabilities; years and indices in their order."""
    shown = [value for value in values if value.indicator.family != Indicator.Family.CAPABILITY]
    years = sorted({value.year for value in shown})
    indicators = sorted({value.indicator for value in shown}, key=lambda indicator: indicator.order)
    by_place = {(value.indicator_id, value.year): value.value for value in shown}
    return IndexTable(
        years=years,
        rows=[
            IndexRow(
                indicator, indicator.code != indicator.family, [by_place.get((indicator.pk, year)) for year in years]
            )
            for indicator in indicators
        ],
        sources=sorted({value.source for value in shown}),
    )


def capabilities(values: Iterable[IndicatorValue]) -> Capabilities:
    """Of the latest year: value against the best there can be, ties in the indicators' own order."""
    known = [value for value in values if value.indicator.family == Indicator.Family.CAPABILITY]
    year = max((value.year for value in known), default=None)
    ranked = sorted(
        (
            Capability(value.indicator, value.value, value.value / value.indicator.maximum)
            for value in known
            if value.year == year
        ),
        key=lambda capability: (-capability.share, capability.indicator.order),
    )
    ends = min(CAPABILITIES_SHOWN, len(ranked) // 2)
    return Capabilities(year=year, strongest=ranked[:ends], weakest=ranked[len(ranked) - ends :], count=len(ranked))
