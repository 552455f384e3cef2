"""What stands near one task in the graph?"""

from collections.abc import Iterable


def tasks_around(key: str, links: Iterable[tuple[str, str]], *, steps: int) -> set[str]:
    """`key` and all that is reached from it in so many steps, along links or against them."""
    beside: dict[str, set[str]] = {}
    for before, after in links:
        beside.setdefault(before, set()).add(after)
        beside.setdefault(after, set()).add(before)
    reached = edge = {key}
    for _ in range(steps):
        edge = {other for one in edge for other in beside.get(one, ())} - reached
        reached = reached | edge
    return reached
