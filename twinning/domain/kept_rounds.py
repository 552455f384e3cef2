"""What a round paired and what came of it, as the plain values that its row keeps, and back.

A question that is asked of a round later, such as "why not", is answered on the ground that was kept, whatever
practices and needs have become since. Keys are texts: the ids of practices and needs, the codes of countries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from twinning.domain.contradictions import Contradiction
from twinning.domain.pairing import (
    Candidate,
    Goal,
    Pairing,
    Reason,
    ReasonKind,
    Status,
    WhyNot,
    pair,
    why_not,
)
from twinning.domain.scores import Criterion, ScoreTable, check_weights

# More than these answer no need better.
BEST = 50
# Digits after the point of what is kept.
DIGITS = 6

# A practice and a need.
Couple = tuple[str, str]
Values = Mapping[str, float | None]


@dataclass(frozen=True)
class Ground:
    """`values` are what each criterion says of a candidate, None where it has no say; places are what is left.

    `needs` are all that are open, also those without a candidate; `served_first` the countries that the inclusive goal
    looks to.
    """

    candidates: tuple[Candidate, ...]
    values: Mapping[Couple, Values]
    givers: Mapping[str, int]
    takers: Mapping[str, int]
    practices: Mapping[str, int]
    needs: tuple[str, ...] = ()
    served_first: tuple[str, ...] = ()


class Rules(NamedTuple):
    """What scores less than `least_score` is paired only where it is locked."""

    goal: str = Goal.COVERAGE
    once_per_country_pair: bool = True
    locked: tuple[Couple, ...] = ()
    forbidden: tuple[Couple, ...] = ()
    least_score: float = 0.0


def couple_of(candidate: Candidate) -> Couple:
    return str(candidate.practice), str(candidate.need)


# --- from scores to candidates, and to pairs ------------------------------------------------------------


def best_candidates(
    table: ScoreTable,
    *,
    countries: Mapping[str, str],
    weights: Mapping[Criterion, float],
    locked: Collection[Couple] = (),
    limit: int = BEST,
) -> dict[Candidate, Values]:
    """The best `limit` practices of other countries for each need that score more than 0, and what is locked.

    `countries` are those of practices and needs, by their keys. Raises NotAWeight or NoWeight.
    """
    scores = table.scores(weights)
    practices = [str(practice) for practice in table.practices]
    columns = {practice: column for column, practice in enumerate(practices)}
    homes = np.array([countries[practice] for practice in practices])
    criteria = {criterion: np.broadcast_to(values, scores.shape) for criterion, values in table.values.items()}
    found: dict[Candidate, Values] = {}
    for row, need in enumerate(map(str, table.needs)):
        home = countries[need]
        eligible = np.flatnonzero((scores[row] > 0) & (homes != home))
        kept = eligible[np.argsort(-scores[row, eligible], kind="stable")][:limit].tolist()
        kept += [
            columns[practice]
            for practice, of_need in locked
            if of_need == need and practice in columns and columns[practice] not in kept
        ]
        for column in kept:
            if homes[column] == home:
                continue
            values = {str(one): _kept(float(of_all[row, column])) for one, of_all in criteria.items()}
            candidate = Candidate(practices[column], need, str(homes[column]), home, weighted_mean(values, weights))
            found[candidate] = values
    return found


def _kept(value: float) -> float | None:
    return None if np.isnan(value) else round(value, DIGITS)


def weighted_mean(values: Values, weights: Mapping[Criterion, float]) -> float:
    """Over the criteria that have a say, in [0, 1]; 0 where none has."""
    said = [(weight, value) for one, weight in weights.items() if (value := values.get(str(one))) is not None]
    total = sum(weight for weight, _value in said)
    return round(sum(weight * value for weight, value in said) / total, DIGITS) if total else 0.0


def reweighted(ground: Ground, weights: Mapping[Criterion, float]) -> Ground:
    """The same candidates with the scores that other weights give them. Raises NotAWeight or NoWeight."""
    check_weights(weights)
    return replace(
        ground,
        candidates=tuple(
            candidate._replace(score=weighted_mean(ground.values[couple_of(candidate)], weights))
            for candidate in ground.candidates
        ),
    )


def pair_ground(ground: Ground, rules: Rules) -> Pairing:
    return pair(_eligible(ground, rules), **_asked(ground, rules))


def why_not_on_ground(candidate: Candidate, ground: Ground, rules: Rules) -> WhyNot:
    """The candidate is eligible for the question, whatever it scores."""
    eligible = dict.fromkeys([*_eligible(ground, rules), candidate])
    return why_not(candidate, eligible, **_asked(ground, rules))


def _eligible(ground: Ground, rules: Rules) -> list[Candidate]:
    locked = set(rules.locked)
    return [one for one in ground.candidates if one.score >= rules.least_score or couple_of(one) in locked]


def _asked(ground: Ground, rules: Rules) -> dict[str, Any]:
    given = rules._asdict()
    del given["least_score"]
    return {
        "provider_places": ground.givers,
        "seeker_places": ground.takers,
        "practice_places": ground.practices,
        "served_first": ground.served_first,
        "needs": ground.needs,
        **given,
    }


# --- to plain values and back ---------------------------------------------------------------------------


def kept_candidates(ground: Ground) -> list[dict[str, Any]]:
    return [
        {
            "practice": one.practice,
            "need": one.need,
            "giver": one.provider,
            "taker": one.seeker,
            "score": one.score,
            "values": dict(ground.values[couple_of(one)]),
        }
        for one in ground.candidates
    ]


def kept_places(ground: Ground) -> dict[str, Any]:
    return {
        "givers": dict(ground.givers),
        "takers": dict(ground.takers),
        "practices": dict(ground.practices),
        "needs": list(ground.needs),
        "served_first": list(ground.served_first),
    }


def ground_kept(candidates: Iterable[Mapping[str, Any]], places: Mapping[str, Any]) -> Ground:
    """What `kept_candidates` and `kept_places` were made from."""
    values = {
        Candidate(one["practice"], one["need"], one["giver"], one["taker"], one["score"]): one["values"]
        for one in candidates
    }
    return Ground(
        candidates=tuple(values),
        values={couple_of(one): said for one, said in values.items()},
        givers=places.get("givers", {}),
        takers=places.get("takers", {}),
        practices=places.get("practices", {}),
        needs=tuple(places.get("needs", ())),
        served_first=tuple(places.get("served_first", ())),
    )


def kept_result(pairing: Pairing) -> dict[str, Any]:
    return {
        "status": str(pairing.status),
        "pairs": _couples(pairing.pairs),
        "score": round(pairing.score, DIGITS),
        "reciprocal": [str(country) for country in pairing.reciprocal],
        "unmet": {
            str(need): {"kind": str(reason.kind), "taken_by": _couples(reason.taken_by)}
            for need, reason in pairing.unmet.items()
        },
        "blocking": _couples(pairing.blocking),
        "runners_up": {str(need): _couples(found) for need, found in pairing.runners_up.items()},
        "contradiction": kept_contradiction(pairing.contradiction),
    }


def kept_contradiction(contradiction: Contradiction | None) -> dict[str, Any] | None:
    """Its kind and its values; a candidate as its practice and its need."""
    if contradiction is None:
        return None
    values = {
        name: list(couple_of(value)) if isinstance(value, Candidate) else _plain(value)
        for name, value in vars(contradiction).items()
    }
    return {"kind": type(contradiction).__name__, "values": values}


def pairing_kept(result: Mapping[str, Any], ground: Ground) -> Pairing:
    """What `kept_result` was made from, without the contradiction."""
    by_couple = {couple_of(one): one for one in ground.candidates}

    def found(couples: Iterable[Iterable[str]]) -> tuple[Candidate, ...]:
        return tuple(by_couple[practice, need] for practice, need in couples if (practice, need) in by_couple)

    return Pairing(
        status=Status(result.get("status", Status.OPTIMAL)),
        pairs=found(result.get("pairs", ())),
        score=result.get("score", 0.0),
        reciprocal=tuple(result.get("reciprocal", ())),
        unmet={
            need: Reason(ReasonKind(reason["kind"]), found(reason["taken_by"]))
            for need, reason in result.get("unmet", {}).items()
        },
        blocking=found(result.get("blocking", ())),
        runners_up={need: found(couples) for need, couples in result.get("runners_up", {}).items()},
    )


def _couples(candidates: Iterable[Candidate]) -> list[list[str]]:
    return [list(couple_of(one)) for one in candidates]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)
