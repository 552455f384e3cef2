from datetime import date

import pytest

from planner.models import IndicatorValue
from tests.twinning.factories import make_need, make_practice
from twinning.domain.scores import NeedProfile, PracticeProfile
from twinning.queries.profiles import country_profiles, need_profile, practice_profile

pytestmark = pytest.mark.django_db

TODAY = date(2027, 6, 1)


def test_practice_profile_has_its_filing_by_kind_and_the_age_of_its_evidence():
    practice = make_practice(
        themes=["TRUST", "16.6", "SKILLS"],
        languages=["ar"],
        evidence="MEASURED",
        evidence_on=date(2025, 6, 1),
    )

    assert practice_profile(practice, today=TODAY) == PracticeProfile(
        key=practice.pk,
        country="JOR",
        themes=frozenset({"SKILLS"}),
        pillars=frozenset({"TRUST"}),
        targets=frozenset({"16.6"}),
        languages=frozenset({"ar"}),
        evidence=2 / 3,
        evidence_years=2.0,
    )


def test_need_profile_has_priority_and_readiness_as_degrees():
    need = make_need("TUN", themes=["TRUST"], indicators=["EGDI"], months=[3], priority=1, readiness=3)

    assert need_profile(need) == NeedProfile(
        key=need.pk,
        country="TUN",
        pillars=frozenset({"TRUST"}),
        indicators=frozenset({"EGDI"}),
        months=frozenset({3}),
        priority=1.0,
        readiness=1 / 3,
    )


def test_country_profiles_take_the_last_value_of_each_indicator_as_a_share(django_assert_num_queries):
    last = IndicatorValue.objects.filter(country="JOR", indicator="EGDI").latest("year")

    with django_assert_num_queries(5):
        profiles = country_profiles(["JOR", "TUN", "DZA"], first=TODAY)

    jordan = profiles["JOR"]
    assert jordan.indicators["EGDI"] == last.value / last.indicator.maximum
    assert date(2027, 6, 13) in jordan.working_days  # a Sunday
    assert date(2027, 6, 4) not in jordan.working_days  # a Friday
    assert all(TODAY <= day < date(2028, 6, 1) for day in jordan.working_days)


def test_a_country_without_a_value_has_no_indicator():
    IndicatorValue.objects.filter(country="JOR").delete()

    assert country_profiles(["JOR"], first=TODAY)["JOR"].indicators == {}
