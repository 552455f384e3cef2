import pytest

from tests.factories import make_coordinator
from tests.planner.views.pages import reader
from tests.twinning.factories import make_need, make_twinning
from twinning.models import Places

pytestmark = pytest.mark.django_db

ADDRESS = "/countries/JOR/places/"


def test_places_are_saved_in_any_digits():
    response = reader(make_coordinator("JOR")).post(ADDRESS, {"version": "1", "as_giver": "٣", "as_taker": "2"})

    places = Places.objects.get(country="JOR")
    assert (response.status_code, places.as_giver, places.as_taker) == (302, 3, 2)


def test_places_say_how_many_are_free():
    Places.objects.create(country_id="JOR", as_giver=1, as_taker=3)
    make_twinning(need=make_need("JOR"))

    page = reader(make_coordinator("JOR")).get(ADDRESS).context["page"]

    assert (page.free_as_giver, page.free_as_taker) == (1, 2)


def test_places_out_of_reason_are_asked_again_with_what_was_typed():
    response = reader(make_coordinator("JOR")).post(ADDRESS, {"version": "1", "as_giver": "101", "as_taker": "many"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="101"' in page
    assert 'value="many"' in page


def test_places_changed_meanwhile_show_both_versions():
    client = reader(make_coordinator("JOR"))
    client.post(ADDRESS, {"version": "1", "as_giver": "3", "as_taker": "2"})

    response = client.post(ADDRESS, {"version": "1", "as_giver": "5", "as_taker": "2"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Places as giver, as it stands now:" in page
    assert 'value="5"' in page
