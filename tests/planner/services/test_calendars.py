import pytest

from planner.models import Country, WorkCalendar
from planner.services.calendars import raise_calendar_number
from planner.services.reference import load_reference
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


def calendar_numbers(*countries: str) -> list[int]:
    return [Country.objects.get(pk=iso3).calendar_number for iso3 in countries]


def test_an_edit_of_a_calendar_raises_its_number_once_whatever_plans_there_are():
    make_plan("JOR")
    make_plan("JOR")
    make_plan("TUN")

    raise_calendar_number("JOR")

    assert calendar_numbers("JOR", "TUN") == [1, 0]


def test_an_edit_also_raises_the_number_of_countries_whose_plans_share_its_days():
    shared = WorkCalendar.objects.create(workplan=make_plan("JOR").workplan, name={"en": "Common days"})
    shared.countries.set(["JOR", "TUN"])

    raise_calendar_number("TUN")

    assert calendar_numbers("JOR", "TUN", "MAR") == [1, 1, 0]


def test_loading_reference_data_keeps_the_number():
    raise_calendar_number("JOR")

    load_reference()

    assert calendar_numbers("JOR") == [1]
