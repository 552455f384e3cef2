"""Why is a file not read, and what of a file that is read could not be kept as it was?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Refusal(StrEnum):
    TOO_LARGE = "TOO_LARGE"
    NOT_XML = "NOT_XML"
    DOCTYPE = "DOCTYPE"
    TOO_MANY_PARTS = "TOO_MANY_PARTS"
    NOT_A_PROJECT = "NOT_A_PROJECT"
    NO_START = "NO_START"
    NO_TASKS = "NO_TASKS"
    TOO_MANY_TASKS = "TOO_MANY_TASKS"
    TOO_MANY_LINKS = "TOO_MANY_LINKS"
    DUPLICATE_TASK = "DUPLICATE_TASK"
    BAD_VALUE = "BAD_VALUE"
    BAD_DATE = "BAD_DATE"
    BAD_DURATION = "BAD_DURATION"
    NO_WORKING_DAY = "NO_WORKING_DAY"
    DATES_TOO_FAR = "DATES_TOO_FAR"
    CIRCLE = "CIRCLE"
    NOT_A_WORKBOOK = "NOT_A_WORKBOOK"
    NOT_OUR_WORKBOOK = "NOT_OUR_WORKBOOK"
    OTHER_PLAN = "OTHER_PLAN"
    PACKED_TOO_MUCH = "PACKED_TOO_MUCH"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"


class FileRefused(ValueError):
    """Nothing was taken from the file. `values` are what a sentence about it names."""

    def __init__(self, refusal: Refusal, **values: object) -> None:
        self.refusal, self.values = refusal, values
        super().__init__(f"{refusal}: {', '.join(f'{name} {value}' for name, value in values.items())}")


class RemarkKind(StrEnum):
    """What a plan cannot hold as the file has it, and what was made of it."""

    DURATION_ROUNDED = "DURATION_ROUNDED"
    DURATION_FROM_DATES = "DURATION_FROM_DATES"
    ELAPSED_DURATION = "ELAPSED_DURATION"
    LAG_ROUNDED = "LAG_ROUNDED"
    LAG_ELAPSED = "LAG_ELAPSED"
    LAG_PERCENT = "LAG_PERCENT"
    LINK_TO_NOTHING = "LINK_TO_NOTHING"
    LINK_TO_OTHER_FILE = "LINK_TO_OTHER_FILE"
    LINK_TWICE = "LINK_TWICE"
    LINK_OF_SUMMARY = "LINK_OF_SUMMARY"
    LINK_OF_SUMMARY_LOST = "LINK_OF_SUMMARY_LOST"
    AS_LATE_AS_POSSIBLE = "AS_LATE_AS_POSSIBLE"
    MUST_FINISH_ON = "MUST_FINISH_ON"
    START_NO_LATER = "START_NO_LATER"
    FINISH_NO_EARLIER = "FINISH_NO_EARLIER"
    FINISH_NO_LATER = "FINISH_NO_LATER"
    SUMMARY_CONSTRAINT = "SUMMARY_CONSTRAINT"
    MANUAL_LATER = "MANUAL_LATER"
    MANUAL_EARLIER = "MANUAL_EARLIER"
    MILESTONE_WITH_DURATION = "MILESTONE_WITH_DURATION"
    LOOSE_TASKS = "LOOSE_TASKS"
    OTHER_CURRENCY = "OTHER_CURRENCY"
    OTHER_RESOURCES = "OTHER_RESOURCES"
    MATERIAL_RESOURCE = "MATERIAL_RESOURCE"
    UNEVEN_HOURS = "UNEVEN_HOURS"
    DAY_LENGTH = "DAY_LENGTH"
    CALENDAR_EXCEPTION = "CALENDAR_EXCEPTION"
    FROM_FINISH = "FROM_FINISH"
    SUBPROJECT = "SUBPROJECT"


@dataclass(frozen=True)
class Remark:
    """`title` is that of the task it is about, as the file has it; empty where it is about the file."""

    kind: RemarkKind
    title: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def as_values(self) -> dict[str, Any]:
        """As JSON holds it; the only date a remark names is its `day`."""
        values = {name: value.isoformat() if isinstance(value, date) else value for name, value in self.values.items()}
        return {"kind": str(self.kind), "title": self.title, "values": values}

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Remark:
        said = dict(values["values"])
        if "day" in said:
            said["day"] = date.fromisoformat(said["day"])
        return cls(RemarkKind(values["kind"]), values["title"], said)
