"""The contents of a plan as the rows of its sheets, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.contents import CommitmentPart, PlanContents, TaskPart, Texts
from planner.domain.schedule import Schedule
from planner.interchange.sheets.links import WrittenLink, written_links
from planner.interchange.sheets.writer import PlanRows


def said(texts: Texts, language: str, base: str) -> str:
    """The text in `language`, or in the plan's `base` language, or in any."""
    shown = shown_language(texts, language, base)
    return texts[shown] if shown else ""


def shown_language(texts: Texts, language: str, base: str) -> str | None:
    return next((code for code in (language, base, *sorted(texts)) if texts.get(code)), None)


def numbers_of(contents: PlanContents) -> dict[str, str]:
    """What people call each task, by its key, in reading order: `2.3` is the third task of commitment 2."""
    orders = {row.key: row.order for row in contents.commitments}
    numbers: dict[str, str] = {}
    counts: dict[int, int] = {}
    in_order = sorted(contents.tasks, key=lambda task: (orders.get(task.commitment or "", 0), task.order, task.key))
    for task in in_order:
        order = orders.get(task.commitment or "", 0)
        counts[order] = counts.get(order, 0) + 1
        numbers[task.key] = f"{order}.{counts[order]}"
    return numbers


def links_before(contents: PlanContents) -> dict[str, list[WrittenLink]]:
    """What each task waits for, by its key."""
    numbers = numbers_of(contents)
    found: dict[str, list[WrittenLink]] = {}
    for link in contents.links:
        found.setdefault(link.after, []).append(WrittenLink(numbers[link.before], link.kind, link.lag))
    return found


def task_rows(contents: PlanContents, language: str) -> dict[str, dict[str, Any]]:
    """The values of each task's row by its key, without what is computed."""
    base = contents.plan.base_language
    orders = {row.key: row.order for row in contents.commitments}
    waits = links_before(contents)
    tasks = {task.key: task for task in contents.tasks}
    rows = {}
    for key, number in numbers_of(contents).items():
        task = tasks[key]
        rows[key] = {
            "key": key,
            "number": number,
            "commitment": orders.get(task.commitment or ""),
            "links": written_links(waits.get(key, ())),
            **_values(task, TASK_VALUES),
            **{name: said(getattr(task, name), language, base) for name in TASK_TEXTS},
        }
    return rows


def commitment_rows(contents: PlanContents, language: str) -> dict[str, dict[str, Any]]:
    base = contents.plan.base_language
    return {
        row.key: {
            "key": row.key,
            **_values(row, COMMITMENT_VALUES),
            **{name: said(getattr(row, name), language, base) for name in COMMITMENT_TEXTS},
        }
        for row in contents.commitments
    }


def plan_rows(
    contents: PlanContents, result: Schedule, *, plan: str, change_number: int, language: str, yes: str
) -> PlanRows:
    """With the dates of the tasks that are not cancelled; `yes` marks the critical ones."""
    rows = task_rows(contents, language)
    for key, row in rows.items():
        slot = result.get(key)
        row |= {
            "start": slot and slot.early_start,
            "finish": slot and slot.early_finish,
            "total_slack": slot and slot.total_slack,
            "critical": yes if slot and slot.critical else "",
        }
    return PlanRows(
        plan=plan,
        change_number=change_number,
        language=language,
        tasks=list(rows.values()),
        commitments=list(commitment_rows(contents, language).values()),
    )


TASK_TEXTS = ("title", "responsible", "supporting", "output", "indicator")
TASK_VALUES = (
    "days",
    "earliest",
    "pinned",
    "deadline",
    "people",
    "cost",
    "running_cost",
    "state",
    "progress",
    "actual_start",
    "actual_finish",
    "optimistic_days",
    "pessimistic_days",
)
COMMITMENT_TEXTS = ("title", "problem", "solution", "results", "lead", "supporting")
COMMITMENT_VALUES = ("order", "running_cost")


def _values(part: TaskPart | CommitmentPart, names: tuple[str, ...]) -> Mapping[str, Any]:
    return {name: getattr(part, name) for name in names}
