"""A round's Word file: what its rows say, and the document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils.translation import override

from exports.catalogues import catalogue_of
from exports.models import Export, Step
from exports.round_contents import round_content
from exports.word.round import write_round
from planner.jobs import Progress


def write_round_file(export: Export, path: Path, *, progress: Progress, today: date) -> None:
    """From 0 to 90 per cent. Raises OSError, and whatever `progress` raises."""
    assert export.round is not None, "this writes files of rounds"
    progress(Step.READING, 0)
    with override(export.language):
        content = round_content(export.round, today=today)
    write_round(
        content,
        path,
        catalogue=catalogue_of(export.language),
        progress=lambda percent: progress(Step.WRITING, 40 + percent // 2),
    )
