"""What a choice of recommendations brings: missing prerequisites, commitments, tasks and links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Arrow:
    """A link of the blueprint, by the keys of its tasks."""

    before: str
    after: str
    kind: str
    lag: int


@dataclass(frozen=True)
class Assembly:
    """The task dependency graph of a choice.

    `owner` gives each task's key the recommendation that brings it: the first in order that needs it.
    `also_serves` gives a shared task the other chosen recommendations that need it.
    """

    owner: dict[str, str]
    also_serves: dict[str, tuple[str, ...]]
    arrows: tuple[Arrow, ...]


def missing_prerequisites(
    chosen: Collection[str], prerequisites: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, ...]]:
    """The recommendations that `chosen` stands on and lacks, each with those that ask for it.

    Prerequisites of prerequisites are included; the order is that of discovery from `chosen`.
    """
    missing: dict[str, list[str]] = {}
    waiting = list(chosen)
    while waiting:
        asking = waiting.pop(0)
        for needed in prerequisites.get(asking, ()):
            if needed in chosen:
                continue
            if needed not in missing:
                missing[needed] = []
                waiting.append(needed)
            missing[needed].append(asking)
    return {code: tuple(asked_by) for code, asked_by in missing.items()}


def assemble(
    chosen: Sequence[str],
    tasks_of: Mapping[str, Sequence[str]],
    arrows: Iterable[Arrow],
    present: Collection[str] = (),
) -> Assembly:
    """Merge the blueprints of `chosen`, in order. An arrow from or to a task nobody brings falls away.

    The tasks that are `present` in the plan already stay whose they are, and serve those of `chosen` that need them;
    an arrow between two of them is left as people have made it, whether it is there or not.
    """
    owner: dict[str, str] = {}
    also_serves: dict[str, list[str]] = {}
    for code in chosen:
        for key in tasks_of[code]:
            if key in owner or key in present:
                also_serves.setdefault(key, []).append(code)
            else:
                owner[key] = code
    there = {*owner, *present}
    kept = tuple(
        arrow
        for arrow in arrows
        if arrow.before in there and arrow.after in there and (arrow.before in owner or arrow.after in owner)
    )
    return Assembly(owner, {key: tuple(codes) for key, codes in also_serves.items()}, kept)
