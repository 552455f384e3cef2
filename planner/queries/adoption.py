"""What adopting more recommendations would bring into a plan that is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.blueprints import Arrow, Assembly, assemble, missing_prerequisites
from planner.models import BlueprintLink, BlueprintTask, Plan, Recommendation, Task
from planner.queries.proposals import NothingChosen, ProposedPrerequisite, UnknownRecommendation


@dataclass(frozen=True)
class Adoption:
    """`prerequisites` are neither chosen nor in the plan. `tasks` are new, `shared` in the plan already, by key."""

    recommendations: list[Recommendation]
    prerequisites: list[ProposedPrerequisite]
    tasks: dict[str, BlueprintTask]
    shared: dict[str, Task]
    assembly: Assembly

    @property
    def link_count(self) -> int:
        return len(self.assembly.arrows)


def recommendations_to_adopt(plan: Plan) -> list[Recommendation]:
    """Those of the library that the plan has no commitment for, in its order."""
    adopted = plan.commitments.exclude(recommendation=None).values("recommendation")
    return list(
        Recommendation.objects.exclude(code__in=adopted).select_related("study").order_by("study__order", "order")
    )


def adoption_for(plan: Plan, codes: Sequence[str]) -> Adoption:
    """What choosing `codes` brings; those that the plan has adopted already count as unknown.

    Raises NothingChosen or UnknownRecommendation. Seven queries at any number of recommendations.
    """
    library = {
        row.code: row
        for row in Recommendation.objects.select_related("lead", "study").prefetch_related("prerequisites", "parts")
    }
    adopted = set(plan.commitments.exclude(recommendation=None).values_list("recommendation", flat=True))
    unknown = [code for code in codes if code not in library or code in adopted]
    if unknown:
        raise UnknownRecommendation(unknown)
    chosen = [code for code in library if code in set(codes)]
    if not chosen:
        raise NothingChosen
    missing = missing_prerequisites(
        [*adopted, *chosen],
        {code: [other.code for other in library[code].prerequisites.all()] for code in library if code not in adopted},
    )
    present = {task.key: task for task in plan.workplan.tasks.prefetch_related("also_serves")}
    assembly = assemble(
        chosen,
        {code: [part.task_id for part in library[code].parts.all()] for code in chosen},
        [Arrow(row.before_id, row.after_id, row.kind, row.lag) for row in BlueprintLink.objects.all()],
        present,
    )
    found = BlueprintTask.objects.select_related("responsible").in_bulk(assembly.owner)
    return Adoption(
        recommendations=[library[code] for code in chosen],
        prerequisites=[
            ProposedPrerequisite(library[code], [library[other] for other in asked_by])
            for code, asked_by in missing.items()
        ],
        tasks={key: found[key] for key in assembly.owner},
        shared={key: present[key] for key in assembly.also_serves if key in present},
        assembly=assembly,
    )
