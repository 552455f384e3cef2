"""Making national action plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, override

from planner.models import (
    LANGUAGES,
    Body,
    Commitment,
    CommitmentIndicator,
    CommitmentRisk,
    Country,
    Institution,
    Link,
    Plan,
    Recommendation,
    Task,
    Translated,
    User,
    Workplan,
)
from planner.queries.proposals import Proposal, proposal_for


@transaction.atomic
def create_plan(
    *,
    country: Country,
    codes: Sequence[str],
    start: date | None = None,
    finish_by: date | None = None,
    title: Translated | None = None,
    base_language: str = "ar",
    created_by: User | None = None,
) -> Plan:
    """A draft with one commitment for each of `codes`, their tasks and links; all of it or nothing.

    Missing prerequisites are not added: the caller proposes them first (`proposal_for`). A task that several
    recommendations share is brought once. Raises a `planner.queries.proposals.PlanRefused`.
    """
    proposal = proposal_for(country=country, codes=codes, start=start, finish_by=finish_by)
    prefetch_related_objects(proposal.recommendations, "themes", "supporting", "indicators__owner", "risks__owner")
    prefetch_related_objects(list(proposal.tasks.values()), "supporting")
    workplan = Workplan.objects.create(start=proposal.start, finish_by=finish_by)
    plan = Plan.objects.create(
        country=country,
        workplan=workplan,
        title=title or default_title(country),
        base_language=base_language,
        created_by=created_by,
    )
    institutions = _institutions(country, proposal)
    commitments = _adopt_recommendations(plan, proposal.recommendations, institutions)
    tasks = _bring_tasks(workplan, proposal, commitments, institutions)
    Link.objects.bulk_create(
        Link(before=tasks[arrow.before], after=tasks[arrow.after], kind=arrow.kind, lag=arrow.lag)
        for arrow in proposal.assembly.arrows
    )
    return plan


def default_title(country: Country) -> Translated:
    """«خطة العمل الوطنية – الأردن», in the three languages."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = gettext("National action plan – %(country)s") % {
                "country": country.name.in_language(language)
            }
    return Translated(titles)


def _institutions(country: Country, proposal: Proposal) -> dict[str, Institution]:
    """The country's institution for each body that the blueprints name, by the body's code; new where it has none."""
    bodies = {row.lead_id: row.lead for row in proposal.recommendations}
    bodies |= {row.responsible_id: row.responsible for row in proposal.tasks.values()}
    known = {tuple(sorted(row.name.items())): row for row in country.institutions.all()}
    named = {code: tuple(sorted(body.name.items())) for code, body in bodies.items()}
    new = {name: Institution(country=country, name=dict(name)) for name in named.values() if name not in known}
    Institution.objects.bulk_create(new.values())
    known |= new
    return {code: known[name] for code, name in named.items()}


def _adopt_recommendations(
    plan: Plan, recommendations: list[Recommendation], institutions: dict[str, Institution]
) -> dict[str, Commitment]:
    commitments = Commitment.objects.bulk_create(
        Commitment(
            plan=plan,
            recommendation=recommendation,
            order=order,
            title=recommendation.title,
            problem=recommendation.problem,
            solution=recommendation.solution,
            results=recommendation.results,
            lead=institutions[recommendation.lead_id],
            supporting=_joined_names(recommendation.supporting.all()),
            running_cost=recommendation.running_cost,
        )
        for order, recommendation in enumerate(recommendations, start=1)
    )
    pairs = list(zip(commitments, recommendations, strict=True))
    serves = Commitment.themes.through
    serves.objects.bulk_create(
        serves(commitment=commitment, theme=theme)
        for commitment, recommendation in pairs
        for theme in recommendation.themes.all()
    )
    CommitmentIndicator.objects.bulk_create(
        CommitmentIndicator(
            commitment=commitment,
            name=row.name,
            definition=row.definition,
            formula=row.formula,
            source=row.source,
            unit=row.unit,
            direction=row.direction,
            frequency=row.frequency,
            target=row.target,
            order=row.order,
            owner=row.owner.name,
        )
        for commitment, recommendation in pairs
        for row in recommendation.indicators.all()
    )
    CommitmentRisk.objects.bulk_create(
        CommitmentRisk(
            commitment=commitment,
            text=row.text,
            mitigation=row.mitigation,
            likelihood=row.likelihood,
            effect=row.effect,
            order=row.order,
            owner=row.owner.name,
        )
        for commitment, recommendation in pairs
        for row in recommendation.risks.all()
    )
    return {recommendation.code: commitment for commitment, recommendation in pairs}


def _bring_tasks(
    workplan: Workplan,
    proposal: Proposal,
    commitments: dict[str, Commitment],
    institutions: dict[str, Institution],
) -> dict[str, Task]:
    assembly = proposal.assembly
    tasks = Task.objects.bulk_create(
        Task(
            workplan=workplan,
            commitment=commitments[assembly.owner[key]],
            key=key,
            order=order,
            title=blueprint.title,
            output=blueprint.output,
            indicator=blueprint.indicator,
            responsible=institutions[blueprint.responsible_id],
            supporting=_joined_names(blueprint.supporting.all()),
            days=blueprint.days,
            cost=blueprint.cost,
        )
        for order, (key, blueprint) in enumerate(proposal.tasks.items(), start=1)
    )
    by_key = {task.key: task for task in tasks}
    serves = Task.also_serves.through
    serves.objects.bulk_create(
        serves(task=by_key[key], commitment=commitments[code])
        for key, codes in assembly.also_serves.items()
        for code in codes
    )
    return by_key


def _joined_names(bodies: Sequence[Body]) -> Translated:
    joint = {"ar": "، ", "en": ", ", "fr": ", "}
    names = [body.name for body in bodies]
    return Translated({code: joint[code].join(name[code] for name in names) for code in LANGUAGES if names})
