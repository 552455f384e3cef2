from datetime import UTC, datetime

import pytest
from django.http import Http404
from django.utils.translation import override

from tests.factories import make_administrator, make_advisor, make_coordinator, make_member, make_official
from tests.twinning.factories import make_need, make_practice, make_proposal, make_twinning
from twinning.models import ProposalAnswer, Side, Twinning
from twinning.queries.give_and_take import Balance, country_balance_page, give_and_take_page

pytestmark = pytest.mark.django_db


def begun(giver, taker, year, **values):
    return make_twinning(
        practice=make_practice(giver),
        need=make_need(taker),
        created_at=datetime(year, 3, 1, tzinfo=UTC),
        **values,
    )


def confirmed(giver, taker, year):
    proposal = make_proposal(practice=make_practice(giver), need=make_need(taker), state="CONFIRMED")
    for side in Side:
        ProposalAnswer.objects.create(
            proposal=proposal, side=side, is_accepted=True, answered_at=datetime(year, 2, 1, tzinfo=UTC)
        )


def figures(rows):
    return {row.country.pk: (row.proposals, row.twinnings) for row in rows}


def test_give_and_take_counts_by_country_whoever_has_learnt_most_first():
    begun("TUN", "JOR", 2027)
    begun("TUN", "MAR", 2028)
    begun("JOR", "MAR", 2028)
    confirmed("TUN", "JOR", 2027)

    page = give_and_take_page(make_advisor("EGY"))

    assert figures(page.rows) == {
        "MAR": (Balance(), Balance(0, 2)),
        "JOR": (Balance(0, 1), Balance(1, 1)),
        "TUN": (Balance(1, 0), Balance(2, 0)),
    }
    assert [row.country.pk for row in page.rows] == ["MAR", "JOR", "TUN"]
    assert (page.years, len(page.idle)) == ([2028, 2027], 19)


def test_give_and_take_of_one_year():
    begun("TUN", "JOR", 2027)
    begun("TUN", "MAR", 2028)

    page = give_and_take_page(make_advisor("EGY"), year="2028")

    assert figures(page.rows) == {"MAR": (Balance(), Balance(0, 1)), "TUN": (Balance(), Balance(1, 0))}


@pytest.mark.parametrize("year", ["1999", "soon", "٢٠٢٧x", "20271"])
def test_a_year_in_which_nothing_happened_is_all_years(year):
    begun("TUN", "JOR", 2027)

    assert give_and_take_page(make_advisor("EGY"), year=year).year is None


def test_a_cancelled_twinning_does_not_count():
    begun("TUN", "JOR", 2027, state=Twinning.State.CANCELLED)

    assert give_and_take_page(make_advisor("EGY")).rows == []


def test_the_balance_of_a_country_is_told_by_year():
    begun("TUN", "JOR", 2027)
    begun("JOR", "MAR", 2028)
    begun("TUN", "MAR", 2028)

    page = country_balance_page(make_official("JOR"), "JOR")

    assert [(row.year, row.twinnings) for row in page.rows] == [(2028, Balance(1, 0)), (2027, Balance(0, 1))]
    assert (page.total.twinnings, page.total.twinnings.difference) == (Balance(1, 1), 0)


@pytest.mark.parametrize("make_person", [lambda: make_coordinator("JOR"), make_administrator])
def test_the_balance_of_all_countries_is_for_advisors(make_person):
    with pytest.raises(Http404):
        give_and_take_page(make_person())


@pytest.mark.parametrize("make_person", [lambda: make_advisor("TUN"), lambda: make_member("JOR", "TEAM_MEMBER")])
def test_the_balance_of_a_country_is_for_its_own(make_person):
    with pytest.raises(Http404), override("en"):
        country_balance_page(make_person(), "JOR")
