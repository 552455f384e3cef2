from datetime import date

import pytest

from twinning.domain.freshness import freshness_light

TODAY = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("confirmed_on", "light"),
    [
        (None, "UNCONFIRMED"),
        (date(2027, 6, 1), "FRESH"),
        (date(2026, 6, 2), "FRESH"),
        (date(2026, 6, 1), "DUE"),
        (date(2025, 6, 2), "DUE"),
        (date(2025, 6, 1), "OUTDATED"),
    ],
)
def test_freshness_light_is_green_for_a_year_and_due_for_another(confirmed_on, light):
    assert freshness_light(confirmed_on, today=TODAY) == light
