"""Which rows of a project file are tasks, and which commitment does each belong to?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.interchange.msproject.elements import FileTask, kept_values
from planner.interchange.msproject.values import ProjectCommitment
from planner.interchange.texts import clipped

# The key of the commitment that holds the tasks that stand under no summary.
LOOSE = "loose"
LONGEST_KEY = 40


class Outline:
    """The rows in the file's order, without the one that stands for the whole project.

    A summary with tasks of its own becomes a commitment, whose title also names the summaries above it; so does a
    summary with nothing inside. `keys` are what rows are called in the plan, by their UIDs.
    """

    def __init__(self, rows: Sequence[FileTask]) -> None:
        self.rows = [row for row in rows if row.level > 0]
        self.parents: dict[int, list[FileTask]] = {}
        self.children: dict[int, list[FileTask]] = {}
        self.keys: dict[int, str] = {}
        path: list[FileTask] = []
        taken: set[str] = set()
        for row in self.rows:
            while path and path[-1].level >= row.level:
                path.pop()
            self.parents[row.uid] = list(path)
            if path:
                self.children.setdefault(path[-1].uid, []).append(row)
            path.append(row)
            self.keys[row.uid] = _free_key(row, taken)
            taken.add(self.keys[row.uid])
        self.tasks = [row for row in self.rows if not self.is_summary(row)]

    def is_summary(self, row: FileTask) -> bool:
        return row.uid in self.children or row.is_summary or kept_values(row).get("is") == "commitment"

    def commitment_key(self, task: FileTask) -> str:
        parents = self.parents[task.uid]
        return self.keys[parents[-1].uid] if parents else LOOSE

    def loose_count(self) -> int:
        return sum(not self.parents[task.uid] for task in self.tasks)

    def commitments(self, project_title: str) -> list[ProjectCommitment]:
        """In the file's order; the loose tasks' where the first of them stands."""
        found: dict[str, ProjectCommitment] = {}
        for row in self.rows:
            inside = self.children.get(row.uid, [])
            if not self.is_summary(row):
                if not self.parents[row.uid]:
                    found.setdefault(LOOSE, ProjectCommitment(key=LOOSE, title=project_title))
            elif not inside or not all(self.is_summary(child) for child in inside):
                found[self.keys[row.uid]] = self._commitment(row)
        return list(found.values())

    def _commitment(self, row: FileTask) -> ProjectCommitment:
        kept = kept_values(row)
        titles = [title_of(above) for above in (*self.parents[row.uid], row)]
        return ProjectCommitment(
            key=self.keys[row.uid],
            title=clipped(" – ".join(titles), 500),
            solution=row.notes,
            lead=row.contact,
            recommendation=str(kept.get("recommendation", "")),
            running_cost=count_in(kept, "running_cost", 0),
        )


def title_of(row: FileTask) -> str:
    return row.title or f"{row.uid}"


def count_in(kept: Mapping[str, object], name: str, least: int) -> int:
    """A figure that we kept ourselves, or the least there may be."""
    value = kept.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and least <= value < 2**31 else least


def _free_key(row: FileTask, taken: set[str]) -> str:
    key = row.own.get("key", "")
    # A row copied in Project brings the key of the one it was copied from.
    if not key or key in taken or len(key) > LONGEST_KEY:
        key = f"task-{row.uid}"
    while key in taken:
        key += "-2"
    return key
