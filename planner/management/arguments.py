"""Words on a command line turned into rows and dates, or into one clear sentence."""

from datetime import date
from uuid import UUID

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from planner.models import Country, Plan


def country_named(code: str) -> Country:
    try:
        return Country.objects.get(pk=code.upper())
    except Country.DoesNotExist:
        raise CommandError(
            _("There is no country “%(code)s”. Give its three-letter code, such as JOR.") % {"code": code}
        ) from None


def plan_named(pk: str) -> Plan:
    try:
        return Plan.objects.select_related("country", "workplan").get(pk=UUID(pk))
    except (ValueError, Plan.DoesNotExist):
        raise CommandError(_("There is no plan “%(plan)s”.") % {"plan": pk}) from None


def day_named(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(_("“%(text)s” is not a date. Write it as 2027-01-03.") % {"text": text}) from None
    if not 2000 <= day.year <= 2100:
        raise CommandError(_("Give a date between the years 2000 and 2100."))
    return day
