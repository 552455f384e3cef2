"""Calculations in any state. Each function names what matters and makes up the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from planner.models import ACTIVE_STATES, Calculation, JobState, Plan

NOW = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)


def make_calculation(plan: Plan, state: str = JobState.QUEUED, *, now: datetime = NOW, **fields: Any) -> Calculation:
    """A row as the queue leaves it in that state at `now`."""
    of_state = {
        JobState.RUNNING: {"lease_until": now + timedelta(seconds=60)},
        JobState.READY: {"percent": 100, "result": {}},
        JobState.FAILED: {"error": Calculation.Fault.UNEXPECTED},
        JobState.CANCELLED: {"error": Calculation.Fault.NOT_ALLOWED},
    }
    values = {
        "plan": plan,
        "kind": Calculation.Kind.SIMULATION,
        "change_number": plan.workplan.change_number,
        "asked_at": now,
        "rung_at": now,
        "state": state,
        "attempt": 0 if state == JobState.QUEUED else 1,
        "finished_at": None if state in ACTIVE_STATES else now,
        **of_state.get(state, {}),
        **fields,
    }
    return Calculation.objects.create(**values)
