"""The Word files of a twinning: what its rows say, its chart, and the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from django.utils.translation import override

from exports.catalogues import catalogue_of
from exports.drawings import activity_pictures
from exports.models import Export, Profile, Step
from exports.twinning_contents import report_content, twinning_content
from exports.word import twinning as word
from planner.jobs import Progress
from twinning.models import Report
from twinning.queries.schedules import schedule_of_twinning


def write_twinning_file(export: Export, path: Path, *, progress: Progress, today: date) -> None:
    """From 0 to 90 per cent. Raises `planner.domain.graph.CyclicGraph`, OSError, and whatever `progress` raises."""
    content = _content(export, export.language, progress, today)
    catalogue = catalogue_of(export.language)
    progress(Step.WRITING, 50)
    if export.profile == Profile.FICHE:
        word.write_fiche(content, path, catalogue=catalogue)
    elif export.profile == Profile.SIGNING:
        other = _content(export, export.second_language, progress, today)
        catalogues = (catalogue, catalogue_of(export.second_language))
        word.write_for_signing(content, other, path, catalogues=catalogues)
    else:
        word.write_workplan(content, path, catalogue=catalogue)


def write_report_file(export: Export, path: Path, *, progress: Progress, today: date) -> None:
    """Raises as `write_twinning_file` does."""
    assert export.report is not None, "this writes files of reports"
    progress(Step.READING, 0)
    with override(export.language):
        schedule = schedule_of_twinning(export.report.twinning)
        content = report_content(export.report, schedule, today=today)
    progress(Step.WRITING, 50)
    word.write_report(content, path, catalogue=catalogue_of(export.language))


def title_of_report(report: Report, language: str) -> str:
    """The twinning's title and which report it is."""
    with override(language):
        whose = report.twinning.title.in_language(language, base=report.twinning.base_language)
        return f"{whose} – {report.title}"


def _content(export: Export, language: str, progress: Progress, today: date) -> word.TwinningContent:
    assert export.twinning is not None, "this writes files of twinnings"
    progress(Step.READING, 0)
    with override(language):
        schedule = schedule_of_twinning(export.twinning)
        content = twinning_content(export.twinning, schedule, today=today)
        if export.profile != Profile.WORKPLAN:
            return content
        progress(Step.DRAWING, 10)
        return replace(content, gantts=activity_pictures(export.twinning, schedule))
