"""What the page of a plan's results shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from planner.domain.indicators import YearValue, is_reached, latest_measured
from planner.models import Commitment, CommitmentIndicator, IndicatorTarget, Plan

# Without a deadline, targets are asked for the years a plan of the usual length takes.
USUAL_YEARS = 5


@dataclass(frozen=True)
class YearResult:
    year: int
    value: YearValue
    reached: bool | None


@dataclass(frozen=True)
class Measured:
    """An indicator with its years. `latest` is the last year that was measured."""

    indicator: CommitmentIndicator
    years: list[YearResult]
    latest: YearResult | None


@dataclass(frozen=True)
class CommitmentResults:
    commitment: Commitment
    indicators: list[Measured]


def plan_results(plan: Plan) -> list[CommitmentResults]:
    """The indicators by commitment. Two queries."""
    rows = CommitmentIndicator.objects.filter(commitment__plan=plan).select_related("commitment")
    measured = [_measured(row) for row in rows.prefetch_related("targets").order_by("commitment__order", "order")]
    return [
        CommitmentResults(commitment, list(members))
        for commitment, members in groupby(measured, key=lambda each: each.indicator.commitment)
    ]


def years_of(targets: Iterable[IndicatorTarget]) -> dict[int, YearValue]:
    return {row.year: YearValue(row.target, row.actual) for row in targets}


def years_asked_for(plan: Plan, indicator: CommitmentIndicator | None) -> list[int]:
    """The years from the plan's start to its deadline, and those that have a target already."""
    start, finish_by = plan.workplan.start, plan.workplan.finish_by
    last = finish_by.year if finish_by else start.year + USUAL_YEARS - 1
    known = years_of(indicator.targets.all()) if indicator else {}
    return sorted({*range(start.year, last + 1), *known})


def _measured(row: CommitmentIndicator) -> Measured:
    values = years_of(row.targets.all())
    rises = row.direction == CommitmentIndicator.Direction.UP
    years = [YearResult(year, value, is_reached(value, rises=rises)) for year, value in sorted(values.items())]
    last = latest_measured(values)
    return Measured(row, years, next((each for each in years if each.year == last), None))
