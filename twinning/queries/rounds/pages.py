"""The pages of rounds: all of them, one of them, a need in it, and one pair of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from planner.models import User
from planner.queries.jobs import JobRow, job_row, with_place
from twinning.domain.kept_rounds import Couple, couple_of, kept_contradiction, why_not_on_ground
from twinning.domain.pairing import Pairing, PlaceKind, Status
from twinning.domain.scores import Criterion, judge
from twinning.models import Need, Practice, Proposal, Round, RoundRule, RoundRun
from twinning.permissions import user_can_run_rounds
from twinning.queries.access import round_for_viewing, rounds_visible_to
from twinning.queries.answers import CriterionInWords, in_words
from twinning.queries.profiles import country_profiles, need_profile, practice_profile
from twinning.queries.rounds.ground import weights_of
from twinning.queries.rounds.reading import (
    STATES,
    PairRow,
    RoundReading,
    UnmetGroup,
    places_left_for,
    reading_of,
    rows_in_order,
)
from twinning.queries.rounds.words import Named, contradiction_in_words
from twinning.queries.verdicts import CRITERIA, theme_names

# A page of a round stays light however many needs it could not meet.
UNMET_SHOWN = 60
MORE_PLACES = {
    PlaceKind.PROVIDER: _("One place more for %(name)s as giving country"),
    PlaceKind.SEEKER: _("One place more for %(name)s as receiving country"),
    PlaceKind.PRACTICE: _("One place more in %(name)s"),
}


@dataclass(frozen=True)
class RoundRow:
    round: Round
    label: str
    tone: str
    pair_count: int | None
    need_count: int | None


@dataclass(frozen=True)
class RoundsPage:
    rows: list[RoundRow]
    can_run: bool


def rounds_page(user: User) -> RoundsPage:
    """The newest first. Two queries."""
    rounds = rounds_visible_to(user).defer("candidates", "places", "result").select_related("created_by")
    found = rounds.annotate(pairs_kept=F("result__pairs"), unmet_kept=F("result__unmet"))
    rows = [
        RoundRow(
            round=one,
            label=str(STATES[one.state][0]),
            tone=STATES[one.state][1],
            pair_count=None if one.pairs_kept is None else len(one.pairs_kept),
            need_count=None if one.pairs_kept is None else len(one.pairs_kept) + len(one.unmet_kept or ()),
        )
        for one in found
    ]
    return RoundsPage(rows, user_can_run_rounds(user))


@dataclass(frozen=True)
class WeightRow:
    """The share of the weights that a criterion has, in per cent."""

    label: str
    percent: int


@dataclass(frozen=True)
class RuleRow:
    rule: RoundRule
    label: str
    practice: Practice
    need: Need


@dataclass(frozen=True)
class RoundPage:
    """`following` is a run under way, or one that came to nothing; `reading` is None for a draft."""

    round: Round
    label: str
    tone: str
    weights: list[WeightRow]
    rules: list[RuleRow]
    following: JobRow[RoundRun] | None
    reading: RoundReading | None
    obstacles: list[str]
    proposals: list[Proposal]
    draft: Round | None
    unmet_groups: list[UnmetGroup]
    hidden_unmet_count: int

    @property
    def can_adopt(self) -> bool:
        is_complete = self.round.state == Round.State.COMPLETE
        return is_complete and self.reading is not None and bool(self.reading.pairs)


def round_page(user: User, pk: UUID, *, shows_all: bool = False) -> RoundPage:
    """With the first of many unmet needs, or all. Raises Http404. The same number of queries at any size."""
    round_ = round_for_viewing(user, pk)
    rules = list(round_.rules.select_related("practice__country", "need__country"))
    label, tone = STATES[round_.state]
    is_run = round_.state != Round.State.DRAFT
    reading = reading_of(round_) if is_run else None
    most = None if shows_all else UNMET_SHOWN
    newest = None if is_run else with_place(round_.runs.select_related("round", "asked_by")).first()
    return RoundPage(
        round=round_,
        label=str(label),
        tone=tone,
        weights=weight_rows(round_),
        rules=[RuleRow(rule, str(rule.get_kind_display()), rule.practice, rule.need) for rule in rules],
        following=job_row(newest) if newest is not None else None,
        reading=reading,
        obstacles=reading.obstacles(places_left_for(reading)) if reading and round_.state == "COMPLETE" else [],
        proposals=list(round_.proposals.select_related("practice", "need", "giver", "taker"))
        if round_.state in ("ADOPTED", "SUPERSEDED")
        else [],
        draft=round_.followers.filter(state=Round.State.DRAFT).order_by("pk").first() if is_run else None,
        unmet_groups=reading.unmet_groups(most=most) if reading else [],
        hidden_unmet_count=max(len(reading.unmet) - most, 0) if reading and most else 0,
    )


def weight_rows(round_: Round) -> list[WeightRow]:
    return [WeightRow(str(CRITERIA[one]), share) for one, share in weight_shares(round_).items()]


def weight_shares(round_: Round) -> dict[Criterion, int]:
    """In per cent, of the criteria that have any weight."""
    weights = weights_of(round_)
    total = sum(weights.values())
    return {one: round(100 * weight / total) for one, weight in weights.items() if weight}


def run_for_viewing(user: User, pk: UUID) -> RoundRun:
    """The newest run of a round. Raises Http404 where there is none."""
    round_ = round_for_viewing(user, pk)
    run = with_place(round_.runs.select_related("round", "asked_by")).first()
    if run is None:
        raise Http404
    return run


# --- a need in a round ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class NeedPage:
    """`candidates` are the practices that could answer the need, the best first; `chosen` is the one that does."""

    round: Round
    need: Need
    candidates: list[PairRow]
    chosen: PairRow | None
    reason: str
    taken_by: list[PairRow]


def need_in_round(user: User, pk: UUID, need: UUID) -> NeedPage:
    """Raises Http404 also for a need that was not part of the round."""
    reading = read_round(user, pk)
    key = str(need)
    candidates = [one for one in reading.ground.candidates if one.need == key]
    if not candidates and key not in reading.pairing.unmet:
        raise Http404
    reading.names.complete(candidates)
    unmet = next((row for row in reading.unmet if row.key == key), None)
    chosen = next((one for one in reading.pairing.pairs if one.need == key), None)
    return NeedPage(
        round=reading.round,
        need=reading.names.needs[key],
        candidates=rows_in_order(reading.row(one) for one in candidates),
        chosen=reading.row(chosen) if chosen else None,
        reason=unmet.reason if unmet else "",
        taken_by=unmet.taken_by if unmet else [],
    )


def read_round(user: User, pk: UUID) -> RoundReading:
    """Raises Http404 also for a draft, which has nothing to read yet."""
    round_ = round_for_viewing(user, pk)
    if round_.state == Round.State.DRAFT:
        raise Http404
    return reading_of(round_)


# --- one pair of a round --------------------------------------------------------------------------------


@dataclass(frozen=True)
class PairPage:
    """`criteria` say what is true of both records now; `percent_now` differs where they changed since the round."""

    round: Round
    practice: Practice
    need: Need
    percent: int
    percent_now: int
    criteria: list[CriterionInWords]
    is_chosen: bool
    rule: RoundRule | None


def pair_in_round(user: User, pk: UUID, couple: Couple) -> PairPage:
    """Raises Http404 also for a pair that was no candidate of the round."""
    round_ = round_for_viewing(user, pk)
    kept = _candidate_kept(round_, couple)
    practice = Practice.objects.select_related("country").prefetch_related("themes").filter(pk=couple[0]).first()
    needs = Need.objects.select_related("country").prefetch_related("themes", "indicators")
    need = needs.filter(pk=couple[1]).first()
    if practice is None or need is None or round_.ran_at is None:
        raise Http404
    countries = country_profiles({practice.country_id, need.country_id}, first=round_.first_day)
    day: date = round_.ran_at.date()
    judgement = judge(
        practice_profile(practice, today=day), need_profile(need), countries=countries, weights=weights_of(round_)
    )
    return PairPage(
        round=round_,
        practice=practice,
        need=need,
        percent=round(kept["score"] * 100),
        percent_now=round(judgement.score * 100),
        criteria=in_words(judgement, theme_names()),
        is_chosen=list(couple) in round_.result["pairs"],
        rule=round_.rules.filter(practice=practice, need=need).first(),
    )


def _candidate_kept(round_: Round, couple: Couple) -> dict:
    """Raises Http404."""
    found = (one for one in round_.candidates if (one["practice"], one["need"]) == couple)
    kept = next(found, None)
    if kept is None:
        raise Http404
    return kept


@dataclass(frozen=True)
class WhyNotPage:
    """What it would mean to have a pair that was not chosen.

    `refusal` says why it cannot be had at all, `cost` what the round would lose by it. `gained` and `lost` are pairs,
    `left_out` and `brought_in` needs; `more_places` are sentences, each a place more that would let it in without a
    loss, None where no places would do.
    """

    round: Round
    pair: PairRow
    is_chosen: bool
    refusal: str
    left_out: list[PairRow]
    brought_in: list[PairRow]
    cost: str
    gained: list[PairRow]
    lost: list[PairRow]
    more_places: list[str] | None


def why_not_page(user: User, pk: UUID, couple: Couple) -> WhyNotPage:
    """Solves the round again with the pair forced, on the ground that was kept. Raises Http404."""
    reading = read_round(user, pk)
    asked = next((one for one in reading.ground.candidates if couple_of(one) == couple), None)
    if asked is None:
        raise Http404
    answer = why_not_on_ground(asked, reading.ground, reading.rules)
    today, then = set(reading.pairing.pairs), set(answer.forced.pairs)
    reading.names.complete({*today, *then, asked})
    is_possible = answer.forced.status != Status.INFEASIBLE
    by_need_today = {str(one.need): one for one in today}
    by_need_then = {str(one.need): one for one in then}
    kept = kept_contradiction(answer.forced.contradiction)
    return WhyNotPage(
        round=reading.round,
        pair=reading.row(asked),
        is_chosen=answer.is_chosen,
        refusal="" if is_possible or kept is None else contradiction_in_words(kept, reading.names),
        cost=cost_in_words(reading.pairing, answer.forced),
        left_out=[reading.row(by_need_today[str(key)]) for key in answer.left_out],
        brought_in=[reading.row(by_need_then[str(key)]) for key in answer.brought_in],
        gained=rows_in_order(map(reading.row, then - today)) if is_possible else [],
        lost=rows_in_order(map(reading.row, today - then)) if is_possible else [],
        more_places=None
        if answer.more_places is None
        else [_place_in_words(place.kind, place.key, reading.names) for place in answer.more_places],
    )


def _place_in_words(kind: PlaceKind, key: object, names: Named) -> str:
    return str(MORE_PLACES[kind]) % {"name": names.anything(key)}


def cost_in_words(today: Pairing, forced: Pairing) -> str:
    """What changes in all that a goal may count: needs met, countries that both give and take, and total score."""
    needs = len(forced.pairs) - len(today.pairs)
    both = len(forced.reciprocal) - len(today.reciprocal)
    points = round(100 * (forced.score - today.score))
    changes = [
        (
            needs,
            ngettext("%(count)s need more would be met.", "%(count)s needs more would be met.", abs(needs)),
            ngettext("%(count)s need fewer would be met.", "%(count)s needs fewer would be met.", abs(needs)),
        ),
        (
            both,
            ngettext(
                "%(count)s country more would both give and take.",
                "%(count)s countries more would both give and take.",
                abs(both),
            ),
            ngettext(
                "%(count)s country fewer would both give and take.",
                "%(count)s countries fewer would both give and take.",
                abs(both),
            ),
        ),
        (
            points,
            ngettext(
                "All pairs together would score %(count)s point more.",
                "All pairs together would score %(count)s points more.",
                abs(points),
            ),
            ngettext(
                "All pairs together would score %(count)s point less.",
                "All pairs together would score %(count)s points less.",
                abs(points),
            ),
        ),
    ]
    said = [(more if change > 0 else less) % {"count": abs(change)} for change, more, less in changes if change]
    return " ".join(said) or gettext("It would cost nothing: this is one of several equally good results.")
