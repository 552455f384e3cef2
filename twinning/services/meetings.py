"""What is kept of a steering committee's meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from planner.models import User
from planner.services.edits import current_row, save_row
from twinning.models import MeetingDecision, Notice, SteeringMeeting, Twinning
from twinning.permissions import check_user_can_report
from twinning.queries.people import people_of_twinning
from twinning.services.notices import notify


def add_meeting(*, twinning: Twinning, values: dict[str, Any], user: User, now: datetime) -> SteeringMeeting:
    """Everybody who sees the twinning is told. Raises `planner.permissions.NotAllowed`."""
    with transaction.atomic():
        current_row(twinning)  # two who add one at the same moment get two numbers
        check_user_can_report(user, twinning)
        last = twinning.meetings.aggregate(last=Max("number"))["last"] or 0
        meeting = SteeringMeeting.objects.create(twinning=twinning, number=last + 1, **values)
        notify(people_of_twinning(twinning), kind=Notice.Kind.MEETING_CALLED, about=twinning, by=user, now=now)
    return meeting


def change_meeting(*, meeting: SteeringMeeting, version: int, values: dict[str, Any], user: User) -> None:
    """Raises `planner.permissions.NotAllowed` or `EditedMeanwhile`."""
    with transaction.atomic():
        check_user_can_report(user, meeting.twinning)
        save_row(current_row(meeting), version=version, values=values)


def add_decision(*, meeting: SteeringMeeting, values: dict[str, Any], user: User) -> MeetingDecision:
    """Raises `planner.permissions.NotAllowed`."""
    with transaction.atomic():
        check_user_can_report(user, meeting.twinning)
        current_row(meeting)
        last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
        return MeetingDecision.objects.create(meeting=meeting, number=last + 1, **values)


def change_decision(*, decision: MeetingDecision, version: int, values: dict[str, Any], user: User) -> None:
    """Raises `planner.permissions.NotAllowed` or `EditedMeanwhile`."""
    with transaction.atomic():
        check_user_can_report(user, decision.meeting.twinning)
        save_row(current_row(decision), version=version, values=values)
