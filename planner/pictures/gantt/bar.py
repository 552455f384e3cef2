"""What a Gantt chart shows, line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Period = tuple[date, date]  # first and last day


@dataclass(frozen=True)
class Bar:
    """A task: `days` are working days, `finish` the last one; `note` follows the label in the tooltip.

    `baseline` is when it was to run at approval, `progress` the part done in per cent. `href` leads to the task,
    `why_href` to why it has its dates if there is such a place, and `group_href` to where its group is drawn alone.
    """

    key: str
    number: str
    label: str
    start: date
    finish: date
    days: int = 0
    critical: bool = False
    milestone: bool = False
    late_finish: date | None = None
    baseline: Period | None = None
    progress: int = 0
    actual_start: date | None = None
    actual_finish: date | None = None
    deadline: date | None = None
    pinned: bool = False
    group: str = ""
    group_href: str = ""
    note: str = ""
    href: str = ""
    why_href: str = ""

    @property
    def has_slack(self) -> bool:
        return self.late_finish is not None and self.late_finish > self.finish

    @property
    def has_work_done(self) -> bool:
        return not self.milestone and (self.progress > 0 or self.actual_finish is not None)

    @property
    def days_shown(self) -> list[date]:
        """Every day that the time scale must hold; slack may run beyond."""
        days = [self.start, self.finish, self.deadline, self.actual_start, self.actual_finish]
        return [day for day in [*days, *(self.baseline or ())] if day]


@dataclass(frozen=True)
class Group:
    """The line before the tasks of one group."""

    label: str
    href: str = ""
    continued: bool = False


def lines_of(bars: Iterable[Bar], *, continued: str = "") -> list[Bar | Group]:
    """The bars, and before each new group its line; the one named `continued` began on the page before."""
    lines: list[Bar | Group] = []
    group = ""
    for bar in bars:
        if bar.group and bar.group != group:
            lines.append(Group(bar.group, bar.group_href, continued=not lines and bar.group == continued))
        group = bar.group
        lines.append(bar)
    return lines


def group_periods(bars: Iterable[Bar]) -> Mapping[str, Period]:
    """From the first start to the last finish of each group."""
    periods: dict[str, Period] = {}
    for bar in bars:
        start, finish = periods.get(bar.group, (bar.start, bar.finish))
        periods[bar.group] = (min(start, bar.start), max(finish, bar.finish))
    return periods


def split_rows(bars: Iterable[Bar], *, rows: int = 36) -> list[list[Bar]]:
    """Pages of at most so many rows, the line of each group counted; no page ends with such a line."""
    pages: list[list[Bar]] = []
    used = rows
    for bar in bars:
        begins_group = bool(bar.group) and (not pages or pages[-1][-1].group != bar.group)
        if used + 1 + begins_group > rows:
            pages.append([])
            used, begins_group = 0, bool(bar.group)
        pages[-1].append(bar)
        used += 1 + begins_group
    return pages
