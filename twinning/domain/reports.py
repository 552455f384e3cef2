"""Which periods does a twinning report on, and which states does a report go through?

    open → handed in → approved, or returned to be handed in again

Quarters run from the twinning's first day. A quarterly report is due within the month after its quarter, the final one
within three months after the end, as in the European Union's twinning manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.states import ADVISOR, Move
from twinning.domain.twinning_states import months_later

TEAM = "TEAM"
LEADER = "LEADER"

QUARTER_MONTHS, QUARTERLY_DUE_MONTHS, FINAL_DUE_MONTHS = 3, 1, 3
# A twinning of twenty years is a mistake in its dates.
MOST_QUARTERS = 80

OPEN_TO_WRITING = frozenset({"OPEN", "RETURNED"})
# The states of a twinning in which it is reported on, and meets.
OPEN_TO_REPORTS = frozenset({"INCEPTION", "IMPLEMENTING", "SUSPENDED", "FINALISING", "CLOSED"})
OPEN_TO_FINAL = frozenset({"FINALISING", "CLOSED"})

REPORT_MOVES: Mapping[str, Move] = {
    "submit": Move("OPEN", "SUBMITTED", frozenset({TEAM})),
    "submit_again": Move("RETURNED", "SUBMITTED", frozenset({TEAM})),
    "return": Move("SUBMITTED", "RETURNED", frozenset({LEADER, ADVISOR}), needs_reason=True),
    "approve": Move("SUBMITTED", "APPROVED", frozenset({ADVISOR})),
}


@dataclass(frozen=True)
class Period:
    """`number` of the quarter, 0 for the twinning as a whole. `due` is the last day to hand its report in."""

    number: int
    first: date
    last: date
    due: date

    @property
    def key(self) -> str:
        return f"q{self.number}" if self.number else "final"


def periods(start: date, finish: date) -> list[Period]:
    """The quarters from `start` to `finish`, the last of which may be shorter, and then all of it."""
    found: list[Period] = []
    for number in range(1, MOST_QUARTERS + 1):
        first = months_later(start, QUARTER_MONTHS * (number - 1))
        if first > finish and found:
            break
        last = max(min(months_later(start, QUARTER_MONTHS * number) - timedelta(days=1), finish), first)
        found.append(Period(number, first, last, months_later(last, QUARTERLY_DUE_MONTHS)))
    end = max(finish, start)
    return [*found, Period(0, start, end, months_later(end, FINAL_DUE_MONTHS))]
