"""From a plan's rows to a whole, checked file under its final name."""

from __future__ import annotations

import gettext
import hashlib
import os
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import docx
from django.conf import settings
from django.utils.translation import override

from exports.contents import plan_content
from exports.drawings import gantt_pictures, graph_pictures
from exports.models import Export, Step
from exports.queue import file_of
from exports.word.content import PlanContent
from exports.word.plan import write_plan
from planner.jobs import Progress
from planner.queries.schedules import schedule_of_plan


@dataclass(frozen=True)
class Made:
    sha256: str
    size: int


class FileDoesNotOpen(Exception):
    """What was written is not a whole Word file."""


def make_file(export: Export, *, progress: Progress, today: date) -> Made:
    """Write the export's file, check that it opens, and give it its final name in one step.

    Until then it is a `.part`, deleted where something goes wrong. `today` is printed as the document's date.
    Raises `planner.domain.graph.CyclicGraph`, OSError, and whatever `progress` raises.
    """
    whole = file_of(export)
    partial = whole.with_suffix(".part")
    with override(export.language):
        content = _content(export, progress, today)
    try:
        write_plan(
            content,
            partial,
            catalogue=gettext.translation("django", settings.LOCALE_PATHS[0], [export.language], fallback=True),
            profile=export.profile,
            progress=lambda _part, percent: progress(Step.WRITING, 50 + percent * 40 // 100),
        )
        progress(Step.CHECKING, 90)
        made = _check(partial)
        progress(Step.CHECKING, 99)
        _keep(partial, whole)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return made


def _content(export: Export, progress: Progress, today: date) -> PlanContent:
    progress(Step.READING, 0)
    schedule = schedule_of_plan(export.plan)
    content = plan_content(export.plan, schedule, today=today)
    progress(Step.DRAWING, 10)
    gantts = gantt_pictures(export.plan, schedule, drawn=lambda share: progress(Step.DRAWING, 10 + round(30 * share)))
    graphs = graph_pictures(export.plan, schedule)
    progress(Step.WRITING, 50)
    return replace(content, gantts=gantts, graphs=graphs)


def _check(path: Path) -> Made:
    with zipfile.ZipFile(path) as archive:
        broken = archive.testzip()
    if broken is not None:
        raise FileDoesNotOpen(f"{broken} in {path} is broken")
    docx.Document(str(path))
    with path.open("rb") as file:
        return Made(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def _keep(partial: Path, whole: Path) -> None:
    """On the disk before it is there under its name, and its name on the disk before anyone is told."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(whole)
    folder = os.open(whole.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
