"""Everything a national action plan is made of."""

from planner.models.calculations import Calculation
from planner.models.countries import Country, Holiday, Indicator, IndicatorValue, ShortHours, WorkingWeek
from planner.models.jobs import ACTIVE_STATES, Job, JobState
from planner.models.people import Membership, User
from planner.models.plans import (
    Commitment,
    CommitmentIndicator,
    CommitmentRisk,
    Contribution,
    Financing,
    FinancingSource,
    IndicatorTarget,
    Plan,
    PlanMove,
    Revision,
)
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
from planner.models.uploads import Upload
from planner.models.versions import Versioned
from planner.models.workplans import Change, Institution, Link, OutsideLink, Task, WorkCalendar, Workplan

__all__ = [
    "ACTIVE_STATES",
    "LANGUAGES",
    "BlueprintLink",
    "BlueprintPart",
    "BlueprintTask",
    "Body",
    "Calculation",
    "Change",
    "Commitment",
    "CommitmentIndicator",
    "CommitmentRisk",
    "Contribution",
    "Country",
    "Financing",
    "FinancingSource",
    "Holiday",
    "Indicator",
    "IndicatorTarget",
    "IndicatorValue",
    "Institution",
    "Job",
    "JobState",
    "Level",
    "Link",
    "LinkKind",
    "Membership",
    "OutsideLink",
    "Plan",
    "PlanMove",
    "Recommendation",
    "RecommendationIndicator",
    "RecommendationRisk",
    "Revision",
    "ShortHours",
    "Study",
    "Task",
    "Theme",
    "Translated",
    "TranslatedField",
    "Upload",
    "User",
    "Versioned",
    "WorkCalendar",
    "WorkingWeek",
    "Workplan",
]
