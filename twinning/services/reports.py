"""How a report is written, handed in, signed by both sides, returned and approved."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import User
from planner.services.edits import EditRefused, current_row, save_row
from twinning.domain.agreements import fingerprint
from twinning.domain.reports import REPORT_MOVES
from twinning.models import Notice, Report, ReportMove, ReportSignature, Side
from twinning.permissions import (
    check_user_can_approve_report,
    check_user_can_report,
    check_user_can_return_report,
    check_user_can_sign_report,
    refusal_of_writing,
)
from twinning.queries.people import people_of_twinning
from twinning.queries.reports import advisor_assessments, filed_values
from twinning.services.notices import notify

TEXTS = ("progress", "difficulties", "next_steps", "lessons", "sustainability")


class ReportLocked(EditRefused):
    """The period has not begun, or the report was handed in or approved."""


class NothingToReport(EditRefused):
    field = "progress"

    def __init__(self) -> None:
        super().__init__(_("Say what was done before the report is handed in."))


class PeriodNotOver(EditRefused):
    def __init__(self, last: date) -> None:
        self.last = last
        super().__init__(_("The period is not over yet. The report can be handed in from its last day."))


class ReasonOfReturnMissing(EditRefused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Say why it is returned, so that it can be mended."))


class NotSignedByBoth(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Both project leaders have to sign the report before it is approved."))


class NotHandedIn(EditRefused):
    def __init__(self, report: Report) -> None:
        super().__init__(
            _("This can be done once the report is handed in. Now it is: %(now)s.")
            % {"now": report.get_state_display()}
        )


def write_report(*, report: Report, version: int, values: dict[str, Any], user: User, today: date) -> Report:
    """Keep the texts of `report`, which is new where nobody has written in it.

    Raises `NotAllowed`, `ReportLocked`, or `EditedMeanwhile`.
    """
    with transaction.atomic():
        check_user_can_report(user, report.twinning)
        current = _held(report)
        _check_open(current, today)
        save_row(current, version=version, values=values)
    return current


def submit_report(*, report: Report, user: User, now: datetime, today: date) -> Report:
    """Hand the report in: figures and assessments are filed as they are, and both leaders are asked to sign.

    Raises `NotAllowed`, `ReportLocked`, `PeriodNotOver` or `NothingToReport`.
    """
    with transaction.atomic():
        check_user_can_report(user, report.twinning)
        current = _held(report)
        _check_open(current, today)
        if today < current.last:
            raise PeriodNotOver(current.last)
        if not current.progress:
            raise NothingToReport
        name = "submit" if current.state == Report.State.OPEN else "submit_again"
        current.revision += 1
        current.filed = filed_values(current.twinning)
        current.sha256 = fingerprint(signed_values(current))
        return _move(current, name, user=user, now=now, saved=("revision", "filed", "sha256"))


def sign_report(*, report: Report, side: str, user: User, now: datetime) -> ReportSignature:
    """Sign the revision that was handed in, for one's own side. A second time changes nothing.

    Raises `NotAllowed` for the other side or for who does not lead one, or `NotHandedIn`.
    """
    with transaction.atomic():
        current = _held(report)
        check_user_can_sign_report(user, current, side)
        if current.state != Report.State.SUBMITTED:
            raise NotHandedIn(current)
        signature, _is_new = ReportSignature.objects.get_or_create(
            report=current,
            revision=current.revision,
            side=side,
            defaults={"sha256": current.sha256, "signed_at": now, "signed_by": user},
        )
    return signature


def return_report(*, report: Report, reason: str, user: User, now: datetime) -> Report:
    """Raises `NotAllowed`, `NotHandedIn` or `ReasonOfReturnMissing`."""
    with transaction.atomic():
        current = _held(report)
        check_user_can_return_report(user, current)
        if current.state != Report.State.SUBMITTED:
            raise NotHandedIn(current)
        if not reason.strip():
            raise ReasonOfReturnMissing
        return _move(current, "return", user=user, now=now, reason=reason)


def approve_report(*, report: Report, user: User, now: datetime) -> Report:
    """Raises `NotAllowed`, `NotHandedIn` or `NotSignedByBoth`."""
    with transaction.atomic():
        current = _held(report)
        check_user_can_approve_report(user, current)
        if current.state != Report.State.SUBMITTED:
            raise NotHandedIn(current)
        if current.signatures.filter(revision=current.revision).count() < len(Side):
            raise NotSignedByBoth
        current.approved_at, current.approved_by = now, user
        current.filed = {**current.filed, "advisor_assessed": advisor_assessments(current.twinning)}
        return _move(current, "approve", user=user, now=now, saved=("approved_at", "approved_by", "filed"))


# --- what is filed ---------------------------------------------------------------------------------------


def signed_values(report: Report) -> dict[str, Any]:
    """What the two signatures stand under: all that the countries say, without what the advisor does later."""
    return {
        "twinning": str(report.twinning_id),
        "kind": report.kind,
        "number": report.number,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "revision": report.revision,
        "texts": {name: dict(getattr(report, name)) for name in TEXTS},
        "costs": report.filed["costs"],
        "self_assessed": report.filed["self_assessed"],
    }


# --- inside ----------------------------------------------------------------------------------------------


def _held(report: Report) -> Report:
    """The row as it stands, which nobody else changes until the transaction is over; it is made where it is new."""
    if report._state.adding:
        period = {"first": report.first, "last": report.last}
        named = {"twinning": report.twinning, "kind": report.kind, "number": report.number}
        report, _is_new = Report.objects.get_or_create(**named, defaults=period)
    current = current_row(report)
    current.twinning = report.twinning
    return current


def _check_open(report: Report, today: date) -> None:
    if refusal := refusal_of_writing(report, today):
        raise ReportLocked(refusal)


def _move(
    report: Report, name: str, *, user: User, now: datetime, reason: str = "", saved: tuple[str, ...] = ()
) -> Report:
    move = REPORT_MOVES[name]
    assert report.state == move.before, f"{name} starts from {move.before}, not from {report.state}"
    report.state = move.after
    report.version += 1
    report.save(update_fields=["state", "version", *saved])
    ReportMove.objects.create(
        report=report, name=name, before=move.before, after=move.after, moved_at=now, moved_by=user, reason=reason
    )
    notify(people_of_twinning(report.twinning), kind=_NOTICES[move.after], about=report.twinning, by=user, now=now)
    return report


_NOTICES: dict[str, str] = {
    "SUBMITTED": Notice.Kind.REPORT_SUBMITTED,
    "RETURNED": Notice.Kind.REPORT_RETURNED,
    "APPROVED": Notice.Kind.REPORT_APPROVED,
}
