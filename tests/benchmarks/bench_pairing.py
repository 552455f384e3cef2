"""How fast is `pair`, against networkx on the same network, and how does it fare with 193 countries?

    python -m tests.benchmarks.bench_pairing

The small round has 22 countries, 500 practices and 300 needs, and every practice of another country is a candidate
for every need. Its flow network is solved by `network_simplex` of networkx and by ours without the rule of country
pairs, which no flow can express; both must find the same optimum. Then ours is timed with the rule. Building the
network is not counted against networkx; reading, checking and explaining is counted against ours.

The large round has 193 countries, 20,000 practices, 5,000 needs and 50 candidates a need. Scores are coarse on
purpose: equal scores are what makes such programmes hard. Times are the processor's, so that other work on the
machine does not count.
"""

from __future__ import annotations

import gc
import resource
import time
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from twinning.domain.pairing import Candidate, Pairing, Status, pair

# network_simplex is sure of whole numbers only.
FINENESS = 1_000


class Round(NamedTuple):
    candidates: list[Candidate]
    places: dict[str, dict[str, int]]


class Measurement(NamedTuple):
    candidate_count: int
    networkx: float
    without_the_rule: float
    with_the_rule: float

    @property
    def ratio(self) -> float:
        return self.networkx / self.with_the_rule


def make_round(countries: int, practices: int, needs: int, *, candidates_a_need: int | None = None) -> Round:
    chance = np.random.default_rng(countries)
    providers, seekers = chance.integers(0, countries, practices), chance.integers(0, countries, needs)
    themes, wanted = chance.integers(0, 12, practices), chance.integers(0, 12, needs)
    found = []
    for need in range(needs):
        abroad = np.flatnonzero(providers != seekers[need])
        grain = chance.random(len(abroad)).round(1)
        scores = (0.5 * (themes[abroad] == wanted[need]) + 0.5 * grain).round(3)
        best = np.argsort(-scores, kind="stable")[:candidates_a_need]
        found += [
            Candidate(f"p{practice}", f"n{need}", f"c{providers[practice]}", f"c{seekers[need]}", float(score))
            for practice, score in zip(abroad[best], scores[best], strict=True)
        ]
    return Round(
        found,
        {
            "provider_places": {f"c{n}": int(chance.integers(2, 14)) for n in range(countries)},
            "seeker_places": {f"c{n}": int(chance.integers(2, 14)) for n in range(countries)},
            "practice_places": {f"p{n}": int(chance.integers(1, 3)) for n in range(practices)},
        },
    )


def network(round_: Round) -> nx.DiGraph:
    """Coverage as a cost: one need more outweighs all scores."""
    graph = nx.DiGraph()
    givers, takers, practices = (
        round_.places[name] for name in ("provider_places", "seeker_places", "practice_places")
    )
    outweighs = (len({one.need for one in round_.candidates}) + 1) * FINENESS
    for one in round_.candidates:
        graph.add_edge("source", ("giver", one.provider), capacity=givers[one.provider], weight=0)
        graph.add_edge(("giver", one.provider), one.practice, capacity=practices[one.practice], weight=0)
        graph.add_edge(one.practice, one.need, capacity=1, weight=-outweighs - round(one.score * FINENESS))
        graph.add_edge(one.need, ("taker", one.seeker), capacity=1, weight=0)
        graph.add_edge(("taker", one.seeker), "sink", capacity=takers[one.seeker], weight=0)
    most = sum(takers.values())
    graph.add_edge("source", "sink", capacity=most, weight=0)
    graph.add_node("source", demand=-most)
    graph.add_node("sink", demand=most)
    return graph


def optimum(round_: Round, cost: int) -> tuple[int, int]:
    """Needs met and total score in thousandths, out of the least cost of the network."""
    outweighs = (len({one.need for one in round_.candidates}) + 1) * FINENESS
    met, score = divmod(-cost, outweighs)
    return met, score


def measure(round_: Round) -> Measurement:
    flow_network = network(round_)
    began = time.process_time()
    cost, _flow = nx.network_simplex(flow_network)
    theirs = time.process_time() - began
    # Millions of small objects would be looked through again and again while ours is timed.
    del flow_network, _flow
    gc.collect()
    freely, without_the_rule = timed(round_, once_per_country_pair=False)
    # Ours prefers countries that give and take to score, which may cost some of it.
    met, score = optimum(round_, cost)
    assert len(freely.pairs) == met
    assert round(freely.score * FINENESS) <= score
    _pairing, with_the_rule = timed(round_)
    return Measurement(len(round_.candidates), theirs, without_the_rule, with_the_rule)


def timed(round_: Round, **rules: Any) -> tuple[Pairing, float]:
    began = time.process_time()
    pairing = pair(round_.candidates, **round_.places, **rules)
    assert pairing.status == Status.OPTIMAL
    return pairing, time.process_time() - began


def main() -> None:
    small = measure(make_round(22, 500, 300))
    print(f"{small.candidate_count:,} candidates: network_simplex of networkx takes {small.networkx:.1f} s.")
    print(
        f"Ours takes {small.without_the_rule:.2f} s without the rule of country pairs and {small.with_the_rule:.2f} s"
    )
    print(f"with it: {small.ratio:.0f} times as fast.")
    large = make_round(193, 20_000, 5_000, candidates_a_need=50)
    pairing, seconds = timed(large)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(large.candidates):,} candidates: {len(pairing.pairs)} pairs, proved to be the best, in {seconds:.1f} s"
    )
    print(f"and {memory:.0f} MB.")


if __name__ == "__main__":
    main()
