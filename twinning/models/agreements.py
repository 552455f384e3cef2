"""What two countries signed, and what they had to say to each other before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from twinning.models.rounds import Side
from twinning.models.twinnings import Twinning


class Agreement(models.Model):
    """A revision that both sides signed: whole, as it stood, and never changed again."""

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="agreements")
    revision = models.PositiveIntegerField(_("revision"))
    contents = models.JSONField()
    sha256 = models.CharField(max_length=64)
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ["twinning", "-revision"]
        constraints = [models.UniqueConstraint(fields=["twinning", "revision"], name="agreement_revision_once")]

    def __str__(self) -> str:
        return f"{self.twinning_id}: {self.revision}"


class Remark(models.Model):
    """What one side says to an article of the draft, open until the other side, or it itself, has answered."""

    twinning = models.ForeignKey(Twinning, on_delete=models.CASCADE, related_name="remarks")
    article = models.CharField(_("article"), max_length=12)
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)
    text = models.TextField(_("remark"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["twinning", "written_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=["", "GIVER", "TAKER"]), name="remark_side_known"),
            models.CheckConstraint(
                condition=models.Q(
                    article__in=[
                        "background",
                        "cooperation",
                        "results",
                        "tasks",
                        "risks",
                        "schedule",
                        "resources",
                        "management",
                        "review",
                    ]
                ),
                name="remark_article_known",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="remark_answered_says_what",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
