"""Who could answer a need, and who could use a practice, by the score that rounds of pairing use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from planner.models import User
from twinning.domain.scores import Judgement, judge
from twinning.models import Need, Practice
from twinning.permissions import Record
from twinning.queries.access import need_for_viewing, needs_visible_to, practice_for_viewing, practices_visible_to
from twinning.queries.profiles import country_profiles, need_profile, practice_profile
from twinning.queries.verdicts import CRITERIA, theme_names, verdict_in_words

ANSWERS_SHOWN = 5


@dataclass(frozen=True)
class CriterionInWords:
    """What one criterion says; `percent` is empty where it has no say."""

    label: str
    percent: int | None
    sentence: str


@dataclass(frozen=True)
class Answer:
    record: Record
    percent: int
    criteria: list[CriterionInWords]


@dataclass(frozen=True)
class AnswersPage:
    """The best of `total`, the best first."""

    record: Record
    answers: list[Answer]
    total: int


def answers_to_need(user: User, pk: UUID, *, today: date) -> AnswersPage:
    """The published practices of other countries. Raises Http404 for a need that the person may not see."""
    need = need_for_viewing(user, pk)
    practices = practices_visible_to(user).filter(state=Practice.State.PUBLISHED).exclude(country=need.country)
    return _page(need, practices.prefetch_related("themes"), [need], today)


def users_of_practice(user: User, pk: UUID, *, today: date) -> AnswersPage:
    """The open needs of other countries. Raises Http404 for a practice that the person may not see."""
    practice = practice_for_viewing(user, pk)
    needs = needs_visible_to(user).filter(state=Need.State.OPEN).exclude(country=practice.country)
    return _page(practice, [practice], needs.prefetch_related("themes", "indicators"), today)


def _page(record: Record, practices: Iterable[Practice], needs: Iterable[Need], today: date) -> AnswersPage:
    offered = [(practice, practice_profile(practice, today=today)) for practice in practices]
    wanted = [(need, need_profile(need)) for need in needs]
    countries = country_profiles({profile.country for _row, profile in [*offered, *wanted]}, first=today)
    judged = [
        (judge(offer, wish, countries=countries), practice, need)
        for practice, offer in offered
        for need, wish in wanted
    ]
    judged.sort(key=lambda found: (-found[0].score, str(found[1].pk), str(found[2].pk)))
    themes = theme_names()
    return AnswersPage(
        record=record,
        answers=[
            Answer(need if record == practice else practice, round(judgement.score * 100), in_words(judgement, themes))
            for judgement, practice, need in judged[:ANSWERS_SHOWN]
        ],
        total=len(judged),
    )


def in_words(judgement: Judgement, themes: Mapping[str, str]) -> list[CriterionInWords]:
    return [
        CriterionInWords(
            label=str(CRITERIA[verdict.criterion]),
            percent=None if verdict.value is None else round(verdict.value * 100),
            sentence=verdict_in_words(verdict, themes=themes),
        )
        for verdict in judgement.verdicts
    ]
