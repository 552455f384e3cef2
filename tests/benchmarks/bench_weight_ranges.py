"""How long does it take to tell how far each weight of a round may change?

    python -m tests.benchmarks.bench_weight_ranges

The round has 22 countries, 43 practices and 40 needs, and all nine criteria; some of them have no say on some pairs.
"""

from __future__ import annotations

import time

import numpy as np

from twinning.domain.kept_rounds import Ground, Rules, couple_of, pair_ground, reweighted
from twinning.domain.pairing import Candidate
from twinning.domain.scores import WEIGHTS, Criterion
from twinning.domain.weight_ranges import weight_ranges


def make_ground(countries: int, practices: int, needs: int) -> Ground:
    chance = np.random.default_rng(countries)
    providers, seekers = chance.integers(0, countries, practices), chance.integers(0, countries, needs)
    values = {
        Candidate(f"p{practice}", f"n{need}", f"c{provider}", f"c{seeker}", 0.0): {
            str(one): None if chance.random() < 0.1 else round(float(chance.random()), 2) for one in Criterion
        }
        for need, seeker in enumerate(seekers)
        for practice, provider in enumerate(providers)
        if provider != seeker
    }
    return Ground(
        candidates=tuple(values),
        values={couple_of(one): said for one, said in values.items()},
        givers={f"c{n}": int(chance.integers(1, 4)) for n in range(countries)},
        takers={f"c{n}": int(chance.integers(1, 4)) for n in range(countries)},
        practices={},
    )


def main() -> None:
    ground = reweighted(make_ground(22, 43, 40), WEIGHTS)
    pairing = pair_ground(ground, Rules())
    began = time.process_time()
    found = weight_ranges(ground, Rules(), weights=WEIGHTS, pairing=pairing)
    seconds = time.process_time() - began
    print(f"{len(ground.candidates):,} candidates, {len(pairing.pairs)} pairs: the ranges take {seconds:.1f} s.")
    for criterion, one in found.items():
        print(f"{criterion:10} {one.weight:3.0f}: from {one.lowest:6.2f} to {one.highest:6.2f}")


if __name__ == "__main__":
    main()
