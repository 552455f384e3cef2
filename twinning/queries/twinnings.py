"""What the pages of twinnings show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from planner.models import Membership, User
from twinning.models import Side, Twinning, TwinningPerson
from twinning.queries.access import SEE_TWINNINGS, twinnings_visible_to


@dataclass(frozen=True)
class SidePeople:
    country: str
    names: list[str]


def twinnings_of(user: User) -> list[Twinning]:
    """The latest first. One query."""
    return list(twinnings_visible_to(user))


def people_who_see_twinning(twinning: Twinning) -> list[SidePeople]:
    """Everyone who can open it, by country. One query."""
    place = TwinningPerson.objects.filter(
        twinning=twinning, user=OuterRef("user"), accepted_at__isnull=False, left_at__isnull=True
    )
    of_giver = Q(country=twinning.giver_id) & Exists(place.filter(side=Side.GIVER))
    of_taker = Q(country=twinning.taker_id) & Exists(place.filter(side=Side.TAKER))
    members = Membership.objects.filter(
        Q(role__in=SEE_TWINNINGS) | of_giver | of_taker,
        country__in=(twinning.giver_id, twinning.taker_id),
        user__is_active=True,
    ).select_related("user")
    names: dict[str, list[str]] = {twinning.giver_id: [], twinning.taker_id: []}
    for member in members:
        names[member.country_id].append(str(member.user))
    countries = (twinning.giver, twinning.taker)
    return [SidePeople(str(country.name), sorted(names[country.pk])) for country in countries]
