"""What does a plan cost in each year, who pays for it, and what is missing?

The rules, the same on pages and in documents; all money is in whole US dollars:

- A task's additional cost falls on the years it is worked in, in proportion to its working days in each.
- A running cost is due for every full year of operation: from the year after the one in which what it runs is
  finished, up to the horizon. The horizon is the year after the plan's last task: the first in which all of it runs,
  so that its running cost is what remains to be paid each year from then on.
- Money given to one commitment in one year does not fill the gap of another commitment or year; what exceeds the cost
  is shown as an excess, to be moved by somebody who may.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.domain.workdays import Calendar


@dataclass(frozen=True)
class Spending:
    """What a task costs, once and a year, and on how many days it is worked in each year, at least on one."""

    additional: int
    running: int
    days: Mapping[int, int]

    @property
    def last_year(self) -> int:
        return max(self.days)


@dataclass(frozen=True)
class Grant:
    """What one source gives to a commitment in a year."""

    kind: str
    amount: int
    is_secured: bool


@dataclass(frozen=True)
class Balance:
    """Cost and financing of a commitment in a year, or of several added up.

    `financing` is by the kind of source; `unsecured` is the part of it that nobody has promised yet. Always
    `cost - financed == gap - excess`.
    """

    additional: int = 0
    running: int = 0
    financing: Mapping[str, int] = field(default_factory=dict)
    unsecured: int = 0
    gap: int = 0
    excess: int = 0

    @property
    def cost(self) -> int:
        return self.additional + self.running

    @property
    def financed(self) -> int:
        return sum(self.financing.values())


def horizon(finish: date) -> int:
    """The last year that is counted for a plan whose last task is finished on that day."""
    return finish.year + 1


def days_by_year(first: date, last: date, calendar: Calendar) -> dict[int, int]:
    """On how many working days a task is worked in each year; one day for a milestone, or where none is worked."""
    years = range(first.year, last.year + 1)
    counts = {year: calendar.count(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))) for year in years}
    return {year: count for year, count in counts.items() if count} or {last.year: 1}


def spread(amount: int, days: Mapping[int, int]) -> dict[int, int]:
    """`amount` over the years in proportion to their days, in whole dollars that add up to it.

    By the method of largest remainders; of equal ones the earlier year comes first.
    """
    whole = sum(days.values())
    shares = {year: amount * count // whole for year, count in sorted(days.items())}
    by_remainder = sorted(shares, key=lambda year: -(amount * days[year] % whole))
    for year in by_remainder[: amount - sum(shares.values())]:
        shares[year] += 1
    return shares


def costs_by_year(tasks: Iterable[Spending], *, running: int, until: int) -> dict[int, Balance]:
    """What a commitment costs in each year: its tasks, and `running` a year once the last of them is done.

    A commitment without tasks of its own runs in the last year counted, `until`, when the whole plan is done.
    """
    tasks = list(tasks)
    additional: Counter[int] = Counter()
    yearly: Counter[int] = Counter()
    for task in tasks:
        additional.update(spread(task.additional, task.days))
        yearly.update(dict.fromkeys(range(task.last_year + 1, until + 1), task.running))
    done = max((task.last_year for task in tasks), default=until - 1)
    yearly.update(dict.fromkeys(range(done + 1, until + 1), running))
    return {
        year: Balance(additional=additional[year], running=yearly[year])
        for year in sorted({*additional, *yearly})
        if additional[year] or yearly[year]
    }


def balances(costs: Mapping[int, Balance], grants: Mapping[int, Iterable[Grant]]) -> dict[int, Balance]:
    """A commitment's costs set against what is given to it, year by year."""
    return {year: _balance(costs.get(year, Balance()), grants.get(year, ())) for year in sorted({*costs, *grants})}


def _balance(cost: Balance, grants: Iterable[Grant]) -> Balance:
    financing: Counter[str] = Counter()
    unsecured = 0
    for grant in grants:
        financing[grant.kind] += grant.amount
        unsecured += 0 if grant.is_secured else grant.amount
    short = cost.cost - financing.total()
    return Balance(
        additional=cost.additional,
        running=cost.running,
        financing=dict(financing),
        unsecured=unsecured,
        gap=max(short, 0),
        excess=max(-short, 0),
    )


def total(parts: Iterable[Balance]) -> Balance:
    parts = list(parts)
    financing: Counter[str] = Counter()
    for part in parts:
        financing.update(part.financing)
    return Balance(
        additional=sum(part.additional for part in parts),
        running=sum(part.running for part in parts),
        financing=dict(financing),
        unsecured=sum(part.unsecured for part in parts),
        gap=sum(part.gap for part in parts),
        excess=sum(part.excess for part in parts),
    )


def totals_by_year(commitments: Iterable[Mapping[int, Balance]]) -> dict[int, Balance]:
    """The years of several commitments added up, in order."""
    found: dict[int, list[Balance]] = {}
    for years in commitments:
        for year, balance in years.items():
            found.setdefault(year, []).append(balance)
    return {year: total(found[year]) for year in sorted(found)}
