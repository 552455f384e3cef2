import pytest

from tests.factories import make_advisor, make_coordinator
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of
from tests.twinning.factories import make_need, make_practice, make_twinning

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("headers", "is_whole"), [({}, True), (HTMX, False), (HISTORY, True)])
def test_the_balance_of_a_country_answers_with_the_page_or_with_the_table(headers, is_whole):
    make_twinning()

    response = reader(make_coordinator("JOR")).get("/countries/JOR/give-and-take/", headers=headers)

    assert ("twinning/country_balance.html" in templates_of(response)) is is_whole
    assert "−1" in response.content.decode()


@pytest.mark.parametrize("address", ["/give-and-take/", "/countries/JOR/give-and-take/"])
def test_give_and_take_takes_the_same_queries_for_one_and_for_three(address):
    client = reader(make_advisor("JOR"))
    make_twinning()
    one = query_count(client, address)
    for giver in ("MAR", "EGY"):
        make_twinning(practice=make_practice(giver), need=make_need("JOR"))

    assert query_count(client, address) == one <= 15
