"""Making a plan out of a Microsoft Project file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from planner.domain.contents import PlanContents, Texts
from planner.domain.search import fold
from planner.interchange.msproject.contents import baseline_of_project, contents_of_project
from planner.interchange.msproject.reader import ReadProject
from planner.models import Country, Plan, Recommendation, Revision, Translated, User
from planner.queries.project_files import institutions_by_name
from planner.services.contents import plan_from_contents
from planner.services.plans import default_title


def values_of_project(*, country: Country, read: ReadProject, language: str, keeps_calendar: bool) -> dict[str, Any]:
    """What a plan would hold, as JSON holds it: its `contents`, its texts in `language`, and the `baseline` if there
    is one. The country's institutions are found by their names in any language.
    """
    known = institutions_by_name(country)
    title = read.project.title

    def institution(name: str) -> Texts:
        return known.get(fold(name)) or ({language: name} if name else {})

    contents = contents_of_project(
        read.project,
        title=Translated({language: title}) if title else default_title(country),
        language=language,
        keeps_calendar=keeps_calendar,
        institution=institution,
        recommendations=set(Recommendation.objects.values_list("code", flat=True)),
    )
    baseline = baseline_of_project(read.project)
    values = contents.as_values()
    if baseline is None:
        return {"contents": values, "baseline": None}
    return {"contents": values, "baseline": {**_as_approved(contents, read), "schedule": baseline.as_values()}}


@transaction.atomic
def create_plan_from_values(
    *, country: Country, values: dict[str, Any], now: datetime, created_by: User | None = None
) -> Plan:
    """A draft that holds what `values_of_project` gave; all of it or nothing. Institutions are made where the country
    has none of that name, and a baseline becomes the plan's first revision.
    """
    baseline = values["baseline"]
    plan = plan_from_contents(
        country=country,
        contents=PlanContents.from_values(values["contents"]),
        created_by=created_by,
        revision=2 if baseline else 1,
    )
    if baseline:
        Revision.objects.create(
            plan=plan, number=1, is_baseline=True, made_at=now, made_by=created_by, contents=baseline
        )
    return plan


def _as_approved(contents: PlanContents, read: ReadProject) -> dict[str, Any]:
    """The contents with the lengths and costs that the file's baseline has."""
    baselines = {task.key: task.baseline for task in read.project.tasks if task.baseline}
    values = contents.as_values()
    for task in values["tasks"]:
        if (row := baselines.get(task["key"])) is not None:
            task |= {"days": row.days, "cost": row.cost}
    return values
