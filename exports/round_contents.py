"""What a round's report says: from its rows to plain values, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from exports.word import content as word
from exports.word.round import content as report
from planner.models import Country
from twinning.domain.kept_rounds import Couple
from twinning.domain.pairing import Candidate
from twinning.domain.scores import Criterion
from twinning.models import Need, Practice, Round
from twinning.queries.rounds.pages import weight_shares
from twinning.queries.rounds.reading import STATES, PairRow, RoundReading, UnmetRow, reading_of, rows_in_order
from twinning.queries.rounds.verdicts import verdicts_of_pairs
from twinning.queries.verdicts import CRITERIA

# A round speaks of many countries, so of no one's months.
MONTHS = "COMMON"
REFERENCE_DIGITS = 8

GOALS = {
    Round.Goal.COVERAGE: gettext_lazy(
        "As many needs as possible are met; then as many countries as possible both give and take; then the scores of "
        "all pairs add up to as much as possible."
    ),
    Round.Goal.BENEFIT: gettext_lazy("The scores of all pairs add up to as much as possible."),
    Round.Goal.INCLUSIVE: gettext_lazy(
        "As many least developed countries as possible are served; then as many needs as possible are met; then as "
        "many countries as possible both give and take; then the scores count."
    ),
}
MEANINGS = {
    Criterion.THEME: gettext_lazy("How many of the challenges that the need names the practice answers."),
    Criterion.RITE: gettext_lazy("How many of the RITE pillars that the need names the practice serves."),
    Criterion.SDG: gettext_lazy("How many of the SDG targets that the need names the practice serves."),
    Criterion.EVIDENCE: gettext_lazy("How well the results of the practice are shown, and how long ago."),
    Criterion.DISTANCE: gettext_lazy(
        "Whether the giving country is ahead on the indices that matter, but within reach."
    ),
    Criterion.LANGUAGE: gettext_lazy("Whether both sides share a working language."),
    Criterion.WORKDAYS: gettext_lazy("On how many days of the wanted months both countries work."),
    Criterion.PRIORITY: gettext_lazy("Which priority the country gives the need."),
    Criterion.READINESS: gettext_lazy("How soon the country is ready to start."),
}


def round_content(round_: Round, *, today: date) -> report.RoundContent:
    """Of a round that has been run. The same number of queries at any size.

    In the order of the countries' codes, so that numbers are the same in every language.
    """
    reading = reading_of(round_)
    runners_up = [one for found in reading.pairing.runners_up.values() for one in found]
    reading.names.complete(runners_up)
    pairs = sorted(reading.pairs, key=lambda row: (row.taker.pk, row.giver.pk, row.key))
    unmet = sorted(reading.unmet, key=lambda row: (row.country.pk if row.country else "", row.key))
    balances = sorted(reading.countries, key=lambda row: (-(row.given + row.taken), row.country.pk))
    numbers = {row.key: number for number, row in enumerate(pairs, 1)}
    rules = list(round_.rules.select_related("practice__country", "need__country"))
    assert round_.ran_at is not None, "a draft has no report"
    return report.RoundContent(
        language=str(get_language()),
        months=MONTHS,
        title=round_.title,
        reference=str(round_.pk)[:REFERENCE_DIGITS].upper(),
        revision=round_.revision,
        state=str(STATES[round_.state][0]),
        is_example=reading.has_examples,
        made_on=today,
        ran_on=round_.ran_at.date(),
        first_day=round_.first_day,
        answer_by=round_.answer_by,
        prepared_by=str(round_.created_by or ""),
        visible_to=_("the advisors of all countries"),
        goal=str(round_.get_goal_display()),
        goal_meaning=str(GOALS[Round.Goal(round_.goal)]),
        least_score=round_.least_score,
        once_per_country_pair=round_.once_per_country_pair,
        is_proved=reading.is_proved,
        need_count=reading.need_count,
        mean_percent=reading.mean_percent,
        contradiction=reading.contradiction,
        weights=tuple(
            report.Weight(str(CRITERIA[one]), percent, str(MEANINGS[one]))
            for one, percent in weight_shares(round_).items()
        ),
        pairs=_pairs(reading, pairs),
        unmet=tuple(_unmet(row, numbers) for row in unmet),
        alternatives=_alternatives(reading, [*(row.key[1] for row in pairs), *(row.key for row in unmet)]),
        rules=tuple(
            report.Rule(
                str(rule.get_kind_display()),
                report.Pair(
                    giver=_name(rule.practice.country),
                    practice=_title(rule.practice),
                    taker=_name(rule.need.country),
                    need=_title(rule.need),
                    percent=0,
                ),
                rule.reason,
            )
            for rule in rules
        ),
        blocking=tuple(_pair(row) for row in reading.blocking),
        balances=tuple(
            report.Balance(_name(row.country), row.given, row.giver_places, row.taken, row.taker_places)
            for row in balances
        ),
    )


def _pairs(reading: RoundReading, rows: Iterable[PairRow]) -> tuple[report.Pair, ...]:
    verdicts = verdicts_of_pairs(reading)
    said = {
        key: tuple(report.Verdict(one.label, one.percent, one.sentence) for one in found)
        for key, found in verdicts.items()
    }
    return tuple(_pair(row, verdicts=said.get(row.key, ())) for row in rows)


def _pair(row: PairRow, *, verdicts: tuple[report.Verdict, ...] = ()) -> report.Pair:
    return report.Pair(
        giver=_name(row.giver),
        practice=_title(row.practice) or _("a practice that is gone"),
        taker=_name(row.taker),
        need=_title(row.need) or _("a need that is gone"),
        percent=row.percent,
        rule=_("Locked") if row.rule == "LOCKED" else "",
        verdicts=verdicts,
    )


def _unmet(row: UnmetRow, numbers: Mapping[Couple, int]) -> report.Unmet:
    return report.Unmet(
        country=_name(row.country),
        need=_title(row.need) or _("a need that is gone"),
        reason=row.reason,
        taken_by=tuple(sorted(numbers[each.key] for each in row.taken_by)),
    )


def _alternatives(reading: RoundReading, order: Iterable[str]) -> tuple[report.Alternatives, ...]:
    """Need by need, in the order of their keys."""
    found: Mapping[str, Iterable[Candidate]] = {
        str(need): others for need, others in reading.pairing.runners_up.items() if others
    }
    made = []
    for key in order:
        if key not in found:
            continue
        rows = rows_in_order(reading.row(one) for one in found[key])
        made.append(
            report.Alternatives(
                country=_name(rows[0].taker),
                need=_title(rows[0].need) or _("a need that is gone"),
                pairs=tuple(_pair(row) for row in rows),
            )
        )
    return tuple(made)


def _title(record: Practice | Need | None) -> word.Wording:
    if record is None:
        return ""
    return word.Text.pick(record.title, language=str(get_language()), base=record.base_language)


def _name(country: Country | None) -> word.Wording:
    return word.Text.pick(country.name, language=str(get_language()), base="ar") if country else ""
