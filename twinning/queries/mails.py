"""What stands in a message, for whom one is due, and how often a person wants one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Min, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.domain.time_zones import time_zone_of
from planner.interchange.texts import clipped, one_line
from planner.models import Country, JobState, Membership, User
from planner.queries.country_calendars import calendar_of
from planner.queries.people import language_of, own_country
from planner.queries.wording import day_in_words
from twinning.models import Mail, MailSetting, Notice
from twinning.queries.notices import NoticeRow, notice_row, notices_visible_to, zone_of

DIGEST_TIME = time(8)
AT_ONCE = (
    Notice.Kind.ASSIGNED,
    Notice.Kind.HANDED_OVER,
    Notice.Kind.ACCEPTED,
    Notice.Kind.RETURNED,
    Notice.Kind.REPORT_RETURNED,
    Notice.Kind.REPORT_APPROVED,
    Notice.Kind.PLAN_SENT_BACK,
    Notice.Kind.PLAN_APPROVED,
)
# More than these stand on the page only.
MOST_ROWS = 40
LONGEST_SUBJECT = 120

# Not yet in a message, or in one that was given up.
WITHOUT_MAIL = Q(mail__isnull=True) | Q(mail__state=JobState.FAILED)
UNSUBSCRIBES = "twinning.unsubscribe"


@dataclass(frozen=True)
class Line:
    """A notice in a message. `address` is whole."""

    row: NoticeRow
    address: str


@dataclass(frozen=True)
class Letter:
    """A message as values, in the language that is active."""

    subject: str
    heading: str
    lines: list[Line]
    left_out_count: int
    months: str
    notices_address: str
    settings_address: str
    unsubscribe_address: str


@dataclass(frozen=True)
class SettingsPage:
    """Where mail goes, empty where nowhere, and the name of the language it is in."""

    address: str
    language: str


def often_of(user: User) -> str:
    setting = MailSetting.objects.filter(user=user).first()
    return setting.often if setting else MailSetting.Often.AT_ONCE


def wants_mail(user: User, *, at_once: bool) -> bool:
    """Whether there is anywhere to write to, and the person wants it."""
    wanted = (MailSetting.Often.AT_ONCE,) if at_once else (MailSetting.Often.AT_ONCE, MailSetting.Often.DIGEST)
    return user.is_active and bool(user.email) and often_of(user) in wanted


def settings_page(user: User) -> SettingsPage:
    language, _country = language_and_country(user)
    return SettingsPage(address=user.email, language=str(User.Language(language).label))


def who_want_mail_at_once(users: QuerySet[User]) -> QuerySet[User]:
    """As `wants_mail`, in SQL."""
    seldom = (MailSetting.Often.DIGEST, MailSetting.Often.OFF)
    return users.filter(is_active=True).exclude(email="").exclude(mail_setting__often__in=seldom)


def language_and_country(user: User) -> tuple[str, Country | None]:
    country = own_country(user)
    return language_of(user, country), country


def letter_of(mail: Mail, country: Country | None) -> Letter | None:
    """What is to be said in `mail`; None where the person may no longer see any of it. Two queries."""
    notices = notices_visible_to(mail.to).filter(mail=mail).order_by("created_at", "pk")
    zone = zone_of(country)
    rows = [notice_row(notice, zone) for notice in notices]
    if not rows:
        return None
    months = country.month_names if country else Country.MonthNames.COMMON
    heading = _heading(mail, rows, months)
    return Letter(
        subject=clipped(one_line(heading), LONGEST_SUBJECT),
        heading=heading,
        lines=[Line(row, whole(reverse("notice", args=[row.notice.pk]))) for row in rows[:MOST_ROWS]],
        left_out_count=max(len(rows) - MOST_ROWS, 0),
        months=months,
        notices_address=whole(reverse("notices")),
        settings_address=whole(reverse("notice_settings")),
        unsubscribe_address=whole(reverse("unsubscribe", args=[unsubscribe_token(mail.to)])),
    )


def whole(address: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + address


def unsubscribe_token(user: User) -> str:
    """Good for as long as the server's key: a message may be read a year later."""
    return Signer(salt=UNSUBSCRIBES).sign(str(user.pk))


def user_key_in(token: str) -> int | None:
    """None for a token that this server did not give out. Nothing says whether there is such a person."""
    try:
        return int(Signer(salt=UNSUBSCRIBES).unsign(token))
    except (BadSignature, ValueError):
        return None


def digests_due(*, now: datetime) -> dict[int, date]:
    """By person, the day of the digest that is due `now`.

    It is due from 08:00 on by the clock of one's own country, on a day that is worked there, for what came before
    08:00 and was neither read nor sent. Two queries, and three for each country in which it is due.
    """
    without_mail = Q(notices__mail__isnull=True) | Q(notices__mail__state=JobState.FAILED)
    unread = Q(notices__read_at__isnull=True) & without_mail
    waiting = (
        User.objects.filter(is_active=True)
        .exclude(email="")
        .exclude(mail_setting__often=MailSetting.Often.OFF)
        .annotate(first_at=Min("notices__created_at", filter=unread))
        .filter(first_at__isnull=False)
        .prefetch_related(
            Prefetch("memberships", Membership.objects.select_related("country").order_by("pk"), to_attr="places")
        )
    )
    by_country: dict[Country, list[User]] = defaultdict(list)
    for user in waiting:
        if user.places:
            by_country[user.places[0].country].append(user)
    due = {}
    for country, users in by_country.items():
        here = now.astimezone(time_zone_of(country.pk))
        since = here.replace(hour=DIGEST_TIME.hour, minute=DIGEST_TIME.minute, second=0, microsecond=0)
        early = [user for user in users if user.first_at < since]
        if here >= since and early and calendar_of(country, on=here.date()).calendar.is_working(here.date()):
            due |= {user.pk: here.date() for user in early}
    return due


def _heading(mail: Mail, rows: list[NoticeRow], months: str) -> str:
    if mail.day:
        return _("Your notices of %(day)s") % {"day": day_in_words(mail.day, months)}
    if len(rows) == 1:
        return f"{rows[0].lead} {rows[0].title_said}"
    return ngettext("%(count)s notice for you", "%(count)s notices for you", len(rows)) % {"count": len(rows)}
