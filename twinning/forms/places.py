"""How many places a country has."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from planner.forms.entries import VersionedForm
from planner.forms.fields import WholeNumberField
from twinning.models import Places


class PlacesForm(VersionedForm):
    as_giver = WholeNumberField(
        label=_("Places as giver"),
        min_value=0,
        max_value=100,
        help_text=_("To how many countries at once it can show something."),
    )
    as_taker = WholeNumberField(
        label=_("Places as taker"),
        min_value=0,
        max_value=100,
        help_text=_("From how many countries at once it can learn."),
    )

    def __init__(self, data: Any = None, *, places: Places) -> None:
        super().__init__(data, base_language="ar", row=places)
