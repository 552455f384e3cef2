from hypothesis import given

from planner.domain.kept_calendars import calendar_from, later_weeks_of, seasons_of
from tests.planner.interchange.projects import calendars


@given(calendars())
def test_a_calendar_comes_back_as_it_was_written_down(calendar):
    written = {
        "weekend": list(calendar.weekend),
        "holidays": [day.isoformat() for day in calendar.holidays],
        "extra_working": [day.isoformat() for day in calendar.extra_working],
        "short_seasons": seasons_of(calendar),
        "later_weeks": later_weeks_of(calendar),
    }

    assert calendar_from(**written) == calendar
