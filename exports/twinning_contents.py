"""What the papers of a twinning say: from rows to plain values, in the language that is active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import get_language

from exports.word import twinning as word
from exports.word.content import Dependency, Risk, Text
from exports.wordings import COLONS, listed, said, working_week
from planner.domain.dates import month_name
from planner.models import Country, Translated
from planner.queries.schedules import PlanSchedule
from twinning.domain.activity_states import DONE
from twinning.domain.agreements import fingerprint
from twinning.models import (
    Acceptance,
    Activity,
    CostLine,
    MandatoryResult,
    Report,
    Side,
    SteeringMeeting,
    Twinning,
    TwinningPerson,
)
from twinning.queries.agreements import agreement_values, revision_to_sign
from twinning.queries.reports import figures_of, meetings_between
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
    sha256 = fingerprint(agreement_values(twinning))
    revision = revision_to_sign(twinning, twinning.agreements.first(), sha256)
    # One that was given for another text is none of this document's.
    signatures = [
        word.Signed(row.side, str(row.signed_by), row.signed_at, row.revision, row.sha256)
        for row in twinning.signatures.filter(sha256=sha256).select_related("signed_by")
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
        revision=revision,
        state=twinning.get_state_display(),
        is_agreed=twinning.state != Twinning.State.PREPARING,
        made_on=today,
        base_language=twinning.base_language,
        start=result.start if planned else twinning.workplan.start,
        finish=result.finish if planned else None,
        visible_to=tuple(
            f"{side.country}{COLONS[str(get_language())]}{listed(side.names)}"
            for side in people_who_see_twinning(twinning)
            if side.names
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
        sha256=sha256,
        signatures=tuple(signatures),
    )


def report_content(report: Report, schedule: PlanSchedule, *, today: date) -> word.ReportContent:
    """What was spent and the assessments are those that were filed with the report, once it is handed in."""
    twinning = report.twinning
    content = twinning_content(twinning, schedule, today=today)
    figures = figures_of(report)
    levels, kinds = dict(MandatoryResult.Completion.choices), dict(CostLine.Kind.choices)

    def level(of: str, number: int) -> str:
        kept = figures[of].get(str(number), "")
        return str(levels[kept]) if kept else ""

    return word.ReportContent(
        twinning=replace(
            content,
            results=tuple(
                replace(
                    row,
                    self_assessed=level("self_assessed", row.number),
                    advisor_assessed=level("advisor_assessed", row.number),
                )
                for row in content.results
            ),
            expenses=tuple(
                word.Expense(
                    str(kinds[line["kind"]]), line["planned"], line["spent"], schedule.numbers.get(line["activity"], "")
                )
                for line in figures["costs"]
            ),
        ),
        kind=report.kind,
        number=report.number,
        first=report.first,
        last=report.last,
        state=report.get_state_display(),
        is_approved=report.state == Report.State.APPROVED,
        revision=report.revision,
        progress=_said(report.progress, twinning),
        difficulties=_said(report.difficulties, twinning),
        next_steps=_said(report.next_steps, twinning),
        lessons=_said(report.lessons, twinning),
        sustainability=_said(report.sustainability, twinning),
        meetings=tuple(_meeting(row, twinning) for row in meetings_between(twinning, report.first, report.last)),
        sha256=report.sha256,
        signatures=tuple(
            word.Signed(row.side, str(row.signed_by), row.signed_at, row.revision, row.sha256)
            for row in report.signatures.select_related("signed_by")
        ),
        approved_by=str(report.approved_by or ""),
        approved_on=report.approved_at.date() if report.approved_at else None,
    )


def _meeting(meeting: SteeringMeeting, twinning: Twinning) -> word.Meeting:
    return word.Meeting(
        number=meeting.number,
        held_on=meeting.held_on,
        place=meeting.place,
        chaired_by=meeting.chaired_by,
        decisions=tuple(
            word.Decision(row.number, _said(row.text, twinning), row.responsible, row.due_on, row.done_on)
            for row in meeting.decisions.all()
        ),
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
