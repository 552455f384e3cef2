"""Files: asking for one, where it lies, and making rows and files agree.

What becomes of the request until the file is there is told in `planner.jobs`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from exports.models import Export
from planner import jobs
from planner.models import JobState, Plan, User
from twinning.models import Report, Round, Twinning

KEPT_FOR = timedelta(days=7)
# A file without a row may be one that a worker is about to finish.
ORPHAN_KEPT_FOR = timedelta(hours=1)


def request_export(
    *,
    user: User | None,
    subject: Plan | Round | Twinning | Report,
    language: str,
    profile: str,
    second_language: str = "",
    now: datetime,
) -> Export:
    """Ask for a file of `subject`. The same request while one is active is that one. `user` None is the operator.

    The caller has fetched `subject` through its `…_for_viewing`, which is the permission to ask.
    """
    request = {
        str(subject._meta.model_name): subject,
        "revision": subject.revision,
        "language": language,
        "second_language": second_language,
        "profile": profile,
        "format": Export.Format.DOCX,
    }
    return jobs.request_once(Export, same_by=request, user=user, now=now)


def sweep_files(*, now: datetime) -> None:
    """Make rows and files agree: expire what is old or gone, delete what no row stands for."""
    ready = Export.objects.filter(state=JobState.READY)
    ready.filter(finished_at__lt=now - KEPT_FOR).update(state=JobState.EXPIRED)
    kept = set()
    for export in ready:
        if file_of(export).exists():
            kept.add(file_of(export))
        else:
            ready.filter(pk=export.pk).update(state=JobState.EXPIRED)
    for path in settings.EXPORTS_DIR.iterdir():
        if path not in kept and _is_older(path, now - ORPHAN_KEPT_FOR):
            path.unlink(missing_ok=True)


def _is_older(path: Path, moment: datetime) -> bool:
    """False also for a file that went away while it was looked at."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def file_of(export: Export) -> Path:
    """Where the file of this attempt lies once it is whole. A worker that lost its lease writes to another name."""
    return settings.EXPORTS_DIR / f"{export.pk}-{export.attempt}.{export.format}"
