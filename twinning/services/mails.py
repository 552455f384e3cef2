"""Sending mail: what is asked for, what a worker does, and how somebody stops it. docs/decisions/0004-mail.md."""

from __future__ import annotations

import smtplib
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from planner import jobs
from planner.models import User
from twinning.models import Mail, MailSetting, Notice
from twinning.queries.mails import (
    AT_ONCE,
    WITHOUT_MAIL,
    Letter,
    digests_due,
    language_and_country,
    letter_of,
    wants_mail,
    who_want_mail_at_once,
)


def ask_for_mail(users: list[int], *, now: datetime) -> None:
    """At once, to those who want it so. Call it in the transaction of their notices. Two statements.

    The broker is not told: whoever brought it about need not wait for that. The sweep rings within seconds.
    """
    wanted = who_want_mail_at_once(User.objects.filter(pk__in=users)).values_list("pk", flat=True)
    Mail.objects.bulk_create(Mail(to_id=user, asked_at=now, rung_at=_long_ago(now)) for user in wanted)


def ask_for_digests(*, now: datetime) -> None:
    """For whom one is due. Asked again on the same day, nobody has a second one."""
    Mail.objects.bulk_create(
        (Mail(to_id=user, day=day, asked_at=now, rung_at=_long_ago(now)) for user, day in digests_due(now=now).items()),
        ignore_conflicts=True,
    )


def send(mail: Mail, progress: jobs.Progress) -> dict[str, Any]:
    """Gather what is to be said, and say it. Where nothing is left to say, nothing is sent.

    Raises whatever the mail server answers; its notices then come with the next digest.
    """
    _gather(mail)
    language, country = language_and_country(mail.to)
    with translation.override(language):
        letter = letter_of(mail, country)
        if letter is None:
            return {}
        message = _message(mail, letter, language)
    # Also renews the lease: a worker that slept for longer than it ends here, before it sends.
    progress("SENDING", 50)
    message.send()
    return {}


def may_have(mail: Mail) -> bool:
    return wants_mail(mail.to, at_once=mail.day is None)


def fault_of(error: Exception) -> Mail.Fault:
    if isinstance(error, (smtplib.SMTPException, OSError)):
        return Mail.Fault.NOT_SENT
    return Mail.Fault.UNEXPECTED


def keep_mail_setting(*, user: User, often: str) -> None:
    MailSetting.objects.update_or_create(user=user, defaults={"often": MailSetting.Often(often)})


def unsubscribe(*, user_key: int) -> None:
    """Nothing happens for somebody who is no more."""
    user = User.objects.filter(pk=user_key).first()
    if user:
        keep_mail_setting(user=user, often=MailSetting.Often.OFF)


@transaction.atomic
def _gather(mail: Mail) -> None:
    """Put into `mail` what the person has not read and what is in no other mail, unless that was given up.

    At once goes only what is sent so; what has come since `mail` was asked for comes along, and the mail that was
    asked for that one will find nothing left to say.
    """
    # One mail of a person at a time: two workers would say the same.
    User.objects.select_for_update().order_by("pk").get(pk=mail.to_id)
    waiting = Notice.objects.filter(WITHOUT_MAIL, user=mail.to, read_at__isnull=True)
    if mail.day is None:
        waiting = waiting.filter(kind__in=AT_ONCE)
    Notice.objects.filter(pk__in=waiting.order_by().values("pk")).update(mail=mail)


def _message(mail: Mail, letter: Letter, language: str) -> EmailMultiAlternatives:
    """Text and HTML; the headers by which mail programs offer to unsubscribe (RFC 8058)."""
    context = {"letter": letter, "direction": "rtl" if translation.get_language_bidi() else "ltr"}
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=render_to_string("twinning/mail.txt", context),
        to=[mail.to.email],
        headers={
            "Message-ID": f"<{mail.pk}@{domain}>",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{letter.unsubscribe_address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string("twinning/mail.html", context), "text/html")
    return message


def _long_ago(now: datetime) -> datetime:
    """So that the next sweep rings."""
    return now - jobs.RING_AGAIN_AFTER
