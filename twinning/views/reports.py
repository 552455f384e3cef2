"""Quarterly and final reports: the list of periods, a report, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile, EditRefused
from twinning.forms.reports import ReportForm, ReturnForm
from twinning.models import Report
from twinning.permissions import refusal_of_reporting, refusal_of_writing, side_of
from twinning.queries.access import twinning_for_viewing
from twinning.queries.reports import report_of, report_page, reports_page
from twinning.services.reports import approve_report, return_report, sign_report, submit_report, write_report


@require_GET
def reports(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = reports_page(request.user, pk, today=timezone.localdate())
    return render(request, "twinning/reports.html", {"twinning": page.twinning, "page": page})


@require_GET
def report(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    return _render(request, pk, key)


@require_http_methods(["GET", "POST"])
def report_change(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """What is typed into a period that is locked meanwhile is said so, and stays on the page."""
    row = report_of(twinning_for_viewing(request.user, pk), key)
    form = ReportForm(request.POST if request.method == "POST" else None, report=row)
    context: dict[str, Any] = {}
    status = 200
    if request.method == "GET":
        refusal = refusal_of_reporting(side_of(request.user, row.twinning), row.twinning)
        if refusal := refusal or refusal_of_writing(row, timezone.localdate()):
            messages.error(request, refusal)
            return redirect("twinning_report", pk, key)
    else:
        status = 422
        if form.is_valid():
            try:
                write_report(
                    report=row,
                    version=form.made_from,
                    values=form.values(),
                    user=request.user,
                    today=timezone.localdate(),
                )
            except EditedMeanwhile as meanwhile:
                form.stand_against(meanwhile.row)
                context["refusal"], status = str(meanwhile), 409
            except (EditRefused, NotAllowed) as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Saved."))
                return redirect("twinning_report", pk, key)
    shown = {"twinning": row.twinning, "report": row, "form": form}
    return render(request, "twinning/report_form.html", shown | context, status=status)


@require_POST
def report_submit(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    return _done(
        request,
        pk,
        key,
        lambda row: submit_report(report=row, user=request.user, now=timezone.now(), today=timezone.localdate()),
        _("The report is handed in. Both project leaders are asked to sign it."),
    )


@require_POST
def report_sign(request: HttpRequest, pk: UUID, key: str, side: str) -> HttpResponse:
    return _done(
        request,
        pk,
        key,
        lambda row: sign_report(report=row, side=side.upper(), user=request.user, now=timezone.now()),
        _("Signed."),
    )


@require_POST
def report_return(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _render(request, pk, key, form=form, status=422)
    reason = form.cleaned_data["reason"]
    return _done(
        request,
        pk,
        key,
        lambda row: return_report(report=row, reason=reason, user=request.user, now=timezone.now()),
        _("The report is returned."),
        form=form,
    )


@require_POST
def report_approve(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    return _done(
        request,
        pk,
        key,
        lambda row: approve_report(report=row, user=request.user, now=timezone.now()),
        _("The report is approved."),
    )


def _done(
    request: HttpRequest, pk: UUID, key: str, do: Callable[[Report], Any], news: str, *, form: ReturnForm | None = None
) -> HttpResponse:
    """What is refused is said on the report's page, with what was typed kept."""
    row: Report = report_of(twinning_for_viewing(request.user, pk), key)
    try:
        do(row)
    except (EditRefused, NotAllowed) as refused:
        return _render(request, pk, key, form=form, refusal=str(refused), status=422)
    messages.success(request, news)
    return redirect("twinning_report", pk, key)


def _render(
    request: HttpRequest, pk: UUID, key: str, *, form: ReturnForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    page = report_page(request.user, pk, key, today=timezone.localdate())
    shown = {
        "twinning": page.twinning,
        "page": page,
        "report": page.report,
        "form": form or ReturnForm(),
        "refusal": refusal,
    }
    return render(request, "twinning/report.html", shown, status=status)
