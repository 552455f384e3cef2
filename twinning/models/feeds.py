"""The address under which a person's own calendar finds the days of twinnings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """A person has one or none. Whoever has the address reads it, without signing in; only its hash is kept.

    `number` grows with each change of the choices, and calendars take the events with the highest.
    """

    class Scope(models.TextChoices):
        MINE = "MINE", _("The activities that are given to me")
        ALL = "ALL", _("All activities of my twinnings")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="feed"
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("what it holds"), max_length=4, choices=Scope.choices, default=Scope.MINE)
    says_titles = models.BooleanField(
        _("Say the titles of activities and twinnings"),
        default=False,
        help_text=_("Otherwise it says “Twinning activity” and a short code: a calendar may be seen by others."),
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(scope__in=["MINE", "ALL"]), name="feed_scope_known")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.scope}"
