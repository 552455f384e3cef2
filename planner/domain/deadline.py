"""Planning from a deadline: on which day must the work begin?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planner.domain.schedule import Link, Task, schedule
from planner.domain.workdays import Calendar

ROUNDS = 20


def latest_start(tasks: Sequence[Task], links: Sequence[Link], *, finish_by: date, calendar: Calendar) -> date:
    """The last working day on which the work can begin and still finish by `finish_by`.

    The start moves back by the working days the finish is late, which is exact in one step where every task
    follows `calendar`. Where tasks have dates or calendars of their own it may take several, and no start may do:
    after `ROUNDS` steps the last one tried is returned, and its schedule shows how late it is.
    """
    start = calendar.offset(finish_by + timedelta(days=1), -1)
    for _ in range(ROUNDS):
        late_days = calendar.count(
            finish_by + timedelta(days=1), schedule(tasks, links, start=start, calendar=calendar).finish
        )
        if not late_days:
            break
        start = calendar.offset(start, -late_days)
    return start
