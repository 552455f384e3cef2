"""Who is in a twinning."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from planner.models import Membership, User
from twinning.models import Side, Twinning, TwinningPerson
from twinning.queries.access import SEE_TWINNINGS


def people_of_twinning(twinning: Twinning) -> list[User]:
    """All who may see it now: both teams, and the advisors, coordinators and officials of both countries. One query."""
    belongs = Membership.objects.filter(user=OuterRef("pk"))
    sees = belongs.filter(country__in=(twinning.giver_id, twinning.taker_id), role__in=SEE_TWINNINGS)
    return list(
        User.objects.filter(Exists(sees) | Q(pk__in=_of_team(twinning).values("user")), is_active=True).order_by(
            "first_name", "last_name", "username"
        )
    )


def side_people(twinning: Twinning, side: str) -> QuerySet[User]:
    """Those who act for one side: its team, once accepted and still of its country, and the country's coordinators."""
    country = twinning.country_of(side)
    coordinates = Membership.objects.filter(user=OuterRef("pk"), country=country.pk, role=Membership.Role.COORDINATOR)
    in_team = Q(pk__in=_of_team(twinning).filter(side=side).values("user"))
    people = User.objects.filter(in_team | Exists(coordinates), is_active=True)
    return people.order_by("first_name", "last_name", "username")


def names_to_mention(people: Iterable[User]) -> dict[str, int]:
    """What may follow an `@`: a person's whole name, or the name that he or she signs in with."""
    names = {}
    for person in people:
        names |= {person.username: person.pk, person.get_full_name(): person.pk}
    return names


def _of_team(twinning: Twinning) -> QuerySet[TwinningPerson]:
    places = TwinningPerson.objects.filter(twinning=twinning, accepted_at__isnull=False, left_at__isnull=True)
    giver = Membership.objects.filter(user=OuterRef("user"), country=twinning.giver_id)
    taker = Membership.objects.filter(user=OuterRef("user"), country=twinning.taker_id)
    return places.filter((Q(side=Side.GIVER) & Exists(giver)) | (Q(side=Side.TAKER) & Exists(taker)))
