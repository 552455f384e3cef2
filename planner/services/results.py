"""Keeping the indicators of a plan, with what they are to reach and do reach each year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from planner.domain.indicators import YearValue
from planner.models import CommitmentIndicator, IndicatorTarget, Plan, User
from planner.services.edits import Edit, edit_of


def add_indicator(
    *, plan: Plan, entry: CommitmentIndicator, values: dict[str, Any], user: User | None, now: datetime
) -> CommitmentIndicator:
    """`values` are the indicator's own, and its `years` with a `YearValue` each."""
    columns = {name: value for name, value in values.items() if name != "years"}
    with edit_of(plan.workplan, user=user, now=now) as edit:
        for name, value in columns.items():
            setattr(entry, name, value)
        entry.save(force_insert=True)
        edit.added(entry, **columns)
        _set_years(edit, entry, values["years"])
    return entry


def change_indicator(
    *, plan: Plan, entry: CommitmentIndicator, version: int, values: dict[str, Any], user: User | None, now: datetime
) -> CommitmentIndicator:
    """Years that are not among `values["years"]` lose their target. Raises `EditedMeanwhile` or `GoneMeanwhile`."""
    columns = {name: value for name, value in values.items() if name != "years"}
    with edit_of(plan.workplan, user=user, now=now) as edit:
        current = edit.change(entry, version=version, **columns)
        kept = {row.year: YearValue(row.target, row.actual) for row in current.targets.all()}
        if kept != values["years"]:
            if not edit.parts:
                current = edit.touch(current, version=version)
            _set_years(edit, current, values["years"])
    return current


def _set_years(edit: Edit, indicator: CommitmentIndicator, years: Mapping[int, YearValue]) -> None:
    kept = {row.year: row for row in indicator.targets.all()}
    for year, row in kept.items():
        row.indicator = indicator
        if year not in years:
            edit.removed(row, target=row.target, actual=row.actual)
            row.delete()
    for year, value in years.items():
        if year not in kept:
            row = IndicatorTarget.objects.create(
                indicator=indicator, year=year, target=value.target, actual=value.actual
            )
            edit.added(row, target=value.target, actual=value.actual)
            continue
        row = kept[year]
        changed = {
            name: getattr(value, name) for name in ("target", "actual") if getattr(row, name) != getattr(value, name)
        }
        for name, new in changed.items():
            edit.record(row, name, getattr(row, name), new)
            setattr(row, name, new)
        if changed:
            row.save(update_fields=list(changed))
