"""Exports in any state. Each function names what matters and makes up the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from exports import queue
from exports.models import PROFILES_OF, Export, Fault
from planner.models import ACTIVE_STATES, Country, JobState, Plan, Workplan
from planner.services.plans import default_title
from twinning.models import Report, Round, Twinning

NOW = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)


def make_empty_plan(country: str = "JOR") -> Plan:
    """Without commitments and tasks: enough for tests of what becomes of a request."""
    return Plan.objects.create(
        country_id=country,
        workplan=Workplan.objects.create(start=NOW.date()),
        title=default_title(Country.objects.get(pk=country)),
        base_language="ar",
    )


def make_export(
    subject: Plan | Round | Twinning | Report, state: str = JobState.QUEUED, *, now: datetime = NOW, **fields: Any
) -> Export:
    """A row as the queue leaves it in that state at `now`; a READY one has its file."""
    finished = {"percent": 100, "sha256": "0" * 64, "size": 4}
    of_state = {
        JobState.RUNNING: {"lease_until": now + timedelta(seconds=60)},
        JobState.READY: finished,
        JobState.FAILED: {"error": Fault.UNEXPECTED},
        JobState.EXPIRED: finished,
        JobState.CANCELLED: {"error": Fault.NOT_ALLOWED},
    }
    values = {
        str(subject._meta.model_name): subject,
        "revision": subject.revision,
        "language": "ar",
        "profile": PROFILES_OF[str(subject._meta.model_name)][0],
        "asked_at": now,
        "rung_at": now,
        "state": state,
        "attempt": 0 if state == JobState.QUEUED else 1,
        "finished_at": None if state in ACTIVE_STATES else now,
        **of_state.get(state, {}),
        **fields,
    }
    export = Export.objects.create(**values)
    if state == JobState.READY:
        queue.file_of(export).write_bytes(b"word")
    return export
