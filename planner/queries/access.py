"""The only ways a view gets a country or a plan. "Not yours" and "does not exist" are the same 404."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from planner.models import Country, Plan, Upload, User, Versioned
from planner.permissions import (
    EDITING_ROLES,
    check_user_can_edit_calendar,
    check_user_can_edit_plan,
    check_user_can_report_progress,
)


def countries_visible_to(user: User) -> QuerySet[Country]:
    """The countries whose pages a person may open: one's own, or all for a platform administrator."""
    if user.is_platform_administrator:
        return Country.objects.all()
    return Country.objects.filter(memberships__user=user).distinct()


def country_for_viewing(user: User, iso3: str) -> Country:
    return get_object_or_404(countries_visible_to(user), pk=iso3)


def country_for_planning(user: User, iso3: str) -> Country:
    """A country in which the person may start a plan."""
    countries = Country.objects.filter(memberships__user=user, memberships__role__in=EDITING_ROLES)
    return get_object_or_404(countries.distinct(), pk=iso3)


def calendar_for_editing(user: User, iso3: str) -> Country:
    """A country whose calendar the person may change. Raises `NotAllowed` for one that may only be read."""
    country = country_for_viewing(user, iso3)
    check_user_can_edit_calendar(user, country)
    return country


def calendar_row_for_editing(user: User, iso3: str, rows: type[Versioned], pk: int) -> Versioned:
    """A working week, day or season of a calendar that the person may change."""
    return get_object_or_404(rows, country=calendar_for_editing(user, iso3), pk=pk)


def plans_visible_to(user: User) -> QuerySet[Plan]:
    """The plans of the countries one belongs to, their scenarios among them. Drafts are not for platform
    administrators.
    """
    plans = Plan.objects.filter(country__memberships__user=user).distinct()
    return plans.select_related("country", "workplan", "scenario_of__workplan")


def plans_listed_for(user: User) -> QuerySet[Plan]:
    """The plans that lists and counts show: a scenario is found on the page of its plan only."""
    return plans_visible_to(user).filter(scenario_of=None)


def plan_for_viewing(user: User, pk: UUID) -> Plan:
    return get_object_or_404(plans_visible_to(user), pk=pk)


def plan_for_editing(user: User, pk: UUID) -> Plan:
    """A plan the person may change. Raises `NotAllowed` for one that may only be read."""
    plan = plan_for_viewing(user, pk)
    check_user_can_edit_plan(user, plan)
    return plan


def plan_for_reporting(user: User, pk: UUID) -> Plan:
    """A plan the progress of whose tasks the person may report. Raises `NotAllowed` for one that may only be read."""
    plan = plan_for_viewing(user, pk)
    check_user_can_report_progress(user, plan)
    return plan


def sheet_upload_for(user: User, plan: Plan, pk: UUID) -> Upload:
    """A workbook that this person has brought for a plan they may change."""
    return get_object_or_404(Upload, pk=pk, kind=Upload.Kind.SHEET, plan=plan, uploaded_by=user)


def project_upload_for(user: User, country: Country, pk: UUID) -> Upload:
    """A project file that this person has brought for a country in which they may start a plan."""
    uploads = Upload.objects.select_related("country")
    return get_object_or_404(uploads, pk=pk, kind=Upload.Kind.PROJECT, country=country, uploaded_by=user)


def scenario_for_viewing(user: User, pk: UUID) -> Plan:
    """A scenario; a plan that is none is not found."""
    return get_object_or_404(plans_visible_to(user).exclude(scenario_of=None), pk=pk)
