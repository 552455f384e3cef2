"""A plan's Word file: what its rows say, its pictures, and the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from django.utils.translation import override

from exports.catalogues import catalogue_of
from exports.contents import plan_content
from exports.drawings import gantt_pictures, graph_pictures
from exports.models import Export, Step
from exports.word.content import PlanContent
from exports.word.plan import write_plan
from planner.jobs import Progress
from planner.queries.schedules import schedule_of_plan


def write_plan_file(export: Export, path: Path, *, progress: Progress, today: date) -> None:
    """From 0 to 90 per cent. Raises `planner.domain.graph.CyclicGraph`, OSError, and whatever `progress` raises."""
    with override(export.language):
        content = _content(export, progress, today)
    write_plan(
        content,
        path,
        catalogue=catalogue_of(export.language),
        profile=export.profile,
        progress=lambda _part, percent: progress(Step.WRITING, 50 + percent * 40 // 100),
    )


def _content(export: Export, progress: Progress, today: date) -> PlanContent:
    assert export.plan is not None, "this writes files of plans"
    progress(Step.READING, 0)
    schedule = schedule_of_plan(export.plan)
    content = plan_content(export.plan, schedule, today=today)
    progress(Step.DRAWING, 10)
    gantts = gantt_pictures(export.plan, schedule, drawn=lambda share: progress(Step.DRAWING, 10 + round(30 * share)))
    graphs = graph_pictures(export.plan, schedule)
    progress(Step.WRITING, 50)
    return replace(content, gantts=gantts, graphs=graphs)
