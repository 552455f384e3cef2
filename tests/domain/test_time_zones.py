from datetime import datetime, timedelta

import pytest

from planner.domain.time_zones import CAPITALS, time_zone_of


@pytest.mark.parametrize("iso3", sorted(CAPITALS))
def test_the_clock_of_every_capital_is_known_to_the_machine(iso3):
    assert timedelta(0) <= datetime(2027, 1, 3, tzinfo=time_zone_of(iso3)).utcoffset() <= timedelta(hours=4)


def test_clocks_of_capitals_at_eight_in_the_morning():
    offsets = {
        iso3: datetime(2027, 7, 4, 8, tzinfo=time_zone_of(iso3)).utcoffset() / timedelta(hours=1)
        for iso3 in ("ARE", "EGY", "JOR", "TUN")
    }

    # Egypt alone of these moves its clocks in summer.
    assert offsets == {"ARE": 4, "EGY": 3, "JOR": 3, "TUN": 1}
