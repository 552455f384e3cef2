"""Where a file of evidence lies, and who may have it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404

from planner.models import User
from twinning.models import Evidence
from twinning.queries.access import twinnings_visible_to


def path_of_evidence(evidence: Evidence) -> Path:
    """Its key alone: neither name nor ending of what was brought in."""
    return settings.EVIDENCE_DIR / str(evidence.pk)


def evidence_for_viewing(user: User, twinning: UUID, pk: UUID) -> Evidence:
    """Asked anew at each download. Raises Http404."""
    rows = Evidence.objects.select_related("twinning__workplan", "activity__task")
    return get_object_or_404(rows, pk=pk, twinning=twinning, twinning__in=twinnings_visible_to(user))


def evidence_for_download(user: User, twinning: UUID, pk: UUID) -> tuple[Evidence, BinaryIO]:
    """Raises Http404 also where the file is gone."""
    evidence = evidence_for_viewing(user, twinning, pk)
    try:
        return evidence, path_of_evidence(evidence).open("rb")
    except FileNotFoundError:
        raise Http404 from None
