"""How fast are all pairs of a round scored, against judging them one by one in the same run?

    python -m tests.benchmarks.bench_scores

22 countries, 500 practices and 300 needs; the scores are compared on every pair before anything is said of speed.
Times are the processor's.
"""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from twinning.domain.scores import CountryProfile, NeedProfile, PracticeProfile, judge, score_all

THEMES = [f"theme {n}" for n in range(12)]
INDICATORS = [f"indicator {n}" for n in range(20)]
WEEKENDS = [(4, 5), (5, 6), (3, 4)]


class Profiles(NamedTuple):
    practices: list[PracticeProfile]
    needs: list[NeedProfile]
    countries: dict[str, CountryProfile]


class Measurement(NamedTuple):
    pair_count: int
    one_by_one: float
    at_once: float
    farthest_apart: float

    @property
    def ratio(self) -> float:
        return self.one_by_one / self.at_once


def make_profiles(*, countries: int, practices: int, needs: int, seed: int = 0) -> Profiles:
    """With gaps: values nobody published, needs without themes or months, practices without a language."""
    chance = random.Random(seed)

    def some(members: list[str], most: int) -> frozenset[str]:
        return frozenset(chance.sample(members, chance.randint(0, most)))

    def country(n: int) -> CountryProfile:
        weekend = WEEKENDS[n % len(WEEKENDS)]
        year = [date(2027, 1, 1) + timedelta(days=day) for day in range(365)]
        known = [code for code in INDICATORS if chance.random() < 0.8]
        return CountryProfile(
            f"c{n}",
            {code: chance.random() for code in known} if n else {},
            frozenset(day for day in year if day.weekday() not in weekend and chance.random() < 0.95),
        )

    codes = [f"c{n}" for n in range(countries)]
    common = {"themes": 3, "pillars": 2, "targets": 2, "languages": 2}
    words = {
        "themes": THEMES,
        "pillars": ["R", "I", "T", "E"],
        "targets": ["16.6", "16.7"],
        "languages": ["ar", "en", "fr"],
    }
    return Profiles(
        [
            PracticeProfile(
                f"p{n}",
                chance.choice(codes),
                **{name: some(words[name], most) for name, most in common.items()},
                evidence=chance.random(),
                evidence_years=chance.uniform(0, 6),
            )
            for n in range(practices)
        ],
        [
            NeedProfile(
                f"n{n}",
                chance.choice(codes),
                **{name: some(words[name], most) for name, most in common.items()},
                indicators=some(INDICATORS, 4),
                months=frozenset(chance.sample(range(1, 13), chance.randint(0, 4))),
                priority=chance.random(),
                readiness=chance.random(),
            )
            for n in range(needs)
        ],
        {code: country(n) for n, code in enumerate(codes)},
    )


def measure(profiles: Profiles) -> Measurement:
    practices, needs, countries = profiles
    began = time.process_time()
    scores = score_all(practices, needs, countries=countries).scores()
    at_once = time.process_time() - began
    began = time.process_time()
    judged = np.array([[judge(one, need, countries=countries).score for one in practices] for need in needs])
    one_by_one = time.process_time() - began
    return Measurement(scores.size, one_by_one, at_once, float(np.abs(scores - judged).max()))


def main() -> None:
    result = measure(make_profiles(countries=22, practices=500, needs=300))
    print(
        f"{result.pair_count:,} pairs: one by one {result.one_by_one:.1f} s, at once {result.at_once:.3f} s: ", end=""
    )
    print(f"{result.ratio:.0f} times as fast. The farthest two scores of a pair lie {result.farthest_apart:.0e} apart.")


if __name__ == "__main__":
    main()
