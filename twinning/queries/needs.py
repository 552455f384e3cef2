"""What the pages of needs show, and which needs are suggested to a country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from planner.domain.dates import month_name
from planner.domain.search import finds
from planner.models import Commitment, Country, Indicator, Plan, Recommendation, Theme, Translated, User
from planner.queries.access import country_for_viewing
from planner.queries.countries import capabilities
from twinning.models import DismissedSuggestion, Need
from twinning.permissions import user_can_write_records
from twinning.queries.access import NEEDS_KNOWN_TO_ALL, need_for_viewing, needs_visible_to
from twinning.queries.practices import (
    TextSection,
    Translation,
    language_names,
    text_sections,
    translations_of,
)
from twinning.queries.proposals import ProposalRow, proposals_of_record
from twinning.queries.states import TONES, RecordState, state_of_record

Origin = Literal["indicator", "recommendation"]

SECTIONS = {gettext_lazy("What is wanted"): ["why_now", "expected_results"]}
LABELS = {"why_now": gettext_lazy("Why now"), "expected_results": gettext_lazy("Expected results")}


@dataclass(frozen=True)
class Suggestion:
    """A need that a country may have, `title` being that of the indicator or the recommendation it comes from."""

    origin: Origin
    code: str
    title: Translated
    reason: str


@dataclass(frozen=True)
class NeedCard:
    need: Need
    themes: list[Theme]
    state: str
    tone: str


@dataclass(frozen=True)
class NeedsPage:
    country: Country
    cards: list[NeedCard]
    suggestions: list[Suggestion]
    can_write: bool


def needs_page(user: User, iso3: str) -> NeedsPage:
    """Raises Http404 for a country that is not the person's. Ten queries at any number of rows."""
    country = country_for_viewing(user, iso3)
    can_write = user_can_write_records(user, country)
    needs = needs_visible_to(user).filter(country=country).prefetch_related("themes")
    return NeedsPage(
        country=country,
        cards=[_card(need) for need in needs],
        suggestions=suggestions_for(country) if can_write else [],
        can_write=can_write,
    )


@dataclass(frozen=True)
class NeedLibrary:
    cards: list[NeedCard]
    total: int

    @property
    def count(self) -> int:
        return len(self.cards)


def need_library(
    user: User, *, words: str = "", themes: Sequence[str] = (), country: str = "", language: str = ""
) -> NeedLibrary:
    """The open needs that bear every one of the themes and contain every word, spelled anyhow. Three queries."""
    needs = list(needs_visible_to(user).filter(state=Need.State.OPEN).prefetch_related("themes"))
    found = [
        need
        for need in needs
        if (not country or need.country_id == country)
        and (not language or language in need.languages)
        and set(themes) <= {theme.code for theme in need.themes.all()}
        and finds(words, _searched_text(need))
    ]
    return NeedLibrary(cards=[_card(need) for need in found], total=len(needs))


def _searched_text(need: Need) -> str:
    texts = [need.country.name, need.title, need.why_now, need.expected_results]
    return " ".join(part for text in texts for part in text.values())


def _card(need: Need) -> NeedCard:
    return NeedCard(need, list(need.themes.all()), str(need.get_state_display()), TONES[need.state])


def suggestions_for(country: Country) -> list[Suggestion]:
    """From the recommendations of its plans, and from its weakest capabilities, the weakest first.

    Left out are those that were dismissed, and those that a need which is not withdrawn comes from already. Five
    queries.
    """
    dismissed = DismissedSuggestion.objects.filter(country=country).values_list("indicator", "recommendation")
    kept = country.needs.exclude(state=Need.State.WITHDRAWN).values_list("indicators", "recommendation")
    answered = {code for row in [*dismissed, *kept] for code in row if code}
    found = [*_of_recommendations(country), *_of_capabilities(country)]
    return [suggestion for suggestion in found if suggestion.code not in answered]


def _of_recommendations(country: Country) -> Iterable[Suggestion]:
    chosen = Recommendation.objects.filter(commitments__plan__in=_plans(country)).distinct()
    for recommendation in chosen:
        yield Suggestion(
            "recommendation", recommendation.code, recommendation.title, _("A recommendation that a plan has adopted.")
        )


def _of_capabilities(country: Country) -> Iterable[Suggestion]:
    known = capabilities(country.indicator_values.select_related("indicator"))
    for capability in reversed(known.weakest):
        reason = _("One of its weakest capabilities: %(share)s%% of the best there can be in %(year)s.") % {
            "share": round(capability.share * 100),
            "year": known.year,
        }
        yield Suggestion("indicator", capability.indicator.code, capability.indicator.name, reason)


def _plans(country: Country) -> QuerySet[Plan]:
    return Plan.objects.filter(country=country, scenario_of=None).exclude(state=Plan.State.ARCHIVED)


def commitments_to_serve(country: Country) -> QuerySet[Commitment]:
    """The commitments of a country's plans, which a need may be linked with."""
    return Commitment.objects.filter(plan__in=_plans(country)).order_by("plan", "order")


def months_of(country: Country) -> list[tuple[int, str]]:
    """The months by number, with the names that they bear in the country."""
    language = (get_language() or "ar")[:2]
    return [(month, month_name(date(2000, month, 1), language, country.month_names)) for month in range(1, 13)]


@dataclass(frozen=True)
class NeedPage:
    """`decided_by` and the commitment are for the need's own country."""

    need: Need
    state: RecordState
    themes: list[Theme]
    indicators: list[Indicator]
    sections: list[TextSection]
    languages: list[str]
    months: list[str]
    translations: list[Translation]
    commitment: Commitment | None
    is_public: bool
    proposals: list[ProposalRow]


def need_page(user: User, pk: UUID, *, today: date) -> NeedPage:
    """Raises Http404 for a need that the person may not see."""
    need = need_for_viewing(user, pk)
    state = state_of_record(user, need)
    return NeedPage(
        need=need,
        state=state,
        themes=list(need.themes.all()),
        indicators=list(need.indicators.all()),
        sections=text_sections(need, SECTIONS, LABELS),
        languages=language_names(need.languages),
        months=[name for month, name in months_of(need.country) if month in need.months],
        translations=translations_of(need),
        commitment=need.commitment if state.is_own else None,
        is_public=need.state in NEEDS_KNOWN_TO_ALL,
        proposals=proposals_of_record(user, need, today=today),
    )
