"""The starter set: recommendations with the tasks and links they bring, all checked before any row is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from planner.domain import graph
from planner.models import (
    BlueprintLink,
    BlueprintPart,
    BlueprintTask,
    Level,
    LinkKind,
    Recommendation,
    RecommendationIndicator,
    RecommendationRisk,
)
from planner.services.reference.files import BadReference, Entry, by_name, read_toml
from planner.services.reference.studies import theme_codes
from planner.services.reference.upserts import replace_members, upsert

SHARED_TASKS = "shared_tasks.toml"
RECOMMENDATIONS = "recommendations"


@dataclass(frozen=True)
class TaskSheet:
    row: BlueprintTask
    supporting: list[str]


@dataclass(frozen=True)
class Sheet:
    """One recommendation of the files, as rows that are not saved yet and the keys of what they go with."""

    row: Recommendation
    supporting: list[str]
    themes: list[str]
    prerequisites: list[str]
    shared: list[str]
    tasks: list[TaskSheet]
    links: list[BlueprintLink]
    indicators: list[RecommendationIndicator]
    risks: list[RecommendationRisk]

    @property
    def brings(self) -> list[str]:
        return [*self.shared, *(task.row.key for task in self.tasks)]


def load_recommendations(folder: Path) -> dict[str, int]:
    """Bring the starter set up to date.

    A recommendation whose text its study's own has replaced (`Origin.STUDY`) is left alone, blueprint included.
    One that the files no longer hold stays: plans may rest on it.
    """
    shared_tasks, shared_links, sheets = read_starter_set(folder)
    replaced = set(Recommendation.objects.filter(origin=Recommendation.Origin.STUDY).values_list("pk", flat=True))
    kept = [sheet for sheet in sheets if sheet.row.code not in replaced]
    tasks = [*shared_tasks, *(task for sheet in kept for task in sheet.tasks)]
    _save_tasks(tasks)
    _save_recommendations(kept)
    _save_links(
        [*shared_links, *(link for sheet in kept for link in sheet.links)], into=[task.row.key for task in tasks]
    )
    BlueprintTask.objects.filter(parts=None).delete()
    return {
        "recommendations": len(sheets),
        "blueprint tasks": len(shared_tasks) + sum(len(sheet.tasks) for sheet in sheets),
        "blueprint links": len(shared_links) + sum(len(sheet.links) for sheet in sheets),
    }


def read_starter_set(folder: Path) -> tuple[list[TaskSheet], list[BlueprintLink], list[Sheet]]:
    """The shared tasks, the links among them, and the recommendations. Raises BadReference."""
    reader = _Reader(folder)
    shared_tasks = [reader.task(entry) for entry in reader.shared.values()]
    shared_links = [
        reader.link(entry, before=reader.shared, after=reader.shared) for entry in reader.shared_file.entries("link")
    ]
    sheets = [reader.sheet(order, entry) for order, entry in enumerate(reader.recommendations.values(), start=1)]
    tasks = [*shared_tasks, *(task for sheet in sheets for task in sheet.tasks)]
    links = [*shared_links, *(link for sheet in sheets for link in sheet.links)]
    _check_shared_tasks_are_needed(reader.shared, sheets)
    _check_links_are_there_once(links)
    _check_no_circle((task.row.key for task in tasks), ((link.before_id, link.after_id) for link in links))
    _check_no_circle(
        (sheet.row.code for sheet in sheets),
        ((needed, sheet.row.code) for sheet in sheets for needed in sheet.prerequisites),
    )
    return shared_tasks, shared_links, sheets


class _Reader:
    """Turns entries into rows, knowing what the files as a whole hold."""

    def __init__(self, folder: Path) -> None:
        self.shared_file = read_toml(folder, SHARED_TASKS)
        self.shared = self.shared_file.entries_by("key", "task")
        files = sorted(path.name for path in (folder / RECOMMENDATIONS).glob("*.toml"))
        self.recommendations = by_name(
            [
                entry
                for name in files
                for entry in read_toml(folder, f"{RECOMMENDATIONS}/{name}").entries("recommendation")
            ],
            "code",
        )
        self._studies = read_toml(folder, "studies.toml").entries_by("code", "study")
        self._bodies = read_toml(folder, "roles.toml").table("role").values
        self._themes = theme_codes(folder)
        self._all_tasks = by_name([*self.shared.values(), *self._of_all("task")], "key")
        by_name(self._of_all("indicator"), "key")

    def _of_all(self, field: str) -> list[Entry]:
        return [part for entry in self.recommendations.values() for part in entry.entries(field)]

    def sheet(self, order: int, entry: Entry) -> Sheet:
        code = entry.string("code")
        own = entry.entries_by("key", "task")
        shared = entry.some_of("shared", self.shared)
        # A shared task that the recommendation does not bring itself could be missing from a plan.
        reachable = {key for key in self._all_tasks if key not in self.shared or key in shared}
        return Sheet(
            row=self._recommendation(order, entry),
            supporting=entry.some_of("supporting", self._bodies),
            themes=[
                self._themes[kind][word]
                for kind, field in (("rite", "rite"), ("sdg", "sdg"), ("challenge", "challenges"))
                for word in entry.some_of(field, self._themes[kind])
            ],
            prerequisites=entry.some_of("prerequisites", self.recommendations.keys() - {code}),
            shared=shared,
            tasks=[self.task(task) for task in own.values()],
            links=[self.link(link, before=reachable, after=own) for link in entry.entries("link")],
            indicators=[
                self._indicator(code, place, indicator)
                for place, indicator in enumerate(entry.entries_by("key", "indicator").values(), start=1)
            ],
            risks=[self._risk(code, place, risk) for place, risk in enumerate(entry.entries("risk"), start=1)],
        )

    def task(self, entry: Entry) -> TaskSheet:
        row = BlueprintTask(
            key=entry.string("key"),
            title=entry.text("title"),
            output=entry.text("output"),
            indicator=entry.text("indicator"),
            days=entry.whole("days"),
            responsible_id=entry.one_of("role", self._bodies),
            cost=entry.whole("cost_usd"),
        )
        return TaskSheet(row, entry.some_of("supporting", self._bodies))

    def link(self, entry: Entry, *, before: Collection[str], after: Collection[str]) -> BlueprintLink:
        first = entry.one_of("before", before)
        return BlueprintLink(
            before_id=first,
            after_id=entry.one_of("after", set(after) - {first}),
            kind=entry.one_of("kind", LinkKind.values),
            lag=entry.whole("lag", least=None),
        )

    def _recommendation(self, order: int, entry: Entry) -> Recommendation:
        return Recommendation(
            code=entry.string("code"),
            study_id=entry.one_of("study", self._studies),
            order=order,
            title=entry.text("title"),
            summary=entry.text("summary"),
            problem=entry.text("problem"),
            solution=entry.text("solution"),
            results=entry.text("results"),
            lead_id=entry.one_of("lead", self._bodies),
            running_cost=entry.whole("running_cost_usd"),
        )

    def _indicator(self, code: str, order: int, entry: Entry) -> RecommendationIndicator:
        return RecommendationIndicator(
            recommendation_id=code,
            order=order,
            key=entry.string("key"),
            name=entry.text("name"),
            definition=entry.text("definition"),
            formula=entry.text("formula"),
            source=entry.text("source"),
            unit=entry.one_of("unit", RecommendationIndicator.Unit.values),
            direction=entry.one_of("direction", RecommendationIndicator.Direction.values),
            frequency=entry.one_of("frequency", RecommendationIndicator.Frequency.values),
            owner_id=entry.one_of("owner", self._bodies),
            target=entry.number("target"),
        )

    def _risk(self, code: str, order: int, entry: Entry) -> RecommendationRisk:
        return RecommendationRisk(
            recommendation_id=code,
            order=order,
            text=entry.text("text"),
            mitigation=entry.text("mitigation"),
            likelihood=entry.one_of("likelihood", Level.values),
            effect=entry.one_of("effect", Level.values),
            owner_id=entry.one_of("owner", self._bodies),
        )


def _check_shared_tasks_are_needed(shared: dict[str, Entry], sheets: list[Sheet]) -> None:
    needed = {key for sheet in sheets for key in sheet.shared}
    for key, entry in shared.items():
        if key not in needed:
            raise entry.wrong("", "no recommendation needs this shared task")


def _check_links_are_there_once(links: list[BlueprintLink]) -> None:
    for (before, after, kind), count in Counter((row.before_id, row.after_id, row.kind) for row in links).items():
        if count > 1:
            raise BadReference(file=RECOMMENDATIONS, key=f"{before} {kind} {after}", problem="the link is there twice")


def _check_no_circle(keys: Iterable[str], arrows: Iterable[tuple[str, str]]) -> None:
    try:
        graph.TaskGraph([graph.Task(key, 0) for key in keys], [graph.Link(*arrow) for arrow in arrows])
    except graph.CyclicGraph as error:
        circle = " → ".join(map(str, [*error.cycle, error.cycle[0]]))
        raise BadReference(file=RECOMMENDATIONS, key=circle, problem="they wait for each other in a circle") from error


def _save_tasks(tasks: list[TaskSheet]) -> None:
    upsert(BlueprintTask, [task.row for task in tasks], by=["key"])
    replace_members(
        BlueprintTask.supporting.through,
        of="blueprinttask",
        member="body",
        lists={task.row.key: task.supporting for task in tasks},
    )


def _save_recommendations(sheets: list[Sheet]) -> None:
    upsert(Recommendation, [sheet.row for sheet in sheets], by=["code"])
    for through, of, member, field in (
        (Recommendation.supporting.through, "recommendation", "body", "supporting"),
        (Recommendation.themes.through, "recommendation", "theme", "themes"),
        (Recommendation.prerequisites.through, "from_recommendation", "to_recommendation", "prerequisites"),
    ):
        lists = {sheet.row.code: getattr(sheet, field) for sheet in sheets}
        replace_members(through, of=of, member=member, lists=lists)
    codes = [sheet.row.code for sheet in sheets]
    for model in (BlueprintPart, RecommendationIndicator, RecommendationRisk):
        model.objects.filter(recommendation__in=codes).delete()
    BlueprintPart.objects.bulk_create(
        BlueprintPart(recommendation_id=sheet.row.code, task_id=key, order=order)
        for sheet in sheets
        for order, key in enumerate(sheet.brings, start=1)
    )
    RecommendationIndicator.objects.bulk_create(row for sheet in sheets for row in sheet.indicators)
    RecommendationRisk.objects.bulk_create(row for sheet in sheets for row in sheet.risks)


def _save_links(links: list[BlueprintLink], *, into: list[str]) -> None:
    """The links into these tasks are exactly `links`, but for those from a task that a study's own text dropped."""
    BlueprintLink.objects.filter(after__in=into).delete()
    existing = set(BlueprintTask.objects.values_list("pk", flat=True))
    BlueprintLink.objects.bulk_create(link for link in links if link.before_id in existing)
