"""Calendars of a project file as working days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from planner.domain.workdays import Calendar
from planner.interchange.msproject.codes import MINUTES_PER_DAY
from planner.interchange.msproject.elements import FIRST_YEAR, flag, moment, number, whole
from planner.interchange.msproject.spells import FINEST_SHARE, Spell, later_weeks_of, short_seasons_of
from planner.interchange.msproject.values import NamedCalendar
from planner.interchange.refusals import FileRefused, Refusal, Remark, RemarkKind
from planner.interchange.streams import Node
from planner.interchange.texts import one_line

STANDARD = Calendar(weekend=frozenset({5, 6}))
# Exceptions of all calendars together, in days.
MOST_DAYS = 20_000

DAILY, YEARLY, WEEKLY = 1, 2, 6
NOT_A_PATTERN = 9


class FileCalendars:
    """The calendars of a file. What of one cannot be kept is in `remarks`, by its UID, once it has been asked for."""

    def __init__(self, nodes: Mapping[int, Node], minutes_per_day: float) -> None:
        self.nodes = nodes
        self.minutes_per_day = minutes_per_day or MINUTES_PER_DAY
        self.remarks: dict[int, list[Remark]] = {}
        self.found: dict[int, NamedCalendar] = {}
        self.days_left = MOST_DAYS

    def __contains__(self, uid: int) -> bool:
        return uid in self.nodes

    def named(self, uid: int) -> NamedCalendar:
        """Raises FileRefused for one that never works."""
        while (node := self.nodes.get(uid)) is not None and _says_nothing(node):
            uid = whole(node, "BaseCalendarUID", -1)
        if uid not in self.found:
            self.found[uid] = self._read(uid)
        return self.found[uid]

    def _read(self, uid: int) -> NamedCalendar:
        node = self.nodes.get(uid)
        if node is None:
            return NamedCalendar(name="Standard", calendar=STANDARD)
        taken = {row.name for row in self.found.values()}
        name = one_line(node.text("Name")) or f"{uid}"
        while name in taken:
            name += " *"
        week = self._week(node)
        weekend = frozenset(weekday for weekday, works in week.items() if not works)
        rows = (row for part in self._chain(node) for row in _inside(part, "WorkWeeks", "WorkWeek"))
        spells = [spell for row in rows if (spell := self._spell(row, weekend))]
        if len(weekend) == 7 or any(len(spell.weekend) == 7 for spell in spells):
            raise FileRefused(Refusal.NO_WORKING_DAY, calendar=name)
        remarks = self.remarks[uid] = list(self._hours(node, name))
        days, day_names = self._days(node, name, remarks)
        seasons = short_seasons_of(spells)
        short_days = [
            Spell(day, day, weekend, share)
            for day, share in days.items()
            if 0 < share < 1 and not any(row.first <= day <= row.last and row.share <= share for row in seasons)
        ]
        return NamedCalendar(
            name=name,
            calendar=Calendar(
                weekend=weekend,
                holidays=frozenset(day for day, share in days.items() if not share),
                extra_working=frozenset(day for day, share in days.items() if share),
                short_seasons=seasons | short_seasons_of(short_days),
                later_weeks=later_weeks_of(spells, weekend),
            ),
            day_names=day_names,
        )

    def _week(self, node: Node) -> dict[int, bool]:
        """Whether each weekday works."""
        week = {weekday: weekday not in STANDARD.weekend for weekday in range(7)}
        for calendar in self._chain(node):
            week |= {weekday: flag(row, "DayWorking") for weekday, row in _weekdays(calendar).items()}
        return week

    def _chain(self, node: Node) -> list[Node]:
        """The calendar after those it stands on: what it does not say itself, they say."""
        chain = [node]
        while len(chain) < 10 and (below := self.nodes.get(whole(chain[0], "BaseCalendarUID", -1))) is not None:
            chain.insert(0, below)
        return chain

    def _days(self, node: Node, name: str, remarks: list[Remark]) -> tuple[dict[date, Fraction], dict[date, str]]:
        """The share of a full day that is worked on days that do not keep to the week, and what they are called."""
        days: dict[date, Fraction] = {}
        names: dict[date, str] = {}
        for row in (row for part in self._chain(node) for row in _inside(part, "WeekDays", "WeekDay")):
            if whole(row, "DayType", 1) == 0:
                days |= dict.fromkeys(self._period(row), self._share(row))
        for row in (row for part in self._chain(node) for row in _inside(part, "Exceptions", "Exception")):
            day_name = one_line(row.text("Name"))
            matches = _pattern(row)
            if matches is None:
                values = {"calendar": name, "name": day_name}
                remarks.append(Remark(RemarkKind.CALENDAR_EXCEPTION, values=values))
                continue
            found = [day for day in self._period(row) if matches(day)]
            days |= dict.fromkeys(found, self._share(row))
            names |= dict.fromkeys(found, day_name)
        return days, {day: day_name for day, day_name in names.items() if day_name}

    def _spell(self, row: Node, weekend: frozenset[int]) -> Spell | None:
        """Another week for a time. Days that it does not speak of are as usual."""
        period = next(row.all("TimePeriod"), None)
        first, last = (moment(period, tag) if period else None for tag in ("FromDate", "ToDate"))
        weekdays = _weekdays(row)
        if not first or not last or last < first or not weekdays:
            return None
        rests = {weekday for weekday in weekend if weekday not in weekdays}
        rests |= {weekday for weekday, day in weekdays.items() if not flag(day, "DayWorking")}
        shares = {self._share(day) for day in weekdays.values()} - {0}
        return Spell(first.date(), last.date(), frozenset(rests), min(shares, default=Fraction(1)))

    def _share(self, row: Node) -> Fraction:
        """Of a full day's work; a day that works and does not say when is a full one."""
        if not flag(row, "DayWorking"):
            return Fraction(0)
        share = Fraction(_minutes(row) or self.minutes_per_day) / Fraction(self.minutes_per_day)
        return min(share, Fraction(1)).limit_denominator(FINEST_SHARE) or Fraction(1, FINEST_SHARE)

    def _period(self, node: Node) -> Iterator[date]:
        period = next(node.all("TimePeriod"), None)
        first = moment(period, "FromDate") if period else None
        last = moment(period, "ToDate") if period else None
        if first is None or last is None:
            return
        count = (last.date() - first.date()).days + 1
        self.days_left -= max(count, 0)
        if self.days_left < 0:
            raise FileRefused(Refusal.TOO_MANY_PARTS, most=MOST_DAYS)
        for n in range(count):
            yield first.date() + timedelta(days=n)

    def _hours(self, node: Node, name: str) -> Iterator[Remark]:
        """That days of the week differ in length, or from what the file counts as a day."""
        lengths = {_minutes(row) for row in _weekdays(node).values() if flag(row, "DayWorking")} - {0}
        if len(lengths) > 1:
            yield Remark(RemarkKind.UNEVEN_HOURS, values={"calendar": name})
        elif lengths and lengths != {self.minutes_per_day}:
            hours = {"calendar": name, "hours": _hours(lengths.pop()), "counted": _hours(self.minutes_per_day)}
            yield Remark(RemarkKind.DAY_LENGTH, values=hours)


def _says_nothing(node: Node) -> bool:
    """Whether it is another calendar under another name, as those of people mostly are."""
    is_base = flag(node, "IsBaseCalendar", True)
    return not is_base and not any(child.children for child in node.children)


def _inside(node: Node, rows: str, row: str) -> Iterator[Node]:
    return (inner for outer in node.all(rows) for inner in outer.all(row))


def _weekdays(node: Node) -> dict[int, Node]:
    """By their numbers here: Sunday is 1 there and 6 here."""
    days = ((whole(row, "DayType", 0), row) for row in _inside(node, "WeekDays", "WeekDay"))
    return {(number + 5) % 7: row for number, row in days if number in range(1, 8)}


def _minutes(row: Node) -> Fraction:
    """How long a day works. A time that ends at midnight ends with the day."""
    times = _inside(row, "WorkingTimes", "WorkingTime")
    return sum(((_clock(time.text("ToTime")) or 1440) - _clock(time.text("FromTime")) for time in times), Fraction(0))


def _clock(text: str) -> Fraction:
    parts = text.split(":")
    if not 2 <= len(parts) <= 3 or not all(part.isdecimal() and len(part) < 3 for part in parts):
        return Fraction(0)
    hours, minutes, seconds = (*map(int, parts), 0)[:3]
    return hours * 60 + minutes + Fraction(seconds, 60)


def _hours(minutes: float | Fraction) -> str:
    return f"{float(minutes) / 60:g}"


def _pattern(row: Node) -> Callable[[date], bool] | None:
    """Which days of its period an exception means; None for one that is said in a way we do not read."""
    kind = whole(row, "Type", DAILY)
    every = max(int(number(row, "Period", 1)), 1)
    if kind in (DAILY, NOT_A_PATTERN):
        if every == 1:
            return lambda day: True
        first = _first_day(row)
        return lambda day: (day - first).days % every == 0
    if kind == WEEKLY and every == 1:
        # A bit a weekday, Sunday's first.
        bits = whole(row, "DaysOfWeek", 0)
        return lambda day: bool(bits >> ((day.weekday() + 1) % 7) & 1)
    if kind == YEARLY:
        month, month_day = whole(row, "Month", 0) + 1, whole(row, "MonthDay", 1)
        return lambda day: (day.month, day.day) == (month, month_day)
    return None


def _first_day(row: Node) -> date:
    period = next(row.all("TimePeriod"), None)
    first = moment(period, "FromDate") if period else None
    return first.date() if first else date(FIRST_YEAR, 1, 1)
