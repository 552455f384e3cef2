"""The 22 Arab states: names, working days and where each stands on the published indices."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planner.models.translated import TranslatedField
from planner.models.versions import Versioned


class Country(models.Model):
    """A state under its United Nations name.

    Every edit of working days that its plans follow raises `calendar_number`. What is drawn from a plan is kept by
    that number and the workplan's own.
    """

    class Region(models.TextChoices):
        NORTHERN_AFRICA = "NORTHERN_AFRICA", _("Northern Africa")
        SUB_SAHARAN_AFRICA = "SUB_SAHARAN_AFRICA", _("Sub-Saharan Africa")
        WESTERN_ASIA = "WESTERN_ASIA", _("Western Asia")

    class MonthNames(models.TextChoices):
        """Which Arabic names the Gregorian months bear there (Unicode CLDR)."""

        LEVANT = "LEVANT", "كانون الثاني، شباط، آذار"
        MAGHREB = "MAGHREB", "جانفي، فيفري، مارس"
        MOROCCO = "MOROCCO", "يناير، فبراير، مارس … يوليوز، غشت"
        MAURITANIA = "MAURITANIA", "يناير، فبراير، مارس … أغشت"
        COMMON = "COMMON", "يناير، فبراير، مارس … أغسطس"

    iso3 = models.CharField(_("country code"), max_length=3, primary_key=True)
    iso2 = models.CharField(max_length=2, unique=True)
    m49 = models.PositiveSmallIntegerField(unique=True)
    name = TranslatedField(_("name"))
    region = models.CharField(_("region"), max_length=20, choices=Region.choices)
    is_least_developed = models.BooleanField(_("least developed country"), default=False)
    month_names = models.CharField(_("month names"), max_length=10, choices=MonthNames.choices)
    working_languages = models.JSONField(_("working languages"), default=list)
    calendar_number = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["iso3"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.pk])


class WorkingWeek(Versioned):
    """The weekly rest days of a country from a date on, and who says so."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="working_weeks")
    holds_from = models.DateField(_("holds from"))
    weekend = models.JSONField(_("rest days"), help_text=_("Monday is 0, Sunday is 6."))
    source = TranslatedField(_("source"))
    needs_confirmation = models.BooleanField(_("needs confirming"), default=False)
    note = TranslatedField(_("note"), blank=True)

    class Meta:
        ordering = ["country", "holds_from"]
        constraints = [
            models.UniqueConstraint(fields=["country", "holds_from"], name="working_week_one_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.holds_from}: {self.weekend}"


class Holiday(Versioned):
    """A day off work, or with `is_working` a day of rest that is worked. Seeded, then kept by the country."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="holidays")
    day = models.DateField(_("day"))
    name = TranslatedField(_("name"))
    is_estimated = models.BooleanField(_("estimated"), default=False, help_text=_("May move by a day with the moon."))
    is_working = models.BooleanField(_("working day"), default=False)
    is_seeded = models.BooleanField(_("from the seed"), default=False)

    class Meta:
        ordering = ["country", "day"]
        constraints = [
            models.UniqueConstraint(fields=["country", "day"], name="holiday_one_a_day"),
            models.CheckConstraint(
                condition=~models.Q(is_working=True, is_estimated=True), name="holiday_working_day_is_certain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.day} {self.name}"


class ShortHours(Versioned):
    """A season of shorter working days, such as Ramadan: a day's work then is `share` of a full day's."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="short_hours")
    name = TranslatedField(_("name"))
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    share = models.FloatField(_("share of a full day's work"))
    is_estimated = models.BooleanField(_("estimated"), default=False, help_text=_("May move by a day with the moon."))
    is_seeded = models.BooleanField(_("from the seed"), default=False)
    source = TranslatedField(_("source"), blank=True)

    class Meta:
        ordering = ["country", "first"]
        constraints = [
            models.UniqueConstraint(fields=["country", "first"], name="short_hours_one_a_first_day"),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="short_hours_end_after_start"),
            models.CheckConstraint(
                condition=models.Q(share__gt=0) & models.Q(share__lte=1), name="short_hours_share_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.first} {self.name}"


class Indicator(models.Model):
    """A published index or one of its parts."""

    class Family(models.TextChoices):
        EGDI = "EGDI", _("E-Government Development Index")
        EPI = "EPI", _("E-Participation Index")
        GTMI = "GTMI", _("GovTech Maturity Index")
        CAPABILITY = "CAPABILITY", _("GovTech capability")

    code = models.CharField(max_length=40, primary_key=True)
    family = models.CharField(max_length=12, choices=Family.choices)
    name = TranslatedField()
    maximum = models.FloatField(help_text=_("The best value there can be."))
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return str(self.name)


class IndicatorValue(models.Model):
    """What a source published. A value nobody published has no row."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="indicator_values")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(fields=["country", "indicator", "year"], name="indicator_value_one_a_year"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="indicator_value_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.indicator_id} {self.year}: {self.value}"
