"""Which practices and needs are open now, in which places there is room, and which could answer which how well?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from planner.models import Country
from twinning.domain.kept_rounds import Couple, Ground, Rules, best_candidates, couple_of
from twinning.domain.scores import Criterion, score_all
from twinning.models import Need, Places, Practice, Proposal, Round, RoundRule, RoundRun, Twinning
from twinning.queries.profiles import country_profiles, need_profile, practice_profile

STANDING_PROPOSALS = (Proposal.State.PROPOSED, Proposal.State.HALF_ACCEPTED, Proposal.State.CONFIRMED)
# A twinning that takes up places of its two countries.
TWINNINGS_UNDER_WAY = (
    Twinning.State.PREPARING,
    Twinning.State.AGREED,
    Twinning.State.INCEPTION,
    Twinning.State.IMPLEMENTING,
    Twinning.State.SUSPENDED,
    Twinning.State.FINALISING,
)


def weights_of(round_: Round) -> dict[Criterion, float]:
    """Of the criteria that there still are; one that is not named has no weight."""
    return {one: float(round_.weights[one]) for one in Criterion if one in round_.weights}


def rules_of(round_: Round) -> Rules:
    """One query, or none where the rules were prefetched."""
    by_kind: dict[str, list[Couple]] = {kind: [] for kind in RoundRule.Kind}
    for rule in round_.rules.all():
        by_kind[rule.kind].append((str(rule.practice_id), str(rule.need_id)))
    return Rules(
        goal=round_.goal,
        once_per_country_pair=round_.once_per_country_pair,
        locked=tuple(by_kind[RoundRule.Kind.LOCKED]),
        forbidden=tuple(by_kind[RoundRule.Kind.FORBIDDEN]),
        least_score=round_.least_score / 100,
    )


def open_practices() -> QuerySet[Practice]:
    return Practice.objects.filter(state=Practice.State.PUBLISHED).select_related("country")


def open_needs() -> QuerySet[Need]:
    return Need.objects.filter(state=Need.State.OPEN).select_related("country")


def read_ground(
    *,
    weights: Mapping[Criterion, float],
    first_day: date,
    today: date,
    locked: Collection[Couple] = (),
    told: Callable[[RoundRun.Step], None] = lambda step: None,
) -> Ground:
    """What a round over all published practices and open needs has to pair. The same number of queries at any size.

    Common working days are those of the year from `first_day`. `told` hears each step of `RoundRun`. Raises
    NotAWeight or NoWeight.
    """
    told(RoundRun.Step.READING)
    practices = list(open_practices().prefetch_related("themes").order_by("pk"))
    needs = list(open_needs().prefetch_related("themes", "indicators").order_by("pk"))
    homes = {str(record.pk): record.country_id for record in [*practices, *needs]}
    countries = country_profiles(set(homes.values()), first=first_day)
    told(RoundRun.Step.SCORING)
    table = score_all(
        [practice_profile(practice, today=today) for practice in practices],
        [need_profile(need) for need in needs],
        countries=countries,
    )
    found = best_candidates(table, countries=homes, weights=weights, locked=locked)
    left = places_left(practices, countries)
    return Ground(
        candidates=tuple(found),
        values={couple_of(one): values for one, values in found.items()},
        givers=left.givers,
        takers=left.takers,
        practices=left.practices,
        needs=tuple(str(need.pk) for need in needs),
        served_first=_least_developed(countries),
    )


class PlacesLeft(NamedTuple):
    givers: dict[str, int]
    takers: dict[str, int]
    practices: dict[str, int]


def places_left(practices: Iterable[Practice], countries: Iterable[str]) -> PlacesLeft:
    """What each offers, less what standing proposals and twinnings under way take up; never below 0. Three queries.

    A country that has said nothing offers what the model takes for granted.
    """
    told = {places.country_id: places for places in Places.objects.filter(country__in=countries)}
    given, taken, shown = _taken_up()
    offered = {code: told.get(code) or Places(country_id=code) for code in countries}
    return PlacesLeft(
        givers={code: max(places.as_giver - given[code], 0) for code, places in offered.items()},
        takers={code: max(places.as_taker - taken[code], 0) for code, places in offered.items()},
        practices={str(one.pk): max(one.places - shown[one.pk], 0) for one in practices},
    )


def _taken_up() -> tuple[Counter[str], Counter[str], Counter[UUID]]:
    """By giving country, receiving country and practice. A confirmed proposal counts until its twinning does."""
    proposals = Proposal.objects.filter(state__in=STANDING_PROPOSALS, twinning=None)
    twinnings = Twinning.objects.filter(state__in=TWINNINGS_UNDER_WAY)
    rows = [row for found in (proposals, twinnings) for row in found.values_list("giver", "taker", "practice")]
    return (
        Counter(giver for giver, _taker, _practice in rows),
        Counter(taker for _giver, taker, _practice in rows),
        Counter(practice for _giver, _taker, practice in rows),
    )


def _least_developed(codes: Iterable[str]) -> tuple[str, ...]:
    found = Country.objects.filter(pk__in=codes, is_least_developed=True)
    return tuple(found.order_by("pk").values_list("pk", flat=True))
