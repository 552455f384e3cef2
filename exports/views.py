"""Ask for a Word file, watch it being made, download it."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from exports import names, queries, queue
from exports.forms import ExportForm
from exports.models import Export
from planner import jobs
from planner.models import Plan
from planner.queries.access import plan_for_viewing
from planner.queries.jobs import job_row, polls_named
from planner.views.fragments import wants_fragment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def plan_exports(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The panel: ask in a language, watch, download, and what was asked before."""
    plan = plan_for_viewing(request.user, pk)
    form = ExportForm(request.POST or None, initial=_usual_request())
    if request.method == "POST" and form.is_valid():
        queue.request_export(user=request.user, plan=plan, now=timezone.now(), **form.cleaned_data)
        if not request.htmx:
            return redirect("plan_exports", plan.pk)
    jobs.sweep(Export, now=timezone.now())
    return _render_panel(request, plan, form)


@require_GET
@vary_on_headers("HX-Request")
def export_status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line of the panel, asked for again and again until nothing will change. Sweeps on the way."""
    jobs.sweep(Export, now=timezone.now())
    export = queries.export_for_viewing(request.user, pk)
    if not request.htmx:
        return redirect("plan_exports", export.plan_id)
    row = job_row(export, polls=polls_named(request.GET.get("polls", "")))
    return render(request, "exports/_export.html", {"row": row, "is_poll": True})


@require_POST
@vary_on_headers("HX-Request")
def export_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the same file again, as the plan stands now."""
    export = queries.export_for_viewing(request.user, pk)
    queue.request_export(
        user=request.user,
        plan=export.plan,
        language=export.language,
        profile=export.profile,
        now=timezone.now(),
    )
    if not request.htmx:
        return redirect("plan_exports", export.plan_id)
    return _render_panel(request, export.plan, ExportForm(initial=_usual_request()))


@require_safe
def export_download(request: HttpRequest, pk: UUID) -> FileResponse:
    export, file = queries.file_for_download(request.user, pk)
    return FileResponse(file, as_attachment=True, filename=names.file_name(export), content_type=DOCX)


def _usual_request() -> dict[str, str]:
    return {"language": get_language(), "profile": Export.Profile.FULL}


def _render_panel(request: HttpRequest, plan: Plan, form: ExportForm) -> HttpResponse:
    template = "exports/_panel.html" if wants_fragment(request) else "exports/plan_exports.html"
    context = {
        "plan": plan,
        "form": form,
        "rows": queries.export_history(plan),
        "kept_days": queue.KEPT_FOR.days,
    }
    return render(request, template, context)
