"""Steering meetings and their decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from planner.forms.entries import VersionedForm
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile, EditRefused
from twinning.forms.reports import DecisionForm, MeetingForm
from twinning.models import Twinning
from twinning.permissions import refusal_of_reporting, side_of
from twinning.queries.access import twinning_for_viewing
from twinning.queries.reports import decision_of, meeting_of, meetings_page
from twinning.services.meetings import add_decision, add_meeting, change_decision, change_meeting


@require_GET
def meetings(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = meetings_page(request.user, pk)
    return render(request, "twinning/meetings.html", {"twinning": page.twinning, "page": page})


@require_http_methods(["GET", "POST"])
def meeting_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    form = MeetingForm(_typed(request), twinning=twinning)
    return _answer(
        request,
        twinning,
        form,
        lambda: add_meeting(twinning=twinning, values=form.values(), user=request.user, now=timezone.now()),
        title=_("New meeting"),
    )


@require_http_methods(["GET", "POST"])
def meeting_change(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    meeting = meeting_of(twinning, number)
    form = MeetingForm(_typed(request), twinning=twinning, row=meeting)
    return _answer(
        request,
        twinning,
        form,
        lambda: change_meeting(meeting=meeting, version=form.made_from, values=form.values(), user=request.user),
        title=str(meeting),
    )


@require_http_methods(["GET", "POST"])
def decision_new(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    meeting = meeting_of(twinning, number)
    form = DecisionForm(_typed(request), twinning=twinning)
    return _answer(
        request,
        twinning,
        form,
        lambda: add_decision(meeting=meeting, values=form.values(), user=request.user),
        title=_("New decision"),
    )


@require_http_methods(["GET", "POST"])
def decision_change(request: HttpRequest, pk: UUID, number: int, decision: int) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    row = decision_of(meeting_of(twinning, number), decision)
    form = DecisionForm(_typed(request), twinning=twinning, row=row)
    return _answer(
        request,
        twinning,
        form,
        lambda: change_decision(decision=row, version=form.made_from, values=form.values(), user=request.user),
        title=_("Decision {number}").format(number=f"{number}.{decision}"),
    )


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answer(
    request: HttpRequest, twinning: Twinning, form: VersionedForm, save: Callable[[], Any], *, title: str
) -> HttpResponse:
    """What is wrong is said by its field, with all that was typed kept. Whoever may not write is told why."""
    context: dict[str, Any] = {}
    status = 200
    if request.method == "GET":
        if refusal := refusal_of_reporting(side_of(request.user, twinning), twinning):
            messages.error(request, refusal)
            return redirect("twinning_meetings", twinning.pk)
    else:
        status = 422
        if form.is_valid():
            try:
                save()
            except EditedMeanwhile as meanwhile:
                form.stand_against(meanwhile.row)
                context["refusal"], status = str(meanwhile), 409
            except (EditRefused, NotAllowed) as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Saved."))
                return redirect("twinning_meetings", twinning.pk)
    shown = {"twinning": twinning, "form": form, "title": title}
    return render(request, "twinning/meeting_form.html", shown | context, status=status)
