"""What the pages of reports and of steering meetings show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import Translated, User
from twinning.domain.reports import Period, periods
from twinning.models import (
    CostLine,
    MandatoryResult,
    MeetingDecision,
    Report,
    ReportMove,
    ReportSignature,
    Side,
    SteeringMeeting,
    Twinning,
)
from twinning.permissions import (
    place_in,
    refusal_of_reporting,
    refusal_of_writing,
    side_of,
    standing_with,
)
from twinning.queries.access import twinning_for_viewing
from twinning.queries.schedules import months_of, schedule_of_twinning

TONES = {"OPEN": "neutral", "SUBMITTED": "neutral", "RETURNED": "warn", "APPROVED": "ok"}


@dataclass(frozen=True)
class PeriodRow:
    """One report of the list; one that nobody has written in is not kept yet."""

    report: Report
    due: date
    locked: str
    is_overdue: bool
    signed_by: list[str]

    @property
    def tone(self) -> str:
        return TONES[self.report.state]


@dataclass(frozen=True)
class ReportsPage:
    twinning: Twinning
    rows: list[PeriodRow]
    months: str


@dataclass(frozen=True)
class CostRow:
    kind: str
    planned: int
    spent: int

    @property
    def remaining(self) -> int:
        return self.planned - self.spent


@dataclass(frozen=True)
class ResultRow:
    number: int
    title: Translated
    self_assessed: str
    advisor_assessed: str


@dataclass(frozen=True)
class SignatureRow:
    side: Side
    country: Translated
    signature: ReportSignature | None
    is_own: bool


@dataclass(frozen=True)
class ReportText:
    label: str
    text: Translated


@dataclass(frozen=True)
class ReportPage:
    """`write_refusal` says why the person may not write now, nothing where he or she may."""

    twinning: Twinning
    report: Report
    due: date
    months: str
    texts: list[ReportText]
    results: list[ResultRow]
    costs: list[CostRow]
    total: CostRow | None
    signatures: list[SignatureRow]
    last_move: ReportMove | None
    write_refusal: str
    can_sign: bool
    can_return: bool
    can_approve: bool
    is_signed_by_both: bool

    @property
    def is_kept(self) -> bool:
        """Whether anybody has written in it."""
        return not self.report._state.adding

    @property
    def is_handed_in(self) -> bool:
        return self.report.state == Report.State.SUBMITTED

    @property
    def tone(self) -> str:
        return TONES[self.report.state]


@dataclass(frozen=True)
class MeetingsPage:
    twinning: Twinning
    meetings: list[SteeringMeeting]
    months: str
    refusal: str


def reports_page(user: User, pk: UUID, *, today: date) -> ReportsPage:
    """The same number of queries at any number of periods."""
    twinning = twinning_for_viewing(user, pk)
    kept = {report.key: report for report in twinning.reports.prefetch_related("signatures")}
    rows = [_period_row(period, kept.pop(period.key, None), twinning, today) for period in periods_of(twinning)]
    # Of quarters that the twinning no longer has since it became shorter.
    rows += [_period_row(_period_as_kept(report), report, twinning, today) for report in kept.values()]
    return ReportsPage(twinning, rows, months_of(twinning))


def report_of(twinning: Twinning, key: str) -> Report:
    """The report of that period; one that nobody has written in is not kept yet. 404 where there is no such period."""
    number = _number_named(key)
    kind = Report.Kind.QUARTERLY if number else Report.Kind.FINAL
    kept = twinning.reports.filter(kind=kind, number=number).select_related("approved_by").first()
    if kept:
        kept.twinning = twinning
        return kept
    for period in periods_of(twinning):
        if period.key == key:
            return _new_report(twinning, period)
    raise Http404


def report_page(user: User, pk: UUID, key: str, *, today: date) -> ReportPage:
    """Figures and results only of a report in which somebody has written."""
    twinning = twinning_for_viewing(user, pk)
    report = report_of(twinning, key)
    is_new = report._state.adding
    figures = {}
    if not is_new:
        prefetch_related_objects([twinning], "results")
        figures = figures_of(report)
    given = [] if is_new else list(report.signatures.filter(revision=report.revision).select_related("signed_by"))
    place = place_in(user, twinning)
    leads = place.side if place and place.role == "LEADER" else ""
    side = Side(place.side) if place else side_of(user, twinning)
    is_in = report.state == Report.State.SUBMITTED
    standing = standing_with(place, user, twinning) if is_in else frozenset()
    signed = {signature.side for signature in given}
    costs = _costs(figures)
    return ReportPage(
        twinning=twinning,
        report=report,
        due=_due(report),
        months=months_of(twinning),
        texts=texts_of(report),
        results=_results(twinning, figures),
        costs=costs,
        total=CostRow("", sum(row.planned for row in costs), sum(row.spent for row in costs)) if costs else None,
        signatures=[
            SignatureRow(
                side,
                twinning.country_of(side).name,
                next((each for each in given if each.side == side), None),
                is_own=leads == side,
            )
            for side in Side
        ],
        last_move=None if is_new else report.moves.select_related("moved_by").first(),
        write_refusal=refusal_of_reporting(side, twinning) or refusal_of_writing(report, today),
        can_sign=is_in and bool(leads) and leads not in signed,
        can_return=is_in and bool(standing & {"LEADER", "ADVISOR"}),
        can_approve=is_in and "ADVISOR" in standing,
        is_signed_by_both=signed == set(Side.values),
    )


def texts_of(report: Report) -> list[ReportText]:
    """What was written, in the order of the document."""
    labels = {
        "progress": _("What was done"),
        "difficulties": _("Difficulties and how they were met"),
        "lessons": _("Lessons"),
        "sustainability": _("What lasts after the twinning"),
        "next_steps": _("Next steps"),
    }
    return [ReportText(label, getattr(report, name)) for name, label in labels.items() if getattr(report, name)]


def periods_of(twinning: Twinning) -> list[Period]:
    """By the dates of its schedule as they are now."""
    return periods(twinning.workplan.start, schedule_of_twinning(twinning).result.finish)


# --- figures ---------------------------------------------------------------------------------------------


def filed_values(twinning: Twinning) -> dict[str, Any]:
    """Planned and spent by activity and kind, and the countries' own assessments by result, as they are now."""
    lines = CostLine.objects.filter(activity__twinning=twinning).order_by("activity__task__order", "kind")
    return {
        "costs": [
            {"activity": key, "kind": kind, "planned": planned, "spent": spent}
            for key, kind, planned, spent in lines.values_list("activity__task__key", "kind", "planned", "spent")
        ],
        "self_assessed": {str(row.order): row.self_assessed for row in twinning.results.all()},
    }


def advisor_assessments(twinning: Twinning) -> dict[str, str]:
    return {str(row.order): row.advisor_assessed for row in twinning.results.all()}


def figures_of(report: Report) -> dict[str, Any]:
    """As they were filed where the report was handed in, or as they are now."""
    if report.state in (Report.State.SUBMITTED, Report.State.APPROVED):
        advisor = (
            {} if "advisor_assessed" in report.filed else {"advisor_assessed": advisor_assessments(report.twinning)}
        )
        return {**report.filed, **advisor}
    return {**filed_values(report.twinning), "advisor_assessed": advisor_assessments(report.twinning)}


def _costs(figures: dict[str, Any]) -> list[CostRow]:
    sums: dict[str, tuple[int, int]] = {}
    for line in figures.get("costs", []):
        planned, spent = sums.get(line["kind"], (0, 0))
        sums[line["kind"]] = planned + line["planned"], spent + line["spent"]
    names = dict(CostLine.Kind.choices)
    return [CostRow(str(names[kind]), *sums[kind]) for kind in CostLine.Kind.values if kind in sums]


def _results(twinning: Twinning, figures: dict[str, Any]) -> list[ResultRow]:
    if not figures:
        return []
    levels = dict(MandatoryResult.Completion.choices)
    return [
        ResultRow(
            row.order,
            row.title,
            str(levels[figures["self_assessed"].get(str(row.order), "")]),
            str(levels[figures["advisor_assessed"].get(str(row.order), "")]),
        )
        for row in twinning.results.all()
    ]


# --- periods ---------------------------------------------------------------------------------------------


def _period_row(period: Period, kept: Report | None, twinning: Twinning, today: date) -> PeriodRow:
    report = kept or _new_report(twinning, period)
    report.twinning = twinning
    given = [] if kept is None else [each for each in kept.signatures.all() if each.revision == kept.revision]
    waits = report.state in (Report.State.OPEN, Report.State.RETURNED)
    refusal = refusal_of_writing(report, today) if waits else ""
    return PeriodRow(
        report=report,
        due=period.due,
        locked=refusal,
        is_overdue=waits and not refusal and period.due < today,
        signed_by=[str(twinning.country_of(each.side).name) for each in given],
    )


def _new_report(twinning: Twinning, period: Period) -> Report:
    kind = Report.Kind.QUARTERLY if period.number else Report.Kind.FINAL
    return Report(twinning=twinning, kind=kind, number=period.number, first=period.first, last=period.last)


def _period_as_kept(report: Report) -> Period:
    return Period(report.number, report.first, report.last, _due(report))


def _due(report: Report) -> date:
    (period, *_others) = periods(report.first, report.last)[:: 1 if report.number else -1]
    return period.due


def _number_named(key: str) -> int:
    """The quarter that an address names, 0 for the final report. 404 for anything else."""
    if key == "final":
        return 0
    digits = key.removeprefix("q")
    if not (key.startswith("q") and digits.isascii() and digits.isdigit() and int(digits[:4]) > 0 and len(digits) < 4):
        raise Http404
    return int(digits)


# --- meetings --------------------------------------------------------------------------------------------


def meetings_page(user: User, pk: UUID) -> MeetingsPage:
    """The latest first. The same number of queries at any number of meetings."""
    twinning = twinning_for_viewing(user, pk)
    meetings = list(twinning.meetings.prefetch_related("decisions").order_by("-number"))
    return MeetingsPage(
        twinning, meetings, months_of(twinning), refusal_of_reporting(side_of(user, twinning), twinning)
    )


def meeting_of(twinning: Twinning, number: int) -> SteeringMeeting:
    meeting = twinning.meetings.filter(number=number).first()
    if meeting is None:
        raise Http404
    meeting.twinning = twinning
    return meeting


def decision_of(meeting: SteeringMeeting, number: int) -> MeetingDecision:
    decision = meeting.decisions.filter(number=number).first()
    if decision is None:
        raise Http404
    decision.meeting = meeting
    return decision


def meetings_between(twinning: Twinning, first: date, last: date) -> Sequence[SteeringMeeting]:
    return list(twinning.meetings.filter(held_on__range=(first, last)).prefetch_related("decisions"))
