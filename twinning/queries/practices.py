"""What the pages of practices show."""

from __future__ import annotations

from dataclasses import dataclass

from planner.models import Country, User
from planner.queries.access import country_for_viewing
from twinning.models import CaseCount, Practice


@dataclass(frozen=True)
class PracticesPage:
    country: Country
    practices: list[Practice]
    cases: CaseCount | None


def practices_page(user: User, iso3: str) -> PracticesPage:
    """Raises Http404 for a country that is not the person's. Three queries."""
    country = country_for_viewing(user, iso3)
    return PracticesPage(
        country=country,
        practices=list(country.practices.filter(state=Practice.State.PUBLISHED)),
        cases=CaseCount.objects.filter(country=country).first(),
    )
