"""What the pages of practices show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from planner.domain.search import finds
from planner.models import LANGUAGES, Country, Theme, Translated, TranslatedField, User
from planner.queries.access import country_for_viewing
from twinning.domain.freshness import Light, freshness_light
from twinning.domain.similarity import are_similar
from twinning.domain.translations import TranslationState, translation_states
from twinning.models import CaseCount, Practice
from twinning.permissions import Record, user_can_write_records
from twinning.queries.access import practice_for_viewing, practices_visible_to
from twinning.queries.proposals import ProposalRow, proposals_of_record
from twinning.queries.states import TONES, RecordState, state_of_record

FRESHNESS = {
    "FRESH": (_("Confirmed within the last year"), "ok"),
    "DUE": (_("To be confirmed: the last time was more than a year ago"), "warn"),
    "OUTDATED": (_("Outdated: not confirmed for two years"), "critical"),
    "UNCONFIRMED": (_("Not confirmed by the country yet"), "neutral"),
}


@dataclass(frozen=True)
class Freshness:
    light: Light
    words: str
    tone: str


@dataclass(frozen=True)
class PracticeCard:
    practice: Practice
    themes: list[Theme]
    freshness: Freshness
    state: str
    tone: str


@dataclass(frozen=True)
class PracticesPage:
    """`cards` are for the country's own people; others see the published ones alone."""

    country: Country
    cards: list[PracticeCard]
    cases: CaseCount | None
    can_write: bool


def practices_page(user: User, iso3: str, *, today: date) -> PracticesPage:
    """Raises Http404 for a country that is not the person's. Seven queries at any number of rows."""
    country = country_for_viewing(user, iso3)
    practices = practices_visible_to(user).filter(country=country).prefetch_related("themes")
    return PracticesPage(
        country=country,
        cards=[_card(practice, today) for practice in practices],
        cases=CaseCount.objects.filter(country=country).first(),
        can_write=user_can_write_records(user, country),
    )


@dataclass(frozen=True)
class PracticeLibrary:
    cards: list[PracticeCard]
    total: int

    @property
    def count(self) -> int:
        return len(self.cards)


def practice_library(
    user: User,
    *,
    today: date,
    words: str = "",
    themes: Sequence[str] = (),
    country: str = "",
    language: str = "",
) -> PracticeLibrary:
    """The published practices that bear every one of the themes and contain every word, spelled anyhow.

    Four queries. Words are looked for in all three languages, in Python, as in the library of recommendations.
    """
    published = list(_published(user))
    found = [
        practice
        for practice in published
        if (not country or practice.country_id == country)
        and (not language or language in practice.languages)
        and set(themes) <= {theme.code for theme in practice.themes.all()}
        and finds(words, _searched_text(practice))
    ]
    return PracticeLibrary(cards=[_card(practice, today) for practice in found], total=len(published))


def filter_choices() -> dict[str, Iterable[Theme] | Iterable[Country]]:
    return {"themes": list(Theme.objects.all()), "countries": list(Country.objects.all())}


def _published(user: User):
    return practices_visible_to(user).filter(state=Practice.State.PUBLISHED).prefetch_related("themes")


def _searched_text(practice: Practice) -> str:
    texts = [practice.country.name, *record_texts(practice)]
    return " ".join(part for text in texts for part in text.values())


def _card(practice: Practice, today: date) -> PracticeCard:
    return PracticeCard(
        practice=practice,
        themes=list(practice.themes.all()),
        freshness=freshness_of(practice, today),
        state=str(practice.get_state_display()),
        tone=TONES[practice.state],
    )


def freshness_of(practice: Practice, today: date) -> Freshness:
    light = freshness_light(practice.confirmed_on, today=today)
    words, tone = FRESHNESS[light]
    return Freshness(light, str(words), tone)


@dataclass(frozen=True)
class TextRow:
    label: str
    text: Translated


@dataclass(frozen=True)
class TextSection:
    title: str
    rows: list[TextRow]


@dataclass(frozen=True)
class Translation:
    language: str
    state: TranslationState


@dataclass(frozen=True)
class PracticePage:
    """`similar` are others that may say the same, for those who still can change this one."""

    practice: Practice
    state: RecordState
    freshness: Freshness
    themes: list[Theme]
    sections: list[TextSection]
    languages: list[str]
    translations: list[Translation]
    similar: list[Practice]
    can_confirm: bool
    proposals: list[ProposalRow]

    @property
    def is_public(self) -> bool:
        return self.practice.state == Practice.State.PUBLISHED


SECTIONS = {
    _("From the problem to the solution"): ["problem", "solution", "stakeholders", "steps", "resources"],
    _("What it brought"): ["results", "lessons"],
    _("What helps and what hinders"): ["enabling_factors", "constraints", "sustainability"],
    _("For another country"): ["conditions"],
}
LABELS = {
    "problem": _("Problem before"),
    "solution": _("Solution and technology"),
    "stakeholders": _("Stakeholders"),
    "steps": _("Steps and time"),
    "resources": _("Resources and cost"),
    "results": _("Results"),
    "lessons": _("Lessons"),
    "enabling_factors": _("Enabling factors"),
    "constraints": _("Constraints"),
    "sustainability": _("Sustainability"),
    "conditions": _("What another country must have"),
}


def practice_page(user: User, pk: UUID, *, today: date) -> PracticePage:
    """Raises Http404 for a practice that the person may not see."""
    practice = practice_for_viewing(user, pk)
    state = state_of_record(user, practice)
    return PracticePage(
        practice=practice,
        state=state,
        freshness=freshness_of(practice, today),
        themes=list(practice.themes.all()),
        sections=text_sections(practice, SECTIONS, LABELS),
        languages=language_names(practice.languages),
        translations=translations_of(practice),
        similar=similar_practices(user, practice) if state.can_edit or practice.state == "IN_REVIEW" else [],
        can_confirm=practice.state == Practice.State.PUBLISHED and user_can_write_records(user, practice.country),
        proposals=proposals_of_record(user, practice, today=today),
    )


def text_sections(record: Record, sections: dict, labels: dict) -> list[TextSection]:
    """What is written, without the questions that nobody has answered."""
    found = [
        TextSection(
            str(title), [TextRow(str(labels[name]), getattr(record, name)) for name in names if getattr(record, name)]
        )
        for title, names in sections.items()
    ]
    return [section for section in found if section.rows]


def record_texts(record: Record) -> list[Translated]:
    """All its texts in three languages, the empty ones among them."""
    return [getattr(record, field.name) for field in record._meta.fields if isinstance(field, TranslatedField)]


def translations_of(record: Record) -> list[Translation]:
    names = dict(settings.LANGUAGES)
    found = translation_states(record_texts(record), base=record.base_language, languages=LANGUAGES)
    return [Translation(str(names[state.language]), state) for state in found]


def language_names(codes: Iterable[str]) -> list[str]:
    names = dict(settings.LANGUAGES)
    return [str(names[code]) for code in codes if code in names]


def similar_practices(user: User, practice: Practice) -> list[Practice]:
    """The person's and the published practices whose title and summary say much the same. One query and a half."""
    return [
        other
        for other in practices_visible_to(user).exclude(pk=practice.pk)
        if are_similar(practice.title, practice.summary, other.title, other.summary)
    ]
