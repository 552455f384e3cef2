"""What becomes of a schedule when the holidays that follow the moon are sighted a day earlier or later?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.graph import Key
from planner.domain.schedule import Schedule
from planner.domain.workdays import Calendar

__all__ = ["CriticalChange", "critical_change", "moving_tasks", "with_days_moved"]


def with_days_moved(
    calendar: Calendar, *, holidays: frozenset[date], seasons: frozenset[date] = frozenset(), days: int
) -> Calendar:
    """`calendar` with these of its holidays and seasons of short days so many days later, or earlier below zero.

    Seasons are named by their first days. A holiday that moves onto another is one day of rest, as it would be in
    life; an extra working day stays worked.
    """
    by = timedelta(days=days)
    return replace(
        calendar,
        holidays=calendar.holidays - holidays | {day + by for day in holidays},
        short_seasons=frozenset(
            season._replace(first=season.first + by, last=season.last + by) if season.first in seasons else season
            for season in calendar.short_seasons
        ),
    )


def moving_tasks(schedule: Schedule, *others: Schedule) -> frozenset[Key]:
    """The tasks whose early start or finish is not the same in all the schedules."""
    return frozenset(
        key
        for key, slot in schedule.items()
        if any(
            (slot.early_start, slot.early_finish) != (other[key].early_start, other[key].early_finish)
            for other in others
        )
    )


@dataclass(frozen=True)
class CriticalChange:
    """Keys in the order of the tasks."""

    became: list[Key]
    ceased: list[Key]


def critical_change(schedule: Schedule, other: Schedule) -> CriticalChange:
    """Which tasks are critical in `other` but not in `schedule`, and the reverse."""
    return CriticalChange(
        became=[key for key, slot in schedule.items() if other[key].critical and not slot.critical],
        ceased=[key for key, slot in schedule.items() if slot.critical and not other[key].critical],
    )
