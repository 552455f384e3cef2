"""Everything a national action plan is made of."""

from planner.models.countries import Country, Holiday, Indicator, IndicatorValue, WorkingWeek
from planner.models.people import Membership, User
from planner.models.plans import Commitment, CommitmentIndicator, CommitmentRisk, Plan
from planner.models.studies import (
    BlueprintLink,
    BlueprintPart,
    BlueprintTask,
    Body,
    Level,
    LinkKind,
    Recommendation,
    RecommendationIndicator,
    RecommendationRisk,
    Study,
    Theme,
)
from planner.models.translated import LANGUAGES, Translated, TranslatedField
from planner.models.workplans import Link, Task, Workplan

__all__ = [
    "LANGUAGES",
    "BlueprintLink",
    "BlueprintPart",
    "BlueprintTask",
    "Body",
    "Commitment",
    "CommitmentIndicator",
    "CommitmentRisk",
    "Country",
    "Holiday",
    "Indicator",
    "IndicatorValue",
    "Level",
    "Link",
    "LinkKind",
    "Membership",
    "Plan",
    "Recommendation",
    "RecommendationIndicator",
    "RecommendationRisk",
    "Study",
    "Task",
    "Theme",
    "Translated",
    "TranslatedField",
    "User",
    "WorkingWeek",
    "Workplan",
]
