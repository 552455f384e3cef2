"""Where do the boxes of a dependency graph stand, so that links run forward and cross little?

The layered method of Sugiyama, Tagawa and Toda (1981): longest-path layers, stand-ins where a link passes a
layer, barycentre sweeps for the order, and least squares with a least distance (isotonic regression, pool
adjacent violators) for the positions. All far links out of one box share their stand-ins, so they run as one
trunk. Same input, same drawing.
"""

import itertools
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

SWEEPS = 8
TRUNK_WEIGHT = 4  # a bend in a long line disturbs more than one between neighbours

Spot = str | tuple[str, int]  # a box's key, or (key, layer) where its trunk passes a layer
Link = tuple[str, str]
S = TypeVar("S", str, Spot)


@dataclass(frozen=True)
class Sizes:
    length: float  # of a box, along the reading direction
    height: float
    along: float  # the gap between two layers
    across: float  # the gap between two boxes of a layer
    trunk: float  # how much height a passing link takes


@dataclass(frozen=True)
class Segment:
    """A bend from one layer to the next; `through` means that it goes on level past the layer's boxes."""

    start: tuple[float, float]
    end: tuple[float, float]
    through: bool
    links: frozenset[Link]


@dataclass(frozen=True)
class Layout:
    """Boxes by the corner where they start, along and down."""

    length: float
    height: float
    boxes: Mapping[str, tuple[float, float]]
    segments: Sequence[Segment]


def layout(keys: Sequence[str], links: Iterable[Link], sizes: Sizes, *, wide: float) -> Layout:
    """Unconnected parts stand side by side while they fit `wide`, then below one another.

    Links to unknown keys are left out. Raises ValueError where links form a circle. Layouts are remembered: most
    edits of a plan move dates, and dates move no box.
    """
    known = set(keys)
    forward = sorted({(a, b) for a, b in links if a in known and b in known}, key=_by_position(keys))
    return _layout(tuple(keys), tuple(forward), sizes, wide)


@lru_cache(maxsize=64)
def _layout(keys: tuple[str, ...], forward: tuple[Link, ...], sizes: Sizes, wide: float) -> Layout:
    parts = []
    for part in _parts(keys, forward):
        members = set(part)
        parts.append(_part(part, [link for link in forward if link[0] in members], sizes))
    return _pack(parts, sizes, wide=max([wide, *(part.length for part in parts)]))


def layers(keys: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    """The longest path before each key; a key with more links out than in moves up to what it leads to."""
    before, after = _neighbours(keys, links)
    waiting = {key: len(before[key]) for key in keys}
    ordered = [key for key in keys if not waiting[key]]
    for key in ordered:
        for following in after[key]:
            waiting[following] -= 1
            if not waiting[following]:
                ordered.append(following)
    if len(ordered) < len(keys):
        raise ValueError("The links form a circle.")

    layer: dict[str, int] = {}
    for key in ordered:
        layer[key] = 1 + max((layer[earlier] for earlier in before[key]), default=-1)
    for key in reversed(ordered):
        if len(after[key]) > len(before[key]):
            layer[key] = min(layer[later] for later in after[key]) - 1
    return layer


def spread(wanted: Sequence[float], apart: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The positions nearest to the wanted ones that keep order and distance (`apart[n]` between n and n + 1)."""
    offsets = [0.0]
    for distance in apart:
        offsets.append(offsets[-1] + distance)
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for want, offset, weight in zip(wanted, offsets, weights, strict=True):
        mean, total, count = want - offset, weight, 1
        while pools and pools[-1][0] > mean:
            earlier, its_weight, its_count = pools.pop()
            mean = (mean * total + earlier * its_weight) / (total + its_weight)
            total, count = total + its_weight, count + its_count
        pools.append((mean, total, count))
    pooled = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(pooled, offsets, strict=True)]


def _by_position(keys: Sequence[str]) -> Callable[[Link], tuple[int, int]]:
    position = {key: n for n, key in enumerate(keys)}
    return lambda link: (position[link[0]], position[link[1]])


def _neighbours(spots: Iterable[S], links: Iterable[tuple[S, S]]) -> tuple[dict[S, list[S]], dict[S, list[S]]]:
    """What comes right before each spot, and what right after."""
    before: dict[S, list[S]] = {spot: [] for spot in spots}
    after: dict[S, list[S]] = {spot: [] for spot in before}
    for earlier, later in links:
        before[later].append(earlier)
        after[earlier].append(later)
    return before, after


def _parts(keys: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """What hangs together, the largest first."""
    before, after = _neighbours(keys, links)
    part_of: dict[str, int] = {}
    for key in keys:
        reached = [key] if key not in part_of else []
        for spot in reached:
            if spot not in part_of:
                part_of[spot] = len(part_of) if spot == key else part_of[key]
                reached += [*before[spot], *after[spot]]
    members: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        members[part_of[key]].append(key)
    return sorted(members.values(), key=len, reverse=True)


def _part(keys: Sequence[str], links: Sequence[Link], sizes: Sizes) -> Layout:
    layer = layers(keys, links)
    first = min(layer.values())
    chains = {link: _chain(link, layer) for link in links}
    carried: dict[tuple[Spot, Spot], set[Link]] = {}
    for link, chain in chains.items():
        for step in itertools.pairwise(chain):
            carried.setdefault(step, set()).add(link)
    depth: dict[Spot, int] = dict(layer.items())
    depth |= {spot: spot[1] for chain in chains.values() for spot in chain if not isinstance(spot, str)}
    rows = _order(depth, list(carried))
    centres = _centres(rows, list(carried), layer, sizes)

    def along(spot: Spot) -> float:
        return (depth[spot] - first) * (sizes.length + sizes.along)

    segments = [
        Segment(
            start=(along(a) + sizes.length, centres[a]),
            end=(along(b), centres[b]),
            through=b not in layer,
            links=frozenset(its_links),
        )
        for (a, b), its_links in carried.items()
    ]
    return Layout(
        length=len(rows) * (sizes.length + sizes.along) - sizes.along,
        height=max(centres[spot] + (sizes.height if spot in layer else sizes.trunk) / 2 for spot in centres),
        boxes={key: (along(key), centres[key] - sizes.height / 2) for key in keys},
        segments=segments,
    )


def _chain(link: Link, layer: Mapping[str, int]) -> list[Spot]:
    before, after = link
    return [before, *((before, between) for between in range(layer[before] + 1, layer[after])), after]


def _order(depth: Mapping[Spot, int], steps: Sequence[tuple[Spot, Spot]]) -> list[list[Spot]]:
    """The spots of each layer from top to bottom: the sweep with the fewest crossings."""
    before, after = _neighbours(depth, steps)
    first = min(depth.values())
    rows: list[list[Spot]] = [[] for _ in range(max(depth.values()) - first + 1)]
    for spot in _from_the_start(depth, before, after):
        rows[depth[spot] - first].append(spot)

    best, fewest = rows, _crossings(rows, after)
    for sweep in range(SWEEPS):
        neighbours = after if sweep % 2 else before
        rows = [list(row) for row in rows]
        for n in range(len(rows) - 2, -1, -1) if sweep % 2 else range(1, len(rows)):
            beside = {spot: place for place, spot in enumerate(rows[n + 1 if sweep % 2 else n - 1])}
            own = {spot: place for place, spot in enumerate(rows[n])}
            # A spot without neighbours on that side keeps its place.
            rows[n].sort(
                key=lambda spot: (
                    sum(beside[other] for other in neighbours[spot]) / len(neighbours[spot])
                    if neighbours[spot]
                    else own[spot]
                )
            )
        crossings = _crossings(rows, after)
        if crossings < fewest:
            best, fewest = rows, crossings
    return best


def _from_the_start(
    depth: Mapping[Spot, int], before: Mapping[Spot, list[Spot]], after: Mapping[Spot, list[Spot]]
) -> list[Spot]:
    """Depth first, so that what follows one task starts out together."""
    seen: dict[Spot, None] = {}
    waiting = [spot for spot in reversed(list(depth)) if not before[spot]]
    while waiting:
        spot = waiting.pop()
        if spot not in seen:
            seen[spot] = None
            waiting += reversed(after[spot])
    return list(seen)


def _crossings(rows: Sequence[Sequence[Spot]], after: Mapping[Spot, Sequence[Spot]]) -> int:
    count = 0
    for upper, lower in itertools.pairwise(rows):
        place = {spot: n for n, spot in enumerate(lower)}
        passed: list[int] = []
        for spot in upper:
            ends = sorted(place[other] for other in after[spot])
            count += sum(len(passed) - bisect_left(passed, end + 1) for end in ends)
            for end in ends:
                insort(passed, end)
    return count


def _centres(
    rows: Sequence[Sequence[Spot]], steps: Sequence[tuple[Spot, Spot]], boxes: Mapping[str, int], sizes: Sizes
) -> dict[Spot, float]:
    before, after = _neighbours((spot for row in rows for spot in row), steps)
    tall = {spot: sizes.height if spot in boxes else sizes.trunk for spot in before}
    gaps = {spot: sizes.across if spot in boxes else sizes.trunk / 2 for spot in before}
    apart = [[(tall[a] + tall[b]) / 2 + max(gaps[a], gaps[b]) for a, b in itertools.pairwise(row)] for row in rows]
    centres: dict[Spot, float] = {}
    for row, distances in zip(rows, apart, strict=True):
        centres.update(zip(row, spread([0.0] * len(row), distances, [1.0] * len(row)), strict=True))

    def weight(spot: Spot, other: Spot) -> float:
        return TRUNK_WEIGHT if spot not in boxes and other not in boxes else 1

    def settle(n: int, *sides: Mapping[Spot, Sequence[Spot]]) -> None:
        wanted, weights = [], []
        for spot in rows[n]:
            pulls = [(weight(spot, other), centres[other]) for side in sides for other in side[spot]]
            total = sum(pull for pull, _ in pulls)
            wanted.append(sum(pull * centre for pull, centre in pulls) / total if pulls else centres[spot])
            weights.append(total or 0.1)
        centres.update(zip(rows[n], spread(wanted, apart[n], weights), strict=True))

    for _ in range(SWEEPS):
        for n in range(1, len(rows)):
            settle(n, before)
        for n in range(len(rows) - 2, -1, -1):
            settle(n, after)
    for n in [*range(len(rows)), *reversed(range(len(rows)))]:
        settle(n, before, after)

    top = min(centres[spot] - tall[spot] / 2 for spot in centres)
    return {spot: centre - top for spot, centre in centres.items()}


def _pack(parts: Sequence[Layout], sizes: Sizes, *, wide: float) -> Layout:
    boxes: dict[str, tuple[float, float]] = {}
    segments: list[Segment] = []
    along = top = shelf = length = 0.0
    for part in parts:
        if along and along + part.length > wide:
            along, top, shelf = 0.0, top + shelf + 2 * sizes.across, 0.0
        boxes |= {key: (along + start, top + down) for key, (start, down) in part.boxes.items()}
        segments += [
            Segment(
                (along + segment.start[0], top + segment.start[1]),
                (along + segment.end[0], top + segment.end[1]),
                segment.through,
                segment.links,
            )
            for segment in part.segments
        ]
        length, shelf = max(length, along + part.length), max(shelf, part.height)
        along += part.length + sizes.along
    return Layout(length, top + shelf, boxes, segments)
