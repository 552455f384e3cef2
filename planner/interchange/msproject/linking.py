"""The links of a project file between tasks, with lags in whole working days."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta

from planner.domain.schedule import Link
from planner.domain.workdays import Calendar
from planner.interchange.msproject.codes import ELAPSED_UNITS, LINK_KINDS, PERCENT_UNITS
from planner.interchange.msproject.elements import MOST_LINKS, FileTask, Predecessor
from planner.interchange.msproject.moments import Clock
from planner.interchange.msproject.outline import Outline, title_of
from planner.interchange.refusals import FileRefused, Refusal, Remark, RemarkKind

LONGEST_LAG = 32_767


def links_between(outline: Outline, clock: Clock, calendar: Calendar, remarks: list[Remark]) -> list[Link]:
    """Each once. Links of summaries are laid to the tasks inside; what cannot be laid goes into `remarks`."""
    return _Links(outline, clock, calendar, remarks).all()


class _Links:
    def __init__(self, outline: Outline, clock: Clock, calendar: Calendar, remarks: list[Remark]) -> None:
        self.outline, self.clock, self.calendar, self.remarks = outline, clock, calendar, remarks
        self.rows = {row.uid: row for row in outline.rows}
        self.ends = _InnerEnds(outline)
        self.found: dict[tuple[str, str, str], Link] = {}
        self.laid_count = 0

    def all(self) -> list[Link]:
        for after in self.outline.rows:
            for predecessor in after.predecessors:
                self._lay(predecessor, after)
        if self.laid_count:
            self._remark(RemarkKind.LINK_OF_SUMMARY, count=self.laid_count)
        return list(self.found.values())

    def _remark(self, kind: RemarkKind, after: FileTask | None = None, **values: object) -> None:
        self.remarks.append(Remark(kind, title_of(after) if after else "", values))

    def _lay(self, predecessor: Predecessor, after: FileTask) -> None:
        before = self.rows.get(predecessor.uid)
        kind = LINK_KINDS[predecessor.kind]
        if predecessor.is_elsewhere:
            self._remark(RemarkKind.LINK_TO_OTHER_FILE, after)
            return
        if before is None or before is after:
            self._remark(RemarkKind.LINK_TO_NOTHING, after, uid=predecessor.uid)
            return
        if any(self.outline.is_summary(row) for row in (before, after)):
            # The start of a summary is the first of many, which no link of one task can say.
            starts_together = kind[0] == "S" and self.outline.is_summary(before)
            if starts_together or self._is_inside(before, after):
                self._remark(RemarkKind.LINK_OF_SUMMARY_LOST, after, before=title_of(before))
                return
            self.laid_count += 1
        lag = self._lag(predecessor, before, after)
        for first in self.ends.lasts(before):
            for second in self.ends.firsts(after):
                self._keep(Link(self.outline.keys[first.uid], self.outline.keys[second.uid], kind, lag), second)

    def _keep(self, link: Link, after: FileTask) -> None:
        place = (str(link.before), str(link.after), link.kind)
        if (known := self.found.get(place)) is not None:
            self._remark(RemarkKind.LINK_TWICE, after)
            if known.lag >= link.lag:
                return
        self.found[place] = link
        if len(self.found) > MOST_LINKS:
            raise FileRefused(Refusal.TOO_MANY_LINKS, most=MOST_LINKS)

    def _is_inside(self, before: FileTask, after: FileTask) -> bool:
        return before in self.outline.parents[after.uid] or after in self.outline.parents[before.uid]

    # --- lags -----------------------------------------------------------------------------------------------

    def _lag(self, row: Predecessor, before: FileTask, after: FileTask) -> int:
        """Rounded up, so that nothing starts too early."""
        if not row.lag:
            return 0
        words: dict[str, object] = {"before": title_of(before)}
        if row.unit in PERCENT_UNITS:
            kind, exact = RemarkKind.LAG_PERCENT, row.lag / 100 * before.minutes / self.clock.minutes_per_day
            words["percent"] = row.lag
        elif row.unit in ELAPSED_UNITS:
            kind, exact = RemarkKind.LAG_ELAPSED, self._elapsed(row.lag / 10 / 1440, before)
            words["file_days"] = f"{row.lag / 10 / 1440:.3g}"
        else:
            kind, exact = RemarkKind.LAG_ROUNDED, row.lag / 10 / self.clock.minutes_per_day
            words["file_days"] = f"{exact:.3g}"
        lag = math.ceil(exact)
        if abs(lag) > LONGEST_LAG:
            raise FileRefused(Refusal.BAD_VALUE, field="LinkLag", value=str(row.lag), title=after.title)
        if kind != RemarkKind.LAG_ROUNDED or lag != exact:
            self._remark(kind, after, days=lag, **words)
        return lag

    def _elapsed(self, days: float, before: FileTask) -> float:
        """The working days among so many days after the finish that Project had computed."""
        if before.finish is None or abs(days) > LONGEST_LAG:
            return days * (7 - len(self.calendar.weekend)) / 7
        finish = self.clock.finish_day(before.finish, self.calendar)
        away = finish + timedelta(days=math.ceil(days))
        if days < 0:
            return -self.calendar.count(away + timedelta(days=1), finish)
        return self.calendar.count(finish + timedelta(days=1), away)


class _InnerEnds:
    """The tasks of a summary that no other inside leads to, or follows; a task itself where it is none.

    A link of a summary needs to be laid to these only: the rest is held by its own links.
    """

    def __init__(self, outline: Outline) -> None:
        self.children: Mapping[int, list[FileTask]] = outline.children
        self.before: dict[int, list[int]] = {}
        self.after: dict[int, list[int]] = {}
        for row in outline.rows:
            for predecessor in row.predecessors:
                if predecessor.is_elsewhere or predecessor.uid == row.uid:
                    continue
                if LINK_KINDS[predecessor.kind] == "FS" and predecessor.lag >= 0:
                    self.before.setdefault(row.uid, []).append(predecessor.uid)
                    self.after.setdefault(predecessor.uid, []).append(row.uid)

    def firsts(self, row: FileTask) -> list[FileTask]:
        leaves = self._leaves(row)
        inside = {leaf.uid for leaf in leaves}
        return [leaf for leaf in leaves if inside.isdisjoint(self.before.get(leaf.uid, ()))]

    def lasts(self, row: FileTask) -> list[FileTask]:
        leaves = self._leaves(row)
        inside = {leaf.uid for leaf in leaves}
        return [leaf for leaf in leaves if inside.isdisjoint(self.after.get(leaf.uid, ()))]

    def _leaves(self, row: FileTask) -> list[FileTask]:
        waiting, leaves = [row], []
        while waiting:
            row = waiting.pop()
            inside = self.children.get(row.uid)
            if inside:
                waiting.extend(reversed(inside))
            else:
                leaves.append(row)
        return leaves
