"""Telling people what happened, within the transaction in which it did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import singledispatch
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from planner.models import Plan, User
from twinning.models import Activity, FollowUp, Mail, Notice, Proposal, Round, Twinning
from twinning.queries.mails import AT_ONCE
from twinning.queries.notices import notices_visible_to
from twinning.queries.people import people_of_twinning
from twinning.services.mails import ask_for_mail

KEPT_FOR = timedelta(days=365)

Subject = Activity | Twinning | Proposal | Round | Plan


def notify(
    users: Iterable[User],
    *,
    kind: str,
    about: Subject,
    now: datetime,
    by: User | None = None,
    detail: str = "",
) -> None:
    """Tell each of `users` once. Whoever brought it about (`by`) knows already; whoever left is not told.

    Call it inside the transaction of what it tells of. Nothing checks here that somebody may see `about`: one who
    may not sees no notice of it either. One statement, whatever the number of people, and two more where mail is sent
    at once.
    """
    told = {user.pk: user for user in users if user.is_active and user != by}
    subjects = _subjects(about)
    Notice.objects.bulk_create(
        Notice(user=user, kind=Notice.Kind(kind), detail=detail, by=by, created_at=now, **subjects)
        for user in told.values()
    )
    if kind in AT_ONCE:
        ask_for_mail(list(told), now=now)


def mark_read(*, notice: Notice, now: datetime) -> None:
    """A second reading changes nothing."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)


def mark_all_read(*, user: User, now: datetime) -> None:
    """Those that the person may see; what may be seen again later is still unread then."""
    unread = notices_visible_to(user).filter(read_at__isnull=True)
    Notice.objects.filter(pk__in=unread.order_by().values("pk")).update(read_at=now)


def tell_of_follow_ups(*, now: datetime) -> None:
    """To all who may see the twinning, from the day on which it is due to be looked back at; once for each day due,
    however often this is asked.
    """
    told = Notice.objects.filter(
        kind=Notice.Kind.FOLLOW_UP_DUE, twinning=OuterRef("twinning"), created_at__date__gte=OuterRef("due_on")
    )
    due = FollowUp.objects.filter(~Exists(told), due_on__lte=timezone.localdate(now), done_on__isnull=True)
    for follow_up in due.select_related("twinning"):
        with transaction.atomic():
            people = people_of_twinning(follow_up.twinning)
            notify(people, kind=Notice.Kind.FOLLOW_UP_DUE, about=follow_up.twinning, now=now)


def forget_old_notices(*, now: datetime) -> None:
    """What was told a year ago, read or not, and the mails that nothing is kept of any more."""
    Notice.objects.filter(created_at__lt=now - KEPT_FOR).delete()
    Mail.objects.filter(notices__isnull=True, asked_at__lt=now - KEPT_FOR).delete()


@singledispatch
def _subjects(about: Any) -> dict[str, Any]:
    """The columns that say what a notice is about."""
    return {about._meta.model_name: about}


@_subjects.register
def _of_activity(about: Activity) -> dict[str, Any]:
    return {"activity": about, "twinning": about.twinning}
