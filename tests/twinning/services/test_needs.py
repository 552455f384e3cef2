from datetime import UTC, datetime

import pytest

from planner.models import Country, Recommendation
from tests.factories import make_coordinator, make_plan
from twinning.models import DismissedSuggestion
from twinning.queries.needs import suggestions_for
from twinning.services.needs import accept_suggestion, dismiss_suggestion

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def suggestion_of(origin):
    jordan = Country.objects.get(pk="JOR")
    return jordan, next(one for one in suggestions_for(jordan) if one.origin == origin)


def test_accept_suggestion_makes_a_draft_out_of_a_recommendation():
    make_plan("JOR", codes=("INN-01",))
    jordan, suggestion = suggestion_of("recommendation")

    need = accept_suggestion(country=jordan, suggestion=suggestion)

    recommendation = Recommendation.objects.get(pk=suggestion.code)
    assert (need.state, need.recommendation, need.title) == ("DRAFT", recommendation, recommendation.title)
    assert set(need.themes.all()) == set(recommendation.themes.all())


def test_accept_suggestion_makes_a_draft_out_of_a_weak_capability():
    jordan, suggestion = suggestion_of("indicator")

    need = accept_suggestion(country=jordan, suggestion=suggestion)

    assert [indicator.pk for indicator in need.indicators.all()] == [suggestion.code]
    assert need.languages == jordan.working_languages


def test_dismiss_suggestion_does_no_harm_when_it_is_done_twice():
    jordan, suggestion = suggestion_of("indicator")
    coordinator = make_coordinator("JOR")

    for _time in range(2):
        dismiss_suggestion(country=jordan, suggestion=suggestion, user=coordinator, now=NOW)

    kept = DismissedSuggestion.objects.get()
    assert (kept.indicator_id, kept.dismissed_by) == (suggestion.code, coordinator)
