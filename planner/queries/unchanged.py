"""Is a plan as it was when a page of it was last drawn?

What is drawn is kept in Django's cache under a name made of all that it rests on. Nothing is ever taken out: an edit
makes another name, and what nobody asks for any more goes when room is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

from planner.models import Institution, Membership, OutsideLink, Plan, User

Kept = TypeVar("Kept")

KEPT_SECONDS = 24 * 60 * 60


def plan_stamp(plan: Plan, *, today: date) -> str:
    """Another one as soon as anything changed that the pictures of `plan` may show, in the reader's language.

    Tasks, links, commitments and costs raise the workplan's change number, and holidays and weeks the country's
    calendar number. Beside them it follows the rows of plan and country, the names of the country's institutions, the
    original of a scenario, the day and the release of the software. One query; one more for a scenario, and one for a
    plan that waits for tasks of other workplans.
    """
    institutions = Institution.objects.filter(country=plan.country_id).order_by("pk").values_list("pk", "version")
    rows = [plan, plan.workplan, plan.country]
    if plan.scenario_of_id:
        original = Plan.objects.select_related("workplan").get(pk=plan.scenario_of_id)
        rows += [original, original.workplan]
    awaited = _awaited(plan) if plan.workplan.may_wait_outside else []
    return name_of(*map(_values, rows), list(institutions), awaited, today, get_language(), settings.RELEASE)


def page_stamp(user: User, plan: Plan, *, today: date) -> str:
    """The same of a whole page as `user` sees it, with who else can see the plan. One query more."""
    members = Membership.objects.filter(country=plan.country_id).order_by("pk").values_list("role", *_person("user__"))
    return name_of(
        plan_stamp(plan, today=today),
        list(members),
        [getattr(user, name) for name in ("pk", "time_direction", *_person())],
    )


def _awaited(plan: Plan) -> list[Any]:
    """The links from outside, with what the dates at their other end rest on."""
    links = OutsideLink.objects.filter(after__workplan=plan.workplan).order_by(
        "pk", "before__workplan__calendar__countries"
    )
    return list(
        links.values_list(
            "pk",
            "version",
            "before__workplan__change_number",
            "before__workplan__start",
            "before__workplan__calendar__countries__calendar_number",
        )
    )


def _values(row: Any) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def _person(path: str = "") -> list[str]:
    return [path + name for name in ("username", "first_name", "last_name", "is_active")]


def name_of(*parts: Any) -> str:
    """One short name for all the parts; equal parts have the same."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def kept(name: str, make: Callable[[], Kept]) -> Kept:
    """What is kept under that name, or else what `make` makes, kept from now on. None is not kept."""
    found = cache.get(name)
    if found is None:
        found = make()
        cache.set(name, found, KEPT_SECONDS)
    return found
