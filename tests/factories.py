"""Rows for tests. Each function names what matters and makes up the rest."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from django.utils import timezone

from planner.domain.revisions import KeptSchedule
from planner.models import (
    BlueprintTask,
    Body,
    Commitment,
    Contribution,
    Country,
    FinancingSource,
    Institution,
    Link,
    Membership,
    Plan,
    Recommendation,
    Revision,
    Task,
    Translated,
    Upload,
    User,
    Workplan,
)
from planner.queries.schedules import schedule_of_plan
from planner.queries.sheets import workbook_of_plan
from planner.services.plans import create_plan, default_title
from planner.services.uploads import keep_project, keep_sheet

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


def make_source(plan: Plan, name: str = "موازنة", **values: Any) -> FinancingSource:
    return FinancingSource.objects.create(**{"plan": plan, "name": Translated(ar=name), "kind": "BUDGET", **values})


def make_contribution(plan: Plan, **values: Any) -> Contribution:
    texts = {"contributor": Translated(ar="جمعية"), "text": Translated(ar="نشر التقارير")}
    return Contribution.objects.create(**{"plan": plan, "received_on": date(2027, 1, 3), **texts, **values})


def make_upload(user: User, *, plan: Plan | None = None, country: str = "JOR") -> Upload:
    """What a person brought in and has not decided on: a workbook of `plan`, else a Microsoft Project file."""
    now = timezone.now()
    if plan is None:
        xml = (Path(__file__).parent / "planner" / "interchange" / "mpxj" / "mspdirelations.xml").read_bytes()
        return keep_project(
            country=Country.objects.get(pk=country),
            source=io.BytesIO(xml),
            file_name="plan.xml",
            keeps_calendar=False,
            language="",
            user=user,
            now=now,
        )
    source = io.BytesIO(workbook_of_plan(plan))
    return keep_sheet(plan=plan, source=source, file_name="plan.xlsx", user=user, now=now)


def make_big_plan(
    country: str = "JOR", *, tasks: int = 500, tasks_each: int = 12, start: date = date(2027, 1, 3)
) -> Plan:
    """A plan of any size in a few statements: the shipped tasks over and over, and links of all four kinds.

    Most tasks wait for the one before them; each commitment waits for one of the three before it. Same numbers, same
    plan.
    """
    plan = Plan.objects.create(
        country_id=country,
        workplan=Workplan.objects.create(start=start),
        title=default_title(Country.objects.get(pk=country)),
        base_language="ar",
    )
    recommendations = list(Recommendation.objects.order_by("pk"))
    commitments = Commitment.objects.bulk_create(
        Commitment(plan=plan, order=n + 1, title=_phase(recommendations[n % len(recommendations)].title, n // 24))
        for n in range(-(-tasks // tasks_each))
    )
    institutions = Institution.objects.bulk_create(
        Institution(country_id=country, name=body.name) for body in Body.objects.order_by("pk")
    )
    blueprints = list(BlueprintTask.objects.order_by("key"))
    rows = Task.objects.bulk_create(
        Task(
            workplan=plan.workplan,
            commitment=commitments[n // tasks_each],
            key=f"task-{n + 1}",
            order=n + 1,
            title=_phase(blueprints[n % len(blueprints)].title, n // len(blueprints)),
            responsible=institutions[n * 7 % len(institutions)],
            days=0 if n % tasks_each == tasks_each - 1 else 3 + n * 5 % 14,
            cost=500 * (n % 9),
        )
        for n in range(tasks)
    )
    Link.objects.bulk_create(
        Link(before=rows[before], after=rows[after], kind=kind, lag=lag)
        for before, after, kind, lag in _big_plan_links(tasks, tasks_each)
    )
    return plan


def make_baseline(plan: Plan) -> Plan:
    """The plan with its dates of now frozen, as an approval does it."""
    result = schedule_of_plan(plan).result
    slots = {key: result[key] for key in plan.workplan.tasks.values_list("key", flat=True)}
    dates = {key: (slot.early_start, slot.early_finish) for key, slot in slots.items()}
    kept = KeptSchedule(start=result.start, finish=result.finish, dates=dates)
    Revision.objects.create(
        plan=plan, number=1, is_baseline=True, made_at=timezone.now(), contents={"schedule": kept.as_values()}
    )
    return plan


def _phase(title: Translated, number: int) -> Translated:
    """The title itself, and with its phase where it comes again."""
    words = {"ar": "المرحلة", "en": "phase", "fr": "phase"}
    return Translated(
        {code: f"{text} – {words[code]} {number + 1}" for code, text in title.items()} if number else title
    )


def _big_plan_links(tasks: int, tasks_each: int) -> Iterator[tuple[int, int, str, int]]:
    for n in range(1, tasks):
        place, commitment = n % tasks_each, n // tasks_each
        if place:
            yield n - 1 - (place > 3 and n % 3 == 0), n, "FS", 0
        elif commitment:
            yield n - (1 + commitment % 3) * tasks_each + 3 if commitment > 2 else n - tasks_each + 3, n, "FS", 0
        if place > 4 and n % 4 == 0:
            yield n - 4, n, ("SS", "FF", "SF", "FS")[n // 4 % 4], n % 6 - 2
