"""A link between two tasks, as the Gantt chart and the dependency graph both draw it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Arrow:
    before: str
    after: str
    kind: str = "FS"  # FS SS FF SF
    lag: int = 0
    critical: bool = False
