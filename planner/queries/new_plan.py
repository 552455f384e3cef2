"""What the pages show on which a plan is put together, before it exists."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.blueprints import missing_prerequisites
from planner.models import Country, Recommendation
from planner.queries.proposals import PlanRefused, Proposal, ProposedPrerequisite, proposal_for


@dataclass(frozen=True)
class Choice:
    """`taken` are the prerequisites' codes that go along and are counted in `proposal`; where there can be no
    plan, `refused` says why."""

    chosen: list[Recommendation]
    prerequisites: list[ProposedPrerequisite]
    taken: Collection[str]
    proposal: Proposal | None
    refused: PlanRefused | None


def choice_of(
    country: Country,
    library: Sequence[Recommendation],
    codes: Collection[str],
    *,
    start: date | None,
    finish_by: date | None,
    taken: Collection[str] | None = None,
) -> Choice:
    """What choosing `codes` out of `library` means. Without `taken`, all missing prerequisites go along."""
    by_code = {recommendation.code: recommendation for recommendation in library}
    missing = missing_prerequisites(
        [code for code in by_code if code in codes],
        {code: [other.code for other in row.prerequisites.all()] for code, row in by_code.items()},
    )
    if taken is None:
        taken = list(missing)
    proposal, refused = None, None
    try:
        proposal = proposal_for(country=country, codes=[*codes, *taken], start=start, finish_by=finish_by)
    except PlanRefused as refusal:
        refused = refusal
    return Choice(
        chosen=[row for code, row in by_code.items() if code in codes],
        prerequisites=[
            ProposedPrerequisite(by_code[code], [by_code[other] for other in asked_by])
            for code, asked_by in missing.items()
        ],
        taken=taken,
        proposal=proposal,
        refused=refused,
    )
