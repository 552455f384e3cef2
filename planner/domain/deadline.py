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
    follows `calendar` and no day is short. Otherwise it may take several, may lead too far back, and no start may
    do. From too far back the start moves forward again by halves, for a later start never finishes earlier. After
    `ROUNDS` steps the last one tried is returned, and its schedule shows how late it is.
    """

    def late_days(start: date) -> int:
        finish = schedule(tasks, links, start=start, calendar=calendar).finish
        return calendar.count(finish_by + timedelta(days=1), finish)

    start = calendar.offset(finish_by + timedelta(days=1), -1)
    back = 0
    for _ in range(ROUNDS):
        late = late_days(start)
        if not late:
            break
        start, back = calendar.offset(start, -late), late
    else:
        return start
    # So many working days later, the work is known to finish too late.
    while back > 1 and not late_days(calendar.offset(start, 1)):
        half = back // 2
        if late_days(calendar.offset(start, half)):
            back = half
        else:
            start, back = calendar.offset(start, half), back - half
    return start
