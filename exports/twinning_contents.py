"""What the papers of a twinning say: from rows to plain values, in the language that is active."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import get_language

from exports.word import twinning as word
from exports.word.content import Dependency, Risk, Text
from exports.wordings import listed, said, working_week
from planner.domain.dates import month_name
from planner.models import Country, Translated
from planner.queries.schedules import PlanSchedule
from twinning.domain.activity_states import DONE
from twinning.models import Acceptance, Activity, Side, Twinning, TwinningPerson
from twinning.queries.schedules import calendars_of, months_of
from twinning.queries.twinnings import people_who_see_twinning


def twinning_content(twinning: Twinning, schedule: PlanSchedule, *, today: date) -> word.TwinningContent:
    """Everything but the picture. The same number of queries at any number of rows."""
    months = months_of(twinning)
    activities = list(
        twinning.activities.select_related("task", "result", "giver_assignee", "taker_assignee").prefetch_related(
            "acceptances", "costs"
        )
    )
    planned = [activity for activity in activities if activity.task.key in schedule.numbers]
    people = list(twinning.people.filter(accepted_at__isnull=False, left_at__isnull=True).select_related("user"))
    signatures = [
        word.Signed(row.side, str(row.signed_by), row.signed_at, row.revision, row.sha256)
        for row in twinning.signatures.select_related("signed_by")
    ]
    giver, taker = calendars_of(twinning)
    result = schedule.result
    return word.TwinningContent(
        language=str(get_language()),
        months=months,
        title=_said(twinning.title, twinning),
        giver=_party(Side.GIVER, twinning.giver, people, working_week(giver.calendar)),
        taker=_party(Side.TAKER, twinning.taker, people, working_week(taker.calendar)),
        need=_need(twinning, months),
        practice=_practice(twinning),
        reference=str(twinning.pk)[:8],
        revision=twinning.revision,
        state=twinning.get_state_display(),
        is_agreed=twinning.state != Twinning.State.PREPARING,
        made_on=today,
        base_language=twinning.base_language,
        start=result.start if planned else twinning.workplan.start,
        finish=result.finish if planned else None,
        visible_to=tuple(
            f"{side.country}: {listed(side.names)}" for side in people_who_see_twinning(twinning) if side.names
        ),
        background=_said(twinning.background, twinning),
        cooperation=_said(twinning.cooperation, twinning),
        resources=_said(twinning.resources, twinning),
        management=_said(twinning.management, twinning),
        review=_said(twinning.review, twinning),
        results=tuple(
            word.Result(
                number=row.order,
                title=_said(row.title, twinning),
                indicator=_said(row.indicator, twinning),
                self_assessed=row.get_self_assessed_display() if row.self_assessed else "",
                advisor_assessed=row.get_advisor_assessed_display() if row.advisor_assessed else "",
                done_alone_on=row.done_alone_on,
                closed_on=row.closed_at.date() if row.closed_at else None,
            )
            for row in twinning.results.all()
        ),
        activities=tuple(_activities(planned, schedule, twinning)),
        risks=tuple(
            Risk(
                text=_said(row.text, twinning),
                likelihood=row.get_likelihood_display(),
                effect=row.get_effect_display(),
                mitigation=_said(row.mitigation, twinning),
                owner=_said(row.owner, twinning),
            )
            for row in twinning.risks.all()
        ),
        expenses=tuple(
            word.Expense(line.get_kind_display(), line.planned, line.spent, schedule.numbers[activity.task.key])
            for activity in planned
            for line in activity.costs.all()
        ),
        sha256=next((each.sha256 for each in signatures if each.revision == twinning.revision), ""),
        signatures=tuple(signatures),
    )


def _said(texts: Translated, twinning: Twinning) -> Text:
    return said(texts, base=twinning.base_language)


def _party(side: Side, country: Country, people: Sequence[TwinningPerson], week: str) -> word.Party:
    ours = [person for person in people if person.side == side]
    leader = next((person for person in ours if person.role == TwinningPerson.Role.LEADER), None)
    return word.Party(
        side=side.value,
        country=said(country.name, base="ar"),
        leader=str(leader.user) if leader else "",
        team=tuple((person.get_role_display(), str(person.user)) for person in ours if person is not leader),
        working_week=week,
    )


def _need(twinning: Twinning, months: str) -> word.Need:
    need, base = twinning.need, twinning.need.base_language
    names = dict(settings.LANGUAGES)
    return word.Need(
        title=said(need.title, base=base),
        why_now=said(need.why_now, base=base),
        expected_results=said(need.expected_results, base=base),
        decided_by=said(need.decided_by, base=base),
        priority=need.get_priority_display(),
        readiness=need.get_readiness_display(),
        languages=tuple(str(names.get(code, code)) for code in need.languages),
        months=tuple(month_name(date(2027, month, 1), str(get_language()), months) for month in need.months),
    )


def _practice(twinning: Twinning) -> word.Practice:
    practice, base = twinning.practice, twinning.practice.base_language
    return word.Practice(
        title=said(practice.title, base=base),
        summary=said(practice.summary, base=base),
        results=said(practice.results, base=base),
        requirements=said(practice.conditions, base=base),
    )


def _activities(activities: Sequence[Activity], schedule: PlanSchedule, twinning: Twinning) -> list[word.Activity]:
    """In the order of their numbers."""
    waits: dict[str, list[Dependency]] = {task.key: [] for task in schedule.tasks}
    for link in schedule.links:
        waits[link.after.key].append(Dependency(schedule.numbers[link.before.key], link.kind, link.lag))
    by_key = {activity.task.key: activity for activity in activities}
    written = []
    for task in schedule.tasks:
        activity, slot = by_key.get(task.key), schedule.result[task.key]
        if activity is None:
            continue
        assignees = (activity.giver_assignee, activity.taker_assignee)
        written.append(
            word.Activity(
                number=schedule.numbers[task.key],
                title=_said(task.title, twinning),
                kind=activity.get_kind_display(),
                where=activity.get_where_display(),
                days=task.days,
                start=slot.early_start,
                finish=slot.early_finish,
                critical=slot.critical,
                people=activity.people,
                result=activity.result.order if activity.result else None,
                responsible=tuple(str(user) for user in assignees if user),
                state=task.get_state_display(),
                is_done=task.state == DONE,
                accepted_on=_accepted_on(list(activity.acceptances.all())),
                depends_on=tuple(waits[task.key]),
            )
        )
    return written


def _accepted_on(acceptances: Sequence[Acceptance]) -> date | None:
    """The day on which the second side accepted."""
    moments: list[datetime] = [row.accepted_at for row in acceptances]
    return max(moments).date() if len(moments) == len(Side) else None
