"""Who may do what. `check_user_can_…` raises with a sentence, `user_can_…` asks the same question.

| role                   | read plans, ask for files | start and change plans |
| ---------------------- | ------------------------- | ---------------------- |
| advisor, coordinator   | of their countries        | of their countries     |
| official, team member  | of their countries        | no                     |
| platform administrator | no                        | no                     |

A platform administrator keeps people and reference data and sees every country's public figures.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from planner.models import Country, Membership, Plan, User

EDITING_ROLES = (Membership.Role.ADVISOR, Membership.Role.COORDINATOR)


class NotAllowed(PermissionDenied):
    """The text is a sentence for the person who was refused."""


def check_user_can_start_plan(user: User, country: Country) -> None:
    if not user.memberships.filter(country=country, role__in=EDITING_ROLES).exists():
        raise NotAllowed(_("Only an advisor or the national coordinator can start a plan."))


def user_can_start_plan(user: User, country: Country) -> bool:
    return _is_allowed(check_user_can_start_plan, user, country)


def check_user_can_edit_plan(user: User, plan: Plan) -> None:
    if not user.memberships.filter(country=plan.country_id, role__in=EDITING_ROLES).exists():
        raise NotAllowed(_("Only an advisor or the national coordinator can change this plan."))


def user_can_edit_plan(user: User, plan: Plan) -> bool:
    return _is_allowed(check_user_can_edit_plan, user, plan)


def check_user_can_view_plan(user: User, plan: Plan) -> None:
    if not (user.is_active and user.memberships.filter(country=plan.country_id).exists()):
        raise NotAllowed(_("This plan is open to its own country's team only."))


def user_can_view_plan(user: User, plan: Plan) -> bool:
    return _is_allowed(check_user_can_view_plan, user, plan)


def _is_allowed(check, *args) -> bool:
    try:
        check(*args)
    except NotAllowed:
        return False
    return True
