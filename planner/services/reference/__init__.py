"""Loading the reference data that ships in `planner/reference/`. Loading again changes nothing but what is new there.

What is published (names, index values, studies, recommendations) is brought up to date. What a country owns
(its working weeks, days off and short hours) is seeded once and from then on never touched.
"""

from pathlib import Path

from django.db import transaction

from planner.services.reference.countries import load_countries, load_indicators
from planner.services.reference.files import FOLDER, BadReference
from planner.services.reference.holidays import seed_holidays
from planner.services.reference.ramadan import seed_ramadan
from planner.services.reference.recommendations import load_recommendations
from planner.services.reference.studies import load_bodies, load_studies, load_themes

__all__ = ["FOLDER", "BadReference", "load_reference"]


@transaction.atomic
def load_reference(folder: Path = FOLDER) -> dict[str, int]:
    """All of the planner's part or, where a file is wrong, none of it. Counts by kind; raises BadReference."""
    counts: dict[str, int] = {}
    for load in (
        load_countries,
        seed_holidays,
        seed_ramadan,
        load_indicators,
        load_studies,
        load_themes,
        load_bodies,
        load_recommendations,
    ):
        counts |= load(folder)
    return counts
