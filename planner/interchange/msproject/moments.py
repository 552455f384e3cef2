"""Project counts in minutes, a plan in days: which day does a moment belong to?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.domain.workdays import Calendar
from planner.interchange.msproject.codes import EVENING, MINUTES_PER_DAY, MORNING


@dataclass(frozen=True)
class Clock:
    """When a file's working day begins and ends, and how many minutes it counts for one."""

    morning: time
    evening: time
    minutes_per_day: float

    @classmethod
    def of(cls, about: Mapping[str, str]) -> Clock:
        return cls(
            morning=_time(about.get("DefaultStartTime"), MORNING),
            evening=_time(about.get("DefaultFinishTime"), EVENING),
            minutes_per_day=positive(about.get("MinutesPerDay"), MINUTES_PER_DAY),
        )

    def start_day(self, moment: datetime) -> date:
        """The day on which work begins that begins at that moment."""
        is_over = moment.time() >= self.evening > self.morning
        return moment.date() + timedelta(days=1) if is_over else moment.date()

    def finish_day(self, moment: datetime, calendar: Calendar) -> date:
        """The last day worked by that moment: a finish in the morning is the evening before."""
        return calendar.offset(moment.date(), -1) if moment.time() <= self.morning else moment.date()


def positive(text: str | None, default: float) -> float:
    try:
        value = float(text or default)
    except ValueError:
        return default
    return value if 0 < value < 1e9 else default


def _time(text: str | None, default: time) -> time:
    try:
        return time.fromisoformat(text) if text else default
    except ValueError:
        return default
