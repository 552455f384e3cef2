"""Ask for a Word file, watch it being made, download it."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from exports import names, queries, queue
from exports.forms import ExportForm
from exports.models import Export
from exports.subjects import Subject, subject_of, subject_of_row
from planner import jobs
from planner.queries.access import plan_for_viewing
from planner.queries.jobs import job_row, polls_named
from planner.views.fragments import wants_fragment
from twinning.models import Report
from twinning.queries.access import round_with_result_for_viewing, twinning_for_viewing
from twinning.queries.reports import report_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def plan_exports(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The panel: ask in a language, watch, download, and what was asked before."""
    return _panel(request, plan_for_viewing(request.user, pk))


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def round_exports(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same for the report of a round that has been run."""
    return _panel(request, round_with_result_for_viewing(request.user, pk))


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def twinning_exports(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same of a twinning's papers."""
    return _panel(request, twinning_for_viewing(request.user, pk))


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def report_exports(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """The same of a report; one in which nobody has written yet has no files."""
    report = report_of(twinning_for_viewing(request.user, pk), key)
    if report._state.adding:
        raise Http404
    return _panel(request, report)


@require_GET
@vary_on_headers("HX-Request")
def export_status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line of the panel, asked for again and again until nothing will change. Sweeps on the way."""
    jobs.sweep(Export, now=timezone.now())
    export = queries.export_for_viewing(request.user, pk)
    if not request.htmx:
        return redirect(subject_of(export).page(export.subject))
    row = job_row(export, polls=polls_named(request.GET.get("polls", "")))
    return render(request, "exports/_export.html", _shown(export.subject) | {"row": row, "is_poll": True})


@require_POST
@vary_on_headers("HX-Request")
def export_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the same file again, as things stand now."""
    export = queries.export_for_viewing(request.user, pk)
    queue.request_export(
        user=request.user,
        subject=export.subject,
        language=export.language,
        second_language=export.second_language,
        profile=export.profile,
        now=timezone.now(),
    )
    if not request.htmx:
        return redirect(subject_of(export).page(export.subject))
    return _render_panel(request, export.subject, _form(subject_of(export)))


@require_safe
def export_download(request: HttpRequest, pk: UUID) -> FileResponse:
    export, file = queries.file_for_download(request.user, pk)
    return FileResponse(file, as_attachment=True, filename=names.file_name(export), content_type=DOCX)


def _panel(request: HttpRequest, row: Any) -> HttpResponse:
    """Of the plan, the twinning … that somebody may see."""
    form = _form(subject_of_row(row), request.POST or None)
    if request.method == "POST" and form.is_valid():
        queue.request_export(user=request.user, subject=row, now=timezone.now(), **form.cleaned_data)
        if not request.htmx:
            return redirect(subject_of_row(row).page(row))
    jobs.sweep(Export, now=timezone.now())
    return _render_panel(request, row, form)


def _form(subject: Subject, typed: QueryDict | None = None) -> ExportForm:
    language = get_language()
    usual = {
        "language": language,
        "profile": subject.profiles[0],
        "second_language": "ar" if language != "ar" else "fr",
    }
    return ExportForm(typed, subject=subject, initial=usual)


def _render_panel(request: HttpRequest, row: Any, form: ExportForm) -> HttpResponse:
    template = "exports/_panel.html" if wants_fragment(request) else subject_of_row(row).template
    context = {"form": form, "rows": queries.export_history(row), "kept_days": queue.KEPT_FOR.days}
    return render(request, template, _shown(row) | context)


def _shown(row: Any) -> dict[str, Any]:
    """What the templates say of a subject, which they know under its own name."""
    subject = subject_of_row(row)
    shown = {
        subject.name: row,
        "section": subject.section,
        "page": subject.page(row),
        "months": subject.months(row),
    }
    return {**shown, "twinning": row.twinning} if isinstance(row, Report) else shown
