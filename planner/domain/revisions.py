"""What is different between two states of a plan?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from planner.domain.contents import Part, PlanContents, TaskPart, hints_of, plain
from planner.domain.workdays import Calendar

CANCELLED = "CANCELLED"
Names = Mapping[tuple[str, str], Mapping[str, str]]


@dataclass(frozen=True)
class Difference:
    """One value of one thing in a plan that is not what it was.

    `kind` names the model in small letters (task, link, commitment, …), `key` what stays the same of it for the life
    of the plan, `title` its name by language when this happened. `field` is empty where the whole thing came
    (`before` is None) or went (`after` is None). Values are what JSON can hold; what refers to something else in the
    plan is said by that one's title. `about` is for what has no title of its own: the titles of the two ends of a
    link (`before`, `after`), of the `source` and the `commitment` of an amount, of the `indicator` of a target, and
    the `year` of both.
    """

    kind: str
    key: str
    title: Mapping[str, str]
    field: str
    before: Any
    after: Any
    about: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def as_values(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


@dataclass(frozen=True)
class KeptSchedule:
    """The dates that were computed for a plan when it was kept, and what it cost then.

    `dates` are the first and the last day of each task that is not cancelled; `critical` the keys of the critical
    tasks in the order of their dates. Costs in US dollars, `cost` once and `running_cost` a year.
    """

    start: date
    finish: date
    dates: Mapping[str, tuple[date, date]]
    critical: tuple[str, ...] = ()
    cost: int = 0
    running_cost: int = 0

    def as_values(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "start": self.start.isoformat(),
            "finish": self.finish.isoformat(),
            "dates": {key: [first.isoformat(), last.isoformat()] for key, (first, last) in self.dates.items()},
            "critical": list(self.critical),
            "cost": self.cost,
            "running_cost": self.running_cost,
        }

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> KeptSchedule:
        """What `as_values` gave."""
        said = date.fromisoformat
        return cls(
            start=said(values["start"]),
            finish=said(values["finish"]),
            dates={key: (said(first), said(last)) for key, (first, last) in values["dates"].items()},
            critical=tuple(values["critical"]),
            cost=values["cost"],
            running_cost=values["running_cost"],
        )


def working_days_later(calendar: Calendar, agreed: date, day: date) -> int:
    """How many working days `day` is after the one that was agreed; below zero where it is before.

    At least one where the two differ, be it by a day of rest.
    """
    if day == agreed:
        return 0
    one = timedelta(days=1)
    if day > agreed:
        return max(calendar.count(agreed + one, day), 1)
    return -max(calendar.count(day + one, agreed), 1)


def cost_of(contents: PlanContents) -> tuple[int, int]:
    """What the tasks that are not cancelled cost once, and what they and the commitments cost a year. US dollars."""
    tasks = [task for task in contents.tasks if task.state != CANCELLED]
    a_year = sum(task.running_cost for task in tasks) + sum(row.running_cost for row in contents.commitments)
    return sum(task.cost for task in tasks), a_year


def with_progress_of(contents: PlanContents, reported: PlanContents) -> PlanContents:
    """`contents` with what has come to pass as `reported` tells it: states, progress and actual dates of tasks, values
    that were measured, what became of risks, and the consultation. Whether a task is cancelled is
    not progress, and stays as in `contents`.
    """
    tasks = {part.key: part for part in reported.tasks}
    targets = {part.identity: part for part in reported.targets}
    risks = {part.key: part for part in reported.risks}
    commitments = {part.key for part in contents.commitments}
    return replace(
        contents,
        tasks=tuple(_with_progress(task, tasks.get(task.key, task)) for task in contents.tasks),
        targets=tuple(replace(one, actual=targets.get(one.identity, one).actual) for one in contents.targets),
        risks=tuple(replace(risk, state=risks.get(risk.key, risk).state) for risk in contents.risks),
        contributions=tuple(
            one if one.commitment in commitments else replace(one, commitment=None) for one in reported.contributions
        ),
    )


def is_progress(difference: Difference) -> bool:
    """Whether it tells what has come to pass, which `with_progress_of` keeps, or a move of the plan."""
    kind, name = difference.kind, difference.field
    if kind == "task":
        cancels = name == "state" and CANCELLED in (difference.before, difference.after)
        return name in ("state", "progress", "actual_start", "actual_finish") and not cancels
    return kind == "contribution" or (kind, name) in {
        ("plan", "state"),
        ("plan", "revision"),
        ("indicatortarget", "actual"),
        ("commitmentrisk", "state"),
    }


def _with_progress(task: TaskPart, reported: TaskPart) -> TaskPart:
    stays = CANCELLED in (task.state, reported.state)
    return replace(
        task,
        state=task.state if stays else reported.state,
        progress=reported.progress,
        actual_start=reported.actual_start,
        actual_finish=reported.actual_finish,
    )


def differences(before: PlanContents, after: PlanContents) -> list[Difference]:
    """What turns `before` into `after`, kind by kind; empty exactly where the two are equal.

    Of one kind, what went comes first, then what changed and what came, in the order of the plan.
    """
    old_names, new_names = _names_in(before), _names_in(after)
    found: list[Difference] = []
    for (model, old_parts), (_same_model, new_parts) in zip(before.kinds(), after.kinds(), strict=True):
        if old_parts == new_parts:
            continue
        old = {part.identity: part for part in old_parts}
        new = {part.identity: part for part in new_parts}
        found += (_whole(model, part, old_names, went=True) for key, part in old.items() if key not in new)
        for key, part in new.items():
            if key not in old:
                found.append(_whole(model, part, new_names, went=False))
            else:
                found += _changed_values(model, old[key], part, old_names, new_names)
    return found


def _names_in(contents: PlanContents) -> Names:
    """What each part that has a key is called, by its model and key."""
    return {
        (model, part.identity[0]): part.called
        for model, parts in contents.kinds()
        for part in parts
        if len(part.identity) == 1
    }


def _whole(model: str, part: Part, names: Names, *, went: bool) -> Difference:
    values = {name: _said(part, name, names) for name in part.as_values()}
    return Difference(
        kind=model,
        key=part.key_in_words,
        title=part.called,
        field="",
        before=values if went else None,
        after=None if went else values,
        about=_about(part, names),
    )


def _changed_values(model: str, old: Part, new: Part, old_names: Names, new_names: Names) -> Iterator[Difference]:
    for name in hints_of(type(new)):
        if getattr(old, name) != getattr(new, name):
            yield Difference(
                kind=model,
                key=new.key_in_words,
                title=new.called,
                field=name,
                before=_said(old, name, old_names),
                after=_said(new, name, new_names),
                about=_about(new, new_names),
            )


def _about(part: Part, names: Names) -> dict[str, Any]:
    return {} if part.name_field else {name: _said(part, name, names) for name in _about_fields(part)}


def _about_fields(part: Part) -> list[str]:
    return [name for name in part.identity_fields if name in part.references or name == "year"]


def _said(part: Part, name: str, names: Names) -> Any:
    """A value as it goes on record: what refers to another part by that one's title."""
    if name not in part.references:
        return plain(getattr(part, name))
    called = [dict(names[part.references[name], key]) for key in part.keys_in(name)]
    if isinstance(getattr(part, name), tuple):
        return called
    return called[0] if called else None
