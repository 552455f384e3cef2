"""One activity: what it is, where it stands, what was said and shown, and what one may do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.models import Link, Task, User, Workplan
from planner.queries.explanations import TaskExplanation, explanation_in
from planner.queries.schedules import PlanSchedule
from planner.queries.wording import link_manner
from twinning.domain.activity_states import OUT_OF_HAND
from twinning.domain.mentions import Piece, pieces_of
from twinning.domain.sizes import USUAL, Unusual, UsualSize, unusual_sizes
from twinning.models import Activity, ActivityMove, Comment, CostLine, Evidence, Side, Twinning
from twinning.permissions import refusal_of_comment, refusal_of_planning, refusal_of_work, side_of
from twinning.queries.access import twinning_for_viewing
from twinning.queries.activities.rows import ActivityRow, activities_of, activity_row, waits_of
from twinning.queries.people import names_to_mention, people_of_twinning
from twinning.queries.schedules import months_of, schedule_of_twinning


@dataclass(frozen=True)
class LinkRow:
    link: Link
    task: Task
    number: str
    manner: str


@dataclass(frozen=True)
class SideAcceptance:
    """What one side says to what is submitted."""

    country: str
    who: User | None
    at: datetime | None


@dataclass(frozen=True)
class CommentRow:
    comment: Comment
    pieces: list[Piece]


@dataclass(frozen=True)
class MoveRow:
    """A step that was taken: by whom, for which country."""

    move: ActivityMove
    label: str
    country: str


@dataclass(frozen=True)
class CostSum:
    lines: list[CostLine]
    planned: int
    spent: int


@dataclass(frozen=True)
class ActivityPage:
    """`others` are the activities that this one may wait for, as (key, `3 Title`)."""

    twinning: Twinning
    activity: Activity
    row: ActivityRow
    months: str
    side: Side | None
    planning_refusal: str
    work_refusal: str
    comment_refusal: str
    sizes: list[str]
    acceptances: list[SideAcceptance]
    blocked_by: str
    evidence: list[Evidence]
    takes_files: bool
    comments: list[CommentRow]
    people: list[User]
    moves: list[MoveRow]
    costs: CostSum
    waits: list[LinkRow]
    leads: list[LinkRow]
    others: list[tuple[str, str]]
    is_first: bool
    is_last: bool


def activity_for_viewing(user: User, twinning: UUID, key: str) -> Activity:
    """With its twinning, as that was read. Raises Http404."""
    seen = twinning_for_viewing(user, twinning)
    activity = seen.activities.select_related("task", "result", "giver_assignee", "taker_assignee")
    found = activity.filter(task__key=key).first()
    if found is None:
        raise Http404
    found.twinning = seen
    return found


def activity_page(user: User, pk: UUID, key: str, *, today: date) -> ActivityPage:
    """Twenty queries at most, at any number of activities, files and comments. Raises Http404."""
    twinning = twinning_for_viewing(user, pk)
    activity = activities_of([twinning]).select_related("result", "giver_assignee", "taker_assignee")
    activity = activity.filter(task__key=key).first()
    if activity is None:
        raise Http404
    activity.twinning = twinning
    schedule = schedule_of_twinning(twinning)
    tasks = sorted([*schedule.tasks, *schedule.cancelled], key=lambda task: task.order)
    task = next(task for task in tasks if task.key == key)
    activity.task = task
    side = side_of(user, twinning)
    work_refusal = refusal_of_work(side, twinning)
    people = people_of_twinning(twinning)
    row = activity_row(
        twinning, schedule, activity, task, waits_of(schedule).get(key, ()), today=today, may_step=not work_refusal
    )
    return ActivityPage(
        twinning=twinning,
        activity=activity,
        row=row,
        months=months_of(twinning),
        side=side,
        planning_refusal=refusal_of_planning(side, twinning),
        work_refusal=work_refusal,
        comment_refusal=refusal_of_comment(twinning),
        sizes=size_remarks(activity),
        acceptances=_acceptances(activity),
        blocked_by=str(twinning.country_of(activity.blocked_by).name) if activity.blocked_by else "",
        evidence=list(activity.evidence.select_related("uploaded_by")),
        takes_files=not work_refusal and task.state not in OUT_OF_HAND,
        comments=_comments(activity, people),
        people=people,
        moves=_moves(activity),
        costs=_costs(activity),
        waits=_links(schedule, [link for link in schedule.links if link.after.key == key], "before"),
        leads=_links(schedule, [link for link in schedule.links if link.before.key == key], "after"),
        others=[(one.key, f"{schedule.numbers[one.key]} {one.title}") for one in tasks if one.key != key],
        is_first=task == tasks[0],
        is_last=task == tasks[-1],
    )


def size_remarks(activity: Activity) -> list[str]:
    """What is out of the ordinary for its kind, in sentences."""
    task, usual = activity.task, USUAL.get(activity.kind, UsualSize())
    found = unusual_sizes(activity.kind, days=task.days, people=activity.people)
    return [f"{activity.get_kind_display()}: {_size_remark(unusual, usual)}" for unusual in found]


def usual_in_words(kind: str) -> str:
    """`2 to 5 working days, up to 2 people`; empty for a kind without a usual size."""
    usual = USUAL.get(kind, UsualSize())
    said = []
    if usual.most_days and usual.least_days and usual.least_days != usual.most_days:
        said.append(_("%(least)s to %(most)s working days") % {"least": usual.least_days, "most": usual.most_days})
    elif usual.most_days:
        days = usual.most_days
        said.append(ngettext("up to %(days)s working day", "up to %(days)s working days", days) % {"days": days})
    if usual.most_people:
        said.append(
            ngettext("up to %(count)s person", "up to %(count)s people", usual.most_people)
            % {"count": usual.most_people}
        )
    elif usual.least_people:
        said.append(
            ngettext("%(count)s person and more", "%(count)s people and more", usual.least_people)
            % {"count": usual.least_people}
        )
    return _(", ").join(said)


def _size_remark(unusual: Unusual, usual: UsualSize) -> str:
    return {
        Unusual.SHORT: _("shorter than usual (%(least)s days at least)"),
        Unusual.LONG: _("longer than usual (%(most)s days at most)"),
        Unusual.FEW: _("fewer people than usual (%(fewest)s at least)"),
        Unusual.MANY: _("more people than usual (%(largest)s at most)"),
    }[unusual] % {
        "least": usual.least_days,
        "most": usual.most_days,
        "fewest": usual.least_people,
        "largest": usual.most_people,
    }


def _acceptances(activity: Activity) -> list[SideAcceptance]:
    given = {row.side: row for row in activity.acceptances.select_related("accepted_by")}
    return [
        SideAcceptance(
            country=str(activity.twinning.country_of(side).name),
            who=given[side].accepted_by if side in given else None,
            at=given[side].accepted_at if side in given else None,
        )
        for side in (Side.GIVER, Side.TAKER)
    ]


def _comments(activity: Activity, people: Sequence[User]) -> list[CommentRow]:
    names = names_to_mention(people)
    return [
        CommentRow(comment, list(pieces_of(comment.text, names)))
        for comment in activity.comments.select_related("written_by")
    ]


def _moves(activity: Activity) -> list[MoveRow]:
    words = step_done_words()
    countries = {side.value: str(activity.twinning.country_of(side).name) for side in Side}
    return [
        MoveRow(move, words.get(move.name, move.name), countries.get(move.side, ""))
        for move in activity.moves.select_related("moved_by")
    ]


def step_done_words() -> dict[str, str]:
    return {
        "start": _("Work started"),
        "submit": _("Submitted"),
        "accept": _("Accepted"),
        "return": _("Returned"),
        "block": _("Blocked"),
        "unblock": _("No longer blocked"),
        "cancel": _("Cancelled"),
        "revive": _("Planned again"),
    }


def _costs(activity: Activity) -> CostSum:
    lines = list(activity.costs.all())
    return CostSum(lines, sum(line.planned for line in lines), sum(line.spent for line in lines))


def _links(schedule: PlanSchedule, links: Sequence[Link], end: str) -> list[LinkRow]:
    return [
        LinkRow(link, task, schedule.numbers[task.key], link_manner(link.kind, link.lag))
        for link in links
        for task in [getattr(link, end)]
    ]


# --- why these dates ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _BothCountries:
    month_names: str


@dataclass(frozen=True)
class _AsPlan:
    """A twinning as the sentences about a plan's dates see it."""

    workplan: Workplan
    country: _BothCountries


def activity_explanation(twinning: Twinning, key: str) -> TaskExplanation:
    """Why the activity has its dates. Seven queries. Raises Http404 also for a cancelled one, which has none."""
    as_plan = _AsPlan(twinning.workplan, _BothCountries(months_of(twinning)))
    return explanation_in(as_plan, schedule_of_twinning(twinning), key)
