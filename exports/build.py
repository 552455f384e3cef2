"""From the rows of a subject to a whole, checked file under its final name."""

from __future__ import annotations

import hashlib
import os
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx

from exports.models import Export, Step
from exports.queue import file_of
from exports.subjects import subject_of
from planner.jobs import Progress


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
    try:
        subject_of(export).write(export, partial, progress=progress, today=today)
        progress(Step.CHECKING, 90)
        made = _check(partial)
        progress(Step.CHECKING, 99)
        _keep(partial, whole)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return made


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
