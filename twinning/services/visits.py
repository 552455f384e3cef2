"""Remembering when somebody last looked at a twinning."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.models import User
from twinning.models import Twinning, Visit

# Pages opened within so long of each other belong to one visit.
ONE_VISIT = timedelta(minutes=30)
# What is written no more often than this.
SEEN_AGAIN_AFTER = timedelta(minutes=1)


def note_visit(*, twinning: Twinning, user: User, now: datetime) -> None:
    """A page is looked at. What happened since the visit before this one stays new until this one is over."""
    visit, is_first = Visit.objects.get_or_create(twinning=twinning, user=user, defaults={"seen_at": now})
    if is_first or now - visit.seen_at < SEEN_AGAIN_AFTER:
        return
    if now - visit.seen_at >= ONE_VISIT:
        visit.since = visit.seen_at
    visit.seen_at = now
    visit.save(update_fields=["since", "seen_at"])
