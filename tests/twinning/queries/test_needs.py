from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from planner.models import Country, IndicatorValue, Translated
from tests.factories import make_administrator, make_coordinator, make_official, make_plan
from tests.twinning.factories import make_need
from twinning.models import DismissedSuggestion, Need
from twinning.queries.access import NEEDS_KNOWN_TO_ALL, needs_visible_to
from twinning.queries.needs import need_page, needs_page, suggestions_for

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 3)


def codes(country="JOR"):
    return [suggestion.code for suggestion in suggestions_for(Country.objects.get(pk=country))]


def test_suggestions_are_the_plan_s_recommendations_and_the_weakest_capabilities():
    make_plan("JOR", codes=("INN-01",))

    found = suggestions_for(Country.objects.get(pk="JOR"))

    by_origin = {
        origin: [one.code for one in found if one.origin == origin] for origin in ("recommendation", "indicator")
    }
    assert "INN-01" in by_origin["recommendation"]
    assert len(by_origin["indicator"]) == 6
    values = [
        IndicatorValue.objects.filter(country="JOR", indicator=code).latest("year") for code in by_origin["indicator"]
    ]
    shares = [value.value / value.indicator.maximum for value in values]
    assert shares == sorted(shares)


def test_what_was_dismissed_or_is_a_need_already_is_not_suggested_again():
    make_plan("JOR", codes=("INN-01",))
    first, second, *others = codes()
    DismissedSuggestion.objects.create(
        country_id="JOR", recommendation_id=first, dismissed_at=datetime(2027, 1, 3, tzinfo=UTC)
    )
    weakest = others[-1]
    make_need("JOR", indicators=[weakest])

    assert codes() == [code for code in [second, *others] if code != weakest]


def test_a_withdrawn_need_can_be_suggested_again():
    weakest = codes()[0]
    make_need("JOR", indicators=[weakest], state="WITHDRAWN")

    assert codes()[0] == weakest


def test_a_country_without_values_and_plans_gets_no_suggestion():
    IndicatorValue.objects.filter(country="JOR").delete()

    assert codes() == []


def test_needs_page_suggests_only_to_those_who_may_answer():
    make_need("JOR")

    pages = [needs_page(user, "JOR") for user in (make_coordinator("JOR"), make_official("JOR"), make_administrator())]

    assert [len(page.cards) for page in pages] == [1, 1, 0]
    assert [bool(page.suggestions) for page in pages] == [True, False, False]


@pytest.mark.parametrize("state", Need.State.values)
def test_a_need_is_known_to_other_countries_once_it_was_opened(state):
    make_need("JOR", state=state)

    page = needs_page(make_coordinator("JOR"), "JOR")
    others = needs_visible_to(make_coordinator("TUN"))

    assert len(page.cards) == 1
    assert others.exists() is (state in NEEDS_KNOWN_TO_ALL)


def test_need_page_names_months_as_the_country_does():
    need = make_need("JOR", months=[10, 3])

    with override("ar"):
        assert need_page(make_coordinator("JOR"), need.pk, today=TODAY).months == ["آذار", "تشرين الأول"]


def test_need_page_keeps_the_commitment_and_the_moves_within_the_country():
    commitment = make_plan("JOR").commitments.first()
    need = make_need("JOR", state="OPEN", commitment=commitment, why_now=Translated(ar="السبب"))

    own, other = (need_page(make_coordinator(country), need.pk, today=TODAY) for country in ("JOR", "TUN"))

    assert (own.commitment, bool(own.state.moves)) == (commitment, True)
    assert (other.commitment, other.state.moves) == (None, [])
    assert [str(row.text) for row in other.sections[0].rows] == ["السبب"]
