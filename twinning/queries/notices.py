"""What a person is told, and no more of it than he or she may see today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planner.domain.time_zones import time_zone_of
from planner.models import LANGUAGES, Country, Membership, Translated, User
from planner.queries.access import plans_visible_to
from planner.queries.people import own_country
from twinning.models import Notice, Side, Twinning, TwinningPerson
from twinning.queries.access import proposals_visible_to, rounds_visible_to, twinnings_visible_to

NOTICES_A_PAGE = 30
# Nobody reads the difference beyond it.
MOST_COUNTED = 99
READ_WITH = (
    "by",
    "activity__task",
    "twinning__giver",
    "twinning__taker",
    "proposal__need",
    "proposal__giver",
    "proposal__taker",
    "round",
    "plan__country",
)


@dataclass(frozen=True)
class NoticeRow:
    """`sentence` is whole; `title` is what it is about, written in `language`, and `within` what that belongs to.
    `at` is by the reader's own clock.
    """

    notice: Notice
    sentence: str
    title: Translated
    language: str
    within: Translated | None
    countries: list[Country]
    at: datetime

    @property
    def clock(self) -> str:
        """The time of day. A template would turn `at` to the server's clock."""
        return f"{self.at:%H:%M}"

    @property
    def lead(self) -> str:
        """What happened, before the title."""
        return _led(self.sentence)

    @property
    def title_said(self) -> str:
        """Without marks of its language, for plain text."""
        return _said(self.title, self.language)

    @property
    def place_said(self) -> str:
        within = [_said(self.within, self.language)] if self.within else []
        return " · ".join([*within, *map(str, self.countries)])


@dataclass(frozen=True)
class NoticesPage:
    page: Page
    rows: list[NoticeRow]
    unread_count: int
    months: str


def notices_visible_to(user: User) -> QuerySet[Notice]:
    """A person's own, as long as he or she may see what they are about; the latest first."""
    return (
        Notice.objects.filter(user=user)
        .filter(
            Q(twinning__isnull=True)
            | Q(twinning__in=twinnings_visible_to(user).order_by().values("pk"))
            | (Q(kind=Notice.Kind.INVITED) & _is_invited(user)),
            Q(proposal__isnull=True) | Q(proposal__in=proposals_visible_to(user).order_by().values("pk")),
            Q(round__isnull=True) | Q(round__in=rounds_visible_to(user).order_by().values("pk")),
            Q(plan__isnull=True) | Q(plan__in=plans_visible_to(user).order_by().values("pk")),
        )
        .select_related(*READ_WITH)
    )


def notice_for_reading(user: User, pk: UUID) -> Notice:
    return get_object_or_404(notices_visible_to(user), pk=pk)


def unread_count(user: User) -> int:
    """Up to `MOST_COUNTED` and one. One query."""
    unread = notices_visible_to(user).filter(read_at__isnull=True)
    return unread.select_related(None).order_by()[: MOST_COUNTED + 1].count()


def notices_page(user: User, *, number: str | None) -> NoticesPage:
    """The page of that number; the nearest one where there is no such page. Four queries."""
    country = own_country(user)
    page = Paginator(notices_visible_to(user), NOTICES_A_PAGE).get_page(number)
    return NoticesPage(
        page=page,
        rows=[notice_row(notice, zone_of(country)) for notice in page],
        unread_count=unread_count(user),
        months=country.month_names if country else Country.MonthNames.COMMON,
    )


def notice_row(notice: Notice, zone: tzinfo) -> NoticeRow:
    """In the language that is active. No query for a notice out of `notices_visible_to`."""
    title, language, within, countries = _subject(notice)
    sentence = str(notice.get_kind_display())
    if notice.kind == Notice.Kind.MOVED and notice.detail in Twinning.State.values:
        sentence = f"{_led(sentence)} {Twinning.State(notice.detail).label}"
    return NoticeRow(notice, sentence, title, language, within, countries, notice.created_at.astimezone(zone))


def zone_of(country: Country | None) -> tzinfo:
    return time_zone_of(country.pk) if country else UTC


def _subject(notice: Notice) -> tuple[Translated, str, Translated | None, list[Country]]:
    """Its title, the language that was written in, the title of what it belongs to, and its countries."""
    if twinning := notice.twinning:
        countries = [twinning.giver, twinning.taker]
        if notice.activity:
            return notice.activity.task.title, twinning.base_language, twinning.title, countries
        return twinning.title, twinning.base_language, None, countries
    if proposal := notice.proposal:
        return proposal.need.title, proposal.need.base_language, None, [proposal.giver, proposal.taker]
    if plan := notice.plan:
        return plan.title, plan.base_language, None, [plan.country]
    return Translated(dict.fromkeys(LANGUAGES, notice.round.title)), "ar", None, []


def _led(text: str) -> str:
    """With the colon that leads to what follows."""
    return _("%(what)s:") % {"what": text}


def _said(text: Translated, base: str) -> str:
    return text.in_language((get_language() or "ar")[:2], base=base)


def _is_invited(user: User) -> Q:
    """To the twinning, for a side whose country the person still belongs to, and not answered yet."""
    open_places = TwinningPerson.objects.filter(twinning=OuterRef("twinning"), user=user, left_at__isnull=True)
    belongs = Membership.objects.filter(user=user)
    return Q(
        Exists(
            open_places.filter(
                Q(side=Side.GIVER, twinning__giver__in=belongs.values("country"))
                | Q(side=Side.TAKER, twinning__taker__in=belongs.values("country"))
            )
        )
    )
