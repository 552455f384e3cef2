import pytest

from planner.models import Country
from planner.services.edits import EditedMeanwhile
from twinning.models import Places
from twinning.services.places import change_places

pytestmark = pytest.mark.django_db

VALUES = {"as_giver": 3, "as_taker": 2}


@pytest.fixture
def jordan():
    return Country.objects.get(pk="JOR")


def test_change_places_says_them_for_the_first_time(jordan):
    change_places(country=jordan, version=1, values=VALUES)

    places = Places.objects.get(country=jordan)
    assert (places.as_giver, places.as_taker, places.version) == (3, 2, 2)


def test_change_places_does_not_overwrite_what_somebody_else_saved(jordan):
    change_places(country=jordan, version=1, values=VALUES)

    with pytest.raises(EditedMeanwhile):
        change_places(country=jordan, version=1, values={"as_giver": 1, "as_taker": 1})

    assert Places.objects.get(country=jordan).as_giver == 3


def test_change_places_changes_on_top_of_the_version_that_was_shown(jordan):
    places = change_places(country=jordan, version=1, values=VALUES)

    change_places(country=jordan, version=places.version, values={"as_giver": 0, "as_taker": 0})

    assert Places.objects.get(country=jordan).as_taker == 0
