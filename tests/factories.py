"""Rows for tests. Each function names what matters and makes up the rest."""

from __future__ import annotations

from datetime import date
from itertools import count

from planner.models import Country, Membership, Plan, Translated, User
from planner.services.plans import create_plan

_serial = count(1)


def make_user(name: str = "", **fields: object) -> User:
    name = name or f"person{next(_serial)}"
    return User.objects.create_user(username=name, password="correct horse", **fields)


def make_member(country: str, role: str, name: str = "") -> User:
    """A person with one role in one country, given by its code."""
    user = make_user(name)
    Membership.objects.create(user=user, country_id=country, role=role)
    return user


def make_advisor(*countries: str) -> User:
    user = make_user()
    for country in countries:
        Membership.objects.create(user=user, country_id=country, role=Membership.Role.ADVISOR)
    return user


def make_coordinator(country: str) -> User:
    return make_member(country, Membership.Role.COORDINATOR)


def make_official(country: str) -> User:
    return make_member(country, Membership.Role.OFFICIAL)


def make_administrator() -> User:
    return make_user(is_superuser=True, is_staff=True)


def make_plan(
    country: str = "JOR",
    *,
    codes: tuple[str, ...] = ("INN-01",),
    start: date = date(2027, 1, 3),
    finish_by: date | None = None,
    title: str = "",
) -> Plan:
    """A plan out of the shipped recommendations."""
    return create_plan(
        country=Country.objects.get(pk=country),
        codes=codes,
        start=start,
        finish_by=finish_by,
        title=Translated(ar=title, en=title, fr=title) if title else None,
    )
