"""What a plan costs, who pays and what is missing: for the page of costs and for documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain.costs import (
    Balance,
    Grant,
    Spending,
    balances,
    costs_by_year,
    days_by_year,
    horizon,
    total,
    totals_by_year,
)
from planner.models import Commitment, Financing, FinancingSource, Plan
from planner.queries.schedules import PlanSchedule, schedule_of_plan


@dataclass(frozen=True)
class Amount:
    """What a source of that kind gives in a year, in words that a table shows."""

    kind: str
    label: str
    amount: int


@dataclass(frozen=True)
class YearRow:
    year: int
    balance: Balance
    amounts: list[Amount]


@dataclass(frozen=True)
class CommitmentCosts:
    commitment: Commitment
    years: dict[int, Balance]
    total: Balance
    grants: list[Financing]


@dataclass(frozen=True)
class SourceTotal:
    source: FinancingSource
    amount: int


@dataclass(frozen=True)
class PlanCosts:
    """`kinds` are those of the sources that the plan has, by code with their names."""

    years: list[YearRow]
    total: YearRow
    commitments: list[CommitmentCosts]
    sources: list[SourceTotal]
    kinds: dict[str, str]
    last_year: int

    @property
    def range(self) -> list[int]:
        """Every year from the first that costs or is paid for to the last that is counted."""
        known = [row.year for row in self.years]
        return list(range(min(known, default=self.last_year), max([*known, self.last_year]) + 1))


def plan_costs(plan: Plan, schedule: PlanSchedule | None = None) -> PlanCosts:
    """By the rules of `planner.domain.costs`. Three queries, and those of the schedule where it is not at hand."""
    schedule = schedule or schedule_of_plan(plan)
    commitments = list(plan.commitments.select_related("lead"))
    sources = list(plan.financing_sources.all())
    grants: dict[int, list[Financing]] = defaultdict(list)
    given: Counter[int] = Counter()
    for row in Financing.objects.filter(source__plan=plan).select_related("source").order_by("year", "source"):
        grants[row.commitment_id].append(row)
        given[row.source_id] += row.amount
    last_year = horizon(schedule.result.finish)
    sheets = [_commitment_costs(commitment, schedule, grants[commitment.pk]) for commitment in commitments]
    labels = dict(FinancingSource.Kind.choices)
    kinds = {str(code): str(labels[code]) for code in labels if any(source.kind == code for source in sources)}
    years = totals_by_year(sheet.years for sheet in sheets)
    return PlanCosts(
        years=[YearRow(year, balance, _amounts(balance, kinds)) for year, balance in years.items()],
        total=YearRow(0, total(years.values()), _amounts(total(years.values()), kinds)),
        commitments=sheets,
        sources=[SourceTotal(source, given[source.pk]) for source in sources],
        kinds=kinds,
        last_year=last_year,
    )


def _commitment_costs(commitment: Commitment, schedule: PlanSchedule, rows: Sequence[Financing]) -> CommitmentCosts:
    given: dict[int, list[Grant]] = defaultdict(list)
    for row in rows:
        given[row.year].append(Grant(row.source.kind, row.amount, row.source.is_secured))
    years = balances(commitment_costs(commitment, schedule), given)
    return CommitmentCosts(commitment, years, total(years.values()), list(rows))


def commitment_costs(commitment: Commitment, schedule: PlanSchedule) -> dict[int, Balance]:
    """By year, whoever pays. No query."""
    spendings = []
    for task in schedule.tasks:
        if task.commitment_id == commitment.pk:
            slot = schedule.result[task.key]
            days = days_by_year(slot.early_start, slot.early_finish, schedule.calendar)
            spendings.append(Spending(task.cost, task.running_cost, days))
    return costs_by_year(spendings, running=commitment.running_cost, until=horizon(schedule.result.finish))


def _amounts(balance: Balance, kinds: Mapping[str, str]) -> list[Amount]:
    return [Amount(code, label, balance.financing.get(code, 0)) for code, label in kinds.items()]


def years_to_finance(costs: PlanCosts, commitment: Commitment) -> dict[int, Balance]:
    """Every year of the plan with what the commitment costs in it."""
    own = next(sheet.years for sheet in costs.commitments if sheet.commitment == commitment)
    return {year: own.get(year, Balance()) for year in costs.range}
