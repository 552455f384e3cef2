"""That somebody moved a record from one state to another."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordMove(models.Model):
    """`name` is one of the moves of `twinning.domain.states`; `moved_by` is empty for what a round brings about."""

    name = models.CharField(max_length=24)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
