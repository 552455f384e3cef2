"""Keeping the log of a consultation: what was proposed, and the reasoned response that each proposal is owed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from planner.models import Contribution, Plan, User
from planner.services.edits import EditRefused
from planner.services.entries import add_entry, change_entry


class ResponseWithoutReason(EditRefused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Give the reason for the response: whoever proposed something is told why."))


def add_contribution(
    *, plan: Plan, entry: Contribution, values: dict[str, Any], user: User | None, now: datetime
) -> Contribution:
    """Raises `ResponseWithoutReason`."""
    _check_response_has_a_reason(values)
    return add_entry(plan=plan, entry=entry, values=values, user=user, now=now)


def change_contribution(
    *, plan: Plan, entry: Contribution, version: int, values: dict[str, Any], user: User | None, now: datetime
) -> Contribution:
    """Raises `ResponseWithoutReason`, `EditedMeanwhile` or `GoneMeanwhile`."""
    _check_response_has_a_reason(values)
    return change_entry(plan=plan, entry=entry, version=version, values=values, user=user, now=now)


def _check_response_has_a_reason(values: dict[str, Any]) -> None:
    if values["response"] != Contribution.Response.PENDING and not values["reason"]:
        raise ResponseWithoutReason
