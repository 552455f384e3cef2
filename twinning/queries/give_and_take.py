"""Who has given how much over the years, and taken how much?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Max

from planner.domain.search import fold
from planner.models import Country, User
from planner.queries.access import country_for_viewing
from twinning.models import Proposal, Twinning
from twinning.queries.access import check_sees_twinnings_of, countries_whose_balance_shows


@dataclass(frozen=True)
class Balance:
    """How often as the giving country, and how often as the receiving one."""

    given: int = 0
    taken: int = 0

    @property
    def difference(self) -> int:
        """Above zero for one that gives more than it takes."""
        return self.given - self.taken


@dataclass(frozen=True)
class BalanceRow:
    """Of one country, or of one year; `proposals` are those that both sides accepted."""

    country: Country | None
    year: int | None
    proposals: Balance
    twinnings: Balance


@dataclass(frozen=True)
class GiveAndTakePage:
    """`year` is None for all years together; `idle` are the countries that have neither given nor taken."""

    year: int | None
    years: list[int]
    rows: list[BalanceRow]
    idle: list[Country]


@dataclass(frozen=True)
class CountryBalancePage:
    country: Country
    rows: list[BalanceRow]
    total: BalanceRow


# By country and year.
Counts = Counter[tuple[str, int]]


@dataclass(frozen=True)
class _Kept:
    proposals_given: Counts
    proposals_taken: Counts
    twinnings_given: Counts
    twinnings_taken: Counts

    @property
    def years(self) -> set[int]:
        return {year for counts in vars(self).values() for _country, year in counts}

    def row(self, country: Country, years: set[int], *, of_year: bool = False) -> BalanceRow:
        def count(counts: Counts) -> int:
            return sum(counts[country.pk, year] for year in years)

        return BalanceRow(
            country=country,
            year=next(iter(years)) if of_year else None,
            proposals=Balance(count(self.proposals_given), count(self.proposals_taken)),
            twinnings=Balance(count(self.twinnings_given), count(self.twinnings_taken)),
        )


def give_and_take_page(user: User, *, year: str = "") -> GiveAndTakePage:
    """Of all countries, the one that owes most first. Raises Http404 for whoever advises none. Four queries."""
    countries = sorted(countries_whose_balance_shows(user), key=lambda country: fold(str(country)))
    kept = _read()
    chosen = int(year) if year.isdecimal() and len(year) == 4 and int(year) in kept.years else None
    rows = [kept.row(country, {chosen} if chosen else kept.years) for country in countries]
    active = [row for row in rows if row.proposals != Balance() or row.twinnings != Balance()]
    return GiveAndTakePage(
        year=chosen,
        years=sorted(kept.years, reverse=True),
        rows=sorted(active, key=lambda row: row.twinnings.difference),
        idle=[row.country for row in rows if row not in active],
    )


def country_balance_page(user: User, iso3: str) -> CountryBalancePage:
    """By year, the latest first. Raises Http404 for a country whose twinnings are not the person's. Four queries."""
    country = country_for_viewing(user, iso3)
    check_sees_twinnings_of(user, country)
    kept = _read(country)
    years = {year for counts in vars(kept).values() for code, year in counts if code == country.pk}
    return CountryBalancePage(
        country=country,
        rows=[kept.row(country, {year}, of_year=True) for year in sorted(years, reverse=True)],
        total=kept.row(country, years),
    )


def _read(country: Country | None = None) -> _Kept:
    """A proposal counts in the year in which the second side accepted it, a twinning in that in which it began; one
    that was cancelled does not count.
    """
    proposals = Proposal.objects.filter(state=Proposal.State.CONFIRMED)
    twinnings = Twinning.objects.exclude(state=Twinning.State.CANCELLED)
    if country:
        proposals, twinnings = (
            rows.filter(giver=country) | rows.filter(taker=country) for rows in (proposals, twinnings)
        )
    accepted = [
        (giver, taker, (accepted_at or made_at).year)
        for giver, taker, made_at, accepted_at in proposals.order_by()
        .annotate(accepted_at=Max("answers__answered_at"))
        .values_list("giver", "taker", "made_at", "accepted_at")
    ]
    begun = [(giver, taker, at.year) for giver, taker, at in twinnings.values_list("giver", "taker", "created_at")]
    return _Kept(
        Counter((giver, year) for giver, _taker, year in accepted),
        Counter((taker, year) for _giver, taker, year in accepted),
        Counter((giver, year) for giver, _taker, year in begun),
        Counter((taker, year) for _giver, taker, year in begun),
    )
