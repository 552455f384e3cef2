"""What is sent to people by e-mail: one message for several notices, and how often a person wants that."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planner.models import Job
from planner.models.jobs import LOST, NOT_ALLOWED


class Mail(Job):
    """One message to one person: the digest of a day, or what is said at once where it has no day.

    It is a job like any other, asked for by nobody and made by a worker: `docs/decisions/0004-mail.md` says why a
    message may come twice after a crash and never not at all. Its key is the message's own number, so that mail
    programs can tell the second copy from another message.
    """

    class Fault(models.TextChoices):
        NONE = "", ""
        NOT_ALLOWED = NOT_ALLOWED, _("This person wants no e-mail.")
        LOST = LOST, _("Three workers ended while they sent it.")
        NOT_SENT = "NOT_SENT", _("The mail server did not take it.")
        UNEXPECTED = "UNEXPECTED", _("It could not be written; the worker's log says why.")

    TASK: ClassVar[str] = "twinning.tasks.send_mail"
    FIRST_STEP: ClassVar[str] = "WRITING"
    READ_WITH: ClassVar[tuple[str, ...]] = ("to",)

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    day = models.DateField(null=True, blank=True)
    error = models.CharField(max_length=16, choices=Fault.choices, default=Fault.NONE, blank=True)

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(fields=["to", "day"], condition=Q(day__isnull=False), name="mail_one_digest_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.to_id}: {self.day or 'at once'}"


class MailSetting(models.Model):
    """How often somebody wants mail. Without a row: at once."""

    class Often(models.TextChoices):
        AT_ONCE = (
            "AT_ONCE",
            _("At once when an activity is given to you, accepted or returned, and on approvals; the rest once a day"),
        )
        DIGEST = "DIGEST", _("Once a day, at 08:00 on the working days of your country")
        OFF = "OFF", _("No e-mail")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_setting"
    )
    often = models.CharField(_("e-mail"), max_length=7, choices=Often.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(often__in=["AT_ONCE", "DIGEST", "OFF"]), name="mail_setting_known")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.often}"
