"""Which way does an arrow take between two bars of a Gantt chart?

Right angles only, and no way that hides what kind of link it is: it leaves the start or the finish of one bar
and arrives at the start or the finish of the other.
"""

from dataclasses import dataclass

from planner.pictures.svg import Direction, Point

OUT = 6  # how far an arrow stands off the bar that it leaves or goes round
INSET = 5  # how far inside a bar an arrow may land on its top


@dataclass(frozen=True)
class Place:
    """Where a bar stands: its ends along the reading direction, its middle line and half its height."""

    start: float
    end: float
    middle: float
    half: float


def route(kind: str, before: Place, after: Place, *, row: float, tolerance: float) -> tuple[list[Point], Direction]:
    """The points of the line and the direction of its head, a step along and down.

    `tolerance`: so many pixels too early still counts as in time (a milestone is drawn at the end of its day).
    """
    forward = 1 if kind[0] == "F" else -1
    leaves = before.end if kind[0] == "F" else before.start
    arrives = after.start if kind[1] == "S" else after.end
    down = 1 if after.middle > before.middle else -1

    if kind in ("SS", "FF"):
        reach = forward * (max(forward * leaves, forward * arrives) + OUT)
        points = [(leaves, before.middle), (reach, before.middle), (reach, after.middle), (arrives, after.middle)]
        return points, (-forward, 0)

    landing = arrives + forward * min(INSET, (after.end - after.start) / 2)
    if (landing - leaves) * forward >= -tolerance:
        landing = forward * max(forward * landing, forward * leaves)
        return [(leaves, before.middle), (landing, before.middle), (landing, after.middle - down * after.half)], (
            0,
            down,
        )

    out, back, between = leaves + forward * OUT, arrives - forward * OUT, after.middle - down * row / 2
    points = [
        (leaves, before.middle),
        (out, before.middle),
        (out, between),
        (back, between),
        (back, after.middle),
        (arrives, after.middle),
    ]
    return points, (forward, 0)
