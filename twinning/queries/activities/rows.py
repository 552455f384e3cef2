"""Activities with their dates and what those say, as list, board and the page of one show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planner.domain.schedule import Slot
from planner.models import LinkKind, Task, User
from planner.queries.schedules import PlanSchedule
from twinning.domain.activity_states import FINISHED, OUT_OF_HAND, STEPS, Standing, standing_of, steps_from
from twinning.models import Acceptance, Activity, Side, Twinning

STANDING_WORDS = {
    Standing.READY: gettext_lazy("ready to start"),
    Standing.LATE: gettext_lazy("late"),
    Standing.AT_RISK: gettext_lazy("at risk"),
}
STANDING_TONES = {Standing.READY: "ok", Standing.LATE: "critical", Standing.AT_RISK: "warn"}
STANDING_ICONS = {Standing.READY: "check", Standing.LATE: "warning", Standing.AT_RISK: "warning"}
STATE_TONES = {
    Task.State.BLOCKED: "critical",
    Task.State.RETURNED: "warn",
    Task.State.SUBMITTED: "warn",
    Task.State.ACCEPTED: "ok",
    Task.State.DONE: "ok",
    Task.State.CANCELLED: "neutral",
}


@dataclass(frozen=True)
class Tag:
    """A word on a coloured ground, with an icon where there is one: never the colour alone."""

    label: str
    tone: str
    icon: str = ""


@dataclass(frozen=True)
class StepButton:
    """A step that may be tried. One with a page of its own asks for a reason there."""

    name: str
    label: str
    to: str
    has_own_page: bool


@dataclass(frozen=True)
class ActivityRow:
    """An activity; a cancelled one has no `slot`. `accepted_by` are the countries that accepted what is submitted."""

    activity: Activity
    task: Task
    number: str
    slot: Slot | None
    state: Tag
    standing: Tag | None
    assignees: list[User]
    accepted_by: list[str] = field(default_factory=list)
    steps: list[StepButton] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"activity-{self.number}"

    @property
    def is_over(self) -> bool:
        return self.task.state in (*FINISHED, Task.State.CANCELLED)


def activities_of(twinnings: Collection[Twinning]) -> QuerySet[Activity]:
    """With what a row shows beside the task: assignees, who accepted, and how much is said and shown."""
    accepted = Acceptance.objects.filter(activity=OuterRef("pk"))
    activities = Activity.objects.filter(twinning__in=twinnings)
    return activities.select_related("giver_assignee", "taker_assignee").annotate(
        giver_accepted=Exists(accepted.filter(side=Side.GIVER)),
        taker_accepted=Exists(accepted.filter(side=Side.TAKER)),
    )


def activity_rows(
    twinning: Twinning, schedule: PlanSchedule, activities: Iterable[Activity], *, today: date, may_step: bool
) -> list[ActivityRow]:
    """In reading order, the cancelled among them. No query."""
    by_task = {activity.task_id: activity for activity in activities}
    waits = waits_of(schedule)
    tasks = sorted([*schedule.tasks, *schedule.cancelled], key=lambda task: task.order)
    return [
        activity_row(
            twinning, schedule, by_task[task.pk], task, waits.get(task.key, ()), today=today, may_step=may_step
        )
        for task in tasks
        if task.pk in by_task
        for waiting in [waits.get(task.key, ())]
    ]


def activity_row(
    twinning: Twinning,
    schedule: PlanSchedule,
    activity: Activity,
    task: Task,
    waits: Sequence[tuple[Task, str]],
    *,
    today: date,
    may_step: bool,
) -> ActivityRow:
    slot = None if task.is_cancelled else schedule.result[task.key]
    countries = {Side.GIVER: twinning.giver, Side.TAKER: twinning.taker}
    accepted = {Side.GIVER: activity.giver_accepted, Side.TAKER: activity.taker_accepted}
    return ActivityRow(
        activity=activity,
        task=task,
        number=schedule.numbers[task.key],
        slot=slot,
        state=Tag(str(task.get_state_display()), STATE_TONES.get(task.state, "neutral")),
        standing=_standing_tag(task, slot, waits, today),
        assignees=[person for person in (activity.giver_assignee, activity.taker_assignee) if person],
        accepted_by=[str(countries[side].name) for side, has in accepted.items() if has],
        steps=step_buttons(task.state) if may_step else [],
    )


def waits_of(schedule: PlanSchedule) -> Mapping[str, list[tuple[Task, str]]]:
    """By the key of a task, those that it waits for and how."""
    waits: dict[str, list[tuple[Task, str]]] = {}
    for link in schedule.links:
        waits.setdefault(link.after.key, []).append((link.before, link.kind))
    return waits


def step_buttons(state: str) -> list[StepButton]:
    words = step_words()
    return [StepButton(name, words[name], STEPS[name].after, STEPS[name].needs_reason) for name in steps_from(state)]


def step_words() -> dict[str, str]:
    return {
        "start": _("Start work"),
        "submit": _("Submit for acceptance"),
        "accept": _("Accept for our side"),
        "return": _("Return it"),
        "block": _("Say that it is blocked"),
        "unblock": _("No longer blocked"),
        "cancel": _("Cancel it"),
        "revive": _("Plan it again"),
    }


def _standing_tag(task: Task, slot: Slot | None, waits: Sequence[tuple[Task, str]], today: date) -> Tag | None:
    if slot is None:
        return None
    standing = standing_of(
        task.state,
        start=slot.early_start,
        finish=slot.early_finish,
        slack=slot.total_slack,
        deadline=task.deadline,
        is_free=all(_is_reached(before, kind) for before, kind in waits),
        today=today,
    )
    if standing is None:
        return None
    return Tag(str(STANDING_WORDS[standing]), STANDING_TONES[standing], STANDING_ICONS[standing])


def _is_reached(before: Task, kind: str) -> bool:
    """Whether what a link waits for has happened; one that holds the finish alone does not keep from starting."""
    if kind == LinkKind.FINISH_TO_START:
        return before.state in OUT_OF_HAND
    if kind == LinkKind.START_TO_START:
        return before.state != Task.State.PLANNED
    return True
