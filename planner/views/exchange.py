"""Plans in other programs' files: downloads, and files that are brought in, checked and then taken over."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from planner.domain.file_names import file_name
from planner.forms.exchange import ProjectForm, ProjectTitleForm, SheetForm
from planner.interchange.refusals import FileRefused
from planner.models import Plan
from planner.permissions import user_can_edit_plan
from planner.queries import exchange, sheets
from planner.queries.access import (
    country_for_planning,
    plan_for_editing,
    plan_for_viewing,
    project_upload_for,
    sheet_upload_for,
)
from planner.queries.interchange_words import refusal_in_words
from planner.services import uploads
from planner.services.edits import EditRefused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def plan_exchange(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The files a plan can be had in; and its workbook, brought back."""
    if request.method != "POST":
        plan = plan_for_viewing(request.user, pk)
        return _exchange_page(request, plan, SheetForm())
    plan = plan_for_editing(request.user, pk)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.keep_sheet(
                plan=plan, source=file, file_name=file.name, user=request.user, now=timezone.now()
            )
        except FileRefused as refused:
            form.add_error("file", refusal_in_words(refused))
        else:
            return redirect("plan_exchange_check", plan.pk, upload.pk)
    return _exchange_page(request, plan, form)


def _exchange_page(request: HttpRequest, plan: Plan, form: SheetForm) -> HttpResponse:
    context = {"plan": plan, "form": form, "may_edit": user_can_edit_plan(request.user, plan)}
    return render(request, "planner/plan_exchange.html", context)


@require_http_methods(["GET", "POST"])
def plan_exchange_check(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """What a workbook would change, and which rows are wrong; then all of it, or nothing."""
    plan = plan_for_editing(request.user, pk)
    kept = sheet_upload_for(request.user, plan, upload)
    refused = ""
    if request.method == "POST":
        try:
            uploads.apply_sheet(upload=kept, plan=plan, user=request.user, now=timezone.now())
        except EditRefused as error:
            refused = str(error)
        else:
            messages.success(request, _("The changes of the file are made."))
            return redirect("plan_tasks", plan.pk)
    context = {"plan": plan, "upload": kept, "report": sheets.sheet_report(plan, kept), "refused": refused}
    return render(request, "planner/plan_exchange_check.html", context)


@require_safe
def plan_workbook(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _download(request, pk, sheets.workbook_of_plan, "xlsx", XLSX)


@require_safe
def plan_project_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _download(
        request, pk, lambda plan: exchange.project_file_of_plan(plan, now=timezone.now()), "xml", "application/xml"
    )


@require_safe
def plan_events(request: HttpRequest, pk: UUID) -> HttpResponse:
    with_tasks = request.GET.get("tasks") == "all"
    return _download(
        request,
        pk,
        lambda plan: exchange.events_of_plan(plan, with_tasks=with_tasks, now=timezone.now()),
        "ics",
        "text/calendar; charset=utf-8",
    )


@require_safe
def plan_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _download(request, pk, exchange.json_of_plan, "json", "application/json")


def _download(
    request: HttpRequest, pk: UUID, make: Callable[[Plan], bytes], extension: str, content_type: str
) -> HttpResponse:
    plan = plan_for_viewing(request.user, pk)
    title = plan.full_title.in_language((get_language() or "ar")[:2], base=plan.base_language)
    name = file_name(title, timezone.localdate(), extension)
    # A name in Arabic goes beside a plain one (RFC 6266).
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(make(plan), content_type=content_type, headers={"Content-Disposition": disposition})


@require_http_methods(["GET", "POST"])
def plan_import(request: HttpRequest, iso3: str) -> HttpResponse:
    """A Microsoft Project file for a plan that does not exist yet."""
    country = country_for_planning(request.user, iso3)
    form = ProjectForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.keep_project(
                country=country,
                source=file,
                file_name=file.name,
                keeps_calendar=form.cleaned_data["calendar"] == "file",
                language=form.cleaned_data["language"],
                user=request.user,
                now=timezone.now(),
            )
        except FileRefused as refused:
            form.add_error("file", refusal_in_words(refused))
        else:
            return redirect("plan_import_check", country.pk, upload.pk)
    return render(request, "planner/plan_import.html", {"country": country, "form": form})


@require_http_methods(["GET", "POST"])
def plan_import_check(request: HttpRequest, iso3: str, upload: UUID) -> HttpResponse:
    """What will be read out of the file and what cannot be kept; then the plan."""
    country = country_for_planning(request.user, iso3)
    kept = project_upload_for(request.user, country, upload)
    report = exchange.project_report(kept)
    form = ProjectTitleForm(request.POST or None, initial={"title": report.title})
    if request.method == "POST" and form.is_valid():
        plan = uploads.create_plan_from_upload(
            upload=kept, title=form.cleaned_data["title"], user=request.user, now=timezone.now()
        )
        messages.success(request, _("The plan is made. Its tasks, dates and files can be found here."))
        return redirect(plan)
    context = {"country": country, "upload": kept, "report": report, "form": form}
    return render(request, "planner/plan_import_check.html", context)
