from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models import Country, Versioned


class Places(Versioned):
    """In how many twinnings at once a country can give and take. One that has said nothing has no row."""

    country = models.OneToOneField(Country, on_delete=models.CASCADE, primary_key=True, related_name="places")
    as_giver = models.PositiveSmallIntegerField(_("places as giver"), default=1)
    as_taker = models.PositiveSmallIntegerField(_("places as taker"), default=1)

    class Meta:
        ordering = ["country"]
        verbose_name_plural = "places"
        constraints = [
            models.CheckConstraint(condition=models.Q(as_giver__lte=100), name="places_as_giver_within_reason"),
            models.CheckConstraint(condition=models.Q(as_taker__lte=100), name="places_as_taker_within_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.as_giver}, {self.as_taker}"
