"""The columns of the sheets: what each holds, how wide it stands and whether it may be changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS = 5_000
# Empty rows at the end of a sheet that are open for new tasks.
SPARE_ROWS = 100

# What the first cell of a sheet says.
TASKS, COMMITMENTS, ABOUT = "enact-tasks", "enact-commitments", "enact-plan"
VERSION = 1


class Holds(StrEnum):
    TEXT = "TEXT"
    WHOLE = "WHOLE"
    MONEY = "MONEY"
    DAY = "DAY"
    STATE = "STATE"
    LINKS = "LINKS"
    INSTITUTION = "INSTITUTION"


@dataclass(frozen=True)
class Column:
    """`name` is the field of a task or a commitment. Computed columns are shown and never read. `low` and `high` bound
    whole numbers; where `is_optional`, an empty cell means none, else 0 or the empty text."""

    name: str
    holds: Holds
    width: int
    is_computed: bool = False
    is_required: bool = False
    is_optional: bool = False
    low: int = 0
    high: int = 32_767


MONEY = {"high": 2_000_000_000}

TASK_COLUMNS = (
    Column("number", Holds.TEXT, 8),
    Column("commitment", Holds.WHOLE, 11, is_required=True, low=1),
    Column("title", Holds.TEXT, 46, is_required=True),
    Column("days", Holds.WHOLE, 8, is_required=True),
    Column("links", Holds.LINKS, 18),
    Column("earliest", Holds.DAY, 12),
    Column("pinned", Holds.DAY, 12),
    Column("deadline", Holds.DAY, 12),
    Column("responsible", Holds.INSTITUTION, 30),
    Column("people", Holds.WHOLE, 8, low=1),
    Column("supporting", Holds.TEXT, 30),
    Column("output", Holds.TEXT, 36),
    Column("indicator", Holds.TEXT, 36),
    Column("cost", Holds.MONEY, 14, **MONEY),
    Column("running_cost", Holds.MONEY, 14, **MONEY),
    Column("state", Holds.STATE, 14),
    Column("progress", Holds.WHOLE, 10, high=100),
    Column("actual_start", Holds.DAY, 12),
    Column("actual_finish", Holds.DAY, 12),
    Column("optimistic_days", Holds.WHOLE, 12, is_optional=True),
    Column("pessimistic_days", Holds.WHOLE, 12, is_optional=True),
    Column("start", Holds.DAY, 12, is_computed=True),
    Column("finish", Holds.DAY, 12, is_computed=True),
    Column("total_slack", Holds.WHOLE, 12, is_computed=True),
    Column("critical", Holds.TEXT, 10, is_computed=True),
)
COMMITMENT_COLUMNS = (
    Column("order", Holds.WHOLE, 8, is_required=True, low=1, high=999),
    Column("title", Holds.TEXT, 46, is_required=True),
    Column("problem", Holds.TEXT, 46),
    Column("solution", Holds.TEXT, 46),
    Column("results", Holds.TEXT, 46),
    Column("lead", Holds.INSTITUTION, 30),
    Column("supporting", Holds.TEXT, 30),
    Column("running_cost", Holds.MONEY, 14, **MONEY),
)
