"""Rows of a plan read cheaply: a plan of 500 tasks has 20,000 columns, and every edit reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db.models import JSONField, Model, TextField, UUIDField
from django.db.models.base import ModelState
from django.db.models.functions import Cast

from planner.models import Commitment, Institution, Link, Task, TranslatedField, Workplan

RowType = TypeVar("RowType", bound=Model)

# What no schedule shows of a commitment, and would come again with each of its tasks.
_LONG_TEXTS = ("problem", "solution", "results", "supporting")


def read_tasks(workplans: Sequence[Workplan], *, without: Sequence[str] = ()) -> list[Task]:
    """The tasks in reading order, each with its commitment, if any, and its institution, one object for each."""
    own = _columns(Task, without=without)
    commitment_columns = _columns(Commitment, without=_LONG_TEXTS)
    institution_columns = _columns(Institution)
    first, second = len(own), len(own) + len(commitment_columns)
    names = [
        *own,
        *(_as_kept("commitment__", Commitment, column) for column in commitment_columns),
        *(_as_kept("responsible__", Institution, column) for column in institution_columns),
    ]
    commitments: dict[int | None, Commitment | None] = {None: None}
    institutions: dict[int | None, Institution | None] = {None: None}
    plans = {workplan.pk: workplan for workplan in workplans}
    tasks = []
    ordered = Task.objects.filter(workplan__in=workplans).order_by("commitment__order", "order")
    for values in ordered.values_list(*names):
        task = _row(Task, own, values[:first])
        if task.commitment_id not in commitments:
            commitments[task.commitment_id] = _kept_row(Commitment, commitment_columns, values[first:second])
        if task.responsible_id not in institutions:
            institutions[task.responsible_id] = _kept_row(Institution, institution_columns, values[second:])
        task._state.fields_cache.update(
            workplan=plans[task.workplan_id],
            commitment=commitments[task.commitment_id],
            responsible=institutions[task.responsible_id],
        )
        tasks.append(task)
    return tasks


def read_links(workplans: Sequence[Workplan], tasks: Mapping[int, Task]) -> Iterator[Link]:
    """The links between `tasks`, which are given by their primary keys."""
    columns = _columns(Link)
    ordered = Link.objects.filter(after__workplan__in=workplans).order_by("after", "before")
    for values in ordered.values_list(*columns):
        link = _row(Link, columns, values)
        link._state.fields_cache.update(before=tasks[link.before_id], after=tasks[link.after_id])
        yield link


def _as_kept(prefix: str, model: type[Model], column: str) -> Any:
    """What is dear to read comes as the database keeps it, to be read once for many tasks and not with each."""
    field = model._meta.get_field(column)
    return Cast(prefix + column, TextField()) if isinstance(field, JSONField | UUIDField) else prefix + column


def _kept_row(model: type[RowType], columns: Sequence[str], values: Sequence[Any]) -> RowType:
    """A row whose values are as the database keeps them."""

    def read(column: str, value: Any) -> Any:
        field = model._meta.get_field(column)
        return json.loads(value) if isinstance(field, JSONField) else field.to_python(value)

    return _row(model, columns, [read(column, value) for column, value in zip(columns, values, strict=True)])


def _columns(model: type[Model], *, without: Sequence[str] = ()) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in without]


def _row(model: type[RowType], columns: Sequence[str], values: Sequence[Any]) -> RowType:
    """A row of the database as its model, in a quarter of the time of `Model.__init__`, which asks for each column
    who listens. A column that was not read is read when it is asked for.
    """
    row = model.__new__(model)
    row.__dict__.update(zip(columns, values, strict=True))
    for name in _texts_of(model):
        if name in row.__dict__:
            setattr(row, name, row.__dict__[name])
    row._state = ModelState()
    row._state.adding, row._state.db = False, "default"
    return row


@cache
def _texts_of(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if isinstance(field, TranslatedField)]
