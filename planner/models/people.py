"""Who may sign in, and for which countries."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person. Rights come from memberships; a platform administrator keeps people and reference data."""

    class TimeDirection(models.TextChoices):
        AS_READ = "", _("As the language is read")
        RIGHT_TO_LEFT = "rtl", _("From right to left")
        LEFT_TO_RIGHT = "ltr", _("From left to right")

    class Language(models.TextChoices):
        UNKNOWN = "", _("As in one's country")
        ARABIC = "ar", _("Arabic")
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")

    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language.choices,
        default=Language.UNKNOWN,
        blank=True,
        help_text=_("Of what is written to the person; it is the one that was last chosen for the pages."),
    )
    time_direction = models.CharField(
        _("direction of time in pictures"),
        max_length=3,
        choices=TimeDirection.choices,
        default=TimeDirection.AS_READ,
        blank=True,
    )

    @property
    def is_platform_administrator(self) -> bool:
        return self.is_active and self.is_superuser

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Membership(models.Model):
    """A person's role in one country. Without a membership one sees nothing of a country's drafts."""

    class Role(models.TextChoices):
        ADVISOR = "ADVISOR", _("Advisor")
        COORDINATOR = "COORDINATOR", _("National coordinator")
        OFFICIAL = "OFFICIAL", _("Official")
        TEAM_MEMBER = "TEAM_MEMBER", _("Team member")

    user = models.ForeignKey("planner.User", on_delete=models.CASCADE, related_name="memberships")
    country = models.ForeignKey("planner.Country", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "country"], name="membership_one_role_in_a_country"),
            models.CheckConstraint(
                condition=models.Q(role__in=["ADVISOR", "COORDINATOR", "OFFICIAL", "TEAM_MEMBER"]),
                name="membership_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.country_id} · {self.get_role_display()}"
