"""Who can see a country's plans, and where does a person live?"""

from __future__ import annotations

from dataclasses import dataclass

from planner.models import LANGUAGES, Country, Membership, User


@dataclass(frozen=True)
class RoleMembers:
    role: str
    names: list[str]


def people_who_see(iso3: str) -> list[RoleMembers]:
    """Everyone who can open the plans of a country, by role. One query."""
    members = Membership.objects.filter(country=iso3, user__is_active=True).select_related("user")
    names: dict[str, list[str]] = {role: [] for role in Membership.Role.values}
    for member in members:
        names[member.role].append(str(member.user))
    return [RoleMembers(str(Membership.Role(role).label), sorted(people)) for role, people in names.items() if people]


def language_of(user: User, country: Country | None) -> str:
    """In which to write to a person: the one that was last chosen, else the first that their own country works in."""
    spoken = [user.language, *(country.working_languages if country else []), *LANGUAGES]
    return next(code for code in spoken if code in LANGUAGES)


def own_country(user: User) -> Country | None:
    """The one whose clock, working days and month names a person lives by: of several, the one joined first."""
    first = user.memberships.select_related("country").order_by("pk").first()
    return first.country if first else None
