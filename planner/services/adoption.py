"""Making commitments, tasks and links out of recommendations: for a new plan, and into one that is there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from planner.domain import graph
from planner.domain.blueprints import Assembly
from planner.models import (
    LANGUAGES,
    BlueprintTask,
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
from planner.queries.adoption import Adoption, adoption_for
from planner.services.edits import Edit, EditRefused, edit_of
from planner.services.entries import next_order


class AdoptionClosesCircle(EditRefused):
    """The links that the recommendations bring and those that people made would wait for each other."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = list(tasks)
        circle = " · ".join(str(task.title) for task in tasks)
        super().__init__(
            _("With the links it brings, these tasks would wait for each other in a circle: %(tasks)s.")
            % {"tasks": circle}
        )


def adopt_recommendation(*, plan: Plan, codes: Sequence[str], user: User | None, now: datetime) -> list[Commitment]:
    """Commitments for the recommendations `codes` at the end of `plan`, with their tasks and links.

    A task that the plan has already is shared, not brought again. Raises AdoptionClosesCircle, and as `adoption_for`
    does; nothing is saved then.
    """
    with edit_of(plan.workplan, user=user, now=now) as edit:
        adoption = adoption_for(plan, codes)
        institutions = institutions_for(plan.country, adoption.recommendations, adoption.tasks.values())
        commitments = make_commitments(
            plan, adoption.recommendations, institutions, first=next_order(plan.commitments.all())
        )
        for commitment in commitments.values():
            edit.added(commitment, title=commitment.title, recommendation=commitment.recommendation_id)
        tasks = bring_tasks(plan.workplan, adoption.assembly, adoption.tasks, commitments, institutions)
        for task in tasks.values():
            edit.added(task, title=task.title, commitment=task.commitment, days=task.days)
        _share(edit, adoption, commitments)
        everything = adoption.shared | {task.key: task for task in plan.workplan.tasks.all()}
        links = Link.objects.bulk_create(
            Link(before=everything[arrow.before], after=everything[arrow.after], kind=arrow.kind, lag=arrow.lag)
            for arrow in adoption.assembly.arrows
        )
        for link in links:
            edit.added(link, before=link.before, after=link.after, kind=link.kind, lag=link.lag)
        _check_has_no_circle(plan, everything)
    return list(commitments.values())


def _share(edit: Edit, adoption: Adoption, commitments: Mapping[str, Commitment]) -> None:
    """Put down which tasks of the plan serve the new commitments, too."""
    for key, task in adoption.shared.items():
        served = list(task.also_serves.all())
        new = [commitments[code] for code in adoption.assembly.also_serves[key]]
        task.also_serves.add(*new)
        before, after = [dict(row.title) for row in served], [dict(row.title) for row in [*served, *new]]
        edit.record(task, "also_serves", before, after)


def _check_has_no_circle(plan: Plan, tasks: Mapping[str, Task]) -> None:
    arrows = Link.objects.filter(after__workplan=plan.workplan).values_list("before__key", "after__key").distinct()
    try:
        graph.TaskGraph([graph.Task(key, 0) for key in tasks], [graph.Link(*arrow) for arrow in arrows])
    except graph.CyclicGraph as circle:
        raise AdoptionClosesCircle([tasks[str(key)] for key in circle.cycle]) from None


def institutions_for(
    country: Country, recommendations: Iterable[Recommendation], tasks: Iterable[BlueprintTask]
) -> dict[str, Institution]:
    """The country's institution for each body that the blueprints name, by the body's code; new where it has none."""
    bodies = {row.lead_id: row.lead for row in recommendations}
    bodies |= {row.responsible_id: row.responsible for row in tasks}
    known = {tuple(sorted(row.name.items())): row for row in country.institutions.all()}
    named = {code: tuple(sorted(body.name.items())) for code, body in bodies.items()}
    new = {name: Institution(country=country, name=dict(name)) for name in named.values() if name not in known}
    Institution.objects.bulk_create(new.values())
    known |= new
    return {code: known[name] for code, name in named.items()}


def make_commitments(
    plan: Plan, recommendations: Sequence[Recommendation], institutions: Mapping[str, Institution], *, first: int = 1
) -> dict[str, Commitment]:
    """A commitment for each recommendation, by its code, with its indicators and risks; `first` is their number."""
    prefetch_related_objects(recommendations, "themes", "supporting", "indicators__owner", "risks__owner")
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
        for order, recommendation in enumerate(recommendations, start=first)
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


def bring_tasks(
    workplan: Workplan,
    assembly: Assembly,
    blueprints: Mapping[str, BlueprintTask],
    commitments: Mapping[str, Commitment],
    institutions: Mapping[str, Institution],
) -> dict[str, Task]:
    """The tasks that the recommendations own, by their keys."""
    prefetch_related_objects(list(blueprints.values()), "supporting")
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
        for order, (key, blueprint) in enumerate(blueprints.items(), start=1)
    )
    by_key = {task.key: task for task in tasks}
    serves = Task.also_serves.through
    serves.objects.bulk_create(
        serves(task=by_key[key], commitment=commitments[code])
        for key, codes in assembly.also_serves.items()
        if key in by_key
        for code in codes
    )
    return by_key


def _joined_names(bodies: Sequence[Body]) -> Translated:
    joint = {"ar": "، ", "en": ", ", "fr": ", "}
    names = [body.name for body in bodies]
    return Translated({code: joint[code].join(name[code] for name in names) for code in LANGUAGES if names})
