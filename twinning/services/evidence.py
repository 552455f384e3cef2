"""Files that show what was done. Each lies in the data folder under its own key, never under a name from outside."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import User
from planner.services.edits import EditRefused
from twinning.domain.activity_states import OUT_OF_HAND
from twinning.domain.evidence_files import (
    EXTENSIONS,
    LARGEST_FILE,
    EvidenceRefused,
    Fault,
    evidence_name,
    type_of_evidence,
)
from twinning.models import Activity, Evidence, MandatoryResult, Twinning
from twinning.permissions import check_user_can_work
from twinning.queries.evidence import path_of_evidence

MOST_FILES = 50
# A file is written before its row: one so young without a row may still get it.
ORPHAN_KEPT_FOR = timedelta(hours=1)
CHUNK = 256 * 1024


class FileNotTaken(EditRefused):
    field = "file"

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault_in_words(fault))


class TooManyFiles(EditRefused):
    field = "file"

    def __init__(self) -> None:
        super().__init__(_("There are %(count)s files already. Remove one first.") % {"count": MOST_FILES})


class Submitted(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("What was submitted or accepted keeps its files. It has to be returned first."))


def add_evidence(
    *,
    twinning: Twinning,
    activity: Activity | None = None,
    result: MandatoryResult | None = None,
    source: BinaryIO,
    name: str,
    user: User,
    now: datetime,
) -> Evidence:
    """Keep a file as evidence of an activity, or of a mandatory result.

    Raises `planner.permissions.NotAllowed`, FileNotTaken, TooManyFiles, Submitted.
    """
    check_user_can_work(user, twinning)
    if activity is not None and activity.task.state in OUT_OF_HAND:
        raise Submitted
    subject = {"activity": activity, "result": result}
    if Evidence.objects.filter(**subject).count() >= MOST_FILES:
        raise TooManyFiles
    try:
        kind = type_of_evidence(source)
    except EvidenceRefused as refused:
        raise FileNotTaken(refused.fault) from None
    evidence = Evidence(
        twinning=twinning,
        **subject,
        name=evidence_name(name, kind),
        media_type=kind.media_type,
        uploaded_at=now,
        uploaded_by=user,
    )
    path = path_of_evidence(evidence)
    try:
        evidence.size, evidence.sha256 = _write(source, path)
        evidence.save(force_insert=True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return evidence


def remove_evidence(*, evidence: Evidence, user: User) -> None:
    """The row, and after it is gone for good its file.

    Raises `planner.permissions.NotAllowed`; Submitted for what shows an activity that was submitted.
    """
    check_user_can_work(user, evidence.twinning)
    if evidence.activity is not None and evidence.activity.task.state in OUT_OF_HAND:
        raise Submitted
    path = path_of_evidence(evidence)
    with transaction.atomic():
        evidence.delete()
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep_evidence_files(*, now: datetime) -> None:
    """Delete the files that no row stands for, such as those of an activity that was removed."""
    if not settings.EVIDENCE_DIR.is_dir():
        return
    old = [path for path in settings.EVIDENCE_DIR.iterdir() if _is_older(path, now - ORPHAN_KEPT_FOR)]
    kept = {str(pk) for pk in Evidence.objects.values_list("pk", flat=True)} if old else set()
    for path in old:
        if path.name not in kept:
            path.unlink(missing_ok=True)


def fault_in_words(fault: Fault) -> str:
    types = ", ".join(dict.fromkeys(kind.extension.upper() for kind in EXTENSIONS))
    return {
        Fault.EMPTY: _("The file is empty."),
        Fault.TOO_LARGE: _("The file is larger than %(most)s MB."),
        Fault.UNKNOWN_TYPE: _("This type of file is not taken. Taken are: %(types)s."),
        Fault.BROKEN: _("The file is damaged and does not open."),
        Fault.MACROS: _("The file contains macros or programs. Save it without them and add it again."),
        Fault.PACKED_TOO_MUCH: _("The file would be far too large when opened."),
        Fault.ACTIVE_CONTENT: _("The file contains parts that run by themselves. Save it as plain PDF or picture."),
    }[fault] % {"most": LARGEST_FILE // 1024 // 1024, "types": types}


def _write(source: BinaryIO, path: Path) -> tuple[int, str]:
    """Size and hash of what was written, which has its name only once it is whole."""
    settings.EVIDENCE_DIR.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    digest, size = hashlib.sha256(), 0
    try:
        with partial.open("wb") as file:
            while chunk := source.read(CHUNK):
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return size, digest.hexdigest()


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False
