"""The only ways a view gets a practice or a need. "Not yours" and "does not exist" are the same 404."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, Q, QuerySet
from django.shortcuts import get_object_or_404

from planner.models import Country, Membership, User
from planner.permissions import EDITING_ROLES
from planner.queries.access import country_for_viewing
from twinning.models import Need, Practice
from twinning.permissions import check_user_can_edit_record

# An open need is known to those who may answer it, and stays known once it is answered.
NEEDS_KNOWN_TO_ALL = ("OPEN", "MATCHED", "IN_TWINNING", "MET", "PARTLY_MET")


def practices_visible_to(user: User) -> QuerySet[Practice]:
    """Those of one's own countries, and what is published for whoever belongs to any country."""
    practices = Practice.objects.select_related("country")
    published = Q(state=Practice.State.PUBLISHED)
    if user.is_platform_administrator:
        return practices.filter(published)
    return practices.filter(Q(country__in=_countries_of(user)) | (published & _belongs_somewhere(user)))


def needs_visible_to(user: User) -> QuerySet[Need]:
    """Those of one's own countries, and those that were opened for whoever belongs to any country."""
    known = Q(state__in=NEEDS_KNOWN_TO_ALL) & _belongs_somewhere(user)
    return Need.objects.select_related("country").filter(Q(country__in=_countries_of(user)) | known)


def practice_for_viewing(user: User, pk: UUID) -> Practice:
    return get_object_or_404(practices_visible_to(user), pk=pk)


def practice_for_editing(user: User, pk: UUID) -> Practice:
    """Raises `NotAllowed` for a practice that may only be read."""
    practice = practice_for_viewing(user, pk)
    check_user_can_edit_record(user, practice)
    return practice


def need_for_viewing(user: User, pk: UUID) -> Need:
    return get_object_or_404(needs_visible_to(user), pk=pk)


def need_for_editing(user: User, pk: UUID) -> Need:
    """Raises `NotAllowed` for a need that may only be read."""
    need = need_for_viewing(user, pk)
    check_user_can_edit_record(user, need)
    return need


def country_for_writing(user: User, iso3: str) -> Country:
    """A country whose practices and needs the person may write."""
    country = country_for_viewing(user, iso3)
    writers = Country.objects.filter(memberships__user=user, memberships__role__in=EDITING_ROLES)
    return get_object_or_404(writers.distinct(), pk=country.pk)


def _countries_of(user: User) -> QuerySet[Country]:
    return Country.objects.filter(memberships__user=user).values("pk")


def _belongs_somewhere(user: User) -> Q:
    return Q(Exists(Membership.objects.filter(user=user)))
