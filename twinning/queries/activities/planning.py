"""What the form of an activity shows before dates are chosen: the days that both countries work, and who there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from planner.domain.dates import month_name
from planner.models import User
from twinning.domain.common_days import MonthOfDays
from twinning.models import Activity, Side, Twinning
from twinning.queries.activities.one import usual_in_words
from twinning.queries.people import side_people
from twinning.queries.schedules import common_days_of, months_of

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class CommonMonth:
    name: str
    days: MonthOfDays


@dataclass(frozen=True)
class UsualKind:
    value: str
    label: str
    usual: str


@dataclass(frozen=True)
class PlanningPage:
    months: str
    common: list[CommonMonth]
    kinds: list[UsualKind]


def planning_page(twinning: Twinning, *, today: date) -> PlanningPage:
    """The year that begins with the work plan, or today where that is later. Six queries."""
    months, language = months_of(twinning), (get_language() or "ar")[:2]
    first = max(twinning.workplan.start, today)
    return PlanningPage(
        months=months,
        common=[
            CommonMonth(f"{month_name(month.first, language, months)} {month.first.year}", month)
            for month in common_days_of(twinning, first=first, months=MONTHS_SHOWN)
        ],
        kinds=[UsualKind(kind.value, str(kind.label), usual_in_words(kind)) for kind in Activity.Kind],
    )


def people_by_side(twinning: Twinning) -> dict[str, QuerySet[User]]:
    return {side.value: side_people(twinning, side) for side in Side}
