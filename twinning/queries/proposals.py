"""What the pages of proposals show: whom each waits for, why the pair was found, and what an answer brings about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from planner.domain.dates import families_of_both, month_name
from planner.models import Country, Membership, User
from planner.queries.access import country_for_viewing
from twinning.domain.proposal_states import OPEN
from twinning.domain.scores import judge
from twinning.models import Practice, Proposal, ProposalAnswer, Side, Twinning
from twinning.permissions import Record
from twinning.queries.access import (
    proposal_for_viewing,
    proposals_of_country_visible_to,
    proposals_visible_to,
)
from twinning.queries.answers import CriterionInWords, in_words
from twinning.queries.profiles import country_profiles, need_profile, practice_profile
from twinning.queries.rounds.ground import weights_of
from twinning.queries.verdicts import theme_names

PROPOSALS_A_PAGE = 25
TONES = {
    **dict.fromkeys([Proposal.State.PROPOSED, Proposal.State.HALF_ACCEPTED], "warn"),
    Proposal.State.CONFIRMED: "ok",
    **dict.fromkeys([Proposal.State.DECLINED, Proposal.State.EXPIRED], "neutral"),
}


@dataclass(frozen=True)
class AnswerRow:
    country: Country
    answer: ProposalAnswer


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in plain words: whom it waits for or what became of it. `days_left` is empty once that is settled.

    `waits_for` are the countries that have not answered; `is_mine` where the reader is to answer now.
    """

    proposal: Proposal
    sentence: str
    days_left: str
    tone: str
    answers: list[AnswerRow]
    waits_for: list[Country]
    is_mine: bool
    months: str

    @property
    def reason(self) -> AnswerRow | None:
        """Who declined, and why."""
        return next((row for row in self.answers if not row.answer.is_accepted), None)


@dataclass(frozen=True)
class ProposalsPage:
    """`waiting` wait for the reader, the most urgent first; `rows` are the others, the open ones first.

    `country` is None where they are those of all countries that the reader may see.
    """

    country: Country | None
    waiting: list[ProposalRow]
    rows: list[ProposalRow]
    page: Page


def proposals_page(user: User, *, today: date, number: str | None, iso3: str = "") -> ProposalsPage:
    """Of one country, or without `iso3` all that the person may see. Raises Http404 for a country whose proposals
    are not the person's. Eight queries at any number of rows.
    """
    country = country_for_viewing(user, iso3) if iso3 else None
    visible = proposals_of_country_visible_to(user, country) if country else proposals_visible_to(user)
    coordinated = _coordinated_by(user)
    mine = [
        row
        for row in rows_of(_read(visible.filter(state__in=OPEN, answer_by__gte=today)), today, coordinated)
        if row.is_mine
    ]
    others = visible.exclude(pk__in=[row.proposal.pk for row in mine]).annotate(
        settled=Case(When(state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    )
    page = Paginator(_read(others).order_by("settled", "-made_at", "pk"), PROPOSALS_A_PAGE).get_page(number)
    return ProposalsPage(
        country=country,
        waiting=sorted(mine, key=lambda row: (row.proposal.answer_by, row.proposal.made_at)),
        rows=rows_of(page, today, coordinated),
        page=page,
    )


def proposals_of_record(user: User, record: Record, *, today: date) -> list[ProposalRow]:
    """Those of one practice or need that the person may see, the latest first. Three queries."""
    field = "practice" if isinstance(record, Practice) else "need"
    found = _read(proposals_visible_to(user).filter(**{field: record})).order_by("-made_at", "pk")
    return rows_of(found, today, _coordinated_by(user))


def rows_of(proposals: Iterable[Proposal], today: date, coordinated: set[str]) -> list[ProposalRow]:
    return [_row(proposal, today, coordinated) for proposal in proposals]


def _read(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return proposals.prefetch_related("answers__answered_by")


def _coordinated_by(user: User) -> set[str]:
    """The countries for which the person answers. One query."""
    return set(user.memberships.filter(role=Membership.Role.COORDINATOR).values_list("country", flat=True))


def _row(proposal: Proposal, today: date, coordinated: set[str]) -> ProposalRow:
    by_side = {answer.side: answer for answer in proposal.answers.all()}
    sides = {Side.GIVER: proposal.giver, Side.TAKER: proposal.taker}
    is_open = proposal.state in OPEN and proposal.answer_by >= today
    waits_for = [country for side, country in sides.items() if is_open and side not in by_side]
    # Whoever coordinates both countries answers for the one that gives.
    own = next((side for side, country in sides.items() if country.pk in coordinated), None)
    is_mine = is_open and own is not None and own not in by_side
    answers = [AnswerRow(sides[Side(side)], answer) for side, answer in by_side.items()]
    return ProposalRow(
        proposal=proposal,
        sentence=_sentence(proposal, answers, waits_for, is_open=is_open, is_mine=is_mine),
        days_left=_days_left(proposal.answer_by, today) if is_open else "",
        tone=TONES[Proposal.State(proposal.state)] if is_open or proposal.state not in OPEN else "neutral",
        answers=answers,
        waits_for=waits_for,
        is_mine=is_mine,
        months=families_of_both(proposal.giver.month_names, proposal.taker.month_names),
    )


def _sentence(
    proposal: Proposal, answers: list[AnswerRow], waits_for: list[Country], *, is_open: bool, is_mine: bool
) -> str:
    if proposal.state == Proposal.State.CONFIRMED:
        return _("Both countries have accepted.")
    if proposal.state == Proposal.State.DECLINED:
        refusal = next(row for row in answers if not row.answer.is_accepted)
        return _("Declined by: %(country)s.") % {"country": refusal.country}
    if not is_open:
        return _("It was not answered by both in time.")
    if is_mine:
        return _("It waits for your country's answer.")
    return _("It waits for: %(countries)s.") % {"countries": _(", ").join(map(str, waits_for))}


def _days_left(answer_by: date, today: date) -> str:
    days = (answer_by - today).days
    if not days:
        return _("Today is the last day to answer.")
    return ngettext("%(days)s day left to answer", "%(days)s days left to answer", days) % {"days": days}


# --- one proposal ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthOfDays:
    name: str
    year: int
    days: int


@dataclass(frozen=True)
class ProposalPage:
    """`percent` is the score of the round; `criteria` say what is true of both records now, and `percent_now` differs
    where they changed since.

    `months` are the first twelve of a twinning, with the days that both countries work. `earlier` fell through before
    this one, and `later` was proposed because this one did. Where it is the
    last for its need in the round, it `is_at_an_end`.
    """

    row: ProposalRow
    percent: int
    percent_now: int
    criteria: list[CriterionInWords]
    months: list[MonthOfDays]
    practice_is_open: bool
    answers_for: Country | None
    earlier: Proposal | None
    later: Proposal | None
    twinning: Twinning | None
    is_at_an_end: bool


def proposal_page(user: User, pk: UUID, *, today: date) -> ProposalPage:
    """Raises Http404 for a proposal that the person may not see. At most sixteen queries, whatever the rows."""
    proposal = proposal_for_viewing(user, pk)
    coordinated = _coordinated_by(user)
    row = _row(proposal, today, coordinated)
    practice, need, round_ = proposal.practice, proposal.need, proposal.round
    countries = country_profiles({proposal.giver_id, proposal.taker_id}, first=round_.first_day)
    judgement = judge(
        practice_profile(practice, today=(round_.ran_at or proposal.made_at).date()),
        need_profile(need),
        countries=countries,
        weights=weights_of(round_),
    )
    common = countries[proposal.giver_id].working_days & countries[proposal.taker_id].working_days
    seen = proposals_visible_to(user)
    has_fallen = proposal.state in (Proposal.State.DECLINED, Proposal.State.EXPIRED)
    following = Proposal.objects.filter(next_after=proposal).first() if has_fallen else None
    own = [country for country in (proposal.giver, proposal.taker) if country.pk in coordinated]
    return ProposalPage(
        row=row,
        percent=round(proposal.score * 100),
        percent_now=round(judgement.score * 100),
        criteria=in_words(judgement, theme_names()),
        months=_common_days(common, row.months),
        practice_is_open=practice.state == Practice.State.PUBLISHED
        or user.memberships.filter(country=practice.country_id).exists(),
        answers_for=own[0] if row.is_mine else None,
        earlier=seen.filter(pk=proposal.next_after_id).first() if proposal.next_after_id else None,
        later=seen.filter(pk=following.pk).first() if following else None,
        twinning=Twinning.objects.filter(proposal=proposal).first() if proposal.state == "CONFIRMED" else None,
        is_at_an_end=has_fallen and following is None,
    )


def _common_days(days: Iterable[date], months: str) -> list[MonthOfDays]:
    language = (get_language() or "ar")[:2]
    counts = Counter((day.year, day.month) for day in days)
    return [
        MonthOfDays(month_name(date(year, month, 1), language, months), year, count)
        for (year, month), count in sorted(counts.items())
    ]
