"""The only ways a view gets a record, a round or a twinning. "Not yours" and "does not exist" are the same 404."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from planner.models import Country, Membership, User
from planner.permissions import EDITING_ROLES
from planner.queries.access import country_for_viewing
from twinning.models import Need, Practice, Proposal, Report, Round, Side, Twinning, TwinningPerson
from twinning.permissions import check_user_can_edit_record

# Of a country's proposals and twinnings; its team members see those in whose team they are.
SEE_TWINNINGS = (Membership.Role.ADVISOR, Membership.Role.COORDINATOR, Membership.Role.OFFICIAL)
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


def rounds_visible_to(user: User) -> QuerySet[Round]:
    """All of them for whoever advises any country: a round takes in the whole region."""
    advises = Membership.objects.filter(user=user, role=Membership.Role.ADVISOR)
    return Round.objects.filter(Exists(advises))


def round_for_viewing(user: User, pk: UUID) -> Round:
    return get_object_or_404(rounds_visible_to(user), pk=pk)


def rounds_with_result_visible_to(user: User) -> QuerySet[Round]:
    """Those that have been run: a draft has nothing to report."""
    return rounds_visible_to(user).exclude(state=Round.State.DRAFT)


def round_with_result_for_viewing(user: User, pk: UUID) -> Round:
    return get_object_or_404(rounds_with_result_visible_to(user), pk=pk)


def proposals_visible_to(user: User) -> QuerySet[Proposal]:
    """Those of one's own countries; all of them for whoever advises any country. Team members see none."""
    ours = Membership.objects.filter(user=user, role__in=SEE_TWINNINGS).values("country")
    advises = Exists(Membership.objects.filter(user=user, role=Membership.Role.ADVISOR))
    proposals = Proposal.objects.select_related("practice", "need", "giver", "taker", "round")
    return proposals.filter(advises | Q(giver__in=ours) | Q(taker__in=ours))


def check_sees_twinnings_of(user: User, country: Country) -> None:
    """Raises Http404 unless the person advises, coordinates or decides for that country."""
    get_object_or_404(Membership.objects.filter(user=user, country=country, role__in=SEE_TWINNINGS)[:1])


def countries_whose_balance_shows(user: User) -> QuerySet[Country]:
    """All of them for whoever advises any country. Raises Http404 for anybody else."""
    get_object_or_404(Membership.objects.filter(user=user, role=Membership.Role.ADVISOR)[:1])
    return Country.objects.all()


def proposals_of_country_visible_to(user: User, country: Country) -> QuerySet[Proposal]:
    """Raises Http404 unless the person advises, coordinates or decides for that country."""
    check_sees_twinnings_of(user, country)
    return proposals_visible_to(user).filter(Q(giver=country) | Q(taker=country))


def proposal_for_viewing(user: User, pk: UUID) -> Proposal:
    return get_object_or_404(proposals_visible_to(user), pk=pk)


def twinnings_visible_to(user: User) -> QuerySet[Twinning]:
    """Those of the countries that one advises, coordinates or decides for, and those in whose team one is.

    Somebody of a team who no longer belongs to the country of that side sees it no more.
    """
    ours = Membership.objects.filter(user=user, role__in=SEE_TWINNINGS).values("country")
    places = TwinningPerson.objects.filter(
        twinning=OuterRef("pk"), user=user, accepted_at__isnull=False, left_at__isnull=True
    )
    belongs = Membership.objects.filter(user=user)
    in_team = Exists(
        places.filter(side=Side.GIVER).filter(Exists(belongs.filter(country=OuterRef("twinning__giver"))))
    ) | Exists(places.filter(side=Side.TAKER).filter(Exists(belongs.filter(country=OuterRef("twinning__taker")))))
    twinnings = Twinning.objects.select_related("practice", "need", "giver", "taker", "workplan")
    return twinnings.filter(Q(giver__in=ours) | Q(taker__in=ours) | in_team)


def reports_visible_to(user: User) -> QuerySet[Report]:
    """Those of the twinnings that one sees."""
    reports = Report.objects.select_related("twinning__giver", "twinning__taker", "twinning__workplan")
    return reports.filter(twinning__in=twinnings_visible_to(user))


def twinning_for_viewing(user: User, pk: UUID) -> Twinning:
    return get_object_or_404(twinnings_visible_to(user), pk=pk)
