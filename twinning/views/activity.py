"""One activity: the steps it takes, its files, comments, dependencies and costs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from planner.permissions import NotAllowed
from planner.services.edits import EditRefused
from twinning.domain.activity_states import STEPS
from twinning.forms.activities import CommentForm, CostForm, EvidenceForm, SeenForm, StepForm, WaitForm
from twinning.models import Activity
from twinning.queries import evidence as evidence_queries
from twinning.queries.access import twinning_for_viewing
from twinning.queries.activities import one
from twinning.queries.activities.rows import step_words
from twinning.queries.schedules import months_of
from twinning.services import activities, activity_steps, comments, costs, evidence


@require_GET
def activity(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    return _page(request, pk, key)


@require_GET
def activity_why(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    twinning = twinning_for_viewing(request.user, pk)
    context = {"twinning": twinning, "page": one.activity_explanation(twinning, key), "months": months_of(twinning)}
    return render(request, "twinning/activity_why.html", context)


@require_http_methods(["GET", "POST"])
def activity_step(request: HttpRequest, pk: UUID, key: str, name: str) -> HttpResponse:
    """Asks for the reason where one is needed. Whoever may not take the step is told why on the activity's page."""
    row = one.activity_for_viewing(request.user, pk, key)
    if name not in STEPS:
        raise Http404
    step, seen = STEPS[name], SeenForm(request.POST or request.GET)
    seen.full_clean()
    back = seen.cleaned_data.get("back", "")
    if request.method == "GET":
        form = StepForm(step=step, twinning=row.twinning, initial={"version": row.version})
        return _step_page(request, row, name, form, back)
    form = StepForm(request.POST, step=step, twinning=row.twinning)
    if not form.is_valid():
        return _step_page(request, row, name, form, back, status=422)
    try:
        activity_steps.take_step(activity=row, name=name, user=request.user, now=timezone.now(), **form.cleaned_data)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    except EditRefused as refused:
        if step.needs_reason:
            form.add_error(None, str(refused))
            return _step_page(request, row, name, form, back, status=409)
        messages.error(request, f"{row.task.title}: {refused}")
    else:
        messages.success(request, f"{row.task.title}: {one.step_done_words()[name]}")
    return _back(row, back)


@require_POST
def activity_evidence(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    row = one.activity_for_viewing(request.user, pk, key)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            evidence.add_evidence(
                twinning=row.twinning,
                activity=row,
                source=file,
                name=file.name,
                user=request.user,
                now=timezone.now(),
            )
        except (NotAllowed, EditRefused) as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("The file is added."))
            return redirect(f"{_address(row)}#evidence")
    return _page(request, pk, key, status=422, evidence_form=form)


@require_safe
def evidence_download(request: HttpRequest, pk: UUID, evidence: UUID) -> FileResponse:
    """As an attachment, of the type that was found in it; no browser guesses another (nosniff)."""
    row, file = evidence_queries.evidence_for_download(request.user, pk, evidence)
    return FileResponse(file, as_attachment=True, filename=row.name, content_type=row.media_type)


@require_POST
def evidence_remove(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    row = evidence_queries.evidence_for_viewing(request.user, pk, evidence)
    try:
        _remove(request, row)
    except (NotAllowed, EditRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The file is removed."))
    if row.activity is None:
        return redirect("twinning", pk)
    return redirect(f"{reverse('activity', args=[pk, row.activity.task.key])}#evidence")


def _remove(request: HttpRequest, row: Any) -> None:
    evidence.remove_evidence(evidence=row, user=request.user)


@require_POST
def activity_comment(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    row = one.activity_for_viewing(request.user, pk, key)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comment = comments.add_comment(
                activity=row, text=form.cleaned_data["text"], user=request.user, now=timezone.now()
            )
        except (NotAllowed, EditRefused) as refused:
            form.add_error("text", str(refused))
        else:
            return redirect(f"{_address(row)}#comment-{comment.pk}")
    return _page(request, pk, key, status=422, comment_form=form)


@require_POST
def activity_wait(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Let it wait for another one."""
    row = one.activity_for_viewing(request.user, pk, key)
    others = [(task.key, str(task)) for task in row.twinning.workplan.tasks.exclude(key=key)]
    form = WaitForm(request.POST, others=others)
    if form.is_valid():
        try:
            activities.add_link(activity=row, user=request.user, now=timezone.now(), **form.values())
        except (NotAllowed, EditRefused) as refused:
            form.add_error("before", str(refused))
        else:
            messages.success(request, _("The dependency is added."))
            return redirect(f"{_address(row)}#waits")
    return _page(request, pk, key, status=422, wait_form=form)


@require_POST
def activity_wait_remove(request: HttpRequest, pk: UUID, key: str, link: int) -> HttpResponse:
    row = one.activity_for_viewing(request.user, pk, key)
    try:
        activities.remove_link(activity=row, pk=link, user=request.user, now=timezone.now())
    except (NotAllowed, EditRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The dependency is removed."))
    return redirect(f"{_address(row)}#waits")


@require_POST
def activity_cost(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    row = one.activity_for_viewing(request.user, pk, key)
    form = CostForm(request.POST)
    if form.is_valid():
        try:
            costs.keep_cost(activity=row, user=request.user, **form.values())
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{_address(row)}#costs")
    return _page(request, pk, key, status=422, cost_form=form)


def _page(request: HttpRequest, pk: UUID, key: str, *, status: int = 200, **forms: Any) -> HttpResponse:
    page = one.activity_page(request.user, pk, key, today=timezone.localdate())
    context = {
        "twinning": page.twinning,
        "page": page,
        "evidence_form": EvidenceForm(),
        "comment_form": CommentForm(),
        "cost_form": CostForm(),
        "wait_form": WaitForm(others=page.others),
        **forms,
    }
    if "wait_form" in forms:
        forms["wait_form"].fields["before"].choices = page.others
    return render(request, "twinning/activity.html", context, status=status)


def _step_page(
    request: HttpRequest, row: Activity, name: str, form: StepForm, back: str, *, status: int = 200
) -> HttpResponse:
    context = {
        "twinning": row.twinning,
        "activity": row,
        "name": name,
        "label": step_words()[name],
        "form": form,
        "back": back,
    }
    return render(request, "twinning/activity_step.html", context, status=status)


def _back(row: Activity, back: str) -> HttpResponse:
    if back == "board":
        return redirect("twinning_board", row.twinning_id)
    return redirect(_address(row))


def _address(row: Activity) -> str:
    return reverse("activity", args=[row.twinning_id, row.task.key])
