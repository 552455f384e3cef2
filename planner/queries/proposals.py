"""What a plan would be, before anyone makes it: the choice, what it stands on, its size and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planner.domain import schedule as domain
from planner.domain.blueprints import Arrow, Assembly, assemble, missing_prerequisites
from planner.domain.dates import format_date
from planner.domain.deadline import latest_start
from planner.models import BlueprintLink, BlueprintTask, Country, Recommendation
from planner.queries.country_calendars import calendar_of


class PlanRefused(Exception):
    """Nothing was made; the text says why, in the reader's language."""


class NothingChosen(PlanRefused):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one recommendation."))


class UnknownRecommendation(PlanRefused):
    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = codes
        super().__init__(_("There is no recommendation %(codes)s.") % {"codes": " ".join(codes)})


class NoDate(PlanRefused):
    def __init__(self) -> None:
        super().__init__(_("Give a start date or a deadline."))


class DeadlineBeforeStart(PlanRefused):
    def __init__(self, start: date, finish_by: date, months: str) -> None:
        self.start, self.finish_by = start, finish_by
        language = (get_language() or "ar")[:2]
        super().__init__(
            _("The deadline %(deadline)s is before the start %(start)s.")
            % {
                "deadline": format_date(finish_by, language, months),
                "start": format_date(start, language, months),
            }
        )


@dataclass(frozen=True)
class ProposedPrerequisite:
    recommendation: Recommendation
    asked_by: list[Recommendation]


@dataclass(frozen=True)
class Proposal:
    """A plan in the making. `late_days` are working days past the deadline; 0 where it is met or absent."""

    recommendations: list[Recommendation]
    prerequisites: list[ProposedPrerequisite]
    tasks: dict[str, BlueprintTask]
    assembly: Assembly
    start: date
    finish_by: date | None
    finish: date
    late_days: int

    @property
    def task_count(self) -> int:
        return len(self.tasks)

    @property
    def shared_count(self) -> int:
        return len(self.assembly.also_serves)

    @property
    def link_count(self) -> int:
        return len(self.assembly.arrows)


def proposal_for(*, country: Country, codes: Sequence[str], start: date | None, finish_by: date | None) -> Proposal:
    """What choosing `codes` would bring to `country`. With a deadline only, the latest start that meets it.

    Raises a `PlanRefused`. Seven queries at any number of recommendations.
    """
    _check_dates(start, finish_by, country)
    library = {
        recommendation.code: recommendation
        for recommendation in Recommendation.objects.select_related("lead", "study").prefetch_related(
            "prerequisites", "parts"
        )
    }
    unknown = [code for code in codes if code not in library]
    if unknown:
        raise UnknownRecommendation(unknown)
    chosen = [code for code in library if code in set(codes)]
    if not chosen:
        raise NothingChosen
    missing = missing_prerequisites(
        chosen, {code: [other.code for other in row.prerequisites.all()] for code, row in library.items()}
    )
    assembly = assemble(
        chosen,
        {code: [part.task_id for part in library[code].parts.all()] for code in chosen},
        [Arrow(row.before_id, row.after_id, row.kind, row.lag) for row in BlueprintLink.objects.all()],
    )
    found = BlueprintTask.objects.select_related("responsible").in_bulk(assembly.owner)
    tasks = {key: found[key] for key in assembly.owner}
    domain_tasks = [domain.Task(key, task.days) for key, task in tasks.items()]
    links = [domain.Link(arrow.before, arrow.after, arrow.kind, arrow.lag) for arrow in assembly.arrows]
    calendar = calendar_of(country, on=start).calendar
    if start is None:
        start = latest_start(domain_tasks, links, finish_by=finish_by, calendar=calendar)
    result = domain.schedule(domain_tasks, links, start=start, calendar=calendar)
    late_days = calendar.count(finish_by + timedelta(days=1), result.finish) if finish_by else 0
    return Proposal(
        recommendations=[library[code] for code in chosen],
        prerequisites=[
            ProposedPrerequisite(library[code], [library[other] for other in asked_by])
            for code, asked_by in missing.items()
        ],
        tasks=tasks,
        assembly=assembly,
        start=start,
        finish_by=finish_by,
        finish=result.finish,
        late_days=late_days,
    )


def _check_dates(start: date | None, finish_by: date | None, country: Country) -> None:
    if start is None and finish_by is None:
        raise NoDate
    if start and finish_by and finish_by < start:
        raise DeadlineBeforeStart(start, finish_by, country.month_names)
