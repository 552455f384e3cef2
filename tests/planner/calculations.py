"""Calculations in any state. Each function names what matters and makes up the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from planner.models import ACTIVE_STATES, Calculation, Institution, JobState, Plan
from planner.services.calculations import calculate
from tests.factories import make_plan

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


def make_busy_plan() -> Plan:
    """All tasks are one institution's, which does one at a time."""
    plan = make_plan("JOR", codes=("INN-01", "INN-02"))
    plan.workplan.tasks.update(responsible=Institution.objects.first())
    Institution.objects.update(capacity=1)
    return plan


def make_levelling(plan: Plan) -> Calculation:
    """A proposal for the plan as it stands."""
    made = calculate(Calculation(plan=plan, kind=Calculation.Kind.LEVELLING), lambda step, percent: None)
    return make_calculation(plan, JobState.READY, kind=Calculation.Kind.LEVELLING, **made)


def days_waited_for(plan: Plan) -> dict[str, str]:
    """The tasks that wait for hands, and until when."""
    tasks = plan.workplan.tasks.filter(levelled_start__isnull=False)
    return {key: day.isoformat() for key, day in tasks.values_list("key", "levelled_start")}
