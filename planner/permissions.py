"""Who may do what. `check_user_can_…` raises with a sentence, `user_can_…` asks the same question.

| role                   | read plans, ask for files | start plans, change them and the calendar | decide on plans |
| ---------------------- | ------------------------- | ----------------------------------------- | --------------- |
| advisor, coordinator   | of their countries        | of their countries                        | no              |
| official               | of their countries        | no                                        | of theirs       |
| team member            | of their countries        | no                                        | no              |
| platform administrator | no                        | no                                        | no              |

What may be changed when, and who makes which move, stands in `planner.domain.states`. A platform administrator keeps
people and reference data and sees every country's public figures.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planner.domain import states
from planner.domain.states import MOVES, OPEN_TO_EDITING, OPEN_TO_REPORTING
from planner.models import Country, Membership, Plan, User

EDITING_ROLES = (Membership.Role.ADVISOR, Membership.Role.COORDINATOR)


class NotAllowed(PermissionDenied):
    """The text is a sentence for the person who was refused."""


def check_user_can_start_plan(user: User, country: Country) -> None:
    if not user.memberships.filter(country=country, role__in=EDITING_ROLES).exists():
        raise NotAllowed(_("Only an advisor or the national coordinator can start a plan."))


def user_can_start_plan(user: User, country: Country) -> bool:
    return _is_allowed(check_user_can_start_plan, user, country)


# Why a plan in such a state cannot be changed, and what to do about it.
CLOSED = {
    states.SUBMITTED: gettext_lazy("The plan waits for a decision; withdraw it to change it."),
    states.APPROVED: gettext_lazy(
        "The plan is approved; start its implementation, then open an amendment to change it."
    ),
    states.IMPLEMENTING: gettext_lazy("The plan is approved; open an amendment to change it."),
    states.COMPLETED: gettext_lazy("The plan is completed; reopen it to change it."),
    states.ARCHIVED: gettext_lazy("The plan is archived and stays as it is."),
}
# What else is to be done where it is progress that cannot be reported.
CLOSED_TO_REPORTING = {
    states.APPROVED: gettext_lazy("Progress is reported once the implementation is started."),
    states.COMPLETED: gettext_lazy("The plan is completed; reopen it to report progress."),
}
ONLY = {
    states.AUTHORS: gettext_lazy("Only an advisor or the national coordinator can do this."),
    states.DECIDERS: gettext_lazy("Only an official of the country can do this."),
    states.HOLDERS: gettext_lazy("Only the national coordinator can do this."),
}


def check_user_can_edit_plan(user: User, plan: Plan) -> None:
    """Whether the tasks, dates and texts of the plan may be changed by this person, and now."""
    refusal = refusal_of_edit(role_in(user, plan.country_id), plan)
    if refusal:
        raise NotAllowed(refusal)


def user_can_edit_plan(user: User, plan: Plan) -> bool:
    return _is_allowed(check_user_can_edit_plan, user, plan)


def check_user_can_report_progress(user: User, plan: Plan) -> None:
    """Whether states, progress and actual dates of tasks may be reported by this person, and now."""
    if role_in(user, plan.country_id) not in EDITING_ROLES:
        raise NotAllowed(_("Only an advisor or the national coordinator can change this plan."))
    if plan.state not in OPEN_TO_REPORTING:
        raise NotAllowed(CLOSED_TO_REPORTING.get(plan.state) or CLOSED[plan.state])


def refusal_of_edit(role: str, plan: Plan) -> str:
    """Why somebody with this role in the plan's country may not change it now; nothing where they may."""
    if role not in EDITING_ROLES:
        return _("Only an advisor or the national coordinator can change this plan.")
    return "" if plan.state in OPEN_TO_EDITING else str(CLOSED[plan.state])


def user_can_report_progress(user: User, plan: Plan) -> bool:
    return _is_allowed(check_user_can_report_progress, user, plan)


def check_user_can_start_scenario(user: User, plan: Plan) -> None:
    """In whatever state the plan is; a scenario is dropped by those who may start one."""
    if role_in(user, plan.country_id) not in EDITING_ROLES:
        raise NotAllowed(_("Only an advisor or the national coordinator can start or drop a scenario."))


def user_can_start_scenario(user: User, plan: Plan) -> bool:
    return _is_allowed(check_user_can_start_scenario, user, plan)


def check_user_can_move_plan(user: User, plan: Plan, name: str) -> None:
    """Whether this person may make the move of that name, and now."""
    refusal = refusal_of_move(role_in(user, plan.country_id), plan, name)
    if refusal:
        raise NotAllowed(refusal)


def user_can_move_plan(user: User, plan: Plan, name: str) -> bool:
    return _is_allowed(check_user_can_move_plan, user, plan, name)


def refusal_of_move(role: str, plan: Plan, name: str) -> str:
    """Why somebody with this role in the plan's country may not make a move now; nothing where they may."""
    move = MOVES[name]
    if plan.is_scenario:
        return _("A scenario has no states of its own: adopt it or drop it.")
    if plan.state != move.before:
        return _("This can only be done while the plan is in this state: %(state)s. Now it is: %(now)s.") % {
            "state": Plan.State(move.before).label,
            "now": plan.get_state_display(),
        }
    return "" if role in move.roles else str(ONLY[move.roles])


def role_in(user: User, iso3: str) -> str:
    """The person's role in a country; nothing where they have none."""
    return user.memberships.filter(country=iso3).values_list("role", flat=True).first() or ""


def check_user_can_view_plan(user: User, plan: Plan) -> None:
    if not (user.is_active and user.memberships.filter(country=plan.country_id).exists()):
        raise NotAllowed(_("This plan is open to its own country's team only."))


def user_can_view_plan(user: User, plan: Plan) -> bool:
    return _is_allowed(check_user_can_view_plan, user, plan)


def check_user_can_edit_calendar(user: User, country: Country) -> None:
    if not user.memberships.filter(country=country, role__in=EDITING_ROLES).exists():
        raise NotAllowed(_("Only the national coordinator or an advisor can change this calendar."))


def user_can_edit_calendar(user: User, country: Country) -> bool:
    return _is_allowed(check_user_can_edit_calendar, user, country)


def _is_allowed(check, *args) -> bool:
    try:
        check(*args)
    except NotAllowed:
        return False
    return True
