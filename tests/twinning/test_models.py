from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.twinning.factories import make_need, make_practice
from twinning.models import DismissedSuggestion, NeedMove, Places, Practice, PracticeMove

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("practice_state_known", {"state": "LOST"}),
        ("practice_life_stage_known", {"life_stage": "OLD"}),
        ("practice_evidence_known", {"evidence": "HEARSAY"}),
        ("practice_base_language_known", {"base_language": "de"}),
        ("practice_places_within_reason", {"places": 101}),
        ("practice_published_with_consent", {"state": "PUBLISHED", "has_consent": False}),
    ],
)
def test_the_database_refuses_a_practice(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_practice(**values)


def test_the_database_refuses_a_shipped_practice_twice():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice(reference_key="P01")


def test_what_ships_is_published_without_its_country_s_consent():
    assert not Practice.objects.get(reference_key="P01").has_consent


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("need_state_known", {"state": "LOST"}),
        ("need_base_language_known", {"base_language": "de"}),
        ("need_priority_known", {"priority": 4}),
        ("need_readiness_known", {"readiness": 0}),
    ],
)
def test_the_database_refuses_a_need(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_need(**values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("places_as_giver_within_reason", {"as_giver": 101}),
        ("places_as_taker_within_reason", {"as_taker": 101}),
    ],
)
def test_the_database_refuses_places(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Places.objects.create(country_id="JOR", **values)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="neither"),
        pytest.param({"indicator_id": "EGDI", "recommendation_id": "INN-01"}, id="both"),
    ],
)
def test_the_database_refuses_a_dismissed_suggestion_that_is_not_of_one_origin(values):
    with pytest.raises(IntegrityError, match="dismissed_suggestion_of_one_origin"), transaction.atomic():
        DismissedSuggestion.objects.create(country_id="JOR", dismissed_at=NOW, **values)


@pytest.mark.parametrize("values", [{"indicator_id": "EGDI"}, {"recommendation_id": "INN-01"}])
def test_the_database_refuses_the_same_dismissed_suggestion_twice(values):
    DismissedSuggestion.objects.create(country_id="JOR", dismissed_at=NOW, **values)
    DismissedSuggestion.objects.create(country_id="TUN", dismissed_at=NOW, **values)

    with pytest.raises(IntegrityError), transaction.atomic():
        DismissedSuggestion.objects.create(country_id="JOR", dismissed_at=NOW, **values)


def test_the_database_refuses_a_move_that_leads_nowhere():
    move = {"name": "submit", "before": "DRAFT", "after": "DRAFT", "moved_at": NOW}

    with pytest.raises(IntegrityError, match="practice_move_leads_elsewhere"), transaction.atomic():
        PracticeMove.objects.create(practice=make_practice(), **move)
    with pytest.raises(IntegrityError, match="need_move_leads_elsewhere"), transaction.atomic():
        NeedMove.objects.create(need=make_need(), **move)
