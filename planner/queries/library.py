"""What the recommendation library shows. It is open to everyone who is signed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from planner.domain.search import finds
from planner.models import (
    BlueprintLink,
    BlueprintTask,
    Recommendation,
    RecommendationIndicator,
    RecommendationRisk,
    Study,
    Theme,
)
from planner.queries.wording import link_manner


@dataclass(frozen=True)
class StudyGroup:
    study: Study
    recommendations: list[Recommendation]


@dataclass(frozen=True)
class LibraryPage:
    groups: list[StudyGroup]
    count: int
    total: int


def filter_choices() -> dict[str, QuerySet[Study] | QuerySet[Theme]]:
    """What the library can be filtered by."""
    return {"studies": Study.objects.all(), "themes": Theme.objects.all()}


def library_page(*, words: str = "", study: str = "", themes: Sequence[str] = ()) -> LibraryPage:
    """The recommendations that bear every one of the themes and contain every word. Three queries.

    Words are looked for in all three languages, in Python: hamzas and diacritics are beyond what SQLite and
    PostgreSQL compare alike, and a library is hundreds of texts, not millions.
    """
    library = list(recommendations_in_order().annotate(task_count=Count("parts")))
    found = [
        recommendation
        for recommendation in library
        if (not study or recommendation.study_id == study)
        and set(themes) <= {theme.code for theme in recommendation.themes.all()}
        and finds(words, _searched_text(recommendation))
    ]
    return LibraryPage(groups=by_study(found), count=len(found), total=len(library))


def recommendations_in_order() -> QuerySet[Recommendation]:
    # Said again, because a counting query forgets the model's own order.
    in_order = Recommendation.objects.order_by(*Recommendation._meta.ordering)
    return in_order.select_related("study", "lead").prefetch_related("themes", "prerequisites")


def by_study(recommendations: Sequence[Recommendation]) -> list[StudyGroup]:
    groups: dict[Study, list[Recommendation]] = {}
    for recommendation in recommendations:
        groups.setdefault(recommendation.study, []).append(recommendation)
    return [StudyGroup(study, members) for study, members in groups.items()]


def _searched_text(recommendation: Recommendation) -> str:
    texts = (recommendation.title, recommendation.summary, recommendation.problem, recommendation.solution)
    return " ".join([recommendation.code, *(part for text in texts for part in text.values())])


@dataclass(frozen=True)
class Wait:
    """What a blueprint task waits for: another task of the same list, by its number, or one of another list."""

    before: BlueprintTask
    number: int | None
    manner: str
    brought_by: list[Recommendation]


@dataclass(frozen=True)
class BlueprintRow:
    number: int
    task: BlueprintTask
    also_in: list[Recommendation]
    waits: list[Wait]


@dataclass(frozen=True)
class RecommendationPage:
    recommendation: Recommendation
    themes: list[Theme]
    prerequisites: list[Recommendation]
    prerequisite_of: list[Recommendation]
    tasks: list[BlueprintRow]
    indicators: list[RecommendationIndicator]
    risks: list[RecommendationRisk]


def recommendation_page(code: str) -> RecommendationPage:
    """Raises Http404 for an unknown code. Ten queries at any number of rows."""
    recommendation = recommendations_in_order().prefetch_related("supporting").filter(code=code).first()
    if recommendation is None:
        raise Http404
    return RecommendationPage(
        recommendation=recommendation,
        themes=list(recommendation.themes.all()),
        prerequisites=list(recommendation.prerequisites.all()),
        prerequisite_of=list(recommendation.prerequisite_of.all()),
        tasks=_blueprint_rows(recommendation),
        indicators=list(recommendation.indicators.select_related("owner")),
        risks=list(recommendation.risks.select_related("owner")),
    )


def _blueprint_rows(recommendation: Recommendation) -> list[BlueprintRow]:
    """Numbered in the order of the list; links from outside name the recommendations that bring their task."""
    with_bringers = BlueprintTask.objects.prefetch_related(
        Prefetch("recommendations", Recommendation.objects.only("code", "title"), to_attr="bringers")
    )
    tasks = list(
        with_bringers.filter(parts__recommendation=recommendation)
        .select_related("responsible")
        .order_by("parts__order")
    )
    numbers = {task.key: number for number, task in enumerate(tasks, start=1)}
    links = BlueprintLink.objects.filter(after__in=numbers).prefetch_related(Prefetch("before", with_bringers))
    waits = _waits_by_task(links, numbers)
    return [
        BlueprintRow(
            number=numbers[task.key],
            task=task,
            also_in=[other for other in task.bringers if other != recommendation],
            waits=waits.get(task.key, []),
        )
        for task in tasks
    ]


def _waits_by_task(links: QuerySet[BlueprintLink], numbers: Mapping[str, int]) -> dict[str, list[Wait]]:
    """Those within the list first, in its order."""
    waits: dict[str, list[Wait]] = {}
    for link in sorted(links, key=lambda link: (numbers.get(link.before_id, len(numbers) + 1), link.before_id)):
        wait = Wait(
            before=link.before,
            number=numbers.get(link.before_id),
            manner=link_manner(link.kind, link.lag),
            brought_by=link.before.bringers,
        )
        waits.setdefault(link.after_id, []).append(wait)
    return waits
