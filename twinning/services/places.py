"""What a country says of the places it has."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from planner.models import Country
from planner.services.edits import current_row, save_row
from twinning.models import Places


def change_places(*, country: Country, version: int, values: Mapping[str, int]) -> Places:
    """Save the `values` on top of `version`; a country that has said nothing yet stands at the first version.

    The caller may write for the country. Raises `EditedMeanwhile`. The next round reckons with them, and so does the
    next best pair of one that runs.
    """
    with transaction.atomic():
        places, _is_new = Places.objects.get_or_create(country=country)
        current = current_row(places)
        save_row(current, version=version, values=values)
    return current
