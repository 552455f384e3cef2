"""What countries can show each other, and what they want to learn."""

from twinning.models.moves import RecordMove
from twinning.models.needs import DismissedSuggestion, Need, NeedMove
from twinning.models.places import Places
from twinning.models.practices import CaseCount, Practice, PracticeMove

__all__ = [
    "CaseCount",
    "DismissedSuggestion",
    "Need",
    "NeedMove",
    "Places",
    "Practice",
    "PracticeMove",
    "RecordMove",
]
