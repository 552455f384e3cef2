"""What each criterion says of the pairs of a round, in figures as they were kept and in sentences."""

from __future__ import annotations

from django.db.models import prefetch_related_objects

from twinning.domain.kept_rounds import DIGITS, Couple, couple_of
from twinning.domain.scores import Criterion, judge
from twinning.queries.answers import CriterionInWords
from twinning.queries.profiles import country_profiles, need_profile, practice_profile
from twinning.queries.rounds.ground import weights_of
from twinning.queries.rounds.reading import RoundReading
from twinning.queries.verdicts import CRITERIA, theme_names, verdict_in_words


def verdicts_of_pairs(reading: RoundReading) -> dict[Couple, list[CriterionInWords]]:
    """By pair. The values are the round's; a sentence is left out where its record has changed or gone since.

    The same number of queries at any size.
    """
    round_, names = reading.round, reading.names
    practices, needs = list(names.practices.values()), list(names.needs.values())
    prefetch_related_objects(practices, "themes")
    prefetch_related_objects(needs, "themes", "indicators")
    countries = country_profiles({one.country_id for one in [*practices, *needs]}, first=round_.first_day)
    themes, weights = theme_names(), weights_of(round_)
    found: dict[Couple, list[CriterionInWords]] = {}
    for pair in reading.pairing.pairs:
        couple = couple_of(pair)
        kept = reading.ground.values[couple]
        practice, need = names.practices.get(couple[0]), names.needs.get(couple[1])
        sentences: dict[Criterion, str] = {}
        if practice is not None and need is not None and round_.ran_at is not None:
            profiles = practice_profile(practice, today=round_.ran_at.date()), need_profile(need)
            for verdict in judge(*profiles, countries=countries, weights=weights).verdicts:
                now = None if verdict.value is None else round(verdict.value, DIGITS)
                if now == kept.get(str(verdict.criterion)):
                    sentences[verdict.criterion] = verdict_in_words(verdict, themes=themes)
        found[couple] = [
            CriterionInWords(
                str(CRITERIA[one]),
                None if (value := kept.get(str(one))) is None else round(100 * value),
                sentences.get(one, ""),
            )
            for one in Criterion
        ]
    return found
