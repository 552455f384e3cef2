from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.twinning.factories import make_need, make_practice, make_proposal, make_round, make_twinning
from twinning.domain.scores import WEIGHTS, judge
from twinning.models import Need, Places, Practice, Proposal, Round, RoundRule, Twinning
from twinning.queries.profiles import country_profiles, need_profile, practice_profile
from twinning.queries.rounds.ground import places_left, read_ground, rules_of, weights_of

pytestmark = pytest.mark.django_db

TODAY, FIRST_DAY = date(2027, 1, 3), date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _no_shipped_practices():
    Practice.objects.all().delete()


def read(**changed):
    return read_ground(**{"weights": WEIGHTS, "first_day": FIRST_DAY, "today": TODAY, **changed})


def test_read_ground_takes_what_is_open_with_the_scores_of_the_sentences():
    practice = make_practice("TUN", state="PUBLISHED", themes=["TRUST", "SKILLS"], languages=["ar"], places=2)
    make_practice("TUN", state="PAUSED", themes=["TRUST"])
    need = make_need("JOR", state="OPEN", themes=["TRUST"], languages=["ar"])
    make_need("JOR", state="DRAFT", themes=["TRUST"])
    make_practice("JOR", state="PUBLISHED", themes=["TRUST"])

    ground = read()

    countries = country_profiles(["TUN", "JOR"], first=FIRST_DAY)
    said = judge(practice_profile(practice, today=TODAY), need_profile(need), countries=countries)
    (found,) = ground.candidates
    assert (found.practice, found.need, found.provider, found.seeker) == (str(practice.pk), str(need.pk), "TUN", "JOR")
    assert found.score == pytest.approx(said.score, abs=1e-5)
    assert ground.values[found.practice, found.need] == {
        str(verdict.criterion): verdict.value and pytest.approx(verdict.value, abs=1e-5) for verdict in said.verdicts
    }
    assert (ground.needs, ground.practices[found.practice]) == ((str(need.pk),), 2)


def test_read_ground_takes_the_same_queries_for_one_and_for_many():
    def add(country: str) -> None:
        make_practice(country, state="PUBLISHED", themes=["TRUST"])
        make_need(country, state="OPEN", themes=["TRUST"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read()
        return len(captured)

    add("TUN")
    one = queries()
    for country in ("JOR", "MAR", "EGY"):
        add(country)

    assert queries() == one <= 15


def test_a_country_that_has_said_nothing_offers_one_place_each_way():
    Places.objects.create(country_id="TUN", as_giver=3, as_taker=0)

    left = places_left([], ["JOR", "TUN"])

    assert (left.givers, left.takers) == ({"JOR": 1, "TUN": 3}, {"JOR": 1, "TUN": 0})


def test_standing_proposals_and_twinnings_under_way_take_up_places():
    Places.objects.create(country_id="TUN", as_giver=5)
    practice = make_practice("TUN", state="PUBLISHED", places=5)

    def need() -> Need:
        return make_need("JOR", state=Need.State.MATCHED)

    make_proposal(practice=practice, need=need())
    make_proposal(practice=practice, need=need(), state=Proposal.State.DECLINED)
    confirmed = make_proposal(practice=practice, need=need(), state=Proposal.State.CONFIRMED)
    make_twinning(practice=practice, need=confirmed.need, proposal=confirmed)
    make_twinning(practice=practice, need=need(), state=Twinning.State.CLOSED)

    left = places_left([practice], ["JOR", "TUN"])

    assert left.givers["TUN"] == left.practices[str(practice.pk)] == 3
    assert left.takers["JOR"] == 0


def test_least_developed_countries_are_served_first():
    make_practice("YEM", state="PUBLISHED")
    make_need("JOR", state="OPEN")

    assert read().served_first == ("YEM",)


def test_rules_and_weights_are_read_from_the_round():
    round_ = make_round(
        goal=Round.Goal.BENEFIT, once_per_country_pair=False, weights={"THEME": 2, "GONE": 3}, least_score=55
    )
    practice, need, other = make_practice("TUN"), make_need("JOR"), make_need("EGY")
    RoundRule.objects.create(round=round_, practice=practice, need=need, kind="LOCKED")
    RoundRule.objects.create(round=round_, practice=practice, need=other, kind="FORBIDDEN")

    rules = rules_of(round_)

    assert rules == (
        "benefit",
        False,
        ((str(practice.pk), str(need.pk)),),
        ((str(practice.pk), str(other.pk)),),
        0.55,
    )
    assert weights_of(round_) == {"THEME": 2.0}
