"""Project knows how far a task is, not who has accepted it."""

from __future__ import annotations

from datetime import date


def state_seen_in(*, progress: int, started: date | None, finished: date | None, active: bool) -> str:
    """The state of a task as far as a project file tells it: a `planner.models.Task.State`."""
    if not active:
        return "CANCELLED"
    if progress == 100 or finished:
        return "DONE"
    return "IN_PROGRESS" if progress or started else "PLANNED"


STATES = ("PLANNED", "IN_PROGRESS", "BLOCKED", "SUBMITTED", "RETURNED", "ACCEPTED", "DONE", "CANCELLED")
