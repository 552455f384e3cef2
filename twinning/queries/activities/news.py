"""What changed in a twinning since somebody last looked: steps, comments, files and edits of the work plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils.translation import gettext as _

from planner.models import Change, Task, User
from planner.queries.people import own_country
from twinning.models import Activity, ActivityMove, Comment, Evidence, Twinning, Visit
from twinning.queries.activities.one import step_done_words
from twinning.queries.notices import zone_of
from twinning.queries.schedules import months_of

MOST_SHOWN = 15
# What a step writes into the work plan is told as a step.
TOLD_BY_STEPS = {"state", "progress", "actual_start", "actual_finish", "accepted_by"}


@dataclass(frozen=True)
class NewsItem:
    """One thing that somebody else did. `key` leads to the activity; empty where it is there no more."""

    at: datetime
    who: User | None
    label: str
    title: str
    key: str
    detail: str = ""


@dataclass(frozen=True)
class News:
    """`since` is None at a first visit, when nothing counts as new."""

    twinning: Twinning
    months: str
    since: datetime | None
    items: list[NewsItem]
    left_out: int


def news_of(twinning: Twinning, user: User) -> News:
    """The latest first, one's own doings left out. Seven queries at most."""
    visit = Visit.objects.filter(twinning=twinning, user=user).first()
    since = visit.since if visit else None
    zone = zone_of(own_country(user))
    items = sorted(_items(twinning, user, since), key=lambda item: item.at, reverse=True) if since else []
    shown = [
        NewsItem(item.at.astimezone(zone), item.who, item.label, item.title, item.key, item.detail)
        for item in islice(items, MOST_SHOWN)
    ]
    return News(
        twinning, months_of(twinning), since.astimezone(zone) if since else None, shown, len(items) - len(shown)
    )


def _items(twinning: Twinning, user: User, since: datetime) -> Iterator[NewsItem]:
    words = step_done_words()
    of_twinning = {"activity__twinning": twinning}
    moves = ActivityMove.objects.filter(**of_twinning, moved_at__gt=since).exclude(moved_by=user)
    for move in moves.select_related("activity__task", "moved_by"):
        yield _item(move.activity.task, move.moved_at, move.moved_by, words.get(move.name, move.name), move.reason)
    comments = Comment.objects.filter(**of_twinning, written_at__gt=since).exclude(written_by=user)
    for comment in comments.select_related("activity__task", "written_by"):
        yield _item(comment.activity.task, comment.written_at, comment.written_by, _("Comment"), comment.text)
    files = Evidence.objects.filter(**of_twinning, uploaded_at__gt=since).exclude(uploaded_by=user)
    for file in files.select_related("activity__task", "uploaded_by"):
        yield _item(file.activity.task, file.uploaded_at, file.uploaded_by, _("File added"), file.name)
    changes = Change.objects.filter(workplan=twinning.workplan_id, made_at__gt=since).exclude(made_by=user)
    keys = set(twinning.workplan.tasks.values_list("key", flat=True))
    for change in changes.select_related("made_by"):
        yield from _edits(change, keys)


def _item(task: Task, at: datetime, who: User | None, label: str, detail: str) -> NewsItem:
    return NewsItem(at, who, label, str(task.title), task.key, detail if len(detail) <= 120 else f"{detail[:119]}…")


def _edits(change: Change, keys: set[str]) -> Iterator[NewsItem]:
    """One item for each activity that the edit touched, with the names of what is no longer as it was."""
    touched: dict[str, list[dict]] = {}
    for part in change.parts:
        if part["kind"] == "task" and part["field"] not in TOLD_BY_STEPS:
            touched.setdefault(part["key"], []).append(part)
    for key, parts in touched.items():
        title = str(Task(title=parts[0]["title"]).title)
        label = _("Changed")
        if parts[0]["field"] == "":
            label = _("Added") if parts[0]["before"] is None else _("Removed")
        names = [name for part in parts if (name := _column_in_words(part["field"]))]
        yield NewsItem(
            change.made_at, change.made_by, label, title, key if key in keys else "", _(", ").join(dict.fromkeys(names))
        )


def _column_in_words(name: str) -> str:
    for model in (Task, Activity):
        for column in model._meta.concrete_fields:
            if column.name == name:
                return str(column.verbose_name)
    return ""
