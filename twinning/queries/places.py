"""In how many twinnings a country can give and take, and how many of these places are free."""

from __future__ import annotations

from dataclasses import dataclass

from planner.models import Country, User
from twinning.models import Places
from twinning.queries.access import country_for_writing
from twinning.queries.rounds.ground import places_left


@dataclass(frozen=True)
class PlacesPage:
    """A country that has said nothing has the places that the model takes for granted."""

    country: Country
    places: Places
    free_as_giver: int
    free_as_taker: int


def places_page(user: User, iso3: str) -> PlacesPage:
    """Raises Http404 for a country for which the person may not write. Six queries."""
    country = country_for_writing(user, iso3)
    left = places_left([], [country.pk])
    return PlacesPage(country, places_of(country), left.givers[country.pk], left.takers[country.pk])


def places_of(country: Country) -> Places:
    """Not saved where the country has said nothing. One query."""
    return Places.objects.filter(country=country).first() or Places(country=country)
