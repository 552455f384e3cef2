"""How well does a practice of one country answer a need of another, criterion by criterion?

`judge` looks at one pair and keeps what each criterion saw, for the sentence a person reads. `score_all` gives the
same scores for all pairs at once. A criterion that nothing is known about, such as the distance of a country without
an index value, has no say: the others share its weight.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Key = Hashable

MONTHS = range(1, 13)
# Years after which evidence counts half.
HALF_LIFE_YEARS = 3.0
# By how much the giver is ahead on the indicators, as a share of the best value: nothing to show below the first,
# fully adoptable between the next two, and hardest where all is missing that the giver has.
LEADS, WORTHS = (0.0, 0.10, 0.40, 1.0), (0.0, 1.0, 1.0, 0.2)


class Criterion(StrEnum):
    THEME = "THEME"
    RITE = "RITE"
    SDG = "SDG"
    EVIDENCE = "EVIDENCE"
    DISTANCE = "DISTANCE"
    LANGUAGE = "LANGUAGE"
    WORKDAYS = "WORKDAYS"
    PRIORITY = "PRIORITY"
    READINESS = "READINESS"


# What a round starts from; the advisor changes them. Only their proportions count.
WEIGHTS: Mapping[Criterion, float] = {
    Criterion.THEME: 25,
    Criterion.RITE: 10,
    Criterion.SDG: 5,
    Criterion.EVIDENCE: 15,
    Criterion.DISTANCE: 15,
    Criterion.LANGUAGE: 10,
    Criterion.WORKDAYS: 5,
    Criterion.PRIORITY: 10,
    Criterion.READINESS: 5,
}


class NotAWeight(ValueError):
    def __init__(self, criterion: object, weight: object) -> None:
        self.criterion, self.weight = criterion, weight
        super().__init__(f"The weight of {criterion} is {weight!r}: it must be a number, 0 or more.")


class NoWeight(ValueError):
    def __init__(self) -> None:
        super().__init__("Every weight is 0, so nothing can be compared.")


@dataclass(frozen=True)
class PracticeProfile:
    """`evidence` is how well results are shown, in [0, 1], and `evidence_years` how long ago."""

    key: Key
    country: str
    themes: frozenset[str] = frozenset()
    pillars: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    evidence: float = 0.0
    evidence_years: float = 0.0


@dataclass(frozen=True)
class NeedProfile:
    """`indicators` are the codes that matter for its theme; no `months` means any; priority and readiness in [0, 1]."""

    key: Key
    country: str
    themes: frozenset[str] = frozenset()
    pillars: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    months: frozenset[int] = frozenset()
    priority: float = 0.5
    readiness: float = 0.5


@dataclass(frozen=True)
class CountryProfile:
    """`indicators` are values as a share of the best there can be, missing where nobody published one;
    `working_days` those of the year in which the round's twinnings take place."""

    code: str
    indicators: Mapping[str, float] = field(default_factory=dict)
    working_days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """What a criterion says of a pair: `value` in [0, 1], None where it has no say; `seen` is what it looked at."""

    criterion: Criterion
    value: float | None
    seen: Mapping[str, Any]


@dataclass(frozen=True)
class Judgement:
    score: float
    verdicts: tuple[Verdict, ...]


def check_weights(weights: Mapping[Criterion, float]) -> None:
    """Raise NotAWeight or NoWeight."""
    for criterion, weight in weights.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight < float("inf"):
            raise NotAWeight(criterion, weight)
    if not any(weights.values()):
        raise NoWeight


# --- one pair -------------------------------------------------------------------------------------------


def judge(
    practice: PracticeProfile,
    need: NeedProfile,
    *,
    countries: Mapping[str, CountryProfile],
    weights: Mapping[Criterion, float] = WEIGHTS,
) -> Judgement:
    """Each criterion's word on one pair and their weighted mean; 0 where none has a say. Raises as check_weights."""
    check_weights(weights)
    giver, taker = countries[practice.country], countries[need.country]
    verdicts = (
        _overlap(Criterion.THEME, practice.themes, need.themes),
        _overlap(Criterion.RITE, practice.pillars, need.pillars),
        _overlap(Criterion.SDG, practice.targets, need.targets),
        Verdict(
            Criterion.EVIDENCE,
            practice.evidence * freshness(practice.evidence_years),
            {"evidence": practice.evidence, "years": practice.evidence_years},
        ),
        _distance(giver, taker, need),
        _language(practice, need),
        _workdays(giver, taker, need),
        Verdict(Criterion.PRIORITY, need.priority, {}),
        Verdict(Criterion.READINESS, need.readiness, {}),
    )
    said = [(weights.get(one.criterion, 0.0), one.value) for one in verdicts if one.value is not None]
    total = sum(weight for weight, _value in said)
    return Judgement(sum(weight * value for weight, value in said) / total if total else 0.0, verdicts)


def freshness(years: float) -> float:
    """1 for evidence of today, half after `HALF_LIFE_YEARS`, and so on."""
    return float(0.5 ** (max(years, 0.0) / HALF_LIFE_YEARS))


def adoptable(lead: float) -> float:
    """How well a giver that is ahead by `lead` can teach: it must be ahead, but not out of reach."""
    return float(np.interp(lead, LEADS, WORTHS))


def _overlap(criterion: Criterion, offered: frozenset[str], wanted: frozenset[str]) -> Verdict:
    shared = offered & wanted
    seen = {"shared": tuple(sorted(shared)), "missing": tuple(sorted(wanted - offered))}
    return Verdict(criterion, len(shared) / len(wanted) if wanted else None, seen)


def _distance(giver: CountryProfile, taker: CountryProfile, need: NeedProfile) -> Verdict:
    known = sorted(need.indicators & giver.indicators.keys() & taker.indicators.keys())
    if not known:
        return Verdict(Criterion.DISTANCE, None, {"indicators": ()})
    lead = sum(giver.indicators[code] - taker.indicators[code] for code in known) / len(known)
    return Verdict(Criterion.DISTANCE, adoptable(lead), {"indicators": tuple(known), "lead": lead})


def _language(practice: PracticeProfile, need: NeedProfile) -> Verdict:
    if not practice.languages or not need.languages:
        return Verdict(Criterion.LANGUAGE, None, {"shared": ()})
    shared = practice.languages & need.languages
    return Verdict(Criterion.LANGUAGE, 1.0 if shared else 0.0, {"shared": tuple(sorted(shared))})


def _workdays(giver: CountryProfile, taker: CountryProfile, need: NeedProfile) -> Verdict:
    """The days both work in the wanted months, against those that the one that works less could have had."""
    months = need.months or frozenset(MONTHS)
    one, other = ({day for day in country.working_days if day.month in months} for country in (giver, taker))
    possible, common = min(len(one), len(other)), len(one & other)
    seen = {"common": common, "possible": possible, "months": tuple(sorted(months))}
    return Verdict(Criterion.WORKDAYS, common / possible if possible else None, seen)


# --- all pairs ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ScoreTable:
    """Every criterion's value for every need (row) and practice (column); not a number where it has no say.

    A change of weights needs no more than `scores` again.
    """

    needs: tuple[Key, ...]
    practices: tuple[Key, ...]
    values: Mapping[Criterion, Floats]

    def scores(self, weights: Mapping[Criterion, float] = WEIGHTS) -> Floats:
        """The weighted means, in [0, 1]. Raises NotAWeight or NoWeight."""
        check_weights(weights)
        shape = (len(self.needs), len(self.practices))
        total, weighted = np.zeros(shape), np.zeros(shape)
        for criterion, values in self.values.items():
            if weight := weights.get(criterion, 0.0):
                has_say = ~np.isnan(values)
                total += weight * has_say
                weighted += weight * np.where(has_say, values, 0.0)
        return np.divide(weighted, total, out=np.zeros(shape), where=total > 0)


def score_all(
    practices: Sequence[PracticeProfile], needs: Sequence[NeedProfile], *, countries: Mapping[str, CountryProfile]
) -> ScoreTable:
    """What `judge` says of every pair, in a few passes over whole tables."""
    numbers = {code: number for number, code in enumerate(countries)}
    givers = np.array([numbers[one.country] for one in practices], dtype=np.intp)
    takers = np.array([numbers[one.country] for one in needs], dtype=np.intp)
    evidence = np.array([one.evidence * freshness(one.evidence_years) for one in practices], dtype=np.float64)
    priority = np.array([one.priority for one in needs], dtype=np.float64)
    readiness = np.array([one.readiness for one in needs], dtype=np.float64)
    everyone = list(countries.values())
    return ScoreTable(
        needs=tuple(one.key for one in needs),
        practices=tuple(one.key for one in practices),
        values={
            Criterion.THEME: _overlaps([one.themes for one in practices], [one.themes for one in needs]),
            Criterion.RITE: _overlaps([one.pillars for one in practices], [one.pillars for one in needs]),
            Criterion.SDG: _overlaps([one.targets for one in practices], [one.targets for one in needs]),
            Criterion.EVIDENCE: evidence[np.newaxis, :],
            Criterion.DISTANCE: _distances(everyone, needs, takers)[:, givers],
            Criterion.LANGUAGE: _languages([one.languages for one in practices], [one.languages for one in needs]),
            Criterion.WORKDAYS: _shares_of_workdays(everyone, needs, takers)[:, givers],
            Criterion.PRIORITY: priority[:, np.newaxis],
            Criterion.READINESS: readiness[:, np.newaxis],
        },
    )


def _numbered(sets: Iterable[Iterable[Any]]) -> dict[Any, int]:
    return {member: number for number, member in enumerate(sorted({one for found in sets for one in found}))}


def _marks(sets: Sequence[Iterable[Any]], members: Mapping[Any, int]) -> Floats:
    """A row a set, a column a member: 1 where it belongs."""
    table = np.zeros((len(sets), len(members)))
    for row, found in enumerate(sets):
        table[row, [members[member] for member in found]] = 1.0
    return table


def _overlaps(offered: Sequence[frozenset[str]], wanted: Sequence[frozenset[str]]) -> Floats:
    members = _numbered([*offered, *wanted])
    sizes = np.array([len(found) or np.nan for found in wanted], dtype=np.float64)
    return np.asarray(_marks(wanted, members) @ _marks(offered, members).T / sizes[:, np.newaxis])


def _languages(offered: Sequence[frozenset[str]], wanted: Sequence[frozenset[str]]) -> Floats:
    members = _numbered([*offered, *wanted])
    shared = (_marks(wanted, members) @ _marks(offered, members).T > 0).astype(np.float64)
    shared[[not found for found in wanted], :] = np.nan
    shared[:, [not found for found in offered]] = np.nan
    return np.asarray(shared)


def _distances(
    countries: Sequence[CountryProfile], needs: Sequence[NeedProfile], takers: npt.NDArray[np.intp]
) -> Floats:
    """A row a need, a column a giving country."""
    members = _numbered([need.indicators for need in needs])
    published = np.array([[one.indicators.get(code, np.nan) for code in members] for one in countries])
    published = published.reshape(len(countries), len(members))
    known, values = (~np.isnan(published)).astype(np.float64), np.nan_to_num(published)
    asked = _marks([need.indicators for need in needs], members) * known[takers]
    counts = asked @ known.T
    sums = asked @ values.T - (asked * values[takers]) @ known.T
    leads = np.divide(sums, counts, out=np.full(counts.shape, np.nan), where=counts > 0)
    return np.where(np.isnan(leads), np.nan, np.interp(leads, LEADS, WORTHS))


def _shares_of_workdays(
    countries: Sequence[CountryProfile], needs: Sequence[NeedProfile], takers: npt.NDArray[np.intp]
) -> Floats:
    """A row a need, a column a giving country."""
    days = _numbered([one.working_days for one in countries])
    works = _marks([one.working_days for one in countries], days)
    month_of = np.array([day.month for day in days], dtype=np.intp)
    wanted = np.array([[month in (need.months or MONTHS) for month in MONTHS] for need in needs], dtype=np.float64)
    wanted = wanted.reshape(len(needs), len(MONTHS))
    by_month = [works[:, month_of == month] for month in MONTHS]
    own = np.stack([marks.sum(axis=1) for marks in by_month])
    common = np.stack([marks @ marks.T for marks in by_month])
    shared = np.einsum("nm,mnc->nc", wanted, common[:, takers, :])
    possible = np.minimum(wanted @ own, (wanted * own.T[takers]).sum(axis=1)[:, np.newaxis])
    return np.asarray(np.divide(shared, possible, out=np.full(shared.shape, np.nan), where=possible > 0))
