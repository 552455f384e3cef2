"""When a mandatory result is reached, and how far it has come."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import User
from planner.permissions import NotAllowed
from planner.services.edits import EditRefused, current_row
from twinning.domain.twinning_states import CLOSED, OPEN_TO_RESULTS
from twinning.models import MandatoryResult
from twinning.permissions import (
    check_user_can_confirm_result,
    side_of,
    user_is_advisor_of,
)
from twinning.services.evidence import add_evidence

ASSESSED_IN = OPEN_TO_RESULTS | {CLOSED}


class NotDoneAlone(EditRefused):
    field = "done_alone_how"

    def __init__(self) -> None:
        super().__init__(_("Say when and how the receiving team did it alone."))


class DoneInFuture(EditRefused):
    field = "done_alone_on"

    def __init__(self) -> None:
        super().__init__(_("This day is still to come."))


class NoEvidence(EditRefused):
    field = "file"

    def __init__(self) -> None:
        super().__init__(_("Add a file that shows it first: a result is closed with evidence."))


class ClosedAlready(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The result is closed already."))


def close_result(
    *,
    result: MandatoryResult,
    done_alone_on: date | None,
    done_alone_how: str,
    file: UploadedFile | None = None,
    user: User,
    now: datetime,
) -> MandatoryResult:
    """The gate of knowledge transfer: the receiving team has done it once alone, and a file shows it: `file`, or one
    that was added before.

    Raises `planner.permissions.NotAllowed`, NotDoneAlone, DoneInFuture, NoEvidence, ClosedAlready, and what
    `add_evidence` raises.
    """
    if done_alone_on is None or not done_alone_how.strip():
        raise NotDoneAlone
    if done_alone_on > now.date():
        raise DoneInFuture
    with transaction.atomic():
        check_user_can_confirm_result(user, current_row(result.twinning))
        current = current_row(result)
        if current.closed_at is not None:
            raise ClosedAlready
        if file is not None:
            add_evidence(
                twinning=current.twinning, result=current, source=file, name=file.name or "", user=user, now=now
            )
        if not current.evidence.exists():
            raise NoEvidence
        current.done_alone_on, current.done_alone_how = done_alone_on, done_alone_how
        current.closed_at, current.closed_by = now, user
        current.version += 1
        current.save()
    return current


def assess_result(*, result: MandatoryResult, level: str, user: User) -> MandatoryResult:
    """Say on the Open Government Partnership's scale how far a result has come.

    The countries' word and the advisor's are kept apart: which it is goes by who says it. Raises
    `planner.permissions.NotAllowed`.
    """
    with transaction.atomic():
        twinning = current_row(result.twinning)
        current = current_row(result)
        if twinning.state not in ASSESSED_IN:
            raise NotAllowed(_("Results are assessed from the implementation on."))
        if side_of(user, twinning) is not None:
            column = "self_assessed"
        elif user_is_advisor_of(user, twinning):
            column = "advisor_assessed"
        else:
            raise NotAllowed(_("Only the two teams and an advisor say how far a result has come."))
        setattr(current, column, MandatoryResult.Completion(level))
        current.version += 1
        current.save(update_fields=[column, "version"])
    return current
