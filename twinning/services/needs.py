"""What a country answers to a suggested need."""

from __future__ import annotations

from datetime import datetime

from planner.models import Country, Indicator, Recommendation, User
from twinning.models import DismissedSuggestion, Need
from twinning.queries.needs import Suggestion
from twinning.services.records import add_record


def accept_suggestion(*, country: Country, suggestion: Suggestion) -> Need:
    """A draft that starts from the indicator or the recommendation. The caller may write for the country."""
    need = Need(country=country, title=suggestion.title, languages=list(country.working_languages))
    if suggestion.origin == "indicator":
        return add_record(record=need, values={"indicators": [Indicator.objects.get(pk=suggestion.code)]})
    recommendation = Recommendation.objects.get(pk=suggestion.code)
    return add_record(
        record=need,
        values={
            "recommendation": recommendation,
            "expected_results": recommendation.results,
            "themes": list(recommendation.themes.all()),
        },
    )


def dismiss_suggestion(*, country: Country, suggestion: Suggestion, user: User, now: datetime) -> None:
    """It is not suggested again. Dismissing it twice does no harm."""
    DismissedSuggestion.objects.get_or_create(
        country=country,
        **{f"{suggestion.origin}_id": suggestion.code},
        defaults={"dismissed_at": now, "dismissed_by": user},
    )
