"""What a person's own calendar finds under the address of the feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from planner.interchange.events import CalendarEvent, write_events
from planner.models import Country, User
from planner.queries.people import language_of, own_country
from planner.queries.unchanged import kept, name_of
from twinning.models import Activity, Feed, Twinning
from twinning.queries.access import twinnings_visible_to
from twinning.queries.mails import whole
from twinning.queries.schedules import schedule_of_twinning

REFRESH = timedelta(hours=4)
CODE_LENGTH = 6
NOT_SHOWN = (Twinning.State.CANCELLED, Twinning.State.ARCHIVED)


@dataclass(frozen=True)
class FeedNow:
    """A feed at this moment: whose it is, in which language, which twinnings that person may see now.

    `stamp` is another one as soon as anything that the feed says may have changed.
    """

    feed: Feed
    language: str
    twinnings: list[Twinning]
    stamp: str


@dataclass(frozen=True)
class FeedPage:
    """`feed` is None where the person has no address; `months` is the family of month names they live by."""

    feed: Feed | None
    months: str


def feed_page(user: User) -> FeedPage:
    country = own_country(user)
    months = country.month_names if country else Country.MonthNames.COMMON
    return FeedPage(Feed.objects.filter(user=user).first(), months)


def feed_now(token: str) -> FeedNow:
    """Four queries. A 404 for an address that was never given out, was renewed or revoked, or is of somebody who has
    left: all the same.
    """
    feed = Feed.objects.select_related("user").filter(token_sha256=hash_of(token), user__is_active=True).first()
    if feed is None:
        raise Http404
    language = language_of(feed.user, own_country(feed.user))
    twinnings = list(
        twinnings_visible_to(feed.user)
        .exclude(state__in=NOT_SHOWN)
        .annotate(changed_at=Coalesce(Max("workplan__changes__made_at"), "created_at"))
        .order_by("created_at", "pk")
    )
    rests_on = [
        (one.pk, one.version, one.workplan.change_number, one.giver.calendar_number, one.taker.calendar_number)
        for one in twinnings
    ]
    # What is handed over to somebody else leaves the work plan as it is.
    mine = [] if feed.scope == Feed.Scope.ALL else list(_activities(feed, twinnings).values_list("pk", flat=True))
    stamp = name_of(feed.pk, feed.made_at, feed.number, language, rests_on, mine, settings.RELEASE)
    return FeedNow(feed, language, twinnings, stamp)


def events_in(feed: FeedNow) -> bytes:
    """As iCalendar; drawn once for as long as nothing changes, else in eight queries for each twinning."""
    return kept(feed.stamp, lambda: _written(feed))


def hash_of(token: str) -> str:
    """Of 256 random bits, which nobody finds by trying: neither salt nor a slow hash is needed."""
    return sha256(token.encode()).hexdigest()


def _written(feed: FeedNow) -> bytes:
    with override(feed.language):
        events = [event for twinning in feed.twinnings for event in _events(feed, twinning)]
        return write_events(events, name=_("Twinning activities"), language=feed.language, refresh=REFRESH)


def _events(feed: FeedNow, twinning: Twinning) -> Iterator[CalendarEvent]:
    shown = set(_activities(feed.feed, [twinning]).values_list("task__key", flat=True))
    if not shown:
        return
    schedule = schedule_of_twinning(twinning)
    calendars = twinning.giver.calendar_number + twinning.taker.calendar_number
    for task in schedule.tasks:
        if task.key not in shown:
            continue
        uid = f"{twinning.pk}.{task.key}"
        slot = schedule.result[task.key]
        title, description = _("Twinning activity %(code)s") % {"code": code_of(uid)}, ""
        if feed.feed.says_titles:
            title = task.title.in_language(feed.language, base=twinning.base_language)
            description = twinning.title.in_language(feed.language, base=twinning.base_language)
        yield CalendarEvent(
            uid=uid,
            first=slot.early_start,
            last=slot.early_finish,
            title=title,
            description=description,
            # Each of them only grows.
            sequence=twinning.workplan.change_number + calendars + feed.feed.number,
            url=whole(reverse("activity", args=[twinning.pk, task.key])),
            changed_at=max(twinning.changed_at, feed.feed.changed_at),
        )


def _activities(feed: Feed, twinnings: Sequence[Twinning]) -> QuerySet[Activity]:
    activities = Activity.objects.filter(twinning__in=twinnings).order_by("pk")
    if feed.scope == Feed.Scope.ALL:
        return activities
    return activities.filter(Q(giver_assignee=feed.user_id) | Q(taker_assignee=feed.user_id))


def code_of(uid: str) -> str:
    """What an event is told apart by where it has no title. The same for everybody."""
    return sha256(uid.encode()).hexdigest()[:CODE_LENGTH].upper()
